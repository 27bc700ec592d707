"""One attempt at answering an update, and what comes of it."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable, Coroutine
from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar, cast

import pytest
from sqlalchemy.orm import Session
from telegram import Message, Update
from telegram.error import BadRequest, Forbidden, InvalidToken, NetworkError, RetryAfter, TimedOut
from telegram.ext import TypeHandler

from bot.state.inbox import Claimed, Done
from bot.state.remembered import Remembered
from bot.telegram import attempts as module
from bot.telegram.attempts import Aside, Attempts, Outcome, Postponed
from bot.telegram.clock import TelegramClock
from bot.telegram.floods import QUESTIONS, Floods
from bot.telegram.handlers import Handlers
from bot.telegram.keepers import Keepers
from bot.telegram.work import Slots, at_work, store_when_done
from index import EngineError
from tests.bot.articles import article, searcher_of
from tests.bot.state.clock import Clock
from tests.bot.telegram.bots import counting, unconnected
from tests.bot.telegram.virtual import now, virtually

_Result = TypeVar("_Result")
Act = Callable[[Update], Awaitable[None]]
Story = Callable[[], Coroutine[Any, Any, _Result]]

NOON = datetime(2024, 5, 17, 12, tzinfo=UTC)
NOON_AS_TOLD = "Fri, 17 May 2024 12:00:00 GMT"
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)

ASHA = {"id": 7, "is_bot": False, "first_name": "Asha"}
PRIVATE = {"id": 7, "type": "private", "first_name": "Asha"}
GROUP = {"id": -7, "type": "supergroup", "title": "Group"}


def said(after: timedelta = timedelta(), kind: str = "message", **more: object) -> dict[str, Any]:
    """Return the update with a message that was written so long before noon."""
    date = int((NOON - after).timestamp())
    return {kind: {"message_id": 1, "date": date, "chat": PRIVATE, "from": ASHA, "text": "मार्ग कब खुला?"} | more}


QUESTION = said()
PRESS = {"callback_query": {"id": "1", "from": ASHA, "chat_instance": "1", "data": "x"}}
INLINE = {"inline_query": {"id": "1", "from": ASHA, "query": "x", "offset": ""}}


def claimed(
    update: dict[str, Any] | str = QUESTION,
    *,
    claims: int = 1,
    failures: int = 0,
    again: bool = False,
    received: datetime = NOON,
) -> Claimed:
    """Return an update as a worker has it, by default one that just came."""
    body = update if isinstance(update, str) else json.dumps({"update_id": 5} | update)
    return Claimed(5, body, received, claims, failures, again)


class People:
    """What people are told beside answers, in the place of the handlers."""

    def __init__(self) -> None:
        self.told: list[object] = []

    async def forget(self, update: Update) -> None:
        """Forget a chat."""
        self.told.append(f"forgot {update.effective_chat.id if update.effective_chat else None}")

    async def slow_down(self, _: Message) -> None:
        """Tell somebody to slow down."""
        assert at_work()
        self.told.append("slow down")

    async def apologise(self, _: Update, error: BaseException) -> None:
        """Tell somebody that something went wrong."""
        assert at_work()
        self.told.append(error)


class Desk:
    """Attempts at updates, at noon by Telegram's clock, each of which is acted on as a test wants.

    Attributes:
        acted: The updates that were acted on.
        act: Acts on an update.
    """

    def __init__(self, remembered: Remembered) -> None:
        self.people = People()
        self.metrics = counting()
        self.acted: list[Update] = []
        self.act: Act = _answer
        clock = TelegramClock(lambda: 0)
        clock.look(NOON_AS_TOLD)
        searcher = searcher_of(article("a", "T", "मार्ग खुल गया।"))
        application = unconnected(Handlers(searcher, remembered, Keepers(()), None, self.metrics))
        application.handlers.clear()
        application.add_handler(TypeHandler(Update, self._act))
        application._initialized = True
        self.slots = Slots(1)
        people = cast("Handlers", self.people)
        self.attempts = Attempts(application, people, self.slots, self.metrics, clock)

    async def _act(self, update: Update, _: object) -> None:
        self.acted.append(update)
        await self.act(update)

    def fails(self, error: Exception, *, sent: bool = False) -> None:
        """Let updates fail; when `sent`, after a message."""

        async def fail(_: Update) -> None:
            work = at_work()
            assert work
            work.sent = sent
            raise error

        self.act = fail

    def at(self, each: Claimed) -> Outcome:
        """Return what comes of an attempt."""
        return virtually(lambda: self.attempts.at(each))

    def counted(self) -> list[str]:
        """Return what was counted of answers and errors."""
        lines = self.metrics.page()[0].decode().splitlines()
        names = ("poochho_answer_seconds_count", "poochho_errors_total")
        return [line for line in lines if line.startswith(names) and not line.endswith(" 0.0")]


async def _answer(_: Update) -> None:
    work = at_work()
    assert work
    work.sent = True


@pytest.fixture
def desk(remembered: Remembered, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """Where updates are answered; the machine's clock is right."""
    monkeypatch.setattr(module, "datetime", Clock)
    monkeypatch.setattr(Clock, "shown", NOON)
    return Desk(remembered)


