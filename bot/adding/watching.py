"""Following files and folders: what is written there is added, what goes away is removed and can be restored."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Protocol

from watchfiles import watch

from bot.adding.bring import Bringing, origin_of
from bot.adding.folders import files_in, may_be_article
from bot.errors import FetchError
from index import DocumentError
from index.library.adding import Added
from index.library.catalogue import Filed
from index.library.removing import remove

_PATIENCE = 1_000  # milliseconds without a change: a file that is being copied changes until it is there
_WAKES = 500  # milliseconds after which a watch without changes shows that it has begun


class Told(Protocol):
    """Who is told what became of files."""

    def added(self, added: Added) -> None:
        """Is told of a file that is in."""

    def refused(self, error: DocumentError | FetchError) -> None:
        """Is told of a file that cannot be read."""

    def removed(self, row: Filed) -> None:
        """Is told of an article whose file is gone."""


def follow(bringing: Bringing, paths: Sequence[Path], told: Told, begin: Callable[[], object]) -> None:
    """Add what changes in files and folders, until the process is interrupted.

    Args:
        bringing: Adds them.
        paths: The files and folders.
        told: Is told of each.
        begin: Adds what is there; called once nothing that changes meanwhile is missed.

    Raises:
        index.IndexingError: The library cannot be changed.
    """
    changes = watch(*paths, step=_PATIENCE, rust_timeout=_WAKES, yield_on_timeout=True, raise_interrupt=False)
    next(changes, None)
    begin()
    for some in changes:
        # First what is gone: a file with another name is the same article in a new place.
        gone = [Path(path) for _, path in some if not Path(path).exists()]
        _remove(bringing, gone, paths, told)
        written = files_in(Path(path) for _, path in some if Path(path).exists())
        for added in bringing.files(filter(may_be_article, written), told.refused):
            told.added(added)


def _remove(bringing: Bringing, gone: Sequence[Path], paths: Sequence[Path], told: Told) -> None:
    """Remove the articles of files that are gone, also with the folder that they were in."""
    if not gone or not all(path.exists() for path in paths):
        return  # a disk that was taken away takes no articles with it
    origins = [origin_of(path) for path in gone]
    for row in bringing.library.catalogue.all():
        if row.origin and any(row.origin == origin or row.origin.startswith(f"{origin}/") for origin in origins):
            remove(bringing.library, row.id)
            told.removed(row)
