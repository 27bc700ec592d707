"""What a replica has read, kept on its own disk: bytes by their keys, the oldest forgotten first."""

from __future__ import annotations

import logging
import sqlite3
import threading
from collections.abc import Iterable, Mapping
from pathlib import Path

_log = logging.getLogger(__name__)

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
        file.parent.mkdir(parents=True, exist_ok=True)
        try:
            self._connection = self._opened(file)
        except sqlite3.DatabaseError:  # damaged; it holds nothing that is not elsewhere
            file.unlink()
            self._connection = self._opened(file)

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
                    found |= dict(rows.fetchall())
        except sqlite3.Error as error:
            _log.warning("the cache cannot be read: %s", error)
        return found

    def keep(self, entries: Mapping[str, bytes]) -> None:
        """Keep bytes by their keys."""
        self._added += sum(map(len, entries.values()))
        try:
            with self._lock, self._connection:
                self._connection.executemany("INSERT OR REPLACE INTO kept VALUES (?, ?)", entries.items())
                if self._added > self._most_bytes / 10:
                    self._added = 0
                    self._forget()
        except sqlite3.Error as error:
            _log.warning("the cache cannot be written: %s", error)

    def _forget(self) -> None:
        """Forget the oldest, as far as there is too much."""
        self._connection.execute(
            "DELETE FROM kept WHERE rowid IN (SELECT rowid FROM "
            "(SELECT rowid, sum(length(value)) OVER (ORDER BY rowid DESC) AS upto FROM kept) WHERE upto > ?)",
            (self._most_bytes,),
        )

    @staticmethod
    def _opened(file: Path) -> sqlite3.Connection:
        connection = sqlite3.connect(file, timeout=0.2, check_same_thread=False)
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = OFF")  # a power cut may take it: it is only a cache
        connection.execute("CREATE TABLE IF NOT EXISTS kept (key TEXT PRIMARY KEY, value BLOB)")
        return connection
