"""Following files and folders: what is written there is added, what goes away is removed and can be restored."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from time import monotonic
from typing import Protocol

from watchfiles import watch

from bot.adding.bring import Bringing, Problem, origin_of
from bot.adding.folders import files_in, may_be_article
from bot.errors import UsageError
from index.corpus import is_hidden
from index.library.adding import Added
from index.library.catalogue import Filed
from index.library.removing import remove

_PATIENCE = 1_000  # milliseconds without a change: a file that is being copied changes until it is there
_WAKES = 250  # milliseconds after which a watch looks around although nothing has changed


class Told(Protocol):
    """Who is told what became of files."""

    def added(self, added: Added) -> None:
        """Is told of a file that is in."""

    def refused(self, error: Problem) -> None:
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
    roots = [path.absolute() for path in paths]
    # Of a file its folder is watched: an editor puts another file in its place.
    folders = {root if root.is_dir() else root.parent for root in roots}
    changes = watch(
        *folders,
        watch_filter=None,
        rust_timeout=_WAKES,
        yield_on_timeout=True,
        recursive=any(root.is_dir() for root in roots),  # the folder of a file may be somebody's home
    )
    next(changes, None)
    begin()
    settling = _Settling()
    with suppress(KeyboardInterrupt):  # also while a file is taken in
        for some in changes:
            changed = {Path(path) for _, path in some if _is_followed(Path(path), roots)}
            # First what is gone: a file with another name is the same article in a new place.
            gone = [path for path in changed if not path.exists()]
            if _remove(bringing, gone, roots, told):
                changed = set(roots)  # a copy may be left of what is gone
            settling.note(filter(may_be_article, _left_of(changed)))
            for added in bringing.files(settling.settled(), told.refused):
                told.added(added)


def _left_of(paths: Iterable[Path]) -> Iterator[Path]:
    """Yield the files of some paths; a path may be gone by now."""
    for path in paths:
        with suppress(UsageError):
            yield from files_in([path])


class _Settling:
    """Files that were written, until nobody writes them any more."""

    def __init__(self) -> None:
        self._seen: dict[Path, tuple[object, float]] = {}

    def note(self, files: Iterable[Path]) -> None:
        """Note that files were written."""
        for file in files:
            self._seen.setdefault(file, (None, 0.0))

    def settled(self) -> list[Path]:
        """Return the files that have not changed for a while, and forget them."""
        now, done = monotonic(), []
        for file, (stamp, since) in list(self._seen.items()):
            try:
                status = file.stat()
            except OSError:  # gone again, which is told next
                del self._seen[file]
                continue
            if stamp != (status.st_size, status.st_mtime_ns):
                self._seen[file] = ((status.st_size, status.st_mtime_ns), now)
            elif now - since >= _PATIENCE / 1000:
                del self._seen[file]
                done.append(file)
        return sorted(done)


def _is_followed(path: Path, roots: Sequence[Path]) -> bool:
    """Return whether a path is one of those that are followed, or in one of them and not hidden there."""
    return any(path.is_relative_to(root) and not is_hidden(path.relative_to(root)) for root in roots)


def _remove(bringing: Bringing, gone: Sequence[Path], roots: Sequence[Path], told: Told) -> bool:
    """Remove the articles of files that are gone, also with the folder that they were in; return whether any was."""
    if not gone or not all(root.exists() for root in roots):
        return False  # a disk that was taken away takes no articles with it
    origins = [origin_of(path) for path in gone]
    rows = [
        row
        for row in bringing.library.catalogue.all()
        if row.origin and any(row.origin == origin or row.origin.startswith(f"{origin}/") for origin in origins)
    ]
    for row in rows:
        remove(bringing.library, row.id)
        told.removed(row)
    return bool(rows)
