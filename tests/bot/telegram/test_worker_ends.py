"""A worker that stops, is killed, or has a clock that is wrong, and those that go on after it."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from functools import partial

import pytest

from bot.errors import StateError
from bot.state.database import Database
from bot.state.inbox import LEASE, Done, Inbox, Incoming, depth
from bot.telegram.attempts import Postponed
from tests.bot.state.updates import claim, note, noted, row
from tests.bot.telegram.answering import ASHA, BOT, RAVI, MachineClock, Office, at_the_office


def test_a_stop_finishes_what_is_under_way(database: Database, caplog: pytest.LogCaptureFixture) -> None:
    """A stop begins nothing more, waits some seconds for what is under way, and leaves the rest to another worker."""
    caplog.set_level("INFO")

    async def story(office: Office) -> Office:
        office.answers.takes = {1: 5, 3: 100}
        office.answers.outcomes[1] = [Done(1, [partial(note, number=1)])]
        async with office.open(drain=6):
            await office.come(1, 2)
            await office.come(3, 4, chat=RAVI)
            await asyncio.sleep(1)
        return office

    office = at_the_office(database, story)
    assert office.answers.began == [1, 3]
    assert office.answers.ended == [1]
    assert noted(database) == [1]
    assert claim(Inbox(database, BOT, "two")) == [2, 3]
    assert "1 updates are left" in caplog.text


def test_what_only_waits_does_not_hold_up_a_stop_for_ever(database: Database) -> None:
    """An update that is to be tried again much later is left to the next start, which goes on with it."""

    async def first(office: Office) -> None:
        office.answers.outcomes[1] = [Postponed(9000)]
        async with office.open(drain=6):
            await office.come(1)
            await asyncio.sleep(1)

    async def second(office: Office) -> list[int]:
        async with office.open():
            await office.all_done()
        return office.answers.began

    at_the_office(database, first)
    assert at_the_office(database, second) == [1]


def test_a_worker_that_has_stopped_keeps_nothing(database: Database) -> None:
    """What comes after the end is refused, so that Telegram sends it again."""

    async def story(office: Office) -> None:
        async with office.open():
            await office.come(1)
        with pytest.raises(StateError):
            await office.come(2)

    at_the_office(database, story)
    assert row(database, 2) is None


@pytest.mark.parametrize("moment", range(12))
def test_a_stop_at_any_moment_ends(database: Database, moment: int) -> None:
    """Whatever the worker does just then, a stop ends it, and nothing is lost."""

    async def story(office: Office) -> None:
        async with office.open():
            await office.come(*range(5))
            for _ in range(moment):
                await asyncio.sleep(0)

    async def rest(office: Office) -> None:
        async with office.open():
            await office.all_done()

    at_the_office(database, story)
    at_the_office(database, rest)
    assert depth(database).aside == 0


def test_what_a_killed_worker_had_is_gone_on_with(database: Database) -> None:
    """After a kill the same worker begins with what it had not finished, at once."""
    killed = Inbox(database, BOT, "one")
    killed.store([Incoming(number, number, "{}") for number in (1, 2, 3)])
    assert claim(killed, 2) == [1, 2]

    async def story(office: Office) -> Office:
        async with office.open():
            await office.all_done()
        return office

    answers = at_the_office(database, story).answers
    assert answers.began == [1, 2, 3]
    assert answers.at_seconds == pytest.approx([0, 0, 0], abs=0.3)


def test_what_another_killed_worker_had_is_taken_over(database: Database) -> None:
    """What a worker had that does not come back is begun when its lease is over, and not before."""

    async def story(office: Office) -> Office:
        killed = Inbox(database, BOT, "two")
        async with office.open():
            killed.store([Incoming(1, ASHA, "{}"), Incoming(2, ASHA, "{}")])
            assert claim(killed) == [1]
            await office.all_done()
        return office

    answers = at_the_office(database, story).answers
    assert answers.began == [1, 2]
    assert answers.at_seconds == pytest.approx([LEASE.total_seconds()] * 2, abs=2)


def test_what_takes_long_is_taken_over_by_nobody(database: Database) -> None:
    """A worker keeps what it works on for as long as it does."""

    async def story(office: Office) -> Office:
        other = Inbox(database, BOT, "two")
        office.answers.takes[1] = 150
        async with office.open():
            await office.come(1, 2)
            while not office.answers.ended:
                await asyncio.sleep(0.4)
                assert office.answers.ended or claim(other) == []
            await office.all_done()
        return office

    assert at_the_office(database, story).answers.began == [1, 2]


@pytest.mark.parametrize("ahead", [timedelta(days=-400), timedelta(hours=-1), timedelta(hours=1), timedelta(days=400)])
def test_the_machines_clock_may_be_set(database: Database, ahead: timedelta) -> None:
    """However the clock is set meanwhile, each update is answered once, in order, and at once."""

    async def story(office: Office) -> Office:
        office.answers.takes = {1: 20, 4: 20}
        async with office.open():
            await office.come(1, 2)
            await asyncio.sleep(5)
            MachineClock.ahead = ahead
            await office.come(3, chat=RAVI)
            await asyncio.sleep(30)
            await office.come(4, 5)
            await asyncio.sleep(5)
            MachineClock.ahead = timedelta()
            await office.come(6, chat=RAVI)
            await office.all_done()
        return office

    answers = at_the_office(database, story).answers
    assert answers.began == [1, 3, 2, 4, 6, 5]
    assert answers.at_seconds == pytest.approx([0, 5, 20, 35, 40, 55], abs=1.5)