def test_an_update_is_answered(desk: Desk) -> None:
    """An update that is answered is done, with what is to be stored, and is counted."""

    def write(_: Session) -> None: ...

    async def answer(update: Update) -> None:
        assert update.message
        assert update.message.text == "मार्ग कब खुला?"
        store_when_done(write)

    desk.act = answer
    assert desk.at(claimed()) == Done(5, [write])
    assert desk.at(claimed()) == Done(5, [write])
    assert desk.counted() == ["poochho_answer_seconds_count 2.0"]
    assert desk.people.told == []


@pytest.mark.parametrize(
    ("error", "outcome", "told"),
    [
        (Forbidden("bot was blocked by the user"), Done(5, []), ["forgot 7"]),
        (BadRequest("Not enough rights to send text messages to the chat"), Done(5, []), []),
        (TimedOut(), Done(5, []), []),
        (NetworkError("Bad Gateway"), Postponed(10), []),
        (RetryAfter(timedelta(minutes=5)), Postponed(300), []),
        (InvalidToken("x"), Postponed(10), []),
        (KeyError("x"), Postponed(0.5, "KeyError: 'x'"), []),
    ],
    ids=repr,
)
def test_what_comes_of_an_error(desk: Desk, error: Exception, outcome: Outcome, told: list[object]) -> None:
    """What Telegram did not take is postponed and no failure, what it may have taken is done, other failures count."""
    desk.fails(error)
    assert desk.at(claimed()) == outcome
    assert desk.people.told == told
    assert desk.attempts.doubt.is_set() is isinstance(error, InvalidToken)
    assert desk.counted() == [f'poochho_errors_total{{kind="{type(error).__name__}"}} 1.0']


def test_what_was_sent_in_part_is_not_begun_anew(desk: Desk) -> None:
    """After a message was sent nothing is tried again, and nobody is told that it went wrong."""
    for error in (NetworkError("Bad Gateway"), RetryAfter(timedelta(minutes=5))):
        desk.fails(error, sent=True)
        assert desk.at(claimed()) == Done(5, [])
    desk.fails(KeyError("x"), sent=True)
    assert desk.at(claimed()) == Aside("KeyError: 'x'")
    assert desk.people.told == []


def test_the_third_failure_is_told(desk: Desk, caplog: pytest.LogCaptureFixture) -> None:
    """A failure is tried again after half a second, then after two; at the third the person is told, and it ends."""
    error = KeyError("x")
    desk.fails(error)
    outcomes = [desk.at(claimed(failures=failures)) for failures in range(3)]
    assert outcomes == [Postponed(0.5, "KeyError: 'x'"), Postponed(2.0, "KeyError: 'x'"), Aside("KeyError: 'x'")]
    assert desk.people.told == [error]
    assert "Traceback" in caplog.text


