"""Bringing the index up to articles' files; what the catalogue then notes of them is in."""

from __future__ import annotations

import logging
from collections.abc import Callable, Container, Iterator, Mapping
from contextlib import suppress
from dataclasses import replace

from index.article import Article
from index.batches import batches
from index.candidates import Tell
from index.embedded.store import Store
from index.errors import EngineError
from index.library.catalogue import Catalogue, Filed, Note, Stamp, Unreadable
from index.library.contents import read_file
from index.library.shelf import Shelf

_log = logging.getLogger(__name__)

_NOT_IN = -1  # the time of a file that the index is about to take in: no file has it

_BATCH = 64 * 2**20
"""Bytes of files that go into the index at once: enough for all processors, and little enough for the memory."""


def follow(
    store: Store, shelf: Shelf, catalogue: Catalogue, stamps: Mapping[str, Stamp | None], tell: Tell | None
) -> None:
    """Bring the index and the catalogue up to some files.

    Args:
        store: The index.
        shelf: The files.
        catalogue: What is known of them.
        stamps: The size and time of each; None for one that is gone.
        tell: Is told how many articles more are in.

    Raises:
        index.EngineError: The index cannot be written; files that the catalogue knows as they are now are in it.
    """
    gone = {file: stamp for file, stamp in stamps.items() if stamp is None}
    ordered = {**gone, **stamps}  # what is gone comes first: another file may have its id
    for batch in batches(ordered.items(), _size, _BATCH):
        waiting = _follow(store, shelf, catalogue, dict(batch), tell)
        _follow(store, shelf, catalogue, waiting, tell)


def articles_in(
    shelf: Shelf, stamps: Mapping[str, Stamp], notes: dict[str, Note], other: Callable[[str], str | None] | None = None
) -> Iterator[Article]:
    """Yield the articles in some files, and note what each file is.

    Args:
        shelf: The files.
        stamps: Which of them.
        notes: Takes the notes.
        other: Tells which other file has an article of an id; None where these are all the files there are.
    """
    files: dict[str, str] = {}
    for file, stamp in sorted(stamps.items()):  # of two files with an id always the same is taken
        article, note = read_file(
            shelf.articles, file, stamp, lambda each: files.get(each) or (other(each) if other else None)
        )
        notes[file] = note
        if article:
            files[article.id] = file
            yield article
        elif isinstance(note, Unreadable):
            _log.warning("Skipped %s", note.problem)


def _follow(
    store: Store, shelf: Shelf, catalogue: Catalogue, stamps: Mapping[str, Stamp | None], tell: Tell | None
) -> dict[str, Stamp | None]:
    """Bring the index up to some files, and return those that may be articles now that others are gone."""
    before = [row for row in map(catalogue.in_file, stamps) if row]
    notes: dict[str, Note] = {}
    there = {file: stamp for file, stamp in stamps.items() if stamp}
    articles = list(articles_in(shelf, there, notes, _in_another(shelf, catalogue, stamps)))
    # First as files that are not in yet: a catalogue without room is found out before anything is in, and who comes
    # after a process that was killed looks at them again.
    catalogue.change(forget=stamps, note=[replace(note, changed=_NOT_IN) for note in notes.values()])
    gone = {row.id for row in before if catalogue.with_id(row.id) is None}
    told = 0

    def count(more: int) -> None:
        nonlocal told
        told += more
        if tell:
            tell(more)

    try:
        if articles:
            store.add(articles, count)
        if gone:
            store.remove(gone)
    except EngineError:
        some = {article.id for article in articles[:told]}
        known = [note for note in notes.values() if isinstance(note, Filed) and note.id in some]
        with suppress(EngineError):  # without room they are looked at again
            catalogue.change(forget=stamps, note=[*(row for row in before if row.id not in some), *known])
        raise
    try:
        catalogue.change(note=notes.values())
    except EngineError as error:  # what matters is done; the next look does the rest
        _log.warning("%s", error)
    # One of those that are no articles may have had an id of what is gone.
    return shelf.stamps_of(each.file for each in catalogue.unreadable()) if gone else {}


def _in_another(shelf: Shelf, catalogue: Catalogue, files: Container[str]) -> Callable[[str], str | None]:
    """Return what tells which file has an article of an id, other than some files."""

    def other(identifier: str) -> str | None:
        row = catalogue.with_id(identifier)
        return row.file if row and row.file not in files and shelf.stamp(row.file) else None

    return other


def _size(stamped: tuple[str, Stamp | None]) -> int:
    _, stamp = stamped
    return stamp[0] if stamp else 0
