"""`getUpdates`: long polling, one poll at a time."""

import asyncio
import contextlib
from typing import Any

from tests.botapi.errors import conflict
from tests.botapi.world import World

MAX_TIMEOUT = 50
WEBHOOK_ACTIVE = "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
SET_WEBHOOK = "terminated by setWebhook request"
SECOND_POLL = "terminated by other getUpdates request; make sure that only one bot instance is running"


class Polling:
    """The poll that waits for updates. A later one takes its place; the earlier is told so."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._bell = asyncio.Event()
        self._newest = 0

    def wake(self) -> None:
        """Make the waiting poll look again; to be called in the server's thread."""
        self._bell.set()

    async def get_updates(self, parameters: dict[str, Any], closing: asyncio.Event) -> list[dict[str, Any]]:
        """Return the waiting updates, or wait for the first one until the time is over or the server closes.

        Raises:
            ApiError: A webhook is set, or another poll came meanwhile.
        """
        self._require_no_webhook(WEBHOOK_ACTIVE)
        self._newest += 1
        turn = self._newest
        self.wake()
        timeout = min(max(parameters.get("timeout", 0), 0), MAX_TIMEOUT)
        with self._world.changed:
            self._world.updates.allow(parameters.get("allowed_updates"))
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(timeout):
                while not closing.is_set():
                    self._bell.clear()
                    if updates := self._fetch(parameters, turn):
                        return updates
                    await self._bell.wait()
        return self._fetch(parameters, turn)

    def _fetch(self, parameters: dict[str, Any], turn: int) -> list[dict[str, Any]]:
        if turn != self._newest:
            raise conflict(SECOND_POLL)
        with self._world.changed:
            self._require_no_webhook(SET_WEBHOOK)
            updates = self._world.updates.fetch(parameters.get("offset", 0), parameters.get("limit", 100))
            self._world.changed.notify_all()
        return updates

    def _require_no_webhook(self, sentence: str) -> None:
        with self._world.changed:
            if self._world.webhook:
                raise conflict(sentence)
