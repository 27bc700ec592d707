"""Reads articles from the table, through a cache: what was read once costs no way to the storage again."""

from __future__ import annotations

import json
import time
from collections.abc import Collection as Members
from collections.abc import Iterator, Sequence
from itertools import chain
from operator import itemgetter

import pyarrow as pa

from index.article import Article, Entry
from index.cloud.cache import Cache
from index.cloud.rows import Content
from index.cloud.table import WRITING, Search, Table
from index.embedded.texts import entry_of

_READ_AT_ONCE = 200  # articles

_IN_MEMORY = 1024  # articles that are at hand


class Reader:
    """Reads a table; safe to use from several threads.

    Args:
        table: The table.
        cache: What was read from it.

    Attributes:
        identity: Tells the table from another one that was at the same address before.
    """

    def __init__(self, table: Table, cache: Cache) -> None:
        self._table = table
        self.identity = table.identity
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
            within: The keys of the articles to look in; all where None.
            until: When the answer must be there, by :func:`time.monotonic`.

        Raises:
            index.EngineError: The storage does not answer in time.
        """
        if within is not None and not within:
            return []
        return list(dict.fromkeys(chain.from_iterable(self._table.search(searches, within, until))))

    def contents(self, keys: Sequence[str], until: float) -> list[Content]:
        """Return the articles with some keys, those that are there.

        Raises:
            index.EngineError: The storage does not answer in time.
        """
        contents = {key: content for key in keys if (content := self._contents.get(key))}  # a thread may forget some
        missing = [key for key in keys if key not in contents]
        packed = self._cache.many(missing)
        unknown = [key for key in missing if key not in packed]
        if unknown:
            read = self._table.contents(unknown, until)
            self._cache.keep(read)
            packed |= read
        contents |= {key: Content.of(content) for key, content in packed.items()}
        if len(self._contents) > _IN_MEMORY:
            self._contents.clear()
        self._contents.update(contents)
        return [contents[key] for key in keys if key in contents]

    def texts(self, keys: Sequence[str]) -> Iterator[Article]:
        """Yield the articles with some keys, with their texts; the cache is left alone."""
        for start in range(0, len(keys), _READ_AT_ONCE):
            some = keys[start : start + _READ_AT_ONCE]
            contents = self._table.contents(some, time.monotonic() + WRITING)
            yield from (Content.of(contents[key]).article for key in some if key in contents)

    def listed(self) -> dict[str, Entry]:
        """Return all articles by their keys, in the order in which they were added."""
        rows = self._table.articles()
        keys = set(latest_keys(rows))
        entries = sorted((row for row in rows.to_pylist() if row["key"] in keys), key=itemgetter("place", "key"))
        return {row["key"]: entry_of(row["record"]) for row in entries}


def latest_keys(rows: pa.Table) -> list[str]:
    """Return the keys of articles, of several with one id that of the one added last.

    Args:
        rows: Rows of articles, with ``article``, ``place`` and ``key``.
    """
    listed = zip(*(rows[name].to_pylist() for name in ("article", "place", "key")), strict=True)
    latest = {identifier: key for identifier, _, key in sorted(listed)}
    return list(latest.values())
