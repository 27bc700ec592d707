"""The engine over an object storage: replicas read one index, which any of them may add to.

A replica holds the words of the index and how often they occur; a thread looks for new versions every second and takes
in what they add. Articles stay in the storage, and those that were read are kept in a cache on the replica's disk.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Self

from index.article import Article
from index.candidates import Tell
from index.cloud.cache import Cache
from index.cloud.reader import Reader, latest_keys
from index.cloud.rows import Change, Content, counts_row, removal_row, rows_of
from index.cloud.snapshot import CloudSnapshot
from index.cloud.table import WRITING, Table
from index.counts import Totals
from index.embedded.building import Draft, drafts_of
from index.embedded.segment import Segment
from index.errors import EngineError
from index.vocabulary import Numbering, Vocabulary
from index.words import WordTable

_log = logging.getLogger(__name__)

_LOOKED_FOR, _AWAY = 1.0, 5.0
"""Seconds between two looks for a new version; at most so many while the storage is away."""

_LEAVE = 1.0  # seconds

_ON_DISK = 2 * 2**30  # bytes of the cache

_UNINDEXED = 2_000  # rows that every question reads one by one, before they are indexed

_AT_ONCE = 1_000  # rows

_TABLES = 16  # of words; then they are joined


class Cloud:
    """The engine; safe to use from several threads.

    Args:
        url: A folder, or an address in an object storage such as s3://bucket/path. What it takes to come in is in the
            environment: ``AWS_ACCESS_KEY_ID``, ``AWS_SECRET_ACCESS_KEY``, ``AWS_REGION``, ``AWS_ENDPOINT``.
        cache: The file of the cache.

    Raises:
        index.EngineError: The storage does not answer.
    """

    def __init__(self, url: str, cache: Path) -> None:
        self._table = Table(url)
        self._cache = Cache(cache, _ON_DISK)
        self._reader = Reader(self._table, self._cache)
        self._known: set[str] = set()  # the counts that are in the totals
        self._totals = Totals([], [], 0)
        self._words: list[WordTable] = []
        self._version = -1
        self._refreshing, self._changing = threading.Lock(), threading.Lock()
        self._closed = threading.Event()
        self.refresh()
        self._watcher = threading.Thread(target=self._watch, name="looking for changes", daemon=True)
        self._watcher.start()

    def __enter__(self) -> Self:
        """Return the engine."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close the engine."""
        self.close()

    def close(self) -> None:
        """Stop looking for changes."""
        self._closed.set()
        self._watcher.join(_LEAVE)  # what hangs in a storage is not waited for
        self._cache.close()

    def snapshot(self) -> CloudSnapshot:
        """Return the index as it was seen last: a second ago, or a little more."""
        return self._snapshot

    def refresh(self) -> None:
        """Take in what has been changed.

        Raises:
            index.EngineError: The storage does not answer.
        """
        with self._refreshing:
            version = self._table.latest()
            if version == self._version:
                return
            new = [key for key in self._table.counts() if key not in self._known]
            changes = {key: Change.of(counts) for key, counts in self._contents(new).items()}
            words = self._with_words_of(changes.values())
            numbering = Numbering(words)
            added, removed = (
                [change.numbered(numbering) for change in changes.values() if change.sign == sign] for sign in (1, -1)
            )
            totals = Totals([self._totals.as_counts(), *added], removed, len(numbering))
            vocabulary = Vocabulary(words, totals.in_articles > 0)
            self._known |= changes.keys()
            self._totals, self._words, self._version = totals, words, version
            self._snapshot = CloudSnapshot(self._reader, version, vocabulary, totals, self._reader.listed())

    def add(self, articles: Iterable[Article], tell: Tell | None = None) -> int:
        """Add articles, in the place of those with the same ids; return how many passages they have.

        Args:
            articles: The articles; of several with one id the last.
            tell: Is told how many articles more are in.

        Raises:
            index.EngineError: They cannot be written; those told of before are in, the others are not.
        """
        passages = 0
        with TemporaryDirectory(prefix="poochho-") as folder:
            for draft in drafts_of(articles, Path(folder), tell):
                self._append(draft)
                passages += draft.segment.passages.size
        self._settle()
        return passages

    def remove(self, ids: Iterable[str]) -> int:
        """Remove the articles with some ids, and return how many there were.

        Raises:
            index.EngineError: The change cannot be written; then they are all still there.
        """
        with self._changing:
            keys = self._table.of_ids(list(ids))["key"].to_pylist()
            if keys:
                self._replace(keys, [])
        self._settle()
        return len(keys)

    def _settle(self) -> None:
        """Index what was added, if it is much, and take it in; the change itself is made by now."""
        steps: tuple[Callable[[], object], ...] = (partial(self._table.tidy, _UNINDEXED), self.refresh)
        for step in steps:
            try:
                step()
            except EngineError as error:  # another process is indexing, or the storage is away: done a little later
                _log.warning("%s", error)

    def _append(self, draft: Draft) -> None:
        """Put articles into the table, and take those with the same ids out of it."""
        rows = [*rows_of(draft.segment, time.time_ns()), counts_row(draft.segment)]
        with self._changing:
            self._replace(self._table.of_ids(draft.ids)["key"].to_pylist(), rows)
            # Another writer may have added one of them at the same time: the last one stays.
            there = self._table.of_ids(draft.ids)
            doubled = {*there["key"].to_pylist()} - {*latest_keys(there)}
            if doubled:
                self._replace(sorted(doubled), [])

    def _replace(self, keys: Sequence[str], rows: Sequence[dict[str, Any]]) -> None:
        """Take articles out of the table and put rows into it."""
        removed = (Content.of(content) for content in self._table.newest(keys).values())
        self._table.replace(keys, [*rows, *map(_removal, removed)])

    def _contents(self, keys: Sequence[str]) -> dict[str, bytes]:
        """Return the contents of rows, however many."""
        contents: dict[str, bytes] = {}
        for start in range(0, len(keys), _AT_ONCE):
            contents |= self._table.contents(keys[start : start + _AT_ONCE], time.monotonic() + WRITING)
        return contents

    def _with_words_of(self, changes: Iterable[Change]) -> list[WordTable]:
        """Return the tables of words, with one more for words that are new."""
        numbering = Numbering(self._words)
        forms = list(dict.fromkeys(form for change in changes for form in change.forms))
        new = [form for form, number in zip(forms, numbering.numbers_of(forms).tolist(), strict=True) if number < 0]
        if not new:
            return self._words
        words = [*self._words, WordTable.of(new)]
        return words if len(words) <= _TABLES else [WordTable.joined(words)]

    def _watch(self) -> None:
        """Look for changes until the engine is closed; less often while the storage is away."""
        pause = _LOOKED_FOR
        while not self._closed.wait(pause):
            try:
                self.refresh()
            except EngineError as error:
                if pause == _LOOKED_FOR:
                    _log.warning("%s", error)
                pause = min(2 * pause, _AWAY)
            except Exception:  # noqa: BLE001  # whatever it is: without this thread a replica would stay behind
                _log.exception("looking for changes failed")
                pause = _AWAY
            else:
                if pause > _LOOKED_FOR:
                    _log.info("the storage answers again")
                pause = _LOOKED_FOR


def _removal(content: Content) -> dict[str, Any]:
    return removal_row(content.key, Segment.of([content.passage(place) for place in range(len(content.numbers))]))
