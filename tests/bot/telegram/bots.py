"""A bot inside the test's process, for what the bot as a process must not do: fetch pages from loopback."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager

from telegram import User

from bot.metrics import IndexSize, Metrics
from bot.state.database import Database
from bot.state.inbox import Depth, Inbox
from bot.telegram.application import build_application
from bot.telegram.clock import TelegramClock
from bot.telegram.handlers import BotApplication, Handlers
from bot.telegram.incoming import bot_id_of
from bot.telegram.limits import Limits
from bot.telegram.polling import UpdatesRequest
from bot.telegram.service import AT_ONCE, Service
from bot.telegram.work import Slots
from tests.botapi.server import FakeBotApi

TOKEN = "7:token"
ME = User(7, "Poochho", is_bot=True, username="poochho_bot")

_A_SECOND = 1000  # messages
_PATIENCE = 20  # seconds; no test waits so long unless it fails

Stop = tuple[asyncio.AbstractEventLoop, asyncio.Event]


def counting() -> Metrics:
    """What counts, and is not looked at."""
    return Metrics(lambda: Depth(0, 0, None), lambda: IndexSize(0, 0))


def unconnected(handlers: Handlers, api_url: str = "http://127.0.0.1:1") -> BotApplication:
    """Return the library's application with handlers; it is not connected."""
    clock, slots = TelegramClock(), Slots(AT_ONCE)
    updates = UpdatesRequest(1, 10.0, clock.look)
    application = build_application(TOKEN, api_url, Limits(_A_SECOND, slots), clock, updates)
    handlers.register(application)
    application.bot._bot_user = ME
    return application


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
