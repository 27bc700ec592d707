"""Reads articles from the table, through a cache: what was read once costs no way to the storage again."""

from __future__ import annotations

import json
from collections.abc import Collection as Members
from collections.abc import Sequence

import pyarrow as pa
from xxhash import xxh3_128_hexdigest

from index.article import Entry
from index.cloud.cache import Cache
from index.cloud.rows import CONTENT, Content
from index.cloud.table import Table
from index.embedded.texts import entry_of

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

    def found(self, version: int, column: str, text: str, count: int, within: Members[str] | None) -> list[str]:
        """Return the keys of the articles whose rows are the best for some words in a version of the table."""
        asked = json.dumps([column, text, count, None if within is None else sorted(within)])
        name = f"found {version} {xxh3_128_hexdigest(asked.encode())}"
        return self._kept(name) or self._keep(name, self._table.search(column, text, count, within))

    def contents(self, keys: Sequence[str]) -> list[Content]:
        """Return the articles with some keys, those that are there."""
        contents = {key: content for key in keys if (content := self._contents.get(key))}  # a thread may forget some
        missing = [key for key in keys if key not in contents]
        cached = self._cache.many(missing)
        contents |= {key: _unpacked(row) for key, row in cached.items()}
        missing = [key for key in missing if key not in cached]
        if missing:
            rows = self._table.contents(missing)
            packed = {row["key"][0].as_py(): _packed(row) for row in map(rows.slice, range(len(rows)), [1] * len(rows))}
            self._cache.keep(packed)
            contents |= {key: _unpacked(row) for key, row in packed.items()}
        if len(self._contents) > _IN_MEMORY:
            self._contents.clear()
        self._contents.update(contents)
        return [contents[key] for key in keys if key in contents]

    def content_of(self, version: int, identifier: str) -> Content | None:
        """Return the article with an id in a version of the table; None where there is none."""
        name = f"id {version} {identifier}"
        keys = self._kept(name) or self._keep(name, latest_keys(self._table.of_ids([identifier])))
        return next(iter(self.contents(keys)), None)

    def listed(self) -> Sequence[Entry]:
        """Return all articles, in the order in which they were added."""
        rows = self._table.articles()
        keys = set(latest_keys(rows))
        entries = [row for row in rows.to_pylist() if row["key"] in keys]
        return [entry_of(row["record"]) for row in sorted(entries, key=lambda row: (row["place"], row["key"]))]

    def _kept(self, name: str) -> list[str]:
        found = self._cache.many([name]).get(name)
        keys: list[str] = json.loads(found) if found else []
        return keys

    def _keep(self, name: str, keys: list[str]) -> list[str]:
        self._cache.keep({name: json.dumps(keys).encode()})
        return keys


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
