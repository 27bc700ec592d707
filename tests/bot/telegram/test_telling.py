"""Telling how a job goes."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

import pytest
from telegram.error import NetworkError

from bot.errors import StateError
from bot.state.jobs import Job
from bot.state.remembered import Remembered
from bot.telegram.additions import DOCUMENT
from bot.telegram.answers import Reply
from bot.telegram.telling import Telling
from tests.botapi import FakeBotApi, Person, Said
from tests.botapi.library import run

BEGUN, READ, DONE = Reply("begun"), Reply("<b>read</b>"), Reply("done")

Tell = Callable[[Telling], Awaitable[object]]


@pytest.fixture
def asha(api: FakeBotApi) -> Person:
    """Somebody who waits."""
    return api.person("Asha")


@pytest.fixture
def said(asha: Person) -> Said:
    """The message that asks for something."""
    return asha.sends_document(b"x")


@pytest.fixture
def job(remembered: Remembered, said: Said) -> Job:
    """What it asks for."""
    asked = {"chat_id": said.chat_id, "message_id": said.message_id, "user_id": said.chat_id}
    return remembered.jobs.put(**asked, kind=DOCUMENT, what="document-1", name="x.txt")


def tell(api: FakeBotApi, remembered: Remembered, job: Job, how: Tell) -> None:
    """Tell of a job; each time as after a start."""
    run(api, lambda bot: how(Telling(bot, remembered.jobs, job)))


def newest(remembered: Remembered) -> Job:
    """Return the job as it is remembered."""
    (job,) = remembered.jobs.under_way()
    return job


async def say_all(telling: Telling) -> None:
    """Tell from beginning to end."""
    for what in (BEGUN, READ, DONE):
        await telling.say(what)


def test_one_message_tells_all(api: FakeBotApi, remembered: Remembered, job: Job, asha: Person, said: Said) -> None:
    """What is said is in one message, below the one that asked, and edited."""
    tell(api, remembered, job, say_all)
    message = asha.gets()
    assert (message.reply_to, message.history[0], message.text) == (said.message_id, "begun", "done")
    asha.gets_nothing(within=0)


def test_after_a_start_the_message_is_the_same(api: FakeBotApi, remembered: Remembered, job: Job, asha: Person) -> None:
    """Which message tells of a job is remembered."""
    tell(api, remembered, job, lambda telling: telling.say(BEGUN))
    message = asha.gets()
    assert newest(remembered).progress_id == message.message_id
    tell(api, remembered, newest(remembered), lambda telling: telling.say(DONE))
    assert asha.sees(message).text == "done"
    asha.gets_nothing(within=0)


def test_a_message_that_is_gone_is_sent_anew(api: FakeBotApi, remembered: Remembered, job: Job, asha: Person) -> None:
    """Where somebody has deleted the message, and what it answers, there is a new one from then on."""
    tell(api, remembered, job, lambda telling: telling.say(BEGUN))
    asha.deletes(asha.gets())
    asha.deletes(Said(job.chat_id, job.message_id, "", None))
    tell(api, remembered, newest(remembered), say_all)
    message = asha.gets()
    assert (message.reply_to, message.text) == (None, "done")
    assert newest(remembered).progress_id == message.message_id


@pytest.mark.parametrize("method", ["sendMessage", "editMessageText"])
def test_a_word_on_the_way_may_be_lost(
    api: FakeBotApi,
    remembered: Remembered,
    job: Job,
    asha: Person,
    caplog: pytest.LogCaptureFixture,
    method: str,
) -> None:
    """What cannot be told is a warning where the rest goes on, and an error where it is all there is to say."""

    async def lose_one(telling: Telling) -> None:
        await telling.try_to_say(BEGUN)
        await telling.try_to_say(READ)
        await telling.say(DONE)
        api.drop_next("editMessageText")
        with pytest.raises(NetworkError):
            await telling.say(BEGUN)

    api.drop_next(method)
    tell(api, remembered, job, lose_one)
    assert asha.gets().text == "done"
    assert [record.levelname for record in caplog.records if f"job {job.id}: not told" in record.message] == ["WARNING"]


def test_a_message_that_cannot_be_remembered_is_still_the_one(
    api: FakeBotApi, remembered: Remembered, job: Job, asha: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the database fails, the message is lost to the next start only."""

    def fail(*_: object) -> None:
        raise StateError("The database is full")

    async def go_on(telling: Telling) -> None:
        await telling.try_to_say(BEGUN)
        await telling.say(DONE)

    monkeypatch.setattr(remembered.jobs, "with_progress", fail)
    tell(api, remembered, job, go_on)
    assert asha.gets().text == "done"
    asha.gets_nothing(within=0)
