"""Working on what is in the inbox, on a real database."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Sequence
from functools import partial
from threading import Event

import pytest

from bot.state.database import Database
from bot.state.inbox import Claimed, Done, Incoming, depth
from bot.telegram import worker as module
from bot.telegram.attempts import Aside, Postponed
from tests.bot.state.updates import note, noted, row
from tests.bot.telegram.answering import GROUP, RAVI, Office, at_the_office
from tests.bot.telegram.virtual import settled


def test_what_is_kept_is_in_the_inbox(database: Database) -> None:
    """When updates are said to be kept they are in the database, and no sooner; so is their order in each chat."""

    async def story(office: Office) -> None:
        writing = Event()
        storing = office.inbox.store

        def slowly(updates: list[Incoming]) -> None:
            writing.wait(60)
            storing(updates)

        office.inbox.store = slowly  # type: ignore[method-assign,assignment]
        keeping = asyncio.create_task(office.come(1, 2))
        await settled()
        assert not keeping.done()
        writing.set()
        await keeping
        assert depth(database).waiting == 2
        await office.come()
        await office.worker.stop(0)

    at_the_office(database, story)


def test_an_update_is_answered_at_once(database: Database) -> None:
    """What comes is answered at once, and when it is answered it is known to be."""

    async def story(office: Office) -> None:
        async with office.open():
            for number, second in ((1, 0.3), (2, 10.4)):
                await asyncio.sleep(second)
                await office.come(number)
                await asyncio.sleep(0.1)
                assert office.answers.ended[-1] == number
        assert [row(database, number)["state"] for number in (1, 2)] == ["done"] * 2  # type: ignore[index]

    at_the_office(database, story)


def test_updates_of_a_chat_are_answered_one_after_another(database: Database) -> None:
    """In a chat the next update is begun when the one before it is done, in order; other chats do not wait for it."""

    async def story(office: Office) -> Office:
        office.answers.takes = {1: 30, 2: 20}
        async with office.open():
            await office.come(1, 2, 3)
            await office.come(4, chat=RAVI)
            await office.come(5, chat=GROUP)
            await office.all_done()
        return office

    office = at_the_office(database, story)
    assert office.answers.began == [1, 4, 5, 2, 3]
    assert office.answers.ended == [4, 5, 1, 2, 3]
    assert office.answers.at_seconds == pytest.approx([0, 0, 0, 30, 50], abs=0.3)


def test_what_is_in_no_chat_waits_for_nothing(database: Database) -> None:
    """Inline queries are answered side by side."""

    async def story(office: Office) -> Office:
        office.answers.takes = dict.fromkeys((1, 2, 3), 30)
        async with office.open():
            await office.come(1, 2, 3, chat=None)
            await office.all_done()
        return office

    assert at_the_office(database, story).answers.at_seconds == pytest.approx([0, 0, 0], abs=0.3)


def test_more_come_than_are_held_in_memory(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    """However many wait, a limited number is in memory; each of them is answered, who waits longest first."""
    monkeypatch.setattr(module, "_IN_MEMORY", 12)
    monkeypatch.setattr(module, "_AT_A_TIME", 4)

    async def story(office: Office) -> Office:
        office.answers.takes = dict.fromkeys(range(50), 60)
        for number in range(50):
            await office.come(number, chat=number)
        async with office.open():
            await asyncio.sleep(30)
            assert office.answers.began == [*range(12)]
            assert len(office.worker._work) == 12
            await office.all_done()
        return office

    answers = at_the_office(database, story).answers
    assert answers.began == sorted(answers.ended) == [*range(50)]


def test_who_is_to_be_tried_again_holds_up_nobody(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    """However many chats take nothing for an hour, others are answered; not so many that memory grows for ever."""
    monkeypatch.setattr(module, "_IN_MEMORY", 4)
    monkeypatch.setattr(module, "_AT_A_TIME", 2)
    monkeypatch.setattr(module, "_ASLEEP", 20)

    async def story(office: Office) -> Office:
        for number in range(60):
            office.answers.outcomes[number] = [Postponed(3600)]
            await office.come(number, chat=number)
        async with office.open():
            await asyncio.sleep(60)
            assert len(office.worker._work) in range(20, 25)
            await asyncio.sleep(4 * 3600)
            assert set(office.answers.ended) == {*range(60)}
            office.answers.outcomes |= {number: [Postponed(3600)] for number in range(100, 110)}
            await office.come(*range(100, 110), chat=None)
            await office.come(200)
            await asyncio.sleep(10)
            assert office.answers.ended[-1] == 200
        return office

    at_the_office(database, story)


def test_what_comes_and_ends_in_quick_succession_is_gathered(database: Database) -> None:
    """Of a hundred updates in a tenth of a second, the database is asked for new ones and told of old ones seldom."""
    asked: list[str] = []

    async def story(office: Office) -> None:
        claiming, finishing = office.inbox.claim, office.inbox.finish

        def claim(most: int, *, take_over: bool = True) -> list[Claimed]:
            asked.append("claim")
            return claiming(most, take_over=take_over)

        def finish(done: Sequence[Done]) -> None:
            asked.append("finish")
            finishing(done)

        office.inbox.claim, office.inbox.finish = claim, finish  # type: ignore[method-assign]
        office.answers.takes = {number: number / 1000 for number in range(100)}
        async with office.open():
            await office.come(-1)
            for number in range(100):
                await office.come(number, chat=number)
                await asyncio.sleep(0.001)
            await office.all_done()

    at_the_office(database, story)
    counts = Counter(asked)
    assert 0 < counts["claim"] < 25
    assert 0 < counts["finish"] < 35


def test_a_failure_is_tried_again_and_counted(database: Database) -> None:
    """An update that fails is tried again when its answer says, each failure is counted, and its chat waits for it."""

    async def story(office: Office) -> Office:
        office.answers.outcomes[1] = [Postponed(0.5, "KeyError: 'x'"), Postponed(2, "KeyError: 'y'"), Aside("KeyError")]
        async with office.open():
            await office.come(1, 2)
            await office.come(3, chat=RAVI)
            await asyncio.sleep(0.3)
            kept = row(database, 1)
            assert kept
            assert (kept["state"], kept["failures"], kept["error"]) == ("waiting", 1, "KeyError: 'x'")
            await office.all_done()
        return office

    office = at_the_office(database, story)
    assert office.answers.began == [1, 3, 1, 1, 2]
    assert office.answers.at_seconds == pytest.approx([0, 0, 0.5, 2.5, 2.5], abs=0.3)
    assert office.answers.failures == [0, 0, 1, 2, 0]
    assert office.aside() == [(1, "KeyError", 3)]


def test_what_is_no_fault_of_the_update_is_not_counted(database: Database) -> None:
    """An update that is postponed because Telegram takes nothing may be so for ever, and only its own chat waits."""

    async def story(office: Office) -> Office:
        office.answers.outcomes[1] = [Postponed(10)] * 5
        async with office.open():
            await office.come(1, 2)
            await office.come(3, chat=RAVI)
            await office.all_done()
        return office

    office = at_the_office(database, story)
    assert office.answers.began == [1, 3, *[1] * 5, 2]
    assert set(office.answers.failures) == {0}
    assert office.aside() == []


def test_what_fails_in_a_way_that_nobody_thought_of(database: Database, caplog: pytest.LogCaptureFixture) -> None:
    """A fault of ours costs one update, which is set aside with what it was, and is in the log; the others go on."""

    async def story(office: Office) -> Office:
        office.answers.outcomes[1] = [ZeroDivisionError("secret")]
        async with office.open():
            await office.come(1, 2)
            await office.all_done()
        return office

    office = at_the_office(database, story)
    assert office.answers.began == [1, 2]
    assert office.aside() == [(1, "ZeroDivisionError", 1)]
    assert "update 1 failed" in caplog.text


def test_what_is_to_be_remembered_is_stored_with_the_mark(database: Database) -> None:
    """What an answer leaves to be stored is there as soon as it is marked as done."""

    async def story(office: Office) -> None:
        for number in range(1, 6):
            office.answers.outcomes[number] = [Done(number, [partial(note, number=number)])]
            await office.come(number, chat=number)
        async with office.open():
            await office.all_done()
            assert noted(database) == [1, 2, 3, 4, 5]

    at_the_office(database, story)
