"""How densely the bot sends new messages, and how densely Telegram lets it.

The limits are those of https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this, held strictly.
"""

import math
from collections import defaultdict
from dataclasses import dataclass, field

from tests.botapi.errors import too_many_requests

SENDS = frozenset({"sendMessage", "sendPhoto", "sendDocument"})
# Seconds by which two calls may come closer to each other than they were made, on a busy machine.
JITTER = 0.05


@dataclass(frozen=True)
class Limit:
    """So many messages within so many seconds."""

    messages: int
    seconds: float

    @property
    def window(self) -> float:
        """Return the seconds, but for what a call may be late."""
        return self.seconds - JITTER


OVERALL, CHAT, GROUP = Limit(30, 1), Limit(1, 1), Limit(20, 60)


@dataclass
class Pace:
    """When messages were sent, as far as it matters still.

    Args:
        most: The largest number of messages so far within the time of each limit: in all, in one chat, in one group.
    """

    most: dict[Limit, int] = field(default_factory=lambda: dict.fromkeys((OVERALL, CHAT, GROUP), 0))
    _times: defaultdict[tuple[Limit, object], list[float]] = field(default_factory=lambda: defaultdict(list))

    @property
    def is_kept(self) -> bool:
        """Tell whether the messages so far kept all limits."""
        return all(most <= limit.messages for limit, most in self.most.items())

    def note(self, chat_id: object, now: float) -> None:
        """Count a message."""
        for limit, times in self._windows(chat_id, now):
            times.append(now)
            self.most[limit] = max(self.most[limit], len(times))

    def wait(self, chat_id: object, now: float) -> int:
        """Return after how many whole seconds a message would keep the limits; 0 where it does so now."""
        waits = [
            times[-limit.messages] + limit.window - now
            for limit, times in self._windows(chat_id, now)
            if len(times) >= limit.messages
        ]
        return math.ceil(max(waits, default=0))

    def _windows(self, chat_id: object, now: float) -> list[tuple[Limit, list[float]]]:
        """Return the times that count towards each limit, without those that are over."""
        keys: list[tuple[Limit, object]] = [(OVERALL, None), (CHAT, chat_id)]
        if isinstance(chat_id, int) and chat_id < 0:
            keys.append((GROUP, chat_id))
        for limit, chat in keys:
            times = self._times[limit, chat]
            while times and times[0] <= now - limit.window:
                del times[0]
        return [(limit, self._times[limit, chat]) for limit, chat in keys]


@dataclass
class Limits:
    """What Telegram lets through.

    Args:
        refused: How many messages it has refused.
        taken: Those that it took.
    """

    refused: int = 0
    taken: Pace = field(default_factory=Pace)

    def check(self, chat_id: object, now: float) -> None:
        """Refuse a message that comes too early.

        Raises:
            ApiError: It does, and after how many seconds it may come again.
        """
        if seconds := self.taken.wait(chat_id, now):
            self.refused += 1
            raise too_many_requests(seconds)
