"""Which message answers which question."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from bot.state import sent_answers
from bot.state.database import Database
from bot.state.sent_answers import Sent, SentAnswers
from tests.bot.state.clock import Clock

GROUP = -1_002_147_483_648  # ids of groups are negative and need more than 32 bits
BEGINNING = datetime(2024, 5, 17, 12, tzinfo=UTC)


def answer(message_id: int, asked: str = "0123456789abcdef") -> Sent:
    """Return an answer that was sent."""
    return Sent(message_id, asked)


def remember(sent: SentAnswers, chat_id: int, question_id: int, message: Sent) -> None:
    """Remember an answer."""
    sent._database.run(sent.remembering(chat_id, question_id, message))


@pytest.fixture
def sent(database: Database, monkeypatch: pytest.MonkeyPatch) -> SentAnswers:
    """No answers yet, and a clock that stands."""
    monkeypatch.setattr(sent_answers, "datetime", Clock)
    monkeypatch.setattr(Clock, "shown", BEGINNING)
    return SentAnswers(database)


def test_an_answer_is_known_by_its_question(sent: SentAnswers) -> None:
    """The message that answers a question is known, in each chat by itself; an unknown question has none."""
    remember(sent, GROUP, 10, answer(11))
    remember(sent, 7, 10, answer(99))
    assert (sent.answer_to(GROUP, 10), sent.answer_to(7, 10)) == (answer(11), answer(99))
    assert (sent.answer_to(GROUP, 11), sent.answer_to(8, 10)) == (None, None)


def test_the_last_answer_counts(sent: SentAnswers) -> None:
    """A question that was answered anew has the new answer."""
    remember(sent, GROUP, 10, answer(11))
    remember(sent, GROUP, 10, answer(12))
    assert sent.answer_to(GROUP, 10) == answer(12)


def test_what_was_asked_is_known(sent: SentAnswers) -> None:
    """The digest of what was asked comes back with the answer, the last one after an edit."""
    remember(sent, 7, 10, answer(11, asked="before"))
    assert sent.answer_to(7, 10) == answer(11, asked="before")
    remember(sent, 7, 10, answer(11, asked="after"))
    assert sent.answer_to(7, 10) == answer(11, asked="after")


def test_answers_are_forgotten_after_two_days(sent: SentAnswers) -> None:
    """What nobody can edit any more is forgotten when it is told to: what is older than two days, and nothing else."""
    remember(sent, GROUP, 10, answer(11))
    Clock.shown = BEGINNING + timedelta(hours=47)
    remember(sent, GROUP, 20, answer(21))
    sent.forget_old()
    assert sent.answer_to(GROUP, 10) == answer(11)
    Clock.shown = BEGINNING + timedelta(hours=49)
    assert sent.answer_to(GROUP, 10) == answer(11)
    sent.forget_old()
    assert [sent.answer_to(GROUP, 10), sent.answer_to(GROUP, 20)] == [None, answer(21)]


def test_a_new_answer_is_kept_for_two_days_again(sent: SentAnswers) -> None:
    """A question that was edited and answered again is as young as its last answer."""
    remember(sent, GROUP, 10, answer(11))
    Clock.shown = BEGINNING + timedelta(hours=47)
    remember(sent, GROUP, 10, answer(11))
    Clock.shown = BEGINNING + timedelta(hours=49)
    sent.forget_old()
    assert sent.answer_to(GROUP, 10) == answer(11)


def test_a_chat_is_forgotten(sent: SentAnswers) -> None:
    """Nothing is left of a chat that is forgotten, and nothing else is lost."""
    remember(sent, GROUP, 10, answer(11))
    remember(sent, GROUP, 20, answer(21))
    remember(sent, 7, 10, answer(11))
    sent.forget(GROUP)
    sent.forget(8)
    assert [sent.answer_to(GROUP, 10), sent.answer_to(GROUP, 20), sent.answer_to(7, 10)] == [None, None, answer(11)]
