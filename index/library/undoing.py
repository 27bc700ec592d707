"""Taking files back that were put in, where the index cannot follow: a change is whole, or it never was."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from index.errors import IndexingError
from index.library.library import Library

Put = dict[str, str | None]
"""Files that were put in, each with the name of what it replaced."""


@contextmanager
def taken_back_on_error(library: Library) -> Iterator[Put]:
    """Give a record for files that are put in; where the body fails, those that the index has not are taken back."""
    put: Put = {}
    try:
        yield put
    except (IndexingError, OSError):
        for file, replaced in put.items():
            if not _is_in(library, file):
                library.shelf.take_back(file, replaced)
        raise


def _is_in(library: Library, file: str) -> bool:
    """Return whether the index has a file as it is now."""
    try:
        row = library.catalogue.in_file(file)
    except IndexingError:  # it cannot tell, and no more than that: the index is made anew from the files
        return False
    return row is not None and (row.size, row.changed) == library.shelf.stamp(file)
