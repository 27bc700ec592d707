"""An index in a folder: articles are added and removed while others ask, and small segments grow together.

::

    manifest.json     which segments there are, and which of their articles are removed
    segment-…/        the arrays of one segment; never changed
    new-PID-…/        a segment that a process is writing
    lock              held by the process that changes the manifest

A change is a new manifest in the place of the old one, once all that it names is on the disk. So a process that is
killed leaves the index as it was before or after, and a reader, of this process or of another, sees either.
"""

from __future__ import annotations

import logging
import os
import shutil
import threading
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from itertools import count
from pathlib import Path
from typing import Self
from uuid import uuid4

import numpy as np
from filelock import FileLock, Timeout
from numpy.typing import NDArray

from index.article import Article
from index.candidates import Tell
from index.durable import settle
from index.embedded.arrays import in_files, load, save
from index.embedded.building import Draft, drafts_of
from index.embedded.collection import Collection, Part
from index.embedded.loaded import Loaded
from index.embedded.manifest import Entry, Manifest, stamp
from index.embedded.merging import due_to_merge
from index.embedded.segment import Segment
from index.errors import DamagedIndexError, EngineError
from index.strings import keys_of
from index.vocabulary import Numbering

_log = logging.getLogger(__name__)

_NEW, _SEGMENT = "new-", "segment-"

_PROCESS, _NUMBERS = uuid4().hex, count()
"""Part of the names of new folders: in a container every process has the same number."""

_PATIENCE = 60
"""Seconds to wait for another process that is changing the index: as long as it takes to write a large segment."""

_TRIES = 5  # to read an index that another process is changing


