"""How often the same thing is answered: a person in a group, where everybody reads along; a double tap."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from enum import Enum, auto

_MOST = 10_000  # remembered: who is forgotten is merely answered a little sooner


class Turn(Enum):
    """What to do with a question."""

    ANSWER = auto()
    TELL = auto()
    IGNORE = auto()


@dataclass(slots=True)
class _Answered:
    at: float
    what: Hashable
    told: bool = False


class Pace:
    """Lets each person, or whatever else, have one answer in so many seconds.

    Args:
        seconds: From an answer to the next.
        now: A clock in seconds.
    """

    def __init__(self, seconds: float, now: Callable[[], float] = time.monotonic) -> None:
        self._seconds = seconds
        self._now = now
        self._answered: OrderedDict[Hashable, _Answered] = OrderedDict()

    def turn(self, who: Hashable, what: Hashable, at: float | None = None) -> Turn:
        """Return what to do with a question; one that comes too soon is told so once.

        Args:
            who: Who asks.
            what: What they ask: the same, tried again after a failure, has its turn again.
            at: When they asked, in seconds; None for now.
        """
        at = self._now() if at is None else at
        last = self._answered.get(who)
        if last is None or last.what == what or abs(at - last.at) >= self._seconds:
            self._answered[who] = _Answered(at, what)
            self._answered.move_to_end(who)
            if len(self._answered) > _MOST:
                self._answered.popitem(last=False)
            return Turn.ANSWER
        if last.told:
            return Turn.IGNORE
        last.told = True
        return Turn.TELL