def test_an_index_that_is_away_is_told_at_once(desk: Desk, caplog: pytest.LogCaptureFixture) -> None:
    """An engine that cannot look up has tried itself: the person is told, and the log has a sentence."""
    error = EngineError("s3://bucket: the index cannot be read.")
    desk.fails(error)
    assert desk.at(claimed()) == Aside("EngineError: s3://bucket: the index cannot be read.")
    assert desk.people.told == [error]
    assert "Traceback" not in caplog.text


def test_what_went_wrong_is_a_short_line(desk: Desk) -> None:
    """Whatever an error says, it is told on one line that is not too long."""
    desk.fails(ValueError("a\n\x1b[31m" + "b" * 9999))
    outcome = desk.at(claimed(failures=2))
    assert isinstance(outcome, Aside)
    assert len(outcome.error) <= 500
    assert outcome.error.isprintable()


@pytest.mark.parametrize(
    ("error", "told"),
    [(KeyError("x"), True), (EngineError("x"), True), (NetworkError("502"), False), (RetryAfter(9), False)],
)
def test_an_inline_query_is_never_tried_again(desk: Desk, error: Exception, *, told: bool) -> None:
    """Who typed it has typed on: after a failure it is done with."""
    desk.fails(error)
    assert desk.at(claimed(INLINE)) == Done(5)
    assert desk.people.told == ([error] if told else [])


def test_what_may_end_the_process_is_given_up(desk: Desk) -> None:
    """An update that was begun ten times and never ended is not begun once more."""
    assert desk.at(claimed(claims=30)) == Done(5, [])
    outcome = desk.at(claimed(claims=31))
    assert isinstance(outcome, Aside)
    assert "30 times" in outcome.error
    assert len(desk.acted) == 1


NO_UPDATES = ["", "{", "[]", "null", "5", '"x"', '{"message": {}}', '{"update_id": 5, "message": 7}']
UNREADABLE = [said(date="yesterday"), said(date=10**15), said(date=None), said(chat=[])]


@pytest.mark.parametrize("body", [*NO_UPDATES, *(json.dumps({"update_id": 5} | update) for update in UNREADABLE)])
def test_what_cannot_be_read_is_set_aside(desk: Desk, caplog: pytest.LogCaptureFixture, body: str) -> None:
    """An update that the library cannot read is set aside at once, and named in the log by its number."""
    outcome = desk.at(claimed(body))
    assert isinstance(outcome, Aside)
    assert outcome.error
    assert desk.acted == []
    assert "update 5 cannot be read" in caplog.text


@pytest.mark.parametrize(
    ("update", "late"),
    [
        (said(9 * MINUTE), False),
        (said(11 * MINUTE), True),
        (said(23 * HOUR), True),
        (said(25 * HOUR), None),
        (said(-10 * DAY), False),
        (said(11 * MINUTE, "guest_message"), True),
        (said(30 * DAY, "edited_message", edit_date=int(NOON.timestamp())), False),
        (said(30 * DAY, "edited_message", edit_date=int((NOON - HOUR).timestamp())), True),
        (said(30 * DAY, "edited_message", edit_date=int((NOON - 2 * DAY).timestamp())), None),
    ],
)
@pytest.mark.parametrize("machine", [NOON - 9000 * DAY, NOON, NOON + 9000 * DAY])
def test_how_late_a_message_is_told_by_telegrams_clock(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, update: dict[str, Any], machine: datetime, *, late: bool | None
) -> None:
    """Who waited long is told so, and after a day nobody waits any more, whatever the machine's clock says."""
    lateness: list[bool] = []

    async def look(_: Update) -> None:
        work = at_work()
        assert work
        lateness.append(work.late)

    desk.act = look
    monkeypatch.setattr(Clock, "shown", machine)
    assert isinstance(desk.at(claimed(update, received=machine)), Done)
    assert lateness == ([] if late is None else [late])


