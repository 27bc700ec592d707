"""The library: articles as files, found as soon as they are in, and never half in.

::

    articles/, removed/    the files: see :mod:`index.library.shelf`
    index/                 the index, and the catalogue of the files that it holds; made anew where it is missing
    lock                   held by the process that changes the library

A change begins with the files, which are the truth, goes on to the index and ends with the catalogue. What a killed
process left half done is seen later as files that the catalogue does not know, and put right: :meth:`Library.refresh`.
"""

from __future__ import annotations

import logging
import shutil
import threading
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Self

from filelock import FileLock, Timeout

from index.candidates import Snapshot, Tell
from index.embedded.memory import InMemory
from index.embedded.store import Store, install
from index.errors import DamagedIndexError, EngineError, IndexingError, LibraryError, OtherVersionError
from index.library.catalogue import Catalogue, Note, Stamp
from index.library.following import articles_in, follow
from index.library.shelf import Shelf
from index.passage import split_passages

_log = logging.getLogger(__name__)

_PATIENCE = 60
"""Seconds to wait for another process that is changing the library: as long as a large batch of articles takes."""


class Library:
    """The articles of a folder and the index of them; safe to use from several threads, and beside other processes.

    It is an engine to be asked (:class:`index.candidates.Engine`). One that may not be written is served as it is.

    Args:
        home: The folder.
        tell: Is told how many articles more are indexed, where the index has to be made anew.

    Raises:
        index.EngineError: There is an index that cannot be read.

    Attributes:
        shelf: The files.
        catalogue: What is known of them.
    """

    def __init__(self, home: Path, tell: Tell | None = None) -> None:
        self._home = home
        self._index, self._new = home / "index", home / "index.new"
        self._lock = FileLock(home / "lock", timeout=_PATIENCE)
        self._changing = threading.RLock()  # the file keeps out other processes, this one other threads
        self._store: Store | None = None
        self._memory: InMemory | None = None
        self.shelf = Shelf(home)
        self.catalogue = Catalogue(self._index / "catalogue.sqlite3")
        try:
            self._open(tell)
        except IndexingError as error:
            _log.warning("%s Answering from what is there.", error)
            self._read_only()

    def __enter__(self) -> Self:
        """Return the library."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close the library."""
        self.close()

    def close(self) -> None:
        """Wait for what the index is merging."""
        if self._store is not None:
            self._store.close()

    def snapshot(self) -> Snapshot:
        """Return the index as it is now, also after a change by another process."""
        return self._memory.snapshot() if self._memory else self._kept().snapshot()

    def refresh(self, tell: Tell | None = None) -> None:
        """Bring the index up to the files: what people put there or changed, and what was left half done.

        Args:
            tell: Is told how many articles more are in.

        Raises:
            index.IndexingError: The index cannot be read or written.
        """
        if not (self._differing() or self._differs_in_number()):
            return
        had_one = self._was_used()
        with self.changing():
            if not (self.catalogue.stamps() and self._kept().snapshot().statistics.articles):
                if had_one:
                    _log.warning("%s: there is no index; it is made anew from the articles", self._index)
                self._rebuild(tell)
                return
            self.follow(self._differing(), tell)
            if self._differs_in_number():
                indexed = {entry.id for entry in self._kept().snapshot().articles}
                self._kept().remove(indexed - self.catalogue.ids())
                missing = [row.file for row in self.catalogue.all() if row.id not in indexed]
                self.follow(self.shelf.stamps_of(missing), tell)

    def reindex(self, tell: Tell | None = None) -> None:
        """Make the index anew from the files; questions are answered from the old one until the new one is complete.

        Args:
            tell: Is told how many articles more are in.

        Raises:
            index.IndexingError: There is no room for it, or it cannot be written; the old index is as it was.
        """
        with self.changing():
            self._rebuild(tell)

    def purge(self) -> None:
        """Remove for good what was taken out long ago.

        Raises:
            LibraryError: The files cannot be written.
        """
        if self.shelf.outlived():
            with self.changing():
                self.shelf.purge()

    def follow(self, stamps: Mapping[str, Stamp | None], tell: Tell | None = None) -> None:
        """Bring the index up to some files. To be called while :meth:`changing`.

        Args:
            stamps: The size and time of each; None for one that is gone.
            tell: Is told how many articles more are in.

        Raises:
            index.EngineError: The index cannot be written; files that the catalogue knows as they are now are in it.
        """
        follow(self._kept(), self.shelf, self.catalogue, stamps, tell)

    @contextmanager
    def changing(self) -> Iterator[None]:
        """Keep other threads and processes from changing the library.

        Raises:
            LibraryError: Another process has been changing it for too long, or a file cannot be written.
        """
        try:
            with self._changing:
                self._home.mkdir(parents=True, exist_ok=True)
                with self._lock:
                    self._tidy()
                    if self._memory:  # until now it could not be written
                        self._rebuild(None)
                    yield
        except Timeout as error:
            wrong = f"another process has been changing the library for {_PATIENCE} s"
            raise LibraryError(self._home, wrong, "Try again when it is done") from error
        except OSError as error:
            wrong = f"the library cannot be changed: {error.strerror or error}"
            mend = "See that there is room on the disk and that the folder may be written"
            raise LibraryError(self._home, wrong, mend) from error

    def _open(self, tell: Tell | None) -> None:
        try:
            self._store = Store(self._index)
            self.refresh(tell)
        except (DamagedIndexError, OtherVersionError) as error:
            _log.warning("%s: the index is made anew from the articles: %s", self._index, error)
            self.reindex(tell)

    def _read_only(self) -> None:
        """Take the index as it is; where there is none, read the articles into memory."""
        try:
            self._store = Store(self._index)
            there_is_one = self._store.snapshot().statistics.articles > 0
        except EngineError:
            there_is_one = False
        if not there_is_one:
            articles = articles_in(self.shelf, self.shelf.stamps(), {})
            self._memory = InMemory.of([passage for article in articles for passage in split_passages(article)])

    def _kept(self) -> Store:
        self._store = self._store or Store(self._index)
        return self._store

    def _was_used(self) -> bool:
        """Return whether the folder was a library before."""
        return Path(self._lock.lock_file).exists()

    def _differing(self) -> dict[str, Stamp | None]:
        """Return the files that are not as the catalogue knows them."""
        now, known = self.shelf.stamps(), self.catalogue.stamps()
        return {file: now.get(file) for file in sorted(now.keys() | known.keys()) if now.get(file) != known.get(file)}

    def _differs_in_number(self) -> bool:
        return self._kept().snapshot().statistics.articles != self.catalogue.count()

    def _rebuild(self, tell: Tell | None) -> None:
        notes: dict[str, Note] = {}
        try:
            with closing(Store(self._new)) as store:
                store.add(articles_in(self.shelf, self.shelf.stamps(), notes), tell)
                store.merge()
            self.catalogue.prepare(notes.values())
            install(self._new, self._index)
            self.catalogue.replace()
        finally:
            self._tidy()
        self._memory = None
        self._kept().snapshot()

    def _tidy(self) -> None:
        """Remove what a rebuilding that is over, or was killed, has left."""
        shutil.rmtree(self._new, ignore_errors=True)
        self.catalogue.tidy()