class Store:
    """The engine over a folder; safe to use from several threads, and beside other processes.

    Args:
        folder: Where the index is, or will be.

    Raises:
        index.EngineError: It cannot be read.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._changing = threading.RLock()  # the file keeps out other processes, this one other threads
        self._lock = FileLock(folder / "lock", timeout=_PATIENCE)
        self._merger = ThreadPoolExecutor(max_workers=1, thread_name_prefix="merging")
        self._merging: Future[None] | None = None
        self._segments: dict[str, Loaded] = {}
        self._manifest = Manifest()
        self._stamp: tuple[int, ...] | None = None
        self._collection = Collection([])
        self.snapshot()

    def __enter__(self) -> Self:
        """Return the store."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close the store."""
        self.close()

    def close(self) -> None:
        """Wait for what is being merged."""
        self._merger.shutdown(wait=True)

    def snapshot(self) -> Collection:
        """Return the index as it is now, also after a change by another process; as it was, if that cannot be read.

        Raises:
            index.EngineError: It cannot be read, and never could.
        """
        seen = stamp(self._folder)
        # While this process changes the index, questions see it as it was.
        if seen != self._stamp and self._changing.acquire(blocking=False):
            try:
                self._read()
            except EngineError as error:
                if self._stamp is None:
                    raise
                _log.error("%s Going on with the index as it was before.", error)
                self._stamp = seen  # looked at again when it changes
            finally:
                self._changing.release()
        return self._collection

    def add(self, articles: Iterable[Article], tell: Tell | None = None) -> int:
        """Add articles, in the place of those with the same ids; return how many passages they have.

        Args:
            articles: The articles; of several with one id the last.
            tell: Is told how many articles more are in.

        Raises:
            index.EngineError: They cannot be written; those told of before are in, the others are not.
        """
        passages = 0
        with self._reported("take in articles"):
            self._folder.mkdir(parents=True, exist_ok=True)
            with self._new_folder() as drafts:
                for draft in drafts_of(articles, drafts, tell):
                    self._append(draft)
                    passages += draft.segment.passages.size
        self.merge_later()
        return passages

    def remove(self, ids: Iterable[str]) -> int:
        """Remove the articles with some ids, and return how many there were.

        Raises:
            index.EngineError: The change cannot be written; then they are all still there.
        """
        keys = keys_of(dict.fromkeys(ids))
        with self._reported("remove articles"), self._changed():
            entries = self._without(keys)
            removed = sum(len(entry.removed) for entry in entries)
            removed -= sum(len(entry.removed) for entry in self._manifest.entries)
            if removed:
                self._replace(entries)
        self.merge_later()
        return removed

    def merge(self) -> None:
        """Merge all segments into one, which answers fastest.

        Raises:
            index.EngineError: There is no room for it; the index is as it was before.
        """
        self.settle()
        with self._reported("merge segments"):
            if len(self.snapshot().parts) > 1:
                with self._changing:
                    all_of_it = self._manifest.entries, self._collection.parts
                self._merge(*all_of_it)

    def merge_later(self) -> None:
        """Begin to merge what is due, beside questions and changes."""
        with self._changing:
            if self._merging is None or self._merging.done():
                self._merging = self._merger.submit(self._merge_all)

    def settle(self) -> None:
        """Wait until what is due is merged."""
        if self._merging is not None:
            self._merging.result()

    def _read(self) -> None:
        """Read the manifest and what of it is not in memory yet."""
        for attempt in range(_TRIES):
            seen = stamp(self._folder)
            try:
                manifest = Manifest.read(self._folder)
                loaded = [self._loaded(entry) for entry in manifest.entries]
                break
            except DamagedIndexError:
                # Another process may have merged what the manifest named a moment ago.
                if stamp(self._folder) == seen or attempt == _TRIES - 1:
                    raise
            except OSError as error:
                raise EngineError(
                    f"{self._folder}: cannot be read: {error.strerror or error}. "
                    "See that it is a folder with an index, or none yet, and may be read."
                ) from error
        words = Numbering([each.segment.words for each in loaded])
        parts = [each.part(entry, words) for each, entry in zip(loaded, manifest.entries, strict=True)]
        self._collection = Collection(parts)
        self._segments = {entry.name: each for each, entry in zip(loaded, manifest.entries, strict=True)}
        self._manifest, self._stamp = manifest, seen

    def _loaded(self, entry: Entry) -> Loaded:
        known = self._segments.get(entry.name)
        return known or Loaded(load(Segment, self._folder / entry.name, entry.digest))

    def _append(self, draft: Draft) -> None:
        """Put a first segment behind those that there are, and its articles in the place of theirs."""
        with self._changed():
            entries = self._without(keys_of(draft.ids))
            if draft.segment.passages.size:
                segment = draft.segment.after(self._collection.vocabulary)
                with self._new_folder() as folder:
                    digest = save(segment, folder)
                    entries = (*entries, self._named(folder, digest))
            self._replace(entries)

    def _without(self, keys: NDArray[np.uint64]) -> tuple[Entry, ...]:
        """Return the segments without the articles with some keys."""
        entries = []
        for entry in self._manifest.entries:
            having = np.isin(self._segments[entry.name].segment.texts.keys, keys)
            removed = {*entry.removed, *np.flatnonzero(having).tolist()}
            entries.append(replace(entry, removed=tuple(sorted(removed))))
        return tuple(entries)

    def _replace(self, entries: tuple[Entry, ...]) -> None:
        """Make some segments the index, and forget the others."""
        self._manifest.after(entries).write(self._folder)
        self._read()
        _tidy(self._folder, entries)

    def _merge_all(self) -> None:
        try:
            while due := self._due():
                with self._reported("merge segments"):
                    self._merge(*due)
        except EngineError as error:  # the index is as good as before, only in more pieces
            _log.warning("%s", error)

    def _due(self) -> tuple[Sequence[Entry], Sequence[Part]] | None:
        """Return the segments that are to be merged next."""
        with self._changing:
            due = due_to_merge(self._collection.parts)
            return (self._manifest.entries[due], self._collection.parts[due]) if due else None

    def _merge(self, entries: Sequence[Entry], parts: Sequence[Part]) -> None:
        """Merge segments beside each other, while articles may be added and removed."""
        removed = [counts for part in parts for counts in part.removed]
        with self._new_folder() as folder:
            merged = Segment.merged(
                [part.segment for part in parts], [part.kept for part in parts], removed, in_files(folder)
            )
            digest = save(merged, folder)
            del merged  # its files are about to get another name
            with self._changed():
                names = [entry.name for entry in self._manifest.entries]
                place = names.index(entries[0].name) if entries[0].name in names else 0
                now = self._manifest.entries[place : place + len(entries)]
                if [entry.name for entry in now] != [entry.name for entry in entries]:
                    return  # another process was faster
                kept_now = [self._segments[entry.name].kept(entry) for entry in now]
                gone = np.concatenate([~mask[part.kept] for mask, part in zip(kept_now, parts, strict=True)])
                entry = replace(self._named(folder, digest), removed=tuple(np.flatnonzero(gone).tolist()))
                all_entries = self._manifest.entries
                self._replace((*all_entries[:place], entry, *all_entries[place + len(entries) :]))

    def _named(self, folder: Path, digest: str) -> Entry:
        """Give the folder of a new segment its name, which no other ever had."""
        name = f"{_SEGMENT}{self._manifest.generation + 1}-{digest}"
        shutil.rmtree(self._folder / name, ignore_errors=True)  # of a change that did not come to its end
        folder.rename(self._folder / name)
        settle(self._folder)
        return Entry(name, digest)

    @contextmanager
    def _new_folder(self) -> Iterator[Path]:
        """Give a folder to write a segment into; what is still in it at the end is removed."""
        folder = self._folder / f"{_NEW}{os.getpid()}-{_PROCESS}-{next(_NUMBERS)}"
        folder.mkdir()
        try:
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)

    @contextmanager
    def _changed(self) -> Iterator[None]:
        """Keep others from changing the index, which is read as they left it."""
        self._folder.mkdir(parents=True, exist_ok=True)
        with self._changing, self._lock:
            if stamp(self._folder) != self._stamp:
                self._read()
            yield

    @contextmanager
    def _reported(self, what: str) -> Iterator[None]:
        try:
            yield
        except Timeout as error:
            raise EngineError(
                f"{self._folder}: cannot {what}: another process has been changing the index for {_PATIENCE} s. "
                "Try again when it is done."
            ) from error
        except OSError as error:
            raise EngineError(
                f"{self._folder}: cannot {what}: {error.strerror or error}. The index is as it was before; "
                "see that there is room on the disk and that the folder may be written."
            ) from error


