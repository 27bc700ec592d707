"""A worker whose database fails."""

from __future__ import annotations

import asyncio
from collections import Counter
from functools import partial

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from bot.errors import StateError
from bot.state.database import Database
from bot.state.inbox import LEASE, Done
from bot.telegram import worker as module
from bot.telegram.attempts import Aside, Postponed
from tests.bot.state.updates import note, noted
from tests.bot.telegram.answering import ASHA, GROUP, RAVI, Office, at_the_office


@pytest.mark.parametrize("error", ["of the database", "ours"])
def test_a_write_that_fails_costs_no_mark(database: Database, caplog: pytest.LogCaptureFixture, error: str) -> None:
    """Where what is to be remembered of one update cannot be stored, all are marked, and what is of the others is."""

    def fail(session: Session) -> None:
        if error == "ours":
            raise ZeroDivisionError
        session.execute(text("INSERT INTO no_such_table VALUES (1)"))

    async def story(office: Office) -> Office:
        for number in (1, 2, 3):
            office.answers.outcomes[number] = [Done(number, [fail] if number == 2 else [partial(note, number=number)])]
            await office.come(number, chat=number)
        async with office.open():
            await office.all_done()
            await office.come(4)
            await office.all_done()
        return office

    assert at_the_office(database, story).answers.began == [1, 2, 3, 4]
    assert noted(database) == [1, 3]
    assert "could not be stored" in caplog.text


class Outage:
    """A database that cannot be used for some calls."""

    def __init__(self, database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
        self.on = False
        self._run = database.run
        monkeypatch.setattr(database, "run", self._or_fail)

    def _or_fail(self, work: object) -> object:
        if self.on:
            raise StateError("The database cannot be used.")
        return self._run(work)  # type: ignore[arg-type]


def test_what_ends_the_work_is_told(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    """A fault that ends the claiming reaches who watches: no process stays that answers nobody. A stop is no fault."""

    async def story(office: Office) -> None:
        stop = asyncio.Event()
        async with office.open():
            watching = asyncio.create_task(office.worker.watch(stop))
            await asyncio.sleep(100)
            assert not watching.done()
            stop.set()
            await watching
        again = Office(database)
        async with again.open():
            monkeypatch.setattr(again.inbox, "claim", None)
            with pytest.raises(TypeError):
                await again.worker.watch(asyncio.Event())

    at_the_office(database, story)


def test_after_an_outage_nobody_takes_what_others_work_on(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    """When the database was away for longer than a lease, each worker keeps what it had."""
    other = Database(database._engine)
    outages = [Outage(each, monkeypatch) for each in (database, other)]

    async def story(first: Office) -> Counter[int]:
        second = Office(other, "two")
        for office in (first, second):
            office.answers.takes = dict.fromkeys(range(10), 200)
        async with first.open():
            await first.come(*range(5), chat=None)
            await asyncio.sleep(5)
            async with second.open():
                await second.come(*range(5, 10), chat=None)
                await asyncio.sleep(5)
                for outage in outages:
                    outage.on = True
                await asyncio.sleep(1.5 * LEASE.total_seconds())
                for outage in outages:
                    outage.on = False
                    await asyncio.sleep(3)
                await first.all_done()
        return Counter(first.answers.began + second.answers.began)

    assert at_the_office(database, story) == Counter(range(10))


def test_a_database_that_is_away_loses_nothing(
    database: Database, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """While the database cannot be used, what is answered is marked later, once, and what comes is refused."""
    caplog.set_level("INFO")
    outage = Outage(database, monkeypatch)

    async def story(office: Office) -> Office:
        office.answers.takes = dict.fromkeys((1, 2), 10)
        for number in (1, 2):
            writes = [partial(note, number=number)]
            office.answers.outcomes[number] = [Done(number, writes)]
        async with office.open():
            await office.come(1, chat=ASHA)
            await office.come(2, chat=RAVI)
            await office.come(3, 4, chat=GROUP)
            await office.come(5, chat=RAVI)
            await asyncio.sleep(5)
            outage.on = True
            with pytest.raises(StateError):
                await office.come(6)
            await asyncio.sleep(100)
            assert office.answers.began == [1, 2, 3, 4]
            outage.on = False
            await office.come(6)
            await office.all_done()
        return office

    office = at_the_office(database, story)
    assert sorted(office.answers.began) == [1, 2, 3, 4, 5, 6]
    assert noted(database) == [1, 2]
    assert office.aside() == []
    said = [record.message for record in caplog.records if record.name == module.__name__]
    assert said == ["The database cannot be used.", "The database works again"]


def test_a_failure_that_cannot_be_counted_is_counted_later(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    """Failures are counted, and updates set aside, as soon as the database can be used again."""
    outage = Outage(database, monkeypatch)

    async def story(office: Office) -> Office:
        office.answers.takes = dict.fromkeys((1, 2), 10)
        office.answers.outcomes = {1: [Postponed(0.5, "x")], 2: [Aside("y")]}
        async with office.open():
            await office.come(1, chat=ASHA)
            await office.come(2, chat=RAVI)
            await asyncio.sleep(5)
            outage.on = True
            await asyncio.sleep(60)
            outage.on = False
            await office.all_done()
        return office

    office = at_the_office(database, story)
    assert office.answers.began == [1, 2, 1]
    assert office.answers.failures == [0, 0, 1]
    assert office.aside() == [(2, "y", 1)]


def test_a_stop_without_a_database(
    database: Database, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """Where the database cannot be used at the end, that is a line in the log; a kill does no more harm."""
    outage = Outage(database, monkeypatch)

    async def story(office: Office) -> None:
        async with office.open():
            await office.come(1)
            await asyncio.sleep(5)
            outage.on = True

    at_the_office(database, story)
    assert "The database cannot be used." in caplog.text
