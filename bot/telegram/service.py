"""The bot on Telegram, from start to stop."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager

from telegram import Bot
from telegram.error import BadRequest, InvalidToken, TelegramError

from bot.errors import TelegramUnavailableError
from bot.metrics import Metrics
from bot.state.inbox import Inbox, Incoming
from bot.telegram.application import build_application
from bot.telegram.attempts import Attempts
from bot.telegram.clock import TelegramClock
from bot.telegram.handlers import Handlers
from bot.telegram.incoming import ALLOWED_UPDATES, incoming
from bot.telegram.limits import Limits
from bot.telegram.polling import UpdatesRequest, poll
from bot.telegram.profile import set_profile
from bot.telegram.trouble import insistently, lost_token, pause, unless
from bot.telegram.work import Slots
from bot.telegram.worker import Worker

AT_ONCE = 32
"""Updates under way; those that wait for Telegram, or for their turn, do not count."""

_DRAIN = 6.0  # seconds that a stop waits for answers under way; all of it has ten
_BEGINS = 4.5  # seconds of these in which answers are still begun; the last ones, too, shall come to their end
_PROFILE_AFTER = 3.0  # seconds
_TOKEN_CHECKED = 300.0  # seconds

_log = logging.getLogger(__name__)


class Service:
    """Answers what is in the inbox, and puts what comes into it.

    Args:
        token: The bot's token.
        api_url: The Bot API server, without a slash at its end.
        messages_per_second: How many messages Telegram takes.
        handlers: The handlers.
        metrics: Counts.
        inbox: Where updates are until they are answered.
    """

    def __init__(
        self, token: str, api_url: str, messages_per_second: int, handlers: Handlers, metrics: Metrics, inbox: Inbox
    ) -> None:
        self._token = token
        self._handlers = handlers
        self._slots = slots = Slots(AT_ONCE)
        clock = TelegramClock()
        self._updates = UpdatesRequest(1, 10.0, clock.look)
        limits = Limits(messages_per_second, slots)
        self._application = build_application(token, api_url, limits, clock, self._updates)
        handlers.register(self._application)
        self._attempts = Attempts(self._application, handlers, slots, metrics, clock)
        self._worker = Worker(inbox, self._attempts)

    @property
    def bot(self) -> Bot:
        """The bot, by which Telegram is called."""
        bot: Bot = self._application.bot
        return bot

    @asynccontextmanager
    async def answering(self, stop: asyncio.Event) -> AsyncIterator[None]:
        """Answer what is in the inbox meanwhile; at the end, what is under way is finished, for some seconds.

        Args:
            stop: Ends the waiting for Telegram; it may be set when this is entered.

        Raises:
            TelegramUnavailableError: The token is wrong.
        """
        await insistently(self.bot.initialize, stop)
        async with contextlib.AsyncExitStack() as cleaning:
            cleaning.push_async_callback(self._application.shutdown)
            if stop.is_set():
                yield
                return
            await self._application.initialize()
            await self._worker.start()
            cleaning.push_async_callback(self._worker.stop, _DRAIN)
            cleaning.callback(lambda: asyncio.get_running_loop().call_later(_BEGINS, self._begin_no_more))
            self._handlers.additions.go_on(self.bot)
            cleaning.push_async_callback(self._handlers.additions.stop)
            profile = asyncio.create_task(self._set_profile())  # a call for every text
            cleaning.callback(profile.cancel)
            _log.info("@%s answers on Telegram; Ctrl-C stops", self.bot.username)
            yield
            _log.info("stopping")

    def _begin_no_more(self) -> None:
        if left := self._slots.give_up():
            _log.info("%s updates still wait for their turn, and are left for the next start", left)

    async def _set_profile(self) -> None:
        await asyncio.sleep(_PROFILE_AFTER)  # it takes many calls: who has waited for the start goes first
        await set_profile(self.bot, self._handlers.keepers)

    async def keep(self, updates: Sequence[Mapping[str, object]]) -> None:
        """Return when updates, as Telegram sends them, are in the inbox.

        What is no update is passed over: it would come again for ever.

        Raises:
            StateError: They could not be kept.
        """
        await self._worker.keep([kept for kept in map(self._incoming, updates) if kept])

    def _incoming(self, update: Mapping[str, object]) -> Incoming | None:
        try:
            return incoming(update, self._token)
        except ValueError as error:
            _log.warning("something that came from Telegram is no update: %s", error)
            return None

    async def fetch(self, stop: asyncio.Event) -> None:
        """Fetch updates until ``stop`` is set.

        Raises:
            TelegramUnavailableError: The token was revoked.
        """
        # That of an earlier deployment: with one, Telegram refuses polling.
        await insistently(self.bot.delete_webhook, stop)
        await poll(self.bot, self._updates, self.keep, stop)

    async def be_sent(self, address: str, secret: str, stop: asyncio.Event) -> None:
        """Have updates sent to an address, where somebody listens already, until ``stop`` is set.

        Raises:
            TelegramUnavailableError: The token is wrong, or the address is refused.
        """
        try:
            await insistently(
                lambda: self.bot.set_webhook(address, secret_token=secret, allowed_updates=ALLOWED_UPDATES), stop
            )
        except BadRequest as error:
            raise TelegramUnavailableError(
                f"WEBHOOK_URL: Telegram refuses it: {error}. It wants https, on port 443, 80, 88 or 8443."
            ) from None
        await stop.wait()

    async def watch_worker(self, stop: asyncio.Event) -> None:
        """Return when ``stop`` is set.

        Raises:
            Exception: Answering ended, by a fault of ours.
        """
        await self._worker.watch(stop)

    async def watch_token(self, stop: asyncio.Event) -> None:
        """Ask Telegram whether it still knows the bot: from time to time, and at once where it seems not to.

        Raises:
            TelegramUnavailableError: It does not.
        """
        while not stop.is_set():
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(_TOKEN_CHECKED):
                    await unless(stop, self._attempts.doubt.wait())
            self._attempts.doubt.clear()
            if stop.is_set():
                return
            try:
                await unless(stop, self.bot.get_me())
            except InvalidToken:
                raise TelegramUnavailableError(lost_token()) from None
            except TelegramError as error:
                _log.info("not known whether the token is still good: %s", error)
            await pause(stop, 1)