def install(built: Path, folder: Path) -> None:
    """Put an index in the place of another one, whatever state that is in; who asks sees the one or the other.

    Args:
        built: The folder of the new index, on the same disk; what is left of it may be removed.
        folder: That of the old one.

    Raises:
        OSError: The folder cannot be written; the old index is as it was.
        index.EngineError: The new one cannot be read.
    """
    manifest = Manifest.read(built)
    folder.mkdir(parents=True, exist_ok=True)
    with FileLock(folder / "lock", timeout=_PATIENCE):
        # Under new names: what has such a name there may be asked just now, or be damaged.
        entries = tuple(replace(entry, name=f"{entry.name}-{uuid4().hex}") for entry in manifest.entries)
        for old, new in zip(manifest.entries, entries, strict=True):
            (built / old.name).rename(folder / new.name)
        settle(folder)
        replace(manifest, entries=entries).write(folder)
        _tidy(folder, entries)


def _tidy(folder: Path, entries: Iterable[Entry]) -> None:
    """Remove what the manifest does not name: merged segments, and what killed processes left."""
    named = {entry.name for entry in entries}
    for path in folder.iterdir():
        if (path.name.startswith(_SEGMENT) and path.name not in named) or _is_left(path.name):
            shutil.rmtree(path, ignore_errors=True)


def _is_left(name: str) -> bool:
    """Return whether a folder was being written by a process that is no more."""
    number, _, process = name.removeprefix(_NEW).partition("-")
    if not name.startswith(_NEW) or not number.isdecimal():
        return False
    if int(number) == os.getpid():
        return not process.startswith(_PROCESS)
    try:
        os.kill(int(number), 0)  # sends nothing
    except ProcessLookupError:
        return True
    except PermissionError:  # another user's
        return False
    return False
