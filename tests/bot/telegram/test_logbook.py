"""Noting what was asked."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from sqlalchemy import text
from telegram import User

from bot.errors import StateError
from bot.state.database import Database
from bot.state.question_log import Place, QuestionLog
from bot.state.remembered import Remembered
from bot.telegram.answers import Answers, Reply
from bot.telegram.asked import Asked
from bot.telegram.callback_data import View
from bot.telegram.logbook import Logbook, timed
from tests.bot.articles import article, searcher_of

ASHA = User(7, "Asha", is_bot=False)
LONG = (
    "दिल्ली मेट्रो का नया मार्ग सोमवार को खुला, और पहले ही दिन एक लाख लोग उस पर चले। रवि शर्मा ने बताया कि स्टेशन पर "
    "भीड़ थी, पर गाड़ियाँ समय पर आईं। नगर निगम ने कहा कि अगले साल तक मार्ग हवाई अड्डे तक जाएगा, जिसके लिए पुल बन रहा है। "
    "यात्रियों ने सफ़ाई की तारीफ़ की और शाम को देर तक गाड़ी चलाने की माँग रखी।"
)
METRO = article("metro", "मेट्रो", LONG, "मेट्रो का किराया बीस रुपये है।")
ANSWERS = Answers(searcher_of(METRO))
FARE, RAIN = "मेट्रो का किराया कितना है?", "पेरिस में बारिश कब होगी?"


def found(question: str, name: str | None = None) -> Reply:
    """Return the reply to a question."""
    return ANSWERS.reply(Asked(question, name=name), View())


def noted(database: Database) -> list[Any]:
    """Return what the log holds."""
    columns = "question, answered, article, passage, latency_ms, place, telegram_id"
    return list(database.run(lambda session: session.execute(text(f"SELECT {columns} FROM questions")).all()))


@pytest.mark.parametrize("place", ["private", "group", "guest"])
def test_a_question_is_noted(remembered: Remembered, place: Place) -> None:
    """A question is noted with what answers it, how long that took and where it was asked, and not by whom."""
    asyncio.run(Logbook(remembered.questions).note(found(FARE), 12.6, place, ASHA))
    assert noted(remembered.database) == [(FARE, 1, "metro", 2, 13, place, None)]


def test_a_question_without_an_answer_is_noted(remembered: Remembered) -> None:
    """What nothing answers is noted as such."""
    asyncio.run(Logbook(remembered.questions).note(found(RAIN), 0.2, "private", ASHA))
    assert [row[:2] for row in noted(remembered.database)] == [(RAIN, 0)]


@pytest.mark.parametrize(("user", "kept"), [(ASHA, 7), (None, None)])
def test_who_asked_is_kept_where_that_is_wanted(database: Database, user: User | None, kept: int | None) -> None:
    """A log that is told to keeps who asked; who writes in the name of a chat is nobody."""
    asyncio.run(Logbook(QuestionLog(database, with_users=True)).note(found(FARE), 1, "group", user))
    assert [row[-1] for row in noted(database)] == [kept]


@pytest.mark.parametrize(
    "reply",
    [found("यह क्या है?"), found(FARE, name="पेरिस की सड़कें"), found(f"उन्होंने लिखा था: {LONG}"), Reply("x")],
    ids=["vague", "no such place", "a text that is found", "no question"],
)
def test_what_was_not_asked_is_not_noted(remembered: Remembered, reply: Reply) -> None:
    """What names nothing and is asked back, a place that there is not, or where a text is from: none is a question."""
    asyncio.run(Logbook(remembered.questions).note(reply, 1, "private", ASHA))
    assert noted(remembered.database) == []


def test_a_log_that_cannot_be_written_is_done_without(
    remembered: Remembered, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """Where the database cannot be used, that is a line in the log, and no failure."""

    def fail(_: object) -> None:
        raise StateError("The database is locked")

    monkeypatch.setattr(remembered.questions, "record", fail)
    asyncio.run(Logbook(remembered.questions).note(found(FARE), 1, "private", ASHA))
    assert "The database is locked" in caplog.text


def test_finding_is_timed() -> None:
    """A reply comes with the milliseconds that it took, found off the thread of the conversation."""
    reply, took_ms = asyncio.run(timed(lambda: found(FARE)))
    assert reply.answer
    assert took_ms >= reply.answer.took_ms > 0
