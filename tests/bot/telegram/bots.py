"""A bot inside the test's process, for what the bot as a process must not do: fetch pages from loopback."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager

from bot.telegram.application import build_application
from bot.telegram.handlers import Handlers
from bot.telegram.polling import poll
from tests.botapi.server import FakeBotApi

_PATIENCE = 20  # seconds; no test waits so long unless it fails

Stop = tuple[asyncio.AbstractEventLoop, asyncio.Event]


@contextmanager
def answering(api: FakeBotApi, handlers: Handlers) -> Iterator[None]:
    """Answer on a server meanwhile, and go on with what was asked for before, as the bot does after its start."""
    started: Future[Stop] = Future()
    with ThreadPoolExecutor(1) as pool:
        ended = pool.submit(lambda: asyncio.run(_answer(api, handlers, started)))
        loop, stop = started.result(_PATIENCE)
        try:
            yield
        finally:
            loop.call_soon_threadsafe(stop.set)
            ended.result()


async def _answer(api: FakeBotApi, handlers: Handlers, started: Future[Stop]) -> None:
    stop = asyncio.Event()
    async with build_application(api.token, api.url, handlers) as application:
        await application.start()
        handlers.additions.go_on(application.bot)
        started.set_result((asyncio.get_running_loop(), stop))
        await poll(application.bot, application.update_queue.put, stop)
        await handlers.additions.stop()
        await application.stop()


def eventually(true: Callable[[], bool]) -> bool:
    """Wait until something is true, and return whether it is."""
    until = time.monotonic() + _PATIENCE
    while not true() and time.monotonic() < until:
        time.sleep(0.01)
    return true()
