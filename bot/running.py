"""The bot as a process: the library, the database and Telegram, opened and closed in order."""

from __future__ import annotations

import asyncio
import contextlib
import gc
import logging
import os
import signal
import socket
import sys
import threading
from contextlib import AsyncExitStack, ExitStack, closing
from functools import partial

from bot.adding.bring import Bringing
from bot.errors import BotError
from bot.library import Served
from bot.metrics import IndexSize, Metrics
from bot.settings import Settings
from bot.state.database import Database
from bot.state.inbox import Inbox, depth
from bot.state.remembered import Remembered
from bot.telegram.handlers import Handlers
from bot.telegram.incoming import bot_id_of
from bot.telegram.keepers import Keepers
from bot.telegram.service import Service
from bot.telegram.trouble import until_stopped
from bot.upkeep import Upkeep
from bot.web.app import build_app
from bot.web.checks import TelegramCheck, database_check, index_check
from bot.web.health import Health
from bot.web.server import serving
from bot.web.webhook import Webhook, webhook_path, webhook_secret

_ENDS = 9.0  # seconds after a signal; whoever sent it kills after ten
_TURN = 0.0005  # seconds
_GARBAGE = 10_000  # objects that make it worth looking for; an answer makes and drops some thousands

_log = logging.getLogger(__name__)


def answer_on_telegram(token: str, settings: Settings, served: Served) -> None:
    """Answer on Telegram until the process is stopped.

    Args:
        token: The bot's token.
        settings: The settings.
        served: What is answered from.

    Raises:
        BotError: It cannot go on.
    """
    with ExitStack() as open_things:
        library = open_things.enter_context(served.library) if served.library else None
        database = open_things.enter_context(closing(Database.open(settings.poochho_home, settings.database_url)))
        bringing = open_things.enter_context(Bringing.into(library)) if library else None
        remembered = Remembered.of(database, settings)
        upkeep = Upkeep(remembered, bringing)
        upkeep.start()
        open_things.callback(upkeep.stop)
        searcher = served.searcher
        metrics = Metrics(partial(depth, database), lambda: IndexSize(len(searcher.articles), searcher.passages))
        handlers = Handlers(searcher, remembered, Keepers(settings.admins), bringing, metrics)
        inbox = Inbox(database, bot_id_of(token), _worker(settings))
        service = Service(token, settings.bot_api_url, settings.messages_per_second, handlers, metrics, inbox)
        health = Health(
            {
                "index": index_check(lambda: len(searcher.articles)),
                "database": database_check(partial(depth, database)),
                "telegram": TelegramCheck(service.bot.get_me),
            }
        )
        _share_the_processor()
        try:
            asyncio.run(_serve(token, settings, service, health, metrics))
        except BotError:
            raise
        except Exception:  # noqa: BLE001  # whatever it is, one sentence ends the process
            # Through the log, which cuts the token out of whatever the error says.
            _log.exception("stopped by an error")
            raise BotError("Poochho stopped by an error; the log has the details. Please report it.") from None


def _share_the_processor() -> None:
    """Let who sends and receives have the processor between those who look up."""
    # Python lets a thread go on for 5 ms where another wants to; a question takes the loop some ten short steps.
    sys.setswitchinterval(_TURN)
    # What is loaded by now stays: looking through it for garbage, again and again, takes longer than an answer.
    gc.collect()
    gc.freeze()
    gc.set_threshold(_GARBAGE)


async def _serve(token: str, settings: Settings, service: Service, health: Health, metrics: Metrics) -> None:
    """Answer until SIGINT or SIGTERM; answers under way are finished."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()

    def end() -> None:
        stop.set()
        anyway = threading.Timer(_ENDS, _end_anyway)
        anyway.daemon = True
        anyway.start()

    for number in (signal.SIGINT, signal.SIGTERM):
        with contextlib.suppress(NotImplementedError):  # Windows, where Ctrl-C is an exception
            loop.add_signal_handler(number, end)
    path, secret = webhook_path(bot_id_of(token)), webhook_secret(token)
    webhook = Webhook(path, secret, lambda update: service.keep([update])) if settings.webhook_url else None
    async with AsyncExitStack() as open_things:
        if listen := settings.listens_at:  # first, so that nothing is sent to where nobody listens
            await open_things.enter_async_context(serving(build_app(health, metrics.page, webhook), listen))
        await open_things.enter_async_context(service.answering(stop))
        receiving = service.be_sent(f"{settings.webhook_url}{path}", secret, stop) if webhook else service.fetch(stop)
        try:
            await until_stopped(stop, receiving, service.watch_token(stop), service.watch_worker(stop))
        finally:
            health.stopping = True


def _end_anyway() -> None:
    """End where something hangs, say a database: threads that wait for it would be waited for. A kill loses nothing."""
    _log.warning("Stopped, though something did not end; what is left is for the next start")
    os._exit(0)


def _worker(settings: Settings) -> str:
    """Return what this process is called in the inbox: the same after a restart, and another on each machine."""
    return f"{socket.gethostname()} {settings.listens_at or 'polling'}"
