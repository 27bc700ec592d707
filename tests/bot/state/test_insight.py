"""What the log of questions and the votes tell an operator."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo

import pytest
from sqlalchemy import func, select

from bot.state import insight as module
from bot.state import question_log
from bot.state.database import Database
from bot.state.insight import Asked, Day, Slow, dismiss, insight
from bot.state.question_log import Logged, LoggedQuestion, QuestionLog
from bot.state.votes import ArticleVotes, Votes
from tests.bot.articles import article, passages_of
from tests.bot.state.clock import Clock

NOW = datetime(2024, 5, 17, 12, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
INDIA = timezone(timedelta(hours=5, minutes=30))
(PASSAGE,) = passages_of(article("लेख", "T", "मार्ग खुल गया।"))

Ask = Callable[..., None]


class Turned(tzinfo):
    """A place two hours ahead of UTC, from 27 October 2024, 3:00, one hour."""

    def utcoffset(self, when: datetime | None) -> timedelta:
        """Return how far it is ahead."""
        return 2 * HOUR if when is None or when.replace(tzinfo=None) < datetime(2024, 10, 27, 3) else HOUR  # noqa: DTZ001

    def dst(self, when: datetime | None) -> timedelta:
        """Return how much of it is summer time."""
        return self.utcoffset(when) - HOUR

    def tzname(self, _: datetime | None) -> str:
        """Return a name."""
        return "turned"


@pytest.fixture
def ask(database: Database, monkeypatch: pytest.MonkeyPatch) -> Ask:
    """Ask something at a time."""
    monkeypatch.setattr(question_log, "datetime", Clock)
    log = QuestionLog(database)

    def record(question: str, at: datetime = NOW, *, answered: bool = False, ms: int = 10) -> None:
        monkeypatch.setattr(Clock, "shown", at)
        database.run(log.recording(Logged(question, answered, None, None, 0.5, ms, "private", None)))

    return record


def unanswered(database: Database, days: int = 7) -> list[tuple[str, int]]:
    """Return the questions that were not answered, and how often each was asked."""
    return [(group.question, group.times) for group in insight(database, days, NOW).unanswered]


def test_nothing_was_asked(database: Database) -> None:
    """Of a log that holds nothing there is nothing to tell, which is no error."""
    seen = insight(database, 2, NOW)
    assert seen.days == (Day(date(2024, 5, 16), 0, 0), Day(date(2024, 5, 17), 0, 0))
    assert (seen.asked, seen.answered_share, seen.median_ms, seen.p95_ms) == (0, None, None, None)
    assert (seen.slowest, seen.most_asked, seen.unanswered, seen.votes) == ((), (), (), ())


def test_questions_are_counted_by_day(database: Database, ask: Ask) -> None:
    """Each day tells how many questions were asked and answered, also one without; what was before does not count."""
    ask("पहले?", NOW - 3 * DAY)
    ask("मार्ग?", NOW - 2 * DAY, answered=True)
    ask("पुल?", NOW - 2 * DAY)
    ask("नदी?", NOW, answered=True)
    seen = insight(database, 3, NOW)
    assert [(day.date.day, day.asked, day.answered) for day in seen.days] == [(15, 2, 1), (16, 0, 0), (17, 1, 1)]
    assert (seen.asked, seen.answered_share) == (3, 2 / 3)
    assert unanswered(database, 3) == [("पुल?", 1)]


@pytest.mark.parametrize(
    ("zone", "by_day"),
    [(UTC, [2, 1]), (INDIA, [1, 2]), (timezone(-4 * HOUR), [2, 1])],
    ids=["UTC", "India", "New York"],
)
def test_days_are_those_of_the_operator(database: Database, ask: Ask, zone: timezone, by_day: list[int]) -> None:
    """A day begins at midnight where the operator is: in India, half past six in the evening in UTC."""
    for hour, minute in ((18, 29), (18, 31)):
        ask("मार्ग?", datetime(2024, 5, 16, hour, minute, tzinfo=UTC))
    ask("पुल?", datetime(2024, 5, 17, 11, tzinfo=UTC))
    assert [day.asked for day in insight(database, 2, NOW, zone).days] == by_day


def test_midnight_is_of_the_day_that_begins(database: Database, ask: Ask) -> None:
    """A question that is asked as a day begins counts for it, and for no other."""
    ask("मार्ग?", datetime(2024, 5, 17, tzinfo=UTC))
    assert [day.asked for day in insight(database, 2, NOW).days] == [0, 1]
    assert insight(database, 1, NOW - DAY).asked == 0


def test_a_day_may_have_other_than_24_hours(database: Database, ask: Ask) -> None:
    """Where clocks are turned, a day ends with the next midnight, however many hours it has."""
    for hour in range(26):  # the day of 25 hours begins at 22:00 UTC
        ask("मार्ग?", datetime(2024, 10, 26, 22, 30, tzinfo=UTC) + hour * HOUR)
    days = insight(database, 2, datetime(2024, 10, 28, 12, tzinfo=UTC), Turned()).days
    assert [day.asked for day in days] == [25, 1]


def test_how_long_answers_took(database: Database, ask: Ask) -> None:
    """The median, what 95 of 100 took at most, and the slowest questions with their times, are known."""
    for ms in range(1, 101):
        ask(f"{ms}?", ms=ms)
    seen = insight(database, 1, NOW)
    assert (seen.median_ms, seen.p95_ms) == (50, 95)
    assert seen.slowest == tuple(Slow(f"{ms}?", ms) for ms in (100, 99, 98, 97, 96))
    ask("101?", ms=101)
    seen = insight(database, 1, NOW)
    assert (seen.median_ms, seen.p95_ms) == (51, 96)


def test_one_answer_is_its_own_median(database: Database, ask: Ask) -> None:
    """Of a single answer the median and what 95 of 100 took at most are its own time."""
    ask("मार्ग?", ms=7)
    seen = insight(database, 1, NOW)
    assert (seen.median_ms, seen.p95_ms) == (7, 7)


def test_what_was_asked_most_often(database: Database, ask: Ask) -> None:
    """The same question in other digits, marks and ways to spell counts as one, and goes by its last spelling."""
    for question in ("बजट 2022 क्या है?", "नदी कहाँ है?", "बजट २०२२ क्या है", "नदी कहां है", "बजट “2022” क्या है ?"):
        ask(question, answered=True)
    for number in range(12):
        ask(f"प्रश्न {number}", answered=True)
    most_asked = insight(database, 1, NOW).most_asked
    assert most_asked[:2] == (Asked("बजट “2022” क्या है ?", 3), Asked("नदी कहां है", 2))
    assert len(most_asked) == 10


def test_questions_without_an_answer_are_grouped(database: Database, ask: Ask) -> None:
    """Questions that ask the same are one group, by the one asked most often, and the biggest group comes first."""
    ask("नदी कहाँ है?", NOW - 3 * HOUR)
    ask("cricket vishva cup kisne jeeta", NOW - 2 * HOUR)
    ask("क्रिकेट विश्व कप किसने जीता?", NOW - 5 * HOUR)
    ask("क्रिकेट विश्व कप किसने जीता", NOW - HOUR)
    ask("मार्ग कब खुला?", answered=True)
    cricket, river = insight(database, 1, NOW).unanswered
    assert (cricket.question, cricket.times, cricket.last) == ("क्रिकेट विश्व कप किसने जीता", 3, NOW - HOUR)
    assert (river.question, river.times, river.last) == ("नदी कहाँ है?", 1, NOW - 3 * HOUR)
    assert (cricket.ids, river.ids) == ((4, 3, 2), (1,))


def test_groups_of_one_size_are_told_by_the_newest(database: Database, ask: Ask) -> None:
    """Of groups that were asked as often, the one asked last comes first."""
    for minutes, question in enumerate(("नदी कहाँ है?", "पुल कब बना?", "बारिश कब होगी?")):
        ask(question, NOW + timedelta(minutes=minutes))
    assert [question for question, _ in unanswered(database)] == ["बारिश कब होगी?", "पुल कब बना?", "नदी कहाँ है?"]


def test_a_question_without_words_is_told_as_it_is(database: Database, ask: Ask) -> None:
    """Questions that have no words are told apart by what they are."""
    for question in ("🙂", "👍", "🙂"):
        ask(question)
    assert unanswered(database) == [("🙂", 2), ("👍", 1)]


def test_of_very_many_questions_the_newest_are_grouped(
    database: Database, ask: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Only so many different questions are compared with each other, the newest, each with all times it was asked."""
    monkeypatch.setattr(module, "_GROUPED", 2)
    for question in ("पुल कब बना?", "नदी कहाँ है?", "बारिश कब होगी?", "पुल कब बना"):
        ask(question)
    assert unanswered(database) == [("पुल कब बना", 2), ("बारिश कब होगी?", 1)]


