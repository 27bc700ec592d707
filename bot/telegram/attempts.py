"""One attempt at answering an update, and what comes of it."""

from __future__ import annotations

import asyncio
import json
import logging
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from telegram import Bot, Update

from bot.metrics import Metrics
from bot.printable import on_one_line
from bot.state.inbox import Claimed, Done
from bot.telegram.clock import TelegramClock
from bot.telegram.floods import Floods
from bot.telegram.handlers import BotApplication, Handlers
from bot.telegram.turns import is_private
from bot.telegram.verdict import Verdict, again_after, verdict_on
from bot.telegram.work import Slots, Work
from index import EngineError

_MOST_TRIES = 3
_TRIES_AGAIN = (0.5, 2.0)  # seconds after the first failure, after the second
_MOST_CLAIMS = 30  # begun so often and never ended: it may be what ends the process, and not who kills it
_LATE, _TOO_LATE = timedelta(minutes=10), timedelta(days=1)
_LONGEST_ERROR = 500  # characters

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Postponed:
    """An update that is tried again.

    Attributes:
        seconds: When.
        error: What failed; None where it was no fault of the update, which counts no failure.
    """

    seconds: float
    error: str | None = None


@dataclass(frozen=True, slots=True)
class Aside:
    """An update that fails.

    Attributes:
        error: What went wrong.
    """

    error: str


Outcome = Done | Postponed | Aside


class Attempts:
    """Answers updates.

    Args:
        application: Gives updates to the handlers.
        handlers: Tell people what is no answer.
        slots: The places for updates under way.
        metrics: Counts.
        clock: Says how long people have waited.

    Attributes:
        doubt: Set when Telegram seems not to know the token any more.
    """

    def __init__(
        self, application: BotApplication, handlers: Handlers, slots: Slots, metrics: Metrics, clock: TelegramClock
    ) -> None:
        self.doubt = asyncio.Event()
        self._application = application
        self._handlers = handlers
        self._slots = slots
        self._metrics = metrics
        self._clock = clock
        self._floods = Floods(clock.now)

    async def at(self, claimed: Claimed) -> Outcome:
        """Work on an update, and return what came of it."""
        number = claimed.update_id
        bot: Bot = self._application.bot
        try:
            update = Update.de_json(json.loads(claimed.body), bot)
            waited = self._waited(update, claimed)
        except Exception as error:  # noqa: BLE001  # whatever a field of the wrong kind makes the library do
            _log.warning("update %s cannot be read", number, exc_info=True)
            return Aside(_described(error))
        if claimed.claims > _MOST_CLAIMS:
            return await self._given_up(update)
        if waited > _TOO_LATE and not claimed.again:
            _log.warning("update %s: dropped, it waited for %s", number, waited)
            return Done(number)
        if claimed.failures == 0:  # else it was counted
            await self._slow(update)
        work = Work(late=waited > _LATE)
        async with self._slots.taken(work):
            await self._application.process_update(update)
            return await self._judged(claimed, update, work)

    def _waited(self, update: Update, claimed: Claimed) -> timedelta:
        """Return how long ago somebody wrote a message, or else its update came."""
        message = update.message or update.edited_message or update.guest_message
        if message:
            return self._clock.now() - (message.edit_date or message.date)
        return datetime.now(UTC) - claimed.received  # the machine's clock, as it was then

    async def _judged(self, claimed: Claimed, update: Update, work: Work) -> Outcome:
        """Return what came of an update that was worked on; of what went wrong for good, the person is told."""
        number, error = claimed.update_id, work.error
        verdict = verdict_on(error, sent=work.sent)
        if error is None:
            self._metrics.took(max((datetime.now(UTC) - claimed.received).total_seconds(), 0.0))
            return Done(number, work.writes)
        self._metrics.failed(type(error).__name__)
        if verdict is not Verdict.FAILED:
            _log.info("update %s: %s: %s", number, verdict.name.lower().replace("_", " "), error)
        if verdict is Verdict.BLOCKED:
            await self._handlers.forget(update)
        elif verdict is Verdict.NO_TOKEN:
            self.doubt.set()
        if update.inline_query and verdict is not Verdict.FAILED:
            return Done(number)  # who typed it has typed on
        if verdict in {Verdict.LATER, Verdict.NO_TOKEN}:
            return Postponed(again_after(error).total_seconds())
        if verdict is not Verdict.FAILED:
            return Done(number, work.writes)
        return await self._failed(claimed, update, work)

    async def _failed(self, claimed: Claimed, update: Update, work: Work) -> Outcome:
        """Return what came of an update that failed by its own or our fault."""
        assert work.error  # noqa: S101  # see above
        # An engine says itself what is wrong, so that there is no fault here to trace, and has tried for as long as
        # somebody waits.
        has_tried = isinstance(work.error, EngineError)
        if has_tried:
            _log.warning("update %s: not looked up: %s", claimed.update_id, work.error)
        else:
            _log.error("update %s failed", claimed.update_id, exc_info=work.error)
        again = update.inline_query is None and not work.sent and not has_tried
        if again and claimed.failures + 1 < _MOST_TRIES:
            return Postponed(_TRIES_AGAIN[claimed.failures], _described(work.error))
        if not work.sent:  # an apology below an answer would be wrong
            await self._handlers.apologise(update, work.error)
        return Done(claimed.update_id) if update.inline_query else Aside(_described(work.error))

    async def _given_up(self, update: Update) -> Outcome:
        """Tell the person of an update that is not begun once more, and return what comes of it."""
        why = f"It was begun {_MOST_CLAIMS} times and never ended."
        async with self._slots.taken(Work()):
            await self._handlers.apologise(update, RuntimeError(why))
        return Aside(why)

    async def _slow(self, update: Update) -> None:
        """Wait, if the person floods the bot."""
        message = update.message or update.edited_message
        if message is None or not is_private(message):
            return
        slowed = self._floods.slowed(message.chat_id, message.edit_date or message.date)
        if slowed.tell:
            async with self._slots.taken(Work()):
                await self._handlers.slow_down(message)
        await asyncio.sleep(slowed.seconds)


def _described(error: BaseException) -> str:
    return on_one_line(f"{type(error).__name__}: {error}")[:_LONGEST_ERROR]
