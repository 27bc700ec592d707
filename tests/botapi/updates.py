"""The queue of updates that wait for the bot to fetch and to confirm them, or to accept them."""

import itertools
from collections import OrderedDict
from dataclasses import dataclass, field
from typing import Any

MAX_BATCH = 100
# Telegram sends these only to bots that ask for them by name.
ON_REQUEST = frozenset({"chat_member", "message_reaction", "message_reaction_count"})


@dataclass
class UpdateQueue:
    """Updates in their order; each stays until a later offset confirms it, or a webhook accepts it.

    Not safe across threads by itself: its owner holds the lock.

    Args:
        allowed: The kinds of updates that the bot wants; none for the default.
        waiting: The updates by their ids.
    """

    allowed: list[str] = field(default_factory=list)
    waiting: OrderedDict[int, dict[str, Any]] = field(default_factory=OrderedDict)
    _ids: "itertools.count[int]" = field(default_factory=lambda: itertools.count(732_000_001))

    def put(self, event: dict[str, Any]) -> dict[str, Any] | None:
        """Queue one event ({"message": …}) and return its update; None where the bot did not ask for such events."""
        (name,) = event
        if not self._is_allowed(name):
            return None
        update = {"update_id": next(self._ids), **event}
        self.waiting[update["update_id"]] = update
        return update

    def allow(self, names: list[str] | None) -> None:
        """Keep the kinds of updates to send from now on; None leaves them, an empty list means the default."""
        if names is not None:
            self.allowed = names

    def fetch(self, offset: int, limit: int) -> list[dict[str, Any]]:
        """Forget what the offset confirms and return the oldest of the rest.

        A negative offset counts from the end of the queue and forgets everything before.
        """
        while self.waiting and (len(self.waiting) > -offset if offset < 0 else next(iter(self.waiting)) < offset):
            self.waiting.popitem(last=False)
        return list(itertools.islice(self.waiting.values(), min(max(limit, 1), MAX_BATCH)))

    def later_than(self, update_id: int) -> list[dict[str, Any]]:
        """Return the updates that came after one, in their order."""
        newest_first = itertools.takewhile(lambda waiting: waiting > update_id, reversed(self.waiting))
        return [self.waiting[each] for each in newest_first][::-1]

    def accept(self, update_id: int) -> None:
        """Forget an update that a webhook took."""
        self.waiting.pop(update_id, None)

    def _is_allowed(self, name: str) -> bool:
        return name in self.allowed if self.allowed else name not in ON_REQUEST
