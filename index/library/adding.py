"""Documents into a library: new articles, and newer versions of those that it has."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from itertools import chain, count

from index.article import MAX_BYTES
from index.errors import DocumentError, IndexingError, Refusal, UnfiledError
from index.library.catalogue import Filed
from index.library.filed import filed
from index.library.library import Library
from index.library.naming import file_name, identifier
from index.library.same import newer, text_key, url_key
from index.reading.document import Document

_AT_ONCE = 16_000_000
"""Characters that go into the index at once: the analysis of so many takes some seconds on two processors."""


class Change(StrEnum):
    """What became of a document."""

    ADDED = "added"
    UPDATED = "updated"
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True)
class Added:
    """A document that is in the library.

    Attributes:
        article: What is known of its article.
        change: What became of it.
        replaced: The name by which the version before can be put back, None where there was none.
    """

    article: Filed
    change: Change
    replaced: str | None = None


@dataclass(frozen=True, slots=True)
class _Put:
    """A document whose file is written, where that was needed."""

    file: str
    change: Change
    replaced: str | None = None


def add(library: Library, document: Document) -> Added:
    """Add one document; when this returns, it is on the disk and can be asked.

    Raises:
        index.DocumentError: It is too large.
        index.IndexingError: The library cannot be changed; it is as it was.
    """
    return next(add_all(library, [document]))


def add_all(library: Library, documents: Iterable[Document]) -> Iterator[Added]:
    """Add documents, and yield each once it is on the disk and can be asked; many are taken into the index together.

    Raises:
        index.DocumentError: One is too large; those yielded are in, the others are not.
        index.IndexingError: The library cannot be changed; likewise.
    """
    for group in _groups(documents):
        with library.changing():
            added = _add(library, group)
        yield from added


def _add(library: Library, documents: list[Document]) -> list[Added]:
    put: list[_Put] = []
    try:
        for document in documents:
            put.append(_put(library, document))  # noqa: PERF401  # what is put when one fails is taken back
        library.follow([each.file for each in put if each.change is not Change.UNCHANGED])
        return [Added(_row(library, each), each.change, each.replaced) for each in put]
    except (IndexingError, OSError, sqlite3.Error):
        for each in put:
            if each.change is not Change.UNCHANGED and not _is_in(library, each.file):
                library.shelf.take_back(each.file, each.replaced)
        raise


def _put(library: Library, document: Document) -> _Put:
    """Write the file of a document: in the place of the article that it is a version of, if there is one."""
    known = library.catalogue
    by_id = known.with_id(document.id) if document.id else None
    row = by_id or known.alike(
        origin=document.origin, url_key=url_key(document.source.url), text_key=text_key(document.text)
    )
    if row is None:
        name = _new_id(library, document)
        content = _content(document, name, datetime.now(UTC))
        file = library.shelf.free_name(file_name(name))
        library.shelf.put(file, content)
        return _Put(file, Change.ADDED)
    version = newer(row, document)
    added = datetime.fromisoformat(row.added) if row.added else datetime.fromtimestamp(row.changed / 1e9, UTC)
    content = _content(version, row.id, added)
    if content == library.shelf.content(row.file):
        return _Put(row.file, Change.UNCHANGED)
    return _Put(row.file, Change.UPDATED, library.shelf.put(row.file, content))


def _content(document: Document, name: str, added: datetime) -> bytes:
    content = filed(document, name, added)
    if len(content) > MAX_BYTES:
        raise DocumentError(
            document.title,
            Refusal.TOO_LARGE,
            f"has {len(content) / 2**20:.0f} MB of text, and an article may have {MAX_BYTES // 2**20} MB",
            "Split it into several articles",
        )
    return content


def _new_id(library: Library, document: Document) -> str:
    name = document.id or identifier(document)
    numbered = (f"{name}-{number}" for number in count(2))
    return next(each for each in chain([name], numbered) if library.catalogue.with_id(each) is None)


def _row(library: Library, put: _Put) -> Filed:
    row = library.catalogue.in_file(put.file)
    if row is None:
        problems = {each.file: each.problem for each in library.catalogue.unreadable()}
        raise UnfiledError(problems.get(put.file, f"{put.file}: was removed meanwhile. Add it again."))
    return row


def _is_in(library: Library, file: str) -> bool:
    """Return whether the index has a file as it is now."""
    row = library.catalogue.in_file(file)
    return row is not None and (row.size, row.changed) == library.shelf.stamp(file)


def _groups(documents: Iterable[Document]) -> Iterator[list[Document]]:
    """Yield documents in groups of about so many characters, no two in a group versions of one article."""
    group: list[Document] = []
    keys: set[tuple[str, str]] = set()
    size = 0
    for document in documents:
        own = _keys(document)
        if group and (size >= _AT_ONCE or keys & own):
            yield group
            group, keys, size = [], set(), 0
        group.append(document)
        keys |= own
        size += len(document.text)
    if group:
        yield group


def _keys(document: Document) -> set[tuple[str, str]]:
    known = {
        "id": document.id or identifier(document),
        "origin": document.origin,
        "url": url_key(document.source.url),
        "text": text_key(document.text),
    }
    return {(name, key) for name, key in known.items() if key}
