"""Doing in one go what several ask for: one transaction for many updates."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import Generic, TypeVar

_Item = TypeVar("_Item")


class Together(Generic[_Item]):
    """Collects items while others are under way, and takes them all in the next go; who asked waits for it.

    Args:
        act: Does it for some items; what it raises, each of them is told.
        apart: Seconds at least from the beginning of one go to that of the next.
    """

    def __init__(self, act: Callable[[Sequence[_Item]], Awaitable[None]], apart: float = 0.0) -> None:
        self._act = act
        self._apart = apart
        self._next = 0.0  # seconds of the event loop's clock
        self._waiting: list[tuple[_Item, asyncio.Future[None]]] = []
        self._going: asyncio.Task[None] | None = None

    async def do(self, item: _Item) -> None:
        """Return when it is done for an item.

        Raises:
            Exception: Whatever doing it raised.
        """
        done = asyncio.get_running_loop().create_future()
        self._waiting.append((item, done))
        if self._going is None:
            self._going = asyncio.create_task(self._go())
        await done

    async def rest(self) -> None:
        """Return when nothing is left to do."""
        if self._going:
            await asyncio.wait([self._going])

    async def _go(self) -> None:
        try:
            while self._waiting:
                now = asyncio.get_running_loop().time()
                if now < self._next:
                    await asyncio.sleep(self._next - now)
                self._next = max(now, self._next) + self._apart
                together, self._waiting = self._waiting, []
                await self._once(together)
        finally:
            self._going = None

    async def _once(self, together: Sequence[tuple[_Item, asyncio.Future[None]]]) -> None:
        error: Exception | None = None
        try:
            await self._act([item for item, _ in together])
        except Exception as failed:  # noqa: BLE001  # those who asked are told
            error = failed
        for _, done in together:
            if done.done():  # who asked was cancelled
                continue
            if error:
                done.set_exception(error)
            else:
                done.set_result(None)