def test_what_is_dismissed_is_shown_no_more(database: Database, ask: Ask) -> None:
    """A group that is dismissed is not told again, and other groups and counts stay; asked anew, it is told anew."""
    ask("नदी कहाँ है?")
    ask("पुल कब बना?")
    ask("पुल कब बना")
    bridge, _ = insight(database, 1, NOW).unanswered
    dismiss(database, bridge.ids)
    dismiss(database, ())
    assert unanswered(database) == [("नदी कहाँ है?", 1)]
    assert insight(database, 1, NOW).asked == 3
    ask("पुल कब बना?")
    assert unanswered(database) == [("पुल कब बना?", 1), ("नदी कहाँ है?", 1)]


def test_many_questions_are_dismissed_at_once(database: Database, ask: Ask) -> None:
    """A group may have more questions than a statement takes numbers."""
    ask("पुल कब बना?")
    dismiss(database, range(70_000, 0, -1))
    assert unanswered(database) == []


def test_votes_are_told_whenever_they_were_cast(database: Database) -> None:
    """What people think of articles is told too; votes have no time."""
    Votes(database).cast(7, PASSAGE, helpful=True)
    Votes(database).cast(8, PASSAGE, helpful=False)
    assert insight(database, 1, NOW).votes == (ArticleVotes("लेख", 1, 1),)


def test_looking_changes_nothing(database: Database, ask: Ask) -> None:
    """However often an operator looks, the same is told."""
    ask("पुल कब बना?")
    assert insight(database, 1, NOW) == insight(database, 1, NOW)
    assert database.run(lambda session: session.scalar(select(func.count()).select_from(LoggedQuestion))) == 1
