"""What a replica has read, kept on its own disk: bytes by their keys, the oldest forgotten first."""

from __future__ import annotations

import logging
import sqlite3
import threading
from collections.abc import Iterable, Mapping
from pathlib import Path

from xxhash import xxh3_64_digest

_log = logging.getLogger(__name__)

_DIGEST = 8  # bytes, before each value

_MOST = 500  # keys asked for at once: SQLite binds 999 values in its oldest builds


class Cache:
    """A file of bytes by key; safe to use from several threads and processes.

    A cache that cannot be read or written is as good as an empty one: that is logged, and nobody waits for it.

    Args:
        file: Where it is; its folder is made.
        most_bytes: How much it keeps.
    """

    def __init__(self, file: Path, most_bytes: int) -> None:
        self._most_bytes = most_bytes
        self._lock = threading.Lock()
        self._added = 0
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            self._connection = self._opened(str(file))
        except sqlite3.OperationalError as error:  # locked, or not to be written
            self._connection = self._without(error)
        except sqlite3.DatabaseError:  # damaged; it holds nothing that is not elsewhere
            file.unlink()
            self._connection = self._opened(str(file))
        except OSError as error:
            self._connection = self._without(error)
        self._forget()

    def close(self) -> None:
        """Close the file."""
        with self._lock:
            self._connection.close()

    def many(self, keys: Iterable[str]) -> dict[str, bytes]:
        """Return what is there of some keys."""
        wanted = list(keys)
        found: dict[str, bytes] = {}
        try:
            with self._lock, self._connection:
                for start in range(0, len(wanted), _MOST):
                    some = wanted[start : start + _MOST]
                    marks = ",".join("?" * len(some))
                    rows = self._connection.execute(f"SELECT key, value FROM kept WHERE key IN ({marks})", some)  # noqa: S608
                    found |= {key: value[_DIGEST:] for key, value in rows if _is_whole(value)}
        except sqlite3.Error as error:
            _log.warning("the cache cannot be read: %s", error)
        return found

    def keep(self, entries: Mapping[str, bytes]) -> None:
        """Keep bytes by their keys."""
        self._added += sum(map(len, entries.values()))
        try:
            with self._lock, self._connection:
                marked = ((key, xxh3_64_digest(value) + value) for key, value in entries.items())
                self._connection.executemany("INSERT OR REPLACE INTO kept VALUES (?, ?)", marked)
            if self._added > self._most_bytes / 10:
                self._added = 0
                self._forget()
        except sqlite3.Error as error:
            _log.warning("the cache cannot be written: %s", error)

    def _forget(self) -> None:
        """Forget the oldest, as far as there is too much."""
        try:
            with self._lock, self._connection:
                self._connection.execute(
                    "DELETE FROM kept WHERE rowid IN (SELECT rowid FROM "
                    "(SELECT rowid, sum(length(value)) OVER (ORDER BY rowid DESC) AS upto FROM kept) WHERE upto > ?)",
                    (self._most_bytes,),
                )
        except sqlite3.Error as error:
            _log.warning("the cache cannot be made smaller: %s", error)

    def _without(self, error: Exception) -> sqlite3.Connection:
        """Return a cache in memory, in the place of one that cannot be opened."""
        _log.warning("the cache cannot be opened, nothing is kept on the disk: %s", error)
        return self._opened(":memory:")

    @staticmethod
    def _opened(file: str) -> sqlite3.Connection:
        connection = sqlite3.connect(file, timeout=0.2, check_same_thread=False)
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = OFF")  # a power cut may take it: it is only a cache
        connection.execute("CREATE TABLE IF NOT EXISTS kept (key TEXT PRIMARY KEY, value BLOB)")
        return connection


def _is_whole(value: object) -> bool:
    """Return whether a value is as it was kept: SQLite itself does not check."""
    return isinstance(value, bytes) and xxh3_64_digest(value[_DIGEST:]) == value[:_DIGEST]
