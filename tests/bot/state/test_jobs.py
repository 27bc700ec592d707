"""Additions that are not finished."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pydantic import SecretStr

from bot.state.database import Database
from bot.state.jobs import Job, Jobs

GROUP = -1_002_147_483_648  # ids of groups are negative and need more than 32 bits
BIG = 2**52 - 1  # the largest id that Telegram gives


@pytest.fixture
def jobs(database: Database) -> Jobs:
    """Nothing to be added."""
    return Jobs(database)


def put(jobs: Jobs, name: str = "लेख.pdf") -> Job:
    """Ask for a document to be added."""
    return jobs.put(chat_id=GROUP, message_id=10, user_id=BIG, kind="document", what="BQACAgQAAx", name=name)


def test_what_is_asked_for_survives_a_restart(url: SecretStr, tmp_path: Path) -> None:
    """An addition that is not finished is there again, whole, after the database was closed and opened."""
    begin = datetime.now(UTC)
    with closing(Database.open(tmp_path, url)) as database:
        job = put(Jobs(database))
        Jobs(database).with_progress(job.id, 11)
        Jobs(database).tried(job.id)
    with closing(Database.open(tmp_path, url)) as database:
        (again,) = Jobs(database).under_way()
    assert (again.chat_id, again.message_id, again.progress_id, again.user_id) == (GROUP, 10, 11, BIG)
    assert (again.kind, again.what, again.name, again.attempts) == ("document", "BQACAgQAAx", "लेख.pdf", 1)
    assert begin <= again.created <= datetime.now(UTC)


def test_what_was_put_is_returned(jobs: Jobs) -> None:
    """A new addition is known as it is listed: without a message that tells of it, and not begun."""
    job = put(jobs)
    assert jobs.under_way() == [job]
    assert (job.progress_id, job.attempts) == (None, 0)


def test_additions_are_listed_in_their_order(jobs: Jobs) -> None:
    """Additions are gone on with in the order in which they were asked for, without those that are done."""
    put_jobs = [put(jobs, name) for name in ("a", "b", "c", "d")]
    jobs.done(put_jobs[1].id)
    jobs.with_progress(put_jobs[0].id, 99)
    assert jobs.under_way() == [replace(put_jobs[0], progress_id=99), put_jobs[2], put_jobs[3]]


def test_attempts_are_counted(jobs: Jobs) -> None:
    """Every attempt counts for the addition that it is of, whoever makes it, and comes back with the number."""
    job, other = put(jobs), put(jobs)
    with ThreadPoolExecutor(4) as pool:
        assert sorted(pool.map(lambda _: jobs.tried(job.id), range(8))) == [1, 2, 3, 4, 5, 6, 7, 8]
    assert [each.attempts for each in jobs.under_way()] == [8, 0]
    assert jobs.tried(other.id) == 1


def test_what_is_done_is_forgotten(jobs: Jobs) -> None:
    """An addition that is done is done, however often that is said, and its number is no other's."""
    job = put(jobs)
    jobs.done(job.id)
    jobs.done(job.id)
    jobs.with_progress(job.id, 11)
    assert jobs.tried(job.id) == 0
    assert jobs.under_way() == []
    assert put(jobs).id != job.id
