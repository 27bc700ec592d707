"""People who ask faster than anybody reads: they are slowed, and told so once."""

from __future__ import annotations

from collections import OrderedDict, deque
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

QUESTIONS, WITHIN = 20, timedelta(seconds=60)
"""How many questions of a person are answered without delay, within what time."""

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
    turns: deque[datetime] = field(default_factory=lambda: deque(maxlen=QUESTIONS))
    told: bool = False


class Floods:
    """Counts what each person asks; none of it is lost.

    Args:
        now: The clock by which people ask.
    """

    def __init__(self, now: Callable[[], datetime]) -> None:
        self._now = now
        self._askers: OrderedDict[int, _Asker] = OrderedDict()

    def slowed(self, person: int, asked: datetime) -> Slowed:
        """Return how a question is slowed that it is the turn of now.

        Args:
            person: Who asks.
            asked: When they did: who asked slowly while the bot was away floods nobody.
        """
        asker = self._askers.setdefault(person, _Asker())
        self._askers.move_to_end(person)
        if len(self._askers) > _MOST:
            self._askers.popitem(last=False)
        turns, seconds = asker.turns, 0.0
        if len(turns) == QUESTIONS and (free := turns[0] + WITHIN) > asked:
            seconds = max(0.0, (free - self._now()).total_seconds())
            asked = free
        turns.append(asked)
        tell = seconds > 0 and not asker.told
        asker.told = seconds > 0
        return Slowed(seconds, tell)
