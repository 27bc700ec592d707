"""Updates on their way to the webhook: each until it is accepted, those of one line one after another.

What Telegram's own server does (WebhookActor.cpp of telegram-bot-api), with shorter waits.
"""

import asyncio
import json
from collections import deque
from typing import Any

from tests.botapi.posting import Connections
from tests.botapi.webhook import Failure, Webhook
from tests.botapi.world import World

# Seconds until an update is sent again that was not accepted; Telegram begins with one and goes on to minutes.
FIRST_DELAY, MAX_DELAY = 0.1, 1.0

Line = tuple[str, int]


def line_of(update: dict[str, Any]) -> Line:
    """Return the line that an update waits in.

    Messages and their edits share that of their chat. All else has lines of its own, by chat or else by person, and so
    may come before a message that is older, or beside it.
    """
    name, event = next(item for item in update.items() if item[0] != "update_id")
    whose = event.get("chat") or event.get("from") or event.get("user")
    if whose is None:
        return name, update["update_id"]
    return name.removeprefix("edited_"), whose["id"]


class Delivery:
    """What sends the updates of a world to its webhook, whenever there is one, until the server's loop ends.

    Args:
        world: Where both are.
        patience: The seconds that the webhook has for an answer.
    """

    def __init__(self, world: World, patience: float) -> None:
        self._world = world
        self._patience = patience
        self._webhook: Webhook | None = None
        self._sending: asyncio.Task[None] | None = None
        self._bell = asyncio.Event()

    def wake(self) -> None:
        """Look what is to be sent, and where to; to be called in the server's thread."""
        with self._world.changed:
            webhook = self._world.webhook
        if webhook is not self._webhook:
            if self._sending:
                self._sending.cancel()  # what was not accepted stays in the queue
            self._webhook = webhook
            if webhook:
                self._sending = asyncio.create_task(self._send_to(webhook))
                self._sending.add_done_callback(self._look_at)
        self._bell.set()

    async def _send_to(self, webhook: Webhook) -> None:
        lines: dict[Line, deque[dict[str, Any]]] = {}
        sent = 0
        async with Connections(webhook, self._patience) as connections, asyncio.TaskGroup() as tasks:
            while True:
                self._bell.clear()
                for update in self._later_than(sent):
                    sent = update["update_id"]
                    line = lines.setdefault(line_of(update), deque())
                    line.append(update)
                    if len(line) == 1:
                        tasks.create_task(self._send_line(line, webhook, connections))
                await self._bell.wait()

    def _later_than(self, update_id: int) -> list[dict[str, Any]]:
        with self._world.changed:
            return self._world.updates.later_than(update_id)

    async def _send_line(self, line: deque[dict[str, Any]], webhook: Webhook, connections: Connections) -> None:
        delay = FIRST_DELAY
        while line:
            refusal = await connections.post(json.dumps(line[0]).encode())
            with self._world.changed:
                if refusal:
                    webhook.last_failure = Failure(refusal)
                else:
                    self._world.updates.accept(line.popleft()["update_id"])
                self._world.changed.notify_all()
            if refusal:
                await asyncio.sleep(delay)
            delay = min(2 * delay, MAX_DELAY) if refusal else FIRST_DELAY

    def _look_at(self, ended: asyncio.Task[None]) -> None:
        """Note what the double stumbled over, if anything; the test shall fail and say so."""
        if not ended.cancelled() and (error := ended.exception()):
            with self._world.changed:
                self._world.violations.append(f"The fake server failed at the webhook: {error!r}")
