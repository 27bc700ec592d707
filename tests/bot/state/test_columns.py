"""Types of columns that mean the same in every database."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from sqlalchemy import select, text

from bot.errors import StateError
from bot.state.database import Database
from bot.state.feeds import Feeds
from bot.state.jobs import Job, Jobs, _Job

INDIA = timezone(timedelta(hours=5, minutes=30))
TIME = datetime(2024, 5, 17, 3, 30, 0, 123456, tzinfo=INDIA)


def put(database: Database, name: str = "a.pdf") -> Job:
    """Put a job, whose row has texts and a time."""
    return Jobs(database).put(chat_id=1, message_id=2, user_id=3, kind="document", what="file", name=name)


def test_a_time_comes_back_in_utc(database: Database) -> None:
    """A time of any zone is the same instant when it is read, to the microsecond, and in UTC."""
    Feeds(database).add("https://example.org/feed")
    Feeds(database).fetched(1, None, None, TIME)
    (feed,) = Feeds(database).all()
    assert feed.next_at == TIME
    assert feed.next_at.tzinfo is UTC


def test_times_are_compared_as_instants(database: Database) -> None:
    """Whether a time is before another one does not depend on the zones that they are told in."""
    Feeds(database).add("https://example.org/feed")
    Feeds(database).fetched(1, None, None, TIME)
    before, after = TIME - timedelta(microseconds=1), TIME + timedelta(microseconds=1)
    zones = (UTC, INDIA, timezone(timedelta(hours=-8)))
    assert [len(Feeds(database).due(before.astimezone(zone))) for zone in zones] == [0, 0, 0]
    assert [len(Feeds(database).due(after.astimezone(zone))) for zone in zones] == [1, 1, 1]


def test_a_time_without_a_zone_is_refused(database: Database) -> None:
    """A time that could be any instant of two days is not stored."""
    Feeds(database).add("https://example.org/feed")
    (before,) = Feeds(database).all()
    with pytest.raises(StateError):
        Feeds(database).fetched(1, None, None, TIME.replace(tzinfo=None))
    assert Feeds(database).all() == [before]


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("लेख – \U0001f642\u200d.pdf", "लेख – \U0001f642\u200d.pdf"),
        ("a\0b", "a\ufffdb"),
        ("आधा \ud83d", "आधा \ufffd"),
        ("\udc80.txt", "\ufffd.txt"),
    ],
    ids=["any letters", "NUL", "half a pair", "a byte that is no text"],
)
def test_any_text_can_be_stored(database: Database, name: str, kept: str) -> None:
    """Whatever somebody's program sends comes back, with U+FFFD for what no database stores."""
    put(database, name)
    assert [job.name for job in Jobs(database).under_way()] == [kept]


def test_a_text_that_could_not_be_stored_is_found(database: Database) -> None:
    """What is looked for is made as what is stored was."""
    put(database, "a\0b")
    found = database.run(lambda session: session.scalars(select(_Job.id).where(_Job.name == "a\0b")).all())
    assert len(found) == 1


def test_an_operator_reads_times_in_utc(kind: str, database: Database) -> None:
    """In the table itself a time stands in UTC; PostgreSQL's knows that it is."""
    put(database)
    query = text(
        "SELECT CAST(created AT TIME ZONE 'UTC' AS VARCHAR) FROM jobs"
        if kind == "postgresql"
        else "SELECT created FROM jobs"
    )
    stored = str(database.run(lambda session: session.execute(query).scalar_one()))
    (job,) = Jobs(database).under_way()
    assert datetime.fromisoformat(stored).replace(tzinfo=UTC) == job.created
