"""People who ask faster than anybody reads: they are slowed, and told so once."""

from __future__ import annotations

import time
from collections import OrderedDict, deque
from collections.abc import Callable
from dataclasses import dataclass, field

QUESTIONS, WITHIN = 20, 60.0
"""How many questions of a person are answered without delay, within how many seconds."""

_MOST = 10_000  # people remembered: who is forgotten may merely ask a little more


@dataclass(frozen=True, slots=True)
class Slowed:
    """How a question is slowed.

    Attributes:
        seconds: How long it waits; 0 for not at all.
        tell: Whether the person is to be told.
    """

    seconds: float
    tell: bool


@dataclass(slots=True)
class _Asker:
    turns: deque[float] = field(default_factory=lambda: deque(maxlen=QUESTIONS))
    told: bool = False


class Floods:
    """Counts what each person asks; none of it is lost.

    Args:
        now: A clock in seconds.
    """

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._askers: OrderedDict[int, _Asker] = OrderedDict()

    def slowed(self, person: int) -> Slowed:
        """Return how a question that somebody asks now is slowed."""
        asker = self._askers.setdefault(person, _Asker())
        self._askers.move_to_end(person)
        if len(self._askers) > _MOST:
            self._askers.popitem(last=False)
        now, turns = self._now(), asker.turns
        seconds = max(0.0, turns[0] + WITHIN - now) if len(turns) == QUESTIONS else 0.0
        turns.append(now + seconds)
        tell = seconds > 0 and not asker.told
        asker.told = seconds > 0
        return Slowed(seconds, tell)
