"""Trouble with reaching Telegram."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import timedelta
from itertools import pairwise

import pytest
from telegram.error import BadRequest, Conflict, InvalidToken, NetworkError, RetryAfter, TelegramError, TimedOut

from bot.errors import StateError, TelegramUnavailableError
from bot.telegram.trouble import Trouble, insistently, pause, unless, until_stopped
from tests.bot.telegram.virtual import now, settled, virtually

AWAY = NetworkError("502")
SAID: list[tuple[TelegramError | StateError, str]] = [
    (AWAY, "Telegram cannot be reached (502); trying on"),
    (RetryAfter(timedelta(seconds=90)), "Telegram asks to wait 90 s; waiting"),
    (TimedOut(), "Telegram does not answer in time; trying on"),
    (Conflict("again"), "Another process polls with the same BOT_TOKEN: stop one of the two; waiting"),
    (StateError("The database is locked."), "The database is locked. Updates wait at Telegram meanwhile"),
]


@pytest.mark.parametrize(("error", "line"), SAID)
def test_each_kind_is_said_once(error: TelegramError | StateError, line: str, caplog: pytest.LogCaptureFixture) -> None:
    """What goes on and on is one line in the log, and so is its end."""
    caplog.set_level(logging.INFO)
    trouble = Trouble()
    for _ in range(9):
        trouble.pause_after(error)
    for _ in range(2):
        trouble.over()
    assert [record.message for record in caplog.records] == [line, "Telegram answers again"]


def test_another_kind_is_said_too(caplog: pytest.LogCaptureFixture) -> None:
    """When the trouble becomes another one, the log tells."""
    trouble = Trouble()
    for error, _ in SAID:
        trouble.pause_after(error)
    assert [record.message for record in caplog.records] == [line for _, line in SAID]


def test_nothing_is_said_to_be_over_that_was_not_there(caplog: pytest.LogCaptureFixture) -> None:
    """Where all is well, nothing is said."""
    caplog.set_level(logging.INFO)
    Trouble().over()
    assert caplog.records == []


def test_pauses_grow_and_begin_anew() -> None:
    """From one failure to the next the pause doubles up to half a minute; after a success it is a second again."""
    trouble = Trouble()
    assert [trouble.pause_after(AWAY) for _ in range(8)] == [1, 2, 4, 8, 16, 30, 30, 30]
    trouble.over()
    assert trouble.pause_after(AWAY) == 1


def test_telegram_says_how_long() -> None:
    """Where Telegram says how long to wait, that is how long, whatever was before."""
    trouble = Trouble()
    pauses = [trouble.pause_after(error) for error in (AWAY, RetryAfter(timedelta(seconds=90)), AWAY)]
    assert pauses == [1, 90, 2]


def test_a_wrong_token_is_not_waited_for() -> None:
    """A token that Telegram does not know is the end: the next step is named."""
    with pytest.raises(TelegramUnavailableError, match="@BotFather"):
        Trouble().pause_after(InvalidToken("revoked"))


def call_with(*outcomes: Exception | None) -> tuple[Callable[[], Awaitable[None]], list[float]]:
    """Return a call that ends as listed, one after another, and when it was made."""
    left, made = list(outcomes), list[float]()

    async def call() -> None:
        made.append(now())
        outcome = left.pop(0)
        if outcome:
            raise outcome

    return call, made


def seconds_between(times: list[float]) -> list[float]:
    """Return how long each call was made after the one before it."""
    return [later - earlier for earlier, later in pairwise(times)]


def test_a_call_is_made_until_it_succeeds(caplog: pytest.LogCaptureFixture) -> None:
    """A call is made again, after pauses that grow, until it succeeds, and then no more."""
    caplog.set_level(logging.INFO)
    call, made = call_with(AWAY, RetryAfter(timedelta(seconds=5)), AWAY, None, None)
    virtually(lambda: insistently(call, asyncio.Event()))
    assert seconds_between(made) == [1, 5, 2]
    assert caplog.records[-1].message == "Telegram answers again"


@pytest.mark.parametrize("error", [BadRequest("bad webhook"), TelegramUnavailableError("x"), ZeroDivisionError()])
def test_what_waiting_does_not_help_is_told(error: Exception) -> None:
    """A call that Telegram wants otherwise, or that fails by our fault, is not made again."""
    call, made = call_with(AWAY, error, None)
    with pytest.raises(type(error)):
        virtually(lambda: insistently(call, asyncio.Event()))
    assert len(made) == 2


def test_a_stop_ends_insisting() -> None:
    """A stop ends the pause between two calls; after it a call is not even begun."""

    async def run() -> tuple[int, float]:
        stop, began = asyncio.Event(), now()
        call, made = call_with(*[AWAY] * 99)
        asyncio.get_running_loop().call_later(10, stop.set)
        await insistently(call, stop)
        await insistently(call, stop)
        return len(made), now() - began

    assert virtually(run) == (4, 10)  # after 0, 1, 3 and 7 seconds


def test_a_stop_ends_a_call_under_way() -> None:
    """A call that Telegram does not answer is not waited for after a stop."""

    async def run() -> float:
        stop, began = asyncio.Event(), now()
        asyncio.get_running_loop().call_later(10, stop.set)
        await insistently(asyncio.Event().wait, stop)
        await settled()
        assert asyncio.all_tasks() == {asyncio.current_task()}
        return now() - began

    assert virtually(run) == 10


def test_works_are_ended_by_a_stop() -> None:
    """When the stop comes, all works end in their own time."""
    ended: list[float] = []

    async def work(stop: asyncio.Event, seconds: float) -> None:
        await stop.wait()
        await asyncio.sleep(seconds)
        ended.append(seconds)

    async def run() -> None:
        stop = asyncio.Event()
        asyncio.get_running_loop().call_later(3, stop.set)
        await until_stopped(stop, work(stop, 2), work(stop, 1))

    virtually(run)
    assert ended == [1, 2]


@pytest.mark.parametrize("first", [True, False])
def test_a_work_that_fails_ends_all(*, first: bool) -> None:
    """When one work fails the others end too, and it is told what failed."""
    ended: list[bool] = []

    async def other(stop: asyncio.Event) -> None:
        await stop.wait()
        ended.append(True)

    async def failing() -> None:
        await asyncio.sleep(1)
        raise ZeroDivisionError

    async def run() -> None:
        stop = asyncio.Event()
        works = [failing(), other(stop)]
        with pytest.raises(ZeroDivisionError):
            await until_stopped(stop, *(works if first else works[::-1]))
        assert asyncio.all_tasks() == {asyncio.current_task()}

    virtually(run)
    assert ended == [True]


def test_works_that_are_cancelled_end_all() -> None:
    """Who is cancelled leaves no work behind."""

    async def run() -> None:
        stop = asyncio.Event()
        task = asyncio.create_task(until_stopped(stop, pause(stop, 99), pause(stop, 99)))
        await settled()
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        assert asyncio.all_tasks() == {asyncio.current_task()}

    virtually(run)


def test_a_call_is_waited_for_unless_there_is_a_stop() -> None:
    """What a call returns or raises in time is told; when the stop comes first there is nothing, and the call ends."""
    calls: list[str] = []

    async def call(*, fail: bool = False) -> str:
        try:
            await asyncio.sleep(5)
        finally:
            calls.append("ended")
        if fail:
            raise AWAY
        return "found"

    async def run() -> None:
        stop = asyncio.Event()
        assert await unless(stop, call()) == "found"
        with pytest.raises(NetworkError):
            await unless(stop, call(fail=True))
        asyncio.get_running_loop().call_later(2, stop.set)
        began = now()
        assert await unless(stop, call(fail=True)) is None
        assert now() - began == 2
        await settled()
        assert calls == ["ended"] * 3
        assert asyncio.all_tasks() == {asyncio.current_task()}

    virtually(run)


@pytest.mark.parametrize(("stopped_after", "waited"), [(99, 7), (3, 3), (0, 0)])
def test_a_pause_is_no_longer_than_until_the_stop(stopped_after: float, waited: float) -> None:
    """A pause takes as long as it is told, or until the stop."""

    async def run() -> float:
        stop, began = asyncio.Event(), now()
        asyncio.get_running_loop().call_later(stopped_after, stop.set)
        await pause(stop, 7)
        return now() - began

    assert virtually(run) == waited
