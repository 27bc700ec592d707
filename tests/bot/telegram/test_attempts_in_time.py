"""When an attempt is made: how late a question is, who asks too much, how many are under way."""

from __future__ import annotations

import asyncio
from datetime import datetime, timedelta
from typing import Any

import pytest
from telegram import Update

from bot.state.inbox import Claimed, Done
from bot.telegram.floods import QUESTIONS, Floods
from bot.telegram.work import at_work
from tests.bot.state.clock import Clock
from tests.bot.telegram.desk import DAY, GROUP, HOUR, INLINE, MINUTE, NOON, PRESS, Desk, claimed, said
from tests.bot.telegram.virtual import now, virtually


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
        start = now()
        desk.attempts._floods = Floods(lambda: NOON + timedelta(seconds=now() - start))
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