@pytest.mark.parametrize(("after", "acted"), [(23 * HOUR, 1), (25 * HOUR, 0), (-9000 * DAY, 1)])
@pytest.mark.parametrize("update", [PRESS, INLINE])
@pytest.mark.parametrize("machine", [NOON - 9000 * DAY, NOON + 9000 * DAY])
def test_what_has_no_date_is_as_old_as_it_is_here(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, update: dict[str, Any], machine: datetime, after: timedelta, acted: int
) -> None:
    """A press of a button is too old a day after it came, by the machine's clock, which may be wrong."""
    monkeypatch.setattr(Clock, "shown", machine)
    assert isinstance(desk.at(claimed(update, received=machine - after)), Done)
    assert len(desk.acted) == acted


def test_what_the_operator_wants_tried_again_is_never_too_late(desk: Desk) -> None:
    """However old it is, an update is answered that the operator wants tried again."""
    assert desk.at(claimed(said(30 * DAY), again=True)) == Done(5, [])
    assert len(desk.acted) == 1


def flooded(desk: Desk, updates: list[Claimed]) -> list[float]:
    """Return how many seconds each of some updates took, one after another."""

    async def run() -> list[float]:
        desk.attempts._floods = Floods(asyncio.get_running_loop().time)
        seconds = []
        for each in updates:
            began = now()
            await desk.attempts.at(each)
            seconds.append(now() - began)
        return seconds

    return virtually(run)


def test_who_floods_the_bot_is_slowed(desk: Desk) -> None:
    """Who asks too much alone with the bot is told so once, and answered more slowly; nothing is dropped."""
    seconds = flooded(desk, [claimed()] * (QUESTIONS + 2))
    assert seconds == pytest.approx([0] * QUESTIONS + [60, 0])
    assert desk.people.told == ["slow down"]
    assert len(desk.acted) == QUESTIONS + 2


@pytest.mark.parametrize("update", [said(chat=GROUP), PRESS, INLINE, said(kind="guest_message")])
def test_what_else_is_not_slowed(desk: Desk, update: dict[str, Any]) -> None:
    """Groups have a pace of their own, and presses and inline queries none."""
    assert flooded(desk, [claimed(update)] * (QUESTIONS + 2)) == [0] * (QUESTIONS + 2)
    assert desk.people.told == []


def test_what_is_tried_again_is_not_counted_again(desk: Desk) -> None:
    """An update that failed counts once among those that somebody asked, however often it is tried."""
    flooded(desk, [claimed(failures=2)] * QUESTIONS + [claimed()] * QUESTIONS)
    assert desk.people.told == []


def test_who_is_slowed_holds_nobody_up(desk: Desk) -> None:
    """While somebody who floods the bot waits, others have the place."""

    async def run() -> float:
        for _ in range(QUESTIONS):
            await desk.attempts.at(claimed())
        slowed = asyncio.create_task(desk.attempts.at(claimed()))
        await asyncio.sleep(1)
        began = now()
        await desk.attempts.at(claimed(said(chat=GROUP)))
        assert not slowed.done()
        took = now() - began
        await slowed
        return took

    assert virtually(run) == 0


def test_so_many_are_under_way(desk: Desk) -> None:
    """No more updates are under way than there are places."""
    at_once: list[int] = []

    async def wait(_: Update) -> None:
        at_once.append(1)
        assert len(at_once) == 1
        await asyncio.sleep(1)
        at_once.pop()

    async def run() -> float:
        began = now()
        await asyncio.gather(*(desk.attempts.at(claimed(PRESS)) for _ in range(5)))
        return now() - began

    desk.act = wait
    assert virtually(run) == 5
