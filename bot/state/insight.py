"""What the log of questions and the votes tell an operator: how much is asked, how well it is answered, what is not."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from itertools import pairwise

from sqlalchemy import ColumnElement, Select, and_, func, select, update
from sqlalchemy.orm import Session

from bot.state.database import Database
from bot.state.question_log import LoggedQuestion
from bot.state.votes import ArticleVotes, Votes
from index.grouping import group

_SLOWEST, _MOST_ASKED = 5, 10  # as many as a message has room for
_GROUPED = 2000  # different questions: comparing each with each takes about a second
_AT_ONCE = 1000  # ids in a statement; SQLite takes some 32,000, PostgreSQL some 65,000


@dataclass(frozen=True, slots=True)
class Day:
    """A day, and how many questions were asked and answered on it."""

    date: date
    asked: int
    answered: int


@dataclass(frozen=True, slots=True)
class Slow:
    """A question that took long."""

    question: str
    latency_ms: int


@dataclass(frozen=True, slots=True)
class Asked:
    """A question in its last spelling, and how often it was asked."""

    question: str
    times: int


@dataclass(frozen=True, slots=True)
class Unanswered:
    """Questions that ask the same and were not answered.

    Attributes:
        question: The one that was asked most often, in its last spelling.
        times: How often all of them were asked.
        last: When the last one was.
        ids: Their numbers in the log, the newest first.
    """

    question: str
    times: int
    last: datetime
    ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Insight:
    """What there is to tell of some days.

    Attributes:
        days: The days, the last one being today; those without questions too.
        median_ms: How long an answer took; None where nothing was asked.
        p95_ms: How long 95 of 100 answers took at most.
        slowest: The answers that took longest.
        most_asked: The questions that were asked most often.
        unanswered: What was not answered, most often asked first; of very many questions the newest ones.
        votes: What people think of answers, by article, whenever they said so.
    """

    days: tuple[Day, ...]
    median_ms: int | None
    p95_ms: int | None
    slowest: tuple[Slow, ...]
    most_asked: tuple[Asked, ...]
    unanswered: tuple[Unanswered, ...]
    votes: tuple[ArticleVotes, ...]

    @property
    def asked(self) -> int:
        """How many questions were asked."""
        return sum(day.asked for day in self.days)

    @property
    def answered_share(self) -> float | None:
        """How many of them were answered, from 0 to 1; None where nothing was asked."""
        return sum(day.answered for day in self.days) / self.asked if self.asked else None


def insight(database: Database, days: int, now: datetime, zone: tzinfo = UTC) -> Insight:
    """Return what there is to tell of some days; it reads only.

    Args:
        database: Where the log and the votes are.
        days: How many days, 1 for today alone.
        now: The time, aware of its zone.
        zone: Where days begin at midnight.

    Raises:
        StateError: The database cannot be used.
    """
    midnights = _midnights(now.astimezone(zone).date(), days, zone)
    votes = tuple(Votes(database).by_article())
    return database.run(lambda session: _read(session, midnights, votes))


def dismiss(database: Database, ids: Sequence[int]) -> None:
    """Show questions as unanswered no more; the same ones asked anew are shown again.

    Args:
        database: Where the log is.
        ids: Their numbers in it.

    Raises:
        StateError: The database cannot be used.
    """

    def mark(session: Session) -> None:
        for start in range(0, len(ids), _AT_ONCE):
            some = LoggedQuestion.id.in_(ids[start : start + _AT_ONCE])
            session.execute(update(LoggedQuestion).where(some).values(dismissed=True))

    database.run(mark)


def _midnights(today: date, days: int, zone: tzinfo) -> list[datetime]:
    """Return when each day begins, and when the last one ends."""
    dates = (today - timedelta(days=before) for before in range(days - 1, -2, -1))
    return [datetime.combine(each, time(), zone) for each in dates]


def _read(session: Session, midnights: Sequence[datetime], votes: tuple[ArticleVotes, ...]) -> Insight:
    when = _between(midnights[0], midnights[-1])
    days = tuple(_day(session, *each) for each in pairwise(midnights))
    asked = sum(day.asked for day in days)
    return Insight(
        days=days,
        median_ms=_latency(session, when, asked, 0.5),
        p95_ms=_latency(session, when, asked, 0.95),
        slowest=_slowest(session, when),
        most_asked=_most_asked(session, when),
        unanswered=_unanswered(session, when),
        votes=votes,
    )


def _between(begin: datetime, end: datetime) -> ColumnElement[bool]:
    return and_(LoggedQuestion.at >= begin, LoggedQuestion.at < end)


def _day(session: Session, begin: datetime, end: datetime) -> Day:
    count = func.count()
    query = select(count, count.filter(LoggedQuestion.answered)).where(_between(begin, end))
    asked, answered = session.execute(query).one()
    return Day(begin.date(), asked, answered)


def _latency(session: Session, when: ColumnElement[bool], asked: int, share: float) -> int | None:
    """Return the latency that a share of the questions did not exceed: the percentile by nearest rank."""
    rank = max(math.ceil(share * asked), 1)
    query = select(LoggedQuestion.latency_ms).where(when).order_by(LoggedQuestion.latency_ms)
    return session.scalar(query.offset(rank - 1).limit(1))


def _slowest(session: Session, when: ColumnElement[bool]) -> tuple[Slow, ...]:
    query = select(LoggedQuestion.question, LoggedQuestion.latency_ms).where(when)
    slowest = query.order_by(LoggedQuestion.latency_ms.desc(), LoggedQuestion.id.desc()).limit(_SLOWEST)
    return tuple(Slow(*row) for row in session.execute(slowest))


def _most_asked(session: Session, when: ColumnElement[bool]) -> tuple[Asked, ...]:
    wordings = _wordings(when).order_by(_TIMES.desc(), _NEWEST.desc()).limit(_MOST_ASKED).subquery()
    newest = wordings.c.newest
    query = select(LoggedQuestion.question, wordings.c.times).join(wordings, LoggedQuestion.id == newest)
    return tuple(Asked(*row) for row in session.execute(query.order_by(wordings.c.times.desc(), newest.desc())))


def _unanswered(session: Session, when: ColumnElement[bool]) -> tuple[Unanswered, ...]:
    """Return the groups of the newest questions that were not answered, most often asked first."""
    which = and_(when, LoggedQuestion.answered.is_(False), LoggedQuestion.dismissed.is_(False))
    newest = _wordings(which).order_by(_NEWEST.desc()).limit(_GROUPED).subquery()
    columns = select(LoggedQuestion.wording, LoggedQuestion.question, LoggedQuestion.at)
    last_ones = columns.join(newest, LoggedQuestion.id == newest.c.newest).order_by(LoggedQuestion.id.desc())
    rows = session.execute(last_ones).all()
    ids: dict[str, list[int]] = defaultdict(list)
    for number, wording in session.execute(select(LoggedQuestion.id, LoggedQuestion.wording).where(which)):
        ids[wording].append(number)
    groups = []
    for places in group([row.question for row in rows]):
        members = [rows[place] for place in places]  # still the newest first
        most_asked = max(members, key=lambda row: len(ids[row.wording]))
        numbers = sorted((number for row in members for number in ids[row.wording]), reverse=True)
        groups.append(Unanswered(most_asked.question, len(numbers), members[0].at, tuple(numbers)))
    # Groups come in the order of their newest questions, in which those of one size stay.
    return tuple(sorted(groups, key=lambda each: each.times, reverse=True))


_TIMES, _NEWEST = func.count().label("times"), func.max(LoggedQuestion.id).label("newest")


def _wordings(which: ColumnElement[bool]) -> Select[str, int, int]:
    """Return the query for the different wordings of some questions: how often, and the number of the last one."""
    return select(LoggedQuestion.wording, _TIMES, _NEWEST).where(which).group_by(LoggedQuestion.wording)
