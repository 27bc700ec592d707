"""Types of columns that mean the same in every database."""

from __future__ import annotations

import re
from datetime import UTC, datetime

from sqlalchemy import DateTime, Dialect, String
from sqlalchemy.types import TypeDecorator

_NOT_STORED = re.compile("[\0\ud800-\udfff]")
"""PostgreSQL takes no NUL (https://www.postgresql.org/docs/current/datatype-character.html), and UTF-8 has no halves of
surrogate pairs; both come from outside."""


class Instant(TypeDecorator[datetime]):
    """A time, aware of its zone on the way in and in UTC on the way out; SQLite stores none with a zone."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Return a time as it is stored.

        Raises:
            ValueError: It has no zone, and could be any instant of two days.
        """
        del dialect
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"{value} has no time zone")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Return a time that was stored."""
        del dialect
        if value is None:
            return None
        return value.astimezone(UTC) if value.tzinfo else value.replace(tzinfo=UTC)


class Text(TypeDecorator[str]):
    """A text, with U+FFFD for what no database stores."""

    impl = String
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """Return a text as it is stored."""
        del dialect
        return value if value is None else _NOT_STORED.sub("\ufffd", value)
