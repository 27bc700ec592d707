"""Reads articles from the table, through a cache: what was read once costs no way to the storage again."""

from __future__ import annotations

import json
import time
from collections.abc import Collection as Members
from collections.abc import Iterator, Sequence
from itertools import chain

import pyarrow as pa

from index.article import Article, Entry
from index.cloud.cache import Cache
from index.cloud.rows import CONTENT, Content
from index.cloud.table import PATIENCE, WRITING, Search, Table
from index.embedded.texts import article_of, entry_of

_READ_AT_ONCE = 200  # articles

_IN_MEMORY = 1024  # articles that are at hand


class Reader:
    """Reads a table; safe to use from several threads.

    Args:
        table: The table.
        cache: What was read from it.
    """

    def __init__(self, table: Table, cache: Cache) -> None:
        self._table = table
        self._cache = cache
        self._contents: dict[str, Content] = {}

    def keys(self, name: str) -> list[str] | None:
        """Return the keys of articles that were kept by a name; None where there are none."""
        kept = self._cache.many([name]).get(name)
        keys: list[str] | None = json.loads(kept) if kept else None
        return keys

    def keep(self, name: str, keys: Sequence[str]) -> None:
        """Keep keys of articles by a name, which says all that they depend on."""
        self._cache.keep({name: json.dumps(keys).encode()})

    def found(self, searches: Sequence[Search], within: Members[str] | None, until: float) -> list[str]:
        """Return the keys of the articles whose rows are the best for some searches.

        Args:
            searches: What is searched for.
            within: The ids of the articles to look in; all where None.
            until: When the answer must be there, by :func:`time.monotonic`.

        Raises:
            index.EngineError: The storage does not answer in time.
        """
        return list(dict.fromkeys(chain.from_iterable(self._table.search(searches, within, until))))

    def contents(self, keys: Sequence[str], until: float) -> list[Content]:
        """Return the articles with some keys, those that are there.

        Raises:
            index.EngineError: The storage does not answer in time.
        """
        contents = {key: content for key in keys if (content := self._contents.get(key))}  # a thread may forget some
        missing = [key for key in keys if key not in contents]
        cached = self._cache.many(missing)
        contents |= {key: _unpacked(row) for key, row in cached.items()}
        missing = [key for key in missing if key not in cached]
        if missing:
            rows = self._table.contents(missing, until)
            packed = {row["key"][0].as_py(): _packed(row) for row in map(rows.slice, range(len(rows)), [1] * len(rows))}
            self._cache.keep(packed)
            contents |= {key: _unpacked(row) for key, row in packed.items()}
        if len(self._contents) > _IN_MEMORY:
            self._contents.clear()
        self._contents.update(contents)
        return [contents[key] for key in keys if key in contents]

    def content_of(self, version: int, identifier: str) -> Content | None:
        """Return the article with an id in a version of the table; None where there is none.

        Raises:
            index.EngineError: The storage does not answer in time.
        """
        name = f"id {version} {identifier}"
        keys = self.keys(name)
        if keys is None:
            keys = latest_keys(self._table.of_ids([identifier], PATIENCE))
            self.keep(name, keys)
        return next(iter(self.contents(keys, time.monotonic() + PATIENCE)), None)

    def texts(self, identifiers: Sequence[str]) -> Iterator[Article]:
        """Yield the articles with some ids, with their texts; the cache is left alone."""
        for start in range(0, len(identifiers), _READ_AT_ONCE):
            some = identifiers[start : start + _READ_AT_ONCE]
            keys = latest_keys(self._table.of_ids(some))
            rows = self._table.contents(keys, time.monotonic() + WRITING).to_pylist()
            articles = {row["article"]: article_of(row["record"], row["text"]) for row in rows}
            yield from (articles[identifier] for identifier in some if identifier in articles)

    def listed(self) -> Sequence[Entry]:
        """Return all articles, in the order in which they were added."""
        rows = self._table.articles()
        keys = set(latest_keys(rows))
        entries = [row for row in rows.to_pylist() if row["key"] in keys]
        return [entry_of(row["record"]) for row in sorted(entries, key=lambda row: (row["place"], row["key"]))]


def latest_keys(rows: pa.Table) -> list[str]:
    """Return the keys of articles, of several with one id that of the one added last.

    Args:
        rows: Rows of articles, with ``article``, ``place`` and ``key``.
    """
    listed = zip(*(rows[name].to_pylist() for name in ("article", "place", "key")), strict=True)
    latest = {identifier: key for identifier, _, key in sorted(listed)}
    return list(latest.values())


def _packed(row: pa.Table) -> bytes:
    """Return a row as bytes, in Arrow's stream format."""
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, row.schema) as stream:
        stream.write_table(row)
    packed: bytes = sink.getvalue().to_pybytes()
    return packed


def _unpacked(packed: bytes) -> Content:
    with pa.ipc.open_stream(packed) as stream:
        batch = stream.read_next_batch()
    return Content.of({name: batch.column(name)[0] for name in CONTENT})
