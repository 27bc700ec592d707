"""The queue of updates that wait for the bot to fetch and to confirm them."""

import itertools
from dataclasses import dataclass, field
from typing import Any

MAX_BATCH = 100
# Telegram sends these only to bots that ask for them by name.
ON_REQUEST = frozenset({"chat_member", "message_reaction", "message_reaction_count"})


@dataclass
class UpdateQueue:
    """Updates in their order; each stays until a later offset confirms it.

    Not safe across threads by itself: its owner holds the lock.
    """

    allowed: list[str] = field(default_factory=list)
    waiting: list[dict[str, Any]] = field(default_factory=list)
    _ids: "itertools.count[int]" = field(default_factory=lambda: itertools.count(732_000_001))

    def put(self, event: dict[str, Any]) -> dict[str, Any] | None:
        """Queue one event ({"message": …}) and return its update; None where the bot did not ask for such events."""
        (name,) = event
        if not self._is_allowed(name):
            return None
        update = {"update_id": next(self._ids), **event}
        self.waiting.append(update)
        return update

    def allow(self, names: list[str] | None) -> None:
        """Keep the kinds of updates to send from now on; None leaves them, an empty list means the default."""
        if names is not None:
            self.allowed = names

    def fetch(self, offset: int, limit: int) -> list[dict[str, Any]]:
        """Forget what the offset confirms and return the oldest of the rest.

        A negative offset counts from the end of the queue and forgets everything before.
        """
        if offset < 0:
            self.waiting = self.waiting[offset:]
        else:
            self.waiting = [update for update in self.waiting if update["update_id"] >= offset]
        return self.waiting[: min(max(limit, 1), MAX_BATCH)]

    def _is_allowed(self, name: str) -> bool:
        return name in self.allowed if self.allowed else name not in ON_REQUEST
