"""Documents into a library: new articles, and newer versions of those that it has."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from itertools import chain, count

from index.batches import batches
from index.errors import UnfiledError
from index.library.catalogue import Filed
from index.library.filed import canonical, filed
from index.library.library import Library
from index.library.naming import file_name, identifier
from index.library.same import newer, text_key, url_key
from index.library.undoing import taken_back_on_error
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
        index.DocumentError: It is no article.
        index.IndexingError: The library cannot be changed; it is as it was.
    """
    return next(add_all(library, [document]))


def add_all(library: Library, documents: Iterable[Document]) -> Iterator[Added]:
    """Add documents, and yield each once it is on the disk and can be asked; many are taken into the index together.

    Raises:
        index.DocumentError: One is no article; those yielded are in, the others are not.
        index.IndexingError: The library cannot be changed; likewise.
    """
    for batch in batches(map(canonical, documents), lambda document: len(document.text), _AT_ONCE):
        with library.changing():
            added = _add(library, batch)
        yield from added


def _add(library: Library, documents: list[Document]) -> list[Added]:
    added: list[Added] = []
    pending: dict[str, _Put] = {}
    keys: set[tuple[str, str]] = set()
    with taken_back_on_error(library) as put:
        for document in documents:
            row, own = _article_of(library, document), _keys(document)
            if keys & own or (row and row.file in pending):  # a version of what is not in the index yet
                added += _followed(library, pending)
                pending, keys, row = {}, set(), _article_of(library, document)
            each = _put(library, document, row)
            pending[each.file] = each
            if each.change is not Change.UNCHANGED:
                put[each.file] = each.replaced
            keys |= own
        return added + _followed(library, pending)


def _article_of(library: Library, document: Document) -> Filed | None:
    """Return the article that a document is a version of; None where it is a new one."""
    known = library.catalogue
    row = (known.with_id(document.id) if document.id else None) or known.alike(
        origin=document.origin, url_key=url_key(document.source.url), text_key=text_key(document.text)
    )
    if row is None or library.shelf.stamp(row.file):
        return row
    library.follow({row.file: None})  # somebody removed its file by hand
    return _article_of(library, document)


def _put(library: Library, document: Document, row: Filed | None) -> _Put:
    """Write the file of a document: in the place of the article that it is a version of, if there is one."""
    if row is None:
        name = _new_id(library, document)
        file = library.shelf.free_name(file_name(name))
        library.shelf.put(file, filed(document, name, datetime.now(UTC)))
        return _Put(file, Change.ADDED)
    content = filed(newer(row, document), row.id, _added_at(row))
    if content == library.shelf.content(row.file):
        return _Put(row.file, Change.UNCHANGED)
    return _Put(row.file, Change.UPDATED, library.shelf.put(row.file, content))


def _followed(library: Library, put: Mapping[str, _Put]) -> list[Added]:
    """Bring the index up to the files that were written, and return what became of them."""
    written = [file for file, each in put.items() if each.change is not Change.UNCHANGED]
    library.follow(library.shelf.stamps_of(written))
    library.shelf.purge()
    return [Added(_row(library, file), each.change, each.replaced) for file, each in put.items()]


def _new_id(library: Library, document: Document) -> str:
    name = document.id or identifier(document)
    numbered = (f"{name}-{number}" for number in count(2))
    return next(each for each in chain([name], numbered) if library.catalogue.with_id(each) is None)


def _added_at(row: Filed) -> datetime:
    """Return when an article was added; of one that somebody put there, when its file was written."""
    try:
        return datetime.fromisoformat(row.added or "")
    except ValueError:
        return datetime.fromtimestamp(row.changed // 10**9, UTC)


def _row(library: Library, file: str) -> Filed:
    row = library.catalogue.in_file(file)
    if row is None:
        problems = {each.file: each.problem for each in library.catalogue.unreadable()}
        raise UnfiledError(problems.get(file, f"{file}: was removed meanwhile. Add it again."))
    return row


def _keys(document: Document) -> set[tuple[str, str]]:
    known = {
        "id": document.id or identifier(document),
        "origin": document.origin,
        "url": url_key(document.source.url),
        "text": text_key(document.text),
    }
    return {(name, key) for name, key in known.items() if key}
