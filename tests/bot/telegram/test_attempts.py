"""One attempt at answering an update, and what comes of it."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from sqlalchemy.orm import Session
from telegram import Update
from telegram.error import BadRequest, Forbidden, InvalidToken, NetworkError, RetryAfter, TimedOut

from bot.state.inbox import Done
from bot.telegram.attempts import Aside, Outcome, Postponed
from bot.telegram.work import store_when_done
from index import EngineError
from tests.bot.telegram.desk import INLINE, Desk, claimed, said


def test_an_update_is_answered(desk: Desk) -> None:
    """An update that is answered is done, with what is to be stored, and is counted."""

    def write(_: Session) -> None: ...

    async def answer(update: Update) -> None:
        assert update.message
        assert update.message.text == "मार्ग कब खुला?"
        store_when_done(write)

    desk.act = answer
    assert desk.at(claimed()) == Done(5, [write])
    assert desk.at(claimed()) == Done(5, [write])
    assert desk.counted() == ["poochho_answer_seconds_count 2.0"]
    assert desk.people.told == []


@pytest.mark.parametrize(
    ("error", "outcome", "told"),
    [
        (Forbidden("bot was blocked by the user"), Done(5, []), ["forgot 7"]),
        (BadRequest("Not enough rights to send text messages to the chat"), Done(5, []), []),
        (TimedOut(), Done(5, []), []),
        (NetworkError("Bad Gateway"), Postponed(10), []),
        (RetryAfter(timedelta(minutes=5)), Postponed(300), []),
        (InvalidToken("x"), Postponed(10), []),
        (KeyError("x"), Postponed(0.5, "KeyError: 'x'"), []),
    ],
    ids=repr,
)
def test_what_comes_of_an_error(desk: Desk, error: Exception, outcome: Outcome, told: list[object]) -> None:
    """What Telegram did not take is postponed and no failure, what it may have taken is done, other failures count."""
    desk.fails(error)
    assert desk.at(claimed()) == outcome
    assert desk.people.told == told
    assert desk.attempts.doubt.is_set() is isinstance(error, InvalidToken)
    assert desk.counted() == [f'poochho_errors_total{{kind="{type(error).__name__}"}} 1.0']


def test_what_was_sent_in_part_is_not_begun_anew(desk: Desk) -> None:
    """After a message was sent nothing is tried again, and nobody is told that it went wrong."""
    for error in (NetworkError("Bad Gateway"), RetryAfter(timedelta(minutes=5))):
        desk.fails(error, sent=True)
        assert desk.at(claimed()) == Done(5, [])
    desk.fails(KeyError("x"), sent=True)
    assert desk.at(claimed()) == Aside("KeyError: 'x'")
    assert desk.people.told == []


def test_the_third_failure_is_told(desk: Desk, caplog: pytest.LogCaptureFixture) -> None:
    """A failure is tried again after half a second, then after two; at the third the person is told, and it ends."""
    error = KeyError("x")
    desk.fails(error)
    outcomes = [desk.at(claimed(failures=failures)) for failures in range(3)]
    assert outcomes == [Postponed(0.5, "KeyError: 'x'"), Postponed(2.0, "KeyError: 'x'"), Aside("KeyError: 'x'")]
    assert desk.people.told == [error]
    assert "Traceback" in caplog.text


def test_an_index_that_is_away_is_told_at_once(desk: Desk, caplog: pytest.LogCaptureFixture) -> None:
    """An engine that cannot look up has tried itself: the person is told, and the log has a sentence."""
    error = EngineError("s3://bucket: the index cannot be read.")
    desk.fails(error)
    assert desk.at(claimed()) == Aside("EngineError: s3://bucket: the index cannot be read.")
    assert desk.people.told == [error]
    assert "Traceback" not in caplog.text


def test_what_went_wrong_is_a_short_line(desk: Desk) -> None:
    """Whatever an error says, it is told on one line that is not too long."""
    desk.fails(ValueError("a\n\x1b[31m" + "b" * 9999))
    outcome = desk.at(claimed(failures=2))
    assert isinstance(outcome, Aside)
    assert len(outcome.error) <= 500
    assert outcome.error.isprintable()


@pytest.mark.parametrize(
    ("error", "told"),
    [(KeyError("x"), True), (EngineError("x"), True), (NetworkError("502"), False), (RetryAfter(9), False)],
)
def test_an_inline_query_is_never_tried_again(desk: Desk, error: Exception, *, told: bool) -> None:
    """Who typed it has typed on: after a failure it is done with."""
    desk.fails(error)
    assert desk.at(claimed(INLINE)) == Done(5)
    assert desk.people.told == ([error] if told else [])


def test_what_may_end_the_process_is_given_up(desk: Desk) -> None:
    """An update that was begun thirty times and never ended is not begun once more, and the person is told."""
    assert desk.at(claimed(claims=30)) == Done(5, [])
    outcome = desk.at(claimed(claims=31))
    assert isinstance(outcome, Aside)
    assert "30 times" in outcome.error
    assert len(desk.acted) == 1
    assert len(desk.people.told) == 1


NO_UPDATES = ["", "{", "[]", "null", "5", '"x"', '{"message": {}}', '{"update_id": 5, "message": 7}']
UNREADABLE = [said(date="yesterday"), said(date=10**15), said(date=None), said(chat=[])]


@pytest.mark.parametrize("body", [*NO_UPDATES, *(json.dumps({"update_id": 5} | update) for update in UNREADABLE)])
def test_what_cannot_be_read_is_set_aside(desk: Desk, caplog: pytest.LogCaptureFixture, body: str) -> None:
    """An update that the library cannot read is set aside at once, and named in the log by its number."""
    outcome = desk.at(claimed(body))
    assert isinstance(outcome, Aside)
    assert outcome.error
    assert desk.acted == []
    assert "update 5 cannot be read" in caplog.text
