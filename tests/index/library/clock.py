"""A clock that tests put forward."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta, tzinfo


class Clock(datetime):
    """Times as they are, told some time ahead; takes the place of ``datetime`` in a module."""

    _ahead = timedelta()

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> datetime:  # type: ignore[override]
        """Return the time, in UTC."""
        assert tz is UTC
        return datetime.now(UTC) + cls._ahead

    @classmethod
    @contextmanager
    def ahead_by(cls, some: timedelta) -> Iterator[None]:
        """Be some time ahead for a while."""
        cls._ahead = some
        try:
            yield
        finally:
            cls._ahead = timedelta()
