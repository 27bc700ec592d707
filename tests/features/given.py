"""A bot inside the test's process, to which updates are given, or posted, without anybody who would send them."""

from __future__ import annotations

import asyncio
import gc
import json
import logging
from collections.abc import Collection, Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

import httpx
import pytest
from anyio.from_thread import BlockingPortal, start_blocking_portal
from sqlalchemy import text

from bot.settings import Listen, Settings
from bot.state.database import Database
from bot.state.inbox import Inbox, depth
from bot.state.remembered import Remembered
from bot.telegram import attempts, floods, limits, promptly
from bot.telegram.handlers import Handlers
from bot.telegram.incoming import bot_id_of
from bot.telegram.keepers import Keepers
from bot.telegram.service import Service
from bot.web.app import build_app
from bot.web.health import Health
from bot.web.server import serving
from bot.web.webhook import Webhook, webhook_path, webhook_secret
from tests.bot.articles import article, searcher_of
from tests.bot.telegram.bots import counting, eventually
from tests.botapi import FakeBotApi
from tests.botapi.chat import Chat

FARE = article("fare", "मेट्रो", "मेट्रो का किराया बीस रुपये है।")
QUESTION, ANSWER = "मेट्रो का किराया कितना है?", "बीस"
CANNOT_BE_READ, FAILED = "update %s cannot be read", "update %s failed"
NOT_TOLD = "update %s failed, and the person was not told"
"""What is logged of an update with a traceback."""

OF_UPDATES = {"bot.telegram.attempts", "bot.telegram.worker"}
HEADER = b"X-Telegram-Bot-Api-Secret-Token"
A_THOUSAND = 1000  # messages a second
PATIENCE = 20  # seconds; no test waits so long unless it fails
SENDS = ("sendMessage", "sendPhoto", "sendDocument", "sendChatAction", "editMessageText")


class Records(logging.Handler):
    """Keeps what is logged, from warnings on."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.records: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep a record."""
        self.records.append(record)

    def faults(self, passed_over: Collection[str]) -> list[str]:
        """Return what tells of a fault since this was asked before: of no update, or of one that could be read."""
        records, self.records = self.records, []
        formatter = logging.Formatter("%(name)s: %(message)s")
        return [formatter.format(each) for each in records if _is_fault(each, passed_over)]


def _is_fault(record: logging.LogRecord, passed_over: Collection[str]) -> bool:
    of_the_loop = record.name == "asyncio" and record.levelno >= logging.ERROR  # "exception was never retrieved"
    of_an_update = record.name in OF_UPDATES and record.msg in passed_over
    return record.levelno >= logging.CRITICAL or of_the_loop or (bool(record.exc_info) and not of_an_update)


@dataclass(frozen=True)
class Running:
    """A bot that answers in a thread of its own.

    Attributes:
        api: Its server.
        address: Where it takes what is posted.
        log: What it logs.
    """

    api: FakeBotApi
    address: str
    log: Records
    _service: Service
    _database: Database
    _portal: BlockingPortal
    _client: httpx.Client

    def writes_for(
        self, updates: list[dict[str, Any]], passed_over: Collection[str] = (CANNOT_BE_READ,)
    ) -> set[object]:
        """Return the chats that get something for updates; see that each of these ends, and nothing goes wrong.

        Args:
            updates: The updates.
            passed_over: What may be logged of an update, with a traceback.
        """
        make_known(self.api, updates)
        before = len(self.api.calls)
        self._portal.call(self._service.keep, updates)
        self._ends_well(passed_over)
        return {call.parameters.get("chat_id") for call in self.api.calls[before:] if call.method in SENDS}

    def posts(self, body: bytes, secret: bytes | None = None) -> int:
        """Return the status that somebody gets who posts something: Telegram, if no other secret is named."""
        with suppress(ValueError, RecursionError):
            make_known(self.api, json.loads(body))
        named = webhook_secret(self.api.token).encode() if secret is None else secret
        return self._client.post(self.address, content=body, headers={HEADER: named}).status_code

    def kept(self, number: int | None = None) -> int:
        """Return how many updates are in the inbox, answered or not; or how many with a number."""
        count = text("SELECT count(*) FROM inbox WHERE :number IS NULL OR update_id = :number")
        return int(self._database.run(lambda session: session.execute(count, {"number": number}).scalar_one()))

    def answers(self, passed_over: Collection[str] = (CANNOT_BE_READ,)) -> None:
        """See that somebody who asks is answered, and that nothing went wrong up to then."""
        asha = self.api.person()
        asha.says(QUESTION)
        assert ANSWER in asha.gets(timeout=20).text
        gc.collect()  # only then does a task whose error nobody has looked at say so
        self._ends_well(passed_over)
        violations = list(self.api.violations)
        self.api.violations.clear()
        assert violations == [] or FAILED in passed_over, violations

    def _ends_well(self, passed_over: Collection[str]) -> None:
        assert eventually(lambda: depth(self._database).waiting == 0)
        faults = self.log.faults(passed_over)
        assert faults == [], faults


@contextmanager
def running_in(home: Path) -> Iterator[Running]:
    """Run a bot meanwhile, on a folder, which knows no limits: what makes it wait is tested elsewhere."""
    with ExitStack() as cleaning:
        patched = cleaning.enter_context(pytest.MonkeyPatch.context())
        patched.setattr(limits, "_IN_A_CHAT", 0.0)
        patched.setattr(limits, "_MINUTE", 0.0)
        patched.setattr(floods, "WITHIN", timedelta())
        patched.setattr(attempts, "_TRIES_AGAIN", (0.0, 0.0))
        patched.setattr(promptly, "_PATIENCE", 60)
        log, root = Records(), logging.getLogger()
        root.addHandler(log)
        cleaning.callback(root.removeHandler, log)
        api = cleaning.enter_context(FakeBotApi())
        database = cleaning.enter_context(closing(Database.open(home, None)))
        remembered = Remembered.of(database, Settings(poochho_home=home))
        handlers = Handlers(searcher_of(FARE), remembered, Keepers(()), None, counting())
        portal = cleaning.enter_context(start_blocking_portal())
        inbox = Inbox(database, bot_id_of(api.token), "test")
        service = Service(api.token, api.url, A_THOUSAND, handlers, counting(), inbox)
        path, secret = webhook_path(bot_id_of(api.token)), webhook_secret(api.token)
        webhook = Webhook(path, secret, lambda update: service.keep([update]))
        app = build_app(Health({}), counting().page, webhook)
        port = cleaning.enter_context(portal.wrap_async_context_manager(serving(app, Listen("127.0.0.1", 0))))
        stop = asyncio.Event()
        cleaning.enter_context(portal.wrap_async_context_manager(service.answering(stop)))
        address = f"http://127.0.0.1:{port}{path}"
        client = cleaning.enter_context(httpx.Client(verify=False, trust_env=False, timeout=PATIENCE))
        receiving = portal.start_task_soon(partial(service.be_sent, address, secret, stop))
        yield Running(api, address, log, service, database, portal, client)
        portal.call(stop.set)
        receiving.result()


def make_known(api: FakeBotApi, updates: object) -> None:
    """Let the bot write to whatever is named in updates, if it wants to."""
    with api.world.changed:
        for number in _ids_in(updates):
            api.world.chats.setdefault(number, Chat({"id": number, "type": "private", "first_name": "?"}))


def _ids_in(value: object) -> Iterator[int]:
    """Return the ids of whatever has one, at any depth."""
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    if isinstance(value, dict) and isinstance(number := value.get("id"), int):
        yield number
    for each in inner:
        yield from _ids_in(each)
