"""Noting what was asked."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import text
from telegram import User

from bot.state.database import Database
from bot.state.question_log import Place, QuestionLog
from bot.telegram.answers import Answers, Reply
from bot.telegram.asked import Asked
from bot.telegram.callback_data import View
from bot.telegram.logbook import Logbook
from tests.bot.articles import article, searcher_of
from tests.bot.telegram.bots import counting
from tests.bot.telegram.working import worked_on

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


def note(
    database: Database, reply: Reply, user: User | None = ASHA, took_ms: float = 1, place: Place = "private"
) -> str:
    """Note a reply in a log that keeps who asked, and return what is counted of it."""
    metrics = counting()
    logbook = Logbook(QuestionLog(database, with_users=True), metrics)

    async def answer() -> None:
        logbook.note(reply, took_ms, place, user)
        assert noted(database) == []

    worked_on(database, answer)
    counted = [line for line in metrics.page()[0].decode().splitlines() if line.startswith("poochho_questions_total")]
    return "\n".join(line for line in counted if not line.endswith(" 0.0"))


@pytest.mark.parametrize("place", ["private", "group", "guest"])
def test_a_question_is_noted(database: Database, place: Place) -> None:
    """A question is noted with what answers it, how long that took and where it was asked, when its update is done."""
    counted = note(database, found(FARE), took_ms=12.6, place=place)
    assert noted(database) == [(FARE, 1, "metro", 2, 13, place, 7)]
    assert counted == f'poochho_questions_total{{answered="yes",place="{place}"}} 1.0'


def test_a_question_without_an_answer_is_noted(database: Database) -> None:
    """What nothing answers is noted, and counted, as such."""
    counted = note(database, found(RAIN))
    assert [row[:2] for row in noted(database)] == [(RAIN, 0)]
    assert counted == 'poochho_questions_total{answered="no",place="private"} 1.0'


def test_who_writes_for_a_chat_is_nobody(database: Database) -> None:
    """Of who writes in the name of a chat nothing is kept, also where it is kept who asked."""
    note(database, found(FARE), user=None)
    assert [row[-1] for row in noted(database)] == [None]


@pytest.mark.parametrize(
    "reply",
    [found("यह क्या है?"), found(FARE, name="पेरिस की सड़कें"), found(f"उन्होंने लिखा था: {LONG}"), Reply("x")],
    ids=["vague", "no such place", "a text that is found", "no question"],
)
def test_what_was_not_asked_is_not_noted(database: Database, reply: Reply) -> None:
    """What names nothing and is asked back, a place that there is not, or where a text is from: none is a question."""
    assert note(database, reply) == ""
    assert noted(database) == []
