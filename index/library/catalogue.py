"""What is known of the articles' files: which of them the index holds, and by what a second copy is recognised.

It is derived from the files like the index itself, lies beside it and goes away with it: a file in SQLite, of which a
killed process leaves the rows before or after a change.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import astuple, dataclass, fields
from pathlib import Path
from typing import Any

from index.article import Listed, Source
from index.errors import DamagedIndexError, EngineError

_PATIENCE = 30  # seconds to wait for another process that writes

Stamp = tuple[int, int]
"""Size in bytes and time of the last change in nanoseconds: what tells that a file is another one."""


@dataclass(frozen=True, slots=True)
class Filed:
    """An article's file and what the index holds of it.

    Attributes:
        file: Relative to the folder of articles.
        size: In bytes.
        changed: When the file was last changed, in nanoseconds.
        id: The article's.
        added: When the article was added, as ISO 8601; None where somebody put the file there by hand.
        passages: How many it has.
        text_key: What articles of the same text have in common.
        url_key: What articles of the same address have in common, None without one.
        origin: Where a newer version of it would be found, None where that is not known.
    """

    file: str
    size: int
    changed: int
    id: str
    title: str
    language: str
    publisher: str | None
    author: str | None
    date: str | None
    url: str | None
    added: str | None
    passages: int
    text_key: str
    url_key: str | None
    origin: str | None

    @property
    def entry(self) -> Listed:
        """The article as a list of articles shows it."""
        source = Source(self.publisher, self.author, self.date, self.url, self.file)
        return Listed(self.id, self.title, self.language, source)


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A file that is no article, so that it is not read again until it changes."""

    file: str
    size: int
    changed: int
    problem: str


Note = Filed | Unreadable
"""What is known of a file."""

_COLUMNS = ", ".join(field.name for field in fields(Filed))
_SCHEMA = f"""
BEGIN;
CREATE TABLE IF NOT EXISTS filed ({_COLUMNS}, PRIMARY KEY (file));
CREATE INDEX IF NOT EXISTS by_id ON filed (id);
CREATE INDEX IF NOT EXISTS by_text ON filed (text_key);
CREATE INDEX IF NOT EXISTS by_url ON filed (url_key);
CREATE INDEX IF NOT EXISTS by_origin ON filed (origin);
CREATE TABLE IF NOT EXISTS unreadable (file PRIMARY KEY, size, changed, problem);
COMMIT;
"""


class Catalogue:
    """The table of articles' files; safe to use from several threads and processes.

    Every call opens the file anew: another process may have replaced it.

    Args:
        file: Where it is; it is made when something is first written.

    All methods raise :class:`index.errors.DamagedIndexError` where the file is damaged, and
    :class:`index.errors.EngineError` where it cannot be read or written.
    """

    def __init__(self, file: Path) -> None:
        self._file, self._new = file, file.with_suffix(".new")

    def stamps(self) -> dict[str, Stamp]:
        """Return what is known of every file, also of those that are no articles."""
        rows = self._rows("SELECT file, size, changed FROM filed UNION ALL SELECT file, size, changed FROM unreadable")
        return {file: (size, changed) for file, size, changed in rows}

    def count(self) -> int:
        """Return how many articles there are."""
        return sum(number for (number,) in self._rows("SELECT count(*) FROM filed"))

    def ids(self) -> set[str]:
        """Return the ids of all articles."""
        return {identifier for (identifier,) in self._rows("SELECT id FROM filed")}

    def all(self) -> list[Filed]:
        """Return all articles, the newest last."""
        return self._where("TRUE ORDER BY added, file", ())

    def unreadable(self) -> list[Unreadable]:
        """Return the files that are no articles."""
        rows = self._rows("SELECT file, size, changed, problem FROM unreadable ORDER BY file")
        return [Unreadable(*row) for row in rows]

    def with_id(self, identifier: str) -> Filed | None:
        """Return the article with an id."""
        return next(iter(self._where("id = ?", (identifier,))), None)

    def in_file(self, file: str) -> Filed | None:
        """Return the article in a file."""
        return next(iter(self._where("file = ?", (file,))), None)

    def alike(self, *, origin: str | None, url_key: str | None, text_key: str) -> Filed | None:
        """Return the article that is from the same place, has the same address or the same text: the first of these."""
        for column, key in (("origin", origin), ("url_key", url_key), ("text_key", text_key)):
            if key and (found := self._where(f"{column} = ?", (key,))):
                return found[0]
        return None

    def change(self, *, forget: Iterable[str] = (), note: Collection[Note] = ()) -> None:
        """Forget what is known of some files, and note what others are: both or neither."""
        self._file.parent.mkdir(parents=True, exist_ok=True)
        with self._reported():
            _change(self._file, forget, note)

    def prepare(self, note: Collection[Note]) -> None:
        """Write a new table that is to take the place of this one."""
        self.tidy()
        self._file.parent.mkdir(parents=True, exist_ok=True)
        with self._reported():
            _change(self._new, (), note)

    def replace(self) -> None:
        """Put the new table in the place of this one, also of one that is damaged."""
        with suppress(EngineError):
            self._rows("SELECT 1 FROM filed LIMIT 1")  # undoes what a killed process left in the old one
        self._file.with_name(f"{self._file.name}-journal").unlink(missing_ok=True)
        self._new.replace(self._file)

    def tidy(self) -> None:
        """Remove what a killed process has left of a new table."""
        self._new.unlink(missing_ok=True)

    def _where(self, condition: str, values: tuple[str, ...]) -> list[Filed]:
        rows = self._rows(f"SELECT {_COLUMNS} FROM filed WHERE {condition}", values)  # noqa: S608
        return [Filed(*row) for row in rows]

    def _rows(self, query: str, values: tuple[str, ...] = ()) -> list[tuple[Any, ...]]:
        """Return what the table says; nothing where there is none yet."""
        if not self._file.exists() or not self._file.stat().st_size:
            return []
        # Not read-only: what a killed process left half written is undone by the next reader.
        address = f"{self._file.absolute().as_uri()}?mode=rw"
        with self._reported(), closing(sqlite3.connect(address, _PATIENCE, uri=True)) as connection:
            # What nobody could have noted is found nowhere: halves of surrogate pairs.
            return connection.execute(query, [value.encode("utf-8", "replace").decode() for value in values]).fetchall()

    @contextmanager
    def _reported(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.OperationalError as error:
            raise EngineError(
                f"{self._file}: cannot be used: {error}. See that there is room on the disk and that it may be written."
            ) from error
        except sqlite3.DatabaseError as error:
            raise DamagedIndexError(self._file, "is not as it was written") from error


def _change(file: Path, forget: Iterable[str], note: Collection[Note]) -> None:
    # What was noted is noted anew: a file that was no article may be one now, and the other way round.
    gone = [(each,) for each in (*forget, *(each.file for each in note))]
    # Not a write-ahead log: that could not be read in a folder that may not be written.
    with closing(sqlite3.connect(file, _PATIENCE)) as connection:
        connection.executescript(_SCHEMA)
        with connection:
            for table in ("filed", "unreadable"):
                connection.executemany(f"DELETE FROM {table} WHERE file = ?", gone)  # noqa: S608
            for each in note:
                table = "filed" if isinstance(each, Filed) else "unreadable"
                marks = ", ".join("?" * len(fields(each)))
                connection.execute(f"INSERT INTO {table} VALUES ({marks})", astuple(each))  # noqa: S608
