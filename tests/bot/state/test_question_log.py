"""What was asked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import Row, select

from bot.state import question_log
from bot.state.database import Database
from bot.state.question_log import LONGEST_LOGGED, Logged, LoggedQuestion, QuestionLog
from tests.bot.state.clock import Clock

BIG = 2**52 - 1  # the largest id that Telegram gives
LOGGED = Logged(
    "मार्ग कब खुला?",
    answered=True,
    article="लेख",
    passage=3,
    confidence=0.5,
    latency_ms=120,
    place="group",
    user_id=BIG,
)
NOT_ANSWERED = Logged(
    "क्रिकेट?", answered=False, article=None, passage=None, confidence=0.0, latency_ms=7, place="terminal", user_id=None
)


def rows(database: Database) -> Sequence[Row[Any]]:
    """Return what an operator reads, in the order in which it was asked."""
    query = select(LoggedQuestion.__table__).order_by(LoggedQuestion.id)
    return database.run(lambda session: session.execute(query).all())


def questions(database: Database) -> list[str]:
    """Return the questions that are known."""
    return [row.question for row in rows(database)]


def test_a_question_is_written_down(database: Database) -> None:
    """How a question was answered, from what, how surely, how fast and where it was asked can be read, and when."""
    begin = datetime.now(UTC)
    database.run(QuestionLog(database).recording(LOGGED))
    database.run(QuestionLog(database).recording(NOT_ANSWERED))
    first, second = rows(database)
    assert begin <= first.at <= second.at <= datetime.now(UTC)
    assert (first.question, first.answered, first.article, first.passage) == ("मार्ग कब खुला?", True, "लेख", 3)
    assert (first.confidence, first.latency_ms, first.place) == (0.5, 120, "group")
    assert (second.question, second.answered, second.article, second.passage) == ("क्रिकेट?", False, None, None)


@pytest.mark.parametrize("with_users", [False, True])
def test_who_asked_is_kept_only_where_the_operator_wants_it(database: Database, *, with_users: bool) -> None:
    """Unless the log is told to, it does not keep who asked, though it is told."""
    database.run(QuestionLog(database, with_users=with_users).recording(LOGGED))
    assert [row.telegram_id for row in rows(database)] == [BIG if with_users else None]


@pytest.mark.parametrize(
    ("question", "kept"),
    [("क" * (LONGEST_LOGGED + 1), "क" * LONGEST_LOGGED), ("a\0 \ud83d?", "a\ufffd \ufffd?")],
    ids=["too long", "not to be stored"],
)
def test_any_question_can_be_written_down(database: Database, question: str, kept: str) -> None:
    """The beginning of a long question is kept, and of one that no database stores what it stores."""
    database.run(QuestionLog(database).recording(replace(LOGGED, question=question)))
    assert questions(database) == [kept]


def test_questions_are_forgotten_after_some_days(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is older than the operator keeps is forgotten when it is told to, and no other question is."""
    log = QuestionLog(database, days=3)
    now = datetime.now(UTC)
    monkeypatch.setattr(question_log, "datetime", Clock)
    for hours in (73, 71, 0):
        monkeypatch.setattr(Clock, "shown", now - timedelta(hours=hours))
        database.run(log.recording(replace(LOGGED, question=f"{hours}?")))
    log.forget_old()
    assert questions(database) == ["71?", "0?"]
    QuestionLog(database).forget_old()
    assert len(questions(database)) == 2


def test_a_person_is_forgotten(database: Database) -> None:
    """Nothing is left of what a person asked who is forgotten, where that is known, and no other question is lost."""
    log = QuestionLog(database, with_users=True)
    for person, question in ((7, "मेरा?"), (8, "तुम्हारा?"), (None, "किसका?"), (7, "मेरा भी?")):
        database.run(log.recording(replace(LOGGED, question=question, user_id=person)))
    log.forget(7)
    log.forget(9)
    assert questions(database) == ["तुम्हारा?", "किसका?"]
