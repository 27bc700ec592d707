"""How much time is left."""

from __future__ import annotations

import time

from bot.errors import Unfetched
from bot.fetching.errors import UnfetchableError


class Deadline:
    """A moment by which everything must be done, whatever it is made of.

    Args:
        seconds: From now.
    """

    def __init__(self, seconds: float) -> None:
        self._end = time.monotonic() + seconds

    def left(self) -> float:
        """Return how many seconds are left, more than 0.

        Raises:
            UnfetchableError: None are.
        """
        left = self._end - time.monotonic()
        if left <= 0:
            raise too_slow()
        return left


def too_slow() -> UnfetchableError:
    """Return the error of what is not done in time."""
    return UnfetchableError(Unfetched.TOO_SLOW, "takes too long", "Try again later, or send the page as a file")
