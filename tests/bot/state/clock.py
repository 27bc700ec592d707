"""A clock for tests."""

from __future__ import annotations

from datetime import UTC, datetime, tzinfo


class Clock(datetime):
    """A clock that stands where it is put: takes the place of `datetime` in a module."""

    shown = datetime(2024, 5, 17, 12, tzinfo=UTC)

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> datetime:  # type: ignore[override]
        """Return the time that it shows."""
        return cls.shown.astimezone(tz)
