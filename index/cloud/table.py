"""The table in LanceDB: a storage may be slow, away or changed by others, and every call comes back in time."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from collections.abc import Collection as Members
from concurrent.futures import Future
from concurrent.futures import TimeoutError as TooSlow
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import Any, TypeVar
from uuid import uuid4

import lancedb
import pyarrow as pa
from lancedb.index import FTS, Bitmap, BTree
from lancedb.query import MatchQuery

from index.cloud.rows import ARTICLE, COUNTS, FORMAT, SCHEMA, SEARCHED, speakable
from index.errors import EngineError

_NAME = f"poochho_{FORMAT}"

PATIENCE = 2.0
"""Seconds that a question waits for the storage: a person is told within three."""

WRITING = 600.0
"""Seconds for what nobody waits for who asks: commits, and reading all counts."""

_LOOKING = 15.0  # seconds for a look for changes, which brings new indexes into memory

_AT_ONCE = 256  # calls, three a question; those that a storage leaves hanging included

_MOST_NAMED = 1_000
"""Articles that a search is restricted to by their ids; with more, what is found elsewhere is left out afterwards."""

_LONGEST_REASON = 200  # characters of what LanceDB says, which may go on with a dump

_IDENTITY = b"poochho"  # in the metadata of the table's schema

_HANDS_OFF = 2.0  # seconds after a failure in which no question tries again

_KEPT = timedelta(minutes=10)
"""How long versions stay that are no longer the newest: a replica that is behind may still be reading them."""

_WORDS = FTS(
    base_tokenizer="whitespace",
    stem=False,
    lower_case=False,
    remove_stop_words=False,
    ascii_folding=False,
    max_token_length=None,  # by default 40 bytes, which is 13 letters of Devanagari
    with_position=False,
)

_INDEXES = dict.fromkeys(SEARCHED, _WORDS) | {"key": BTree(), "part_of": BTree(), "article": BTree(), "kind": Bitmap()}

_IN_MEMORY = {"index_cache_size_bytes": 2**30, "metadata_cache_size_bytes": 2**28}

# A question's patience ends before a request does; what hangs comes back within half a minute, after Lance's own tries.
_IMPATIENT = {
    "timeout": "4s",
    "connect_timeout": "1s",
    "client_max_retries": "0",
    "client_retry_timeout": "1",
    "lance_aimd_max_retries": "0",
}

Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Search:
    """Words to be searched for.

    Attributes:
        column: Where.
        text: The words with spaces between them; a word counts as often as it stands there.
        most: How many rows are wanted at most.
    """

    column: str
    text: str
    most: int


class Table:
    """The rows of an index.

    Args:
        url: A folder, or an address in an object storage such as s3://bucket/path.

    Attributes:
        identity: Tells the table from another one that was at the same address before.

    Raises:
        index.EngineError: The storage does not answer.
    """

    def __init__(self, url: str) -> None:
        self.url = url
        self._under_way: set[Future[Any]] = set()
        self._away_until = 0.0
        self._indexed = -1
        self._database = self.call(self._connected, _LOOKING)
        # One to look for changes with, one to ask, one to change: each goes to the newest version when it is due.
        self._watched, self._table, self._changed = (self.call(self._opened, _LOOKING) for _ in range(3))
        self.identity: str = self._table.schema.metadata[_IDENTITY].decode()

    def latest(self) -> int:
        """Go over to the newest version of the table, and return its number."""
        return self.call(self._go_on, _LOOKING, always=True)

    def search(self, searches: Sequence[Search], within: Members[str] | None, until: float) -> list[list[str]]:
        """Return for each of some searches the keys of the articles whose rows are the best, best first.

        Args:
            searches: They are made at the same time.
            within: The keys of the articles to look in; all where None, or where they are too many to be named.
            until: When the answer must be there, by :func:`time.monotonic`.
        """
        few = within is not None and len(within) <= _MOST_NAMED
        where = f"part_of IN ({_quoted(within or ())})" if few else None

        def ask(search: Search) -> list[str]:
            if not search.text:
                return []
            match = MatchQuery(search.text, search.column)  # type: ignore[call-arg]  # its defaults are unknown to mypy
            query = self._table.search(match, query_type="fts").select(["part_of", "_score"]).limit(search.most)
            found = (query.where(where, prefilter=True) if where else query).to_arrow()
            keys: list[str] = found["part_of"].to_pylist()
            return keys

        asked = [self._begun(partial(ask, search)) for search in searches]
        return [self._ended(each, until - time.monotonic()) for each in asked]

    def contents(self, keys: Sequence[str], until: float) -> dict[str, bytes]:
        """Return the contents of the rows with some keys, those that are there."""
        rows = self._rows(f"key IN ({_quoted(keys)})", ("key", "content"), until - time.monotonic())
        return dict(zip(rows["key"].to_pylist(), rows["content"].to_pylist(), strict=True))

    def of_ids(self, identifiers: Sequence[str]) -> pa.Table:
        """Return the ids, places and keys of the articles with some ids, as they are in the newest version."""
        columns = ("article", "place", "key")

        self.call(self._changed.checkout_latest, WRITING, always=True)
        groups = _groups(list(map(speakable, identifiers)))
        parts = [self._newest_rows(f"article IN ({some})", columns) for some in groups]
        return pa.concat_tables([pa.schema([SCHEMA.field(name) for name in columns]).empty_table(), *parts])

    def newest(self, keys: Sequence[str]) -> dict[str, bytes]:
        """Return the contents of the rows with some keys in the version that :meth:`of_ids` went to."""
        contents: dict[str, bytes] = {}
        for some in _groups(keys):
            rows = self._newest_rows(f"key IN ({some})", ("key", "content"))
            contents |= zip(rows["key"].to_pylist(), rows["content"].to_pylist(), strict=True)
        return contents

    def articles(self) -> pa.Table:
        """Return the records of all articles, with their ids, places and keys."""
        return self._rows(f"kind = '{ARTICLE}'", ("article", "place", "key", "record"), WRITING)

    def counts(self) -> list[str]:
        """Return the keys of all counts."""
        keys: list[str] = self._rows(f"kind = '{COUNTS}'", ("key",), WRITING)["key"].to_pylist()
        return keys

    def replace(self, removed: Sequence[str], rows: Sequence[dict[str, Any]]) -> None:
        """Remove the articles with some keys, with their passages, and add rows, all in one commit.

        Rows of keys that are there already are not added again.
        """
        new = pa.Table.from_pylist(list(rows), SCHEMA)

        def commit() -> None:
            if removed:
                change = self._changed.merge_insert("key").when_not_matched_insert_all()
                change.when_not_matched_by_source_delete(f"part_of IN ({_quoted(removed)})").execute(new)
            else:
                self._changed.add(new)

        self.call(commit, WRITING, always=True)

    def tidy(self, least: int) -> None:
        """Index the rows that are not indexed yet, if they are so many: until then they are read one by one."""

        def index() -> None:
            self._changed.checkout_latest()
            for column, config in _INDEXES.items():
                if not self._changed.index_stats(f"{column}_idx"):
                    self._changed.create_index(column, config=config)
            statistics = self._changed.index_stats(f"{SEARCHED[0]}_idx")
            if statistics is None or statistics.num_unindexed_rows >= least:
                self._changed.optimize(cleanup_older_than=_KEPT)

        self.call(index, WRITING, always=True)

    def call(self, what: Callable[[], Result], patience: float, *, always: bool = False) -> Result:
        """Return what a call to the storage returns.

        Args:
            what: The call.
            patience: Seconds to wait for it.
            always: Whether it is tried also when the storage was away a moment ago.

        Raises:
            EngineError: It failed, or did not come back in time, or was not even tried.
        """
        return self._ended(self._begun(what, always=always), patience, always=always)

    def _begun(self, what: Callable[[], Result], *, always: bool = False) -> Future[Result]:
        hangs = len(self._under_way) >= _AT_ONCE
        if not always and (hangs or time.monotonic() < self._away_until):
            raise EngineError(f"{self.url}: the storage does not answer. It is tried again every few seconds.")
        call: Future[Result] = Future()
        self._under_way.add(call)
        call.add_done_callback(self._under_way.discard)
        # Not an executor's: its threads are waited for when the process ends, and one that hangs would keep it.
        threading.Thread(target=_run, args=(call, what), name="storage", daemon=True).start()
        return call

    def _ended(self, call: Future[Result], patience: float, *, always: bool = False) -> Result:
        try:
            result = call.result(max(patience, 0))
        except TooSlow:
            self._stay_away(always=always)
            raise EngineError(
                f"{self.url}: the storage did not answer in time. It is tried again every few seconds."
            ) from None
        except (OSError, RuntimeError, ValueError) as error:  # what LanceDB raises
            self._stay_away(always=always)
            reason = str(error).partition("\n")[0].partition("{")[0][:_LONGEST_REASON]
            raise EngineError(f"{self.url}: the storage failed: {reason}. See that it runs and lets us in.") from error
        self._away_until = 0.0
        return result

    def _stay_away(self, *, always: bool) -> None:
        """Let no question try again for a while; that a change failed says nothing about questions."""
        if not always:
            self._away_until = time.monotonic() + _HANDS_OFF

    def _connected(self) -> Any:  # noqa: ANN401  # half of what LanceDB has is missing from its types
        options = _IMPATIENT if "://" in self.url else None
        return lancedb.connect(self.url, storage_options=options, session=lancedb.Session(**_IN_MEMORY))

    def _opened(self) -> Any:  # noqa: ANN401
        with suppress(ValueError):  # there is none yet
            return self._database.open_table(_NAME)
        with suppress(ValueError):  # another process was faster
            schema = SCHEMA.with_metadata({_IDENTITY: uuid4().hex.encode()})
            return self._database.create_table(_NAME, schema=schema)
        return self._database.open_table(_NAME)

    def _go_on(self) -> int:
        """Go over to the newest version, once its indexes are in memory: a question would wait seconds for them."""
        self._watched.checkout_latest()
        if self._watched.version != self._table.version or self._indexed < 0:
            newest = self._database.open_table(_NAME)
            statistics = [(column, newest.index_stats(f"{column}_idx")) for column in _INDEXES]
            indexed = sum(of.num_indexed_rows for _, of in statistics if of)
            if indexed != self._indexed:
                for column in (column for column, of in statistics if of):
                    newest.prewarm_index(f"{column}_idx")
                self._indexed = indexed
            self._table = newest
        version: int = self._table.version
        return version

    def _newest_rows(self, where: str, columns: Sequence[str]) -> pa.Table:
        return self.call(lambda: _rows(self._changed, where, columns), WRITING, always=True)

    def _rows(self, where: str, columns: Sequence[str], patience: float) -> pa.Table:
        table = self._table
        return self.call(lambda: _rows(table, where, columns), patience)


def _rows(table: Any, where: str, columns: Sequence[str]) -> pa.Table:  # noqa: ANN401
    """Return columns of the rows of which something is true."""
    return table.search().where(where).select(list(columns)).limit(max(table.count_rows(), 1)).to_arrow()


def _run(call: Future[Result], what: Callable[[], Result]) -> None:
    try:
        call.set_result(what())
    except BaseException as error:  # noqa: BLE001  # it is raised where the result is waited for
        call.set_exception(error)


def _groups(values: Sequence[str]) -> Iterator[str]:
    """Yield values as lists for SQL, of so many as go into one."""
    for start in range(0, len(values), _MOST_NAMED):
        yield _quoted(values[start : start + _MOST_NAMED])


def _quoted(values: Iterable[str]) -> str:
    """Return values as a list for SQL."""
    return ", ".join("'" + value.replace("'", "''") + "'" for value in values)
