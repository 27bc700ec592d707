"""A bot inside the test's process, for what the bot as a process must not do: fetch pages from loopback."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager

from bot.metrics import IndexSize, Metrics
from bot.state.database import Database
from bot.state.inbox import Depth, Inbox
from bot.telegram.handlers import Handlers
from bot.telegram.incoming import bot_id_of
from bot.telegram.service import Service
from tests.botapi.server import FakeBotApi

_A_SECOND = 1000  # messages
_PATIENCE = 20  # seconds; no test waits so long unless it fails

Stop = tuple[asyncio.AbstractEventLoop, asyncio.Event]


def counting() -> Metrics:
    """What counts, and is not looked at."""
    return Metrics(lambda: Depth(0, 0, None), lambda: IndexSize(0, 0))


@contextmanager
def answering(api: FakeBotApi, handlers: Handlers, database: Database) -> Iterator[None]:
    """Answer on a server meanwhile, and go on with what was asked for before, as the bot does after its start."""
    started: Future[Stop] = Future()
    with ThreadPoolExecutor(1) as pool:
        ended = pool.submit(lambda: asyncio.run(_answer(api, handlers, database, started)))
        loop, stop = started.result(_PATIENCE)
        try:
            yield
        finally:
            loop.call_soon_threadsafe(stop.set)
            ended.result()


async def _answer(api: FakeBotApi, handlers: Handlers, database: Database, started: Future[Stop]) -> None:
    stop = asyncio.Event()
    inbox = Inbox(database, bot_id_of(api.token), "test")
    service = Service(api.token, api.url, _A_SECOND, handlers, counting(), inbox)
    async with service.answering(stop):
        started.set_result((asyncio.get_running_loop(), stop))
        await service.fetch(stop)


def eventually(true: Callable[[], bool]) -> bool:
    """Wait until something is true, and return whether it is."""
    until = time.monotonic() + _PATIENCE
    while not true() and time.monotonic() < until:
        time.sleep(0.01)
    return true()
