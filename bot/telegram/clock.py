"""What time it is for Telegram: the machine's own clock may be wrong, or be set while the bot runs."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

_AGAIN_AFTER = 10.0  # seconds


class TelegramClock:
    """Goes by the ``Date`` that each of Telegram's answers bears (RFC 9110, 6.6.1); before the first, by the machine.

    Args:
        ticks: Seconds since whenever, which nobody sets.
    """

    def __init__(self, ticks: Callable[[], float] = time.monotonic) -> None:
        self._ticks = ticks
        self._told: tuple[datetime, float] | None = None

    def now(self) -> datetime:
        """Return the time, to about a second."""
        if self._told is None:
            return datetime.now(UTC)
        date, at = self._told
        return date + timedelta(seconds=self._ticks() - at)

    def look(self, date: str | None) -> None:
        """Take the time from the ``Date`` of an answer, if the last one is a while ago."""
        now = self._ticks()
        if date is None or (self._told and now - self._told[1] < _AGAIN_AFTER):
            return
        try:
            told = parsedate_to_datetime(date)
        except (ValueError, OverflowError):
            return
        self._told = (told if told.tzinfo else told.replace(tzinfo=UTC)), now
