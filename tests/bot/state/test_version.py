"""The version of a database's tables."""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pydantic import SecretStr
from sqlalchemy import inspect, select, text

from bot.errors import StateError
from bot.state.database import Database
from bot.state.engines import engine_of
from bot.state.feeds import Feeds
from bot.state.migrations.upgrading import KNOWN
from bot.state.people import People
from bot.state.sent_answers import Sent, SentAnswers, _SentAnswer
from bot.state.version import _ALONE, NEWEST
from bot.state.votes import ArticleVotes, Votes

# The tables as they were made before there were versions, by the kind of database; each statement makes one.
PEOPLE = "CREATE TABLE people (telegram_id BIGINT NOT NULL, language VARCHAR NOT NULL, PRIMARY KEY (telegram_id))"
VOTES = (
    "CREATE TABLE votes (telegram_id BIGINT NOT NULL, article VARCHAR NOT NULL, passage VARCHAR NOT NULL, "
    "helpful BOOLEAN NOT NULL, PRIMARY KEY (telegram_id, article, passage))"
)
SENT_ANSWERS = (
    "CREATE TABLE sent_answers (chat_id BIGINT NOT NULL, question_id BIGINT NOT NULL, answer_id BIGINT NOT NULL, "
    "asked VARCHAR NOT NULL, at {time} NOT NULL, PRIMARY KEY (chat_id, question_id))"
)
TIMES = {"sqlite": "DATETIME", "postgresql": "TIMESTAMP WITHOUT TIME ZONE"}
OLD_ROWS = (
    "INSERT INTO people VALUES (7, 'mr')",
    "INSERT INTO votes VALUES (7, 'लेख', '00ff', true)",
    "INSERT INTO sent_answers VALUES (-5, 10, 11, 'digest', '2024-05-17 12:00:00.250000')",
)

# Opens a database when it is told to, as another process does that starts at the same moment.
OPEN = """
import sys
from pathlib import Path
from pydantic import SecretStr
from bot.state.database import Database
import bot.state.migrations.upgrading
print("ready", flush=True)
sys.stdin.readline()
Database.open(Path("."), SecretStr(sys.argv[1])).close()
"""

# Opens a database and prints whether Alembic was needed.
NEEDS_ALEMBIC = """
import sys
from pathlib import Path
from bot.state.database import Database
Database.open(Path(sys.argv[1]), None).close()
print("alembic" in sys.modules)
"""


def execute(url: SecretStr, *statements: str) -> None:
    """Do something in a database, beside Poochho."""
    engine = engine_of(url.get_secret_value())
    with engine.begin() as connection:
        for statement in statements:
            connection.execute(text(statement))
    engine.dispose()


def tables(url: SecretStr) -> list[str]:
    """Return the names of all tables of a database."""
    engine = engine_of(url.get_secret_value())
    names = inspect(engine).get_table_names()
    engine.dispose()
    return sorted(names)


def version(url: SecretStr) -> str:
    """Return the version that a database is of."""
    engine = engine_of(url.get_secret_value())
    with engine.connect() as connection:
        (found,) = connection.execute(text("SELECT version_num FROM alembic_version")).scalars()
    engine.dispose()
    return str(found)


def test_the_newest_version_is_the_last_migration() -> None:
    """What a start compares with is what the migrations lead to."""
    assert KNOWN[0] == NEWEST


def test_a_new_database_is_of_the_newest_version(url: SecretStr, tmp_path: Path) -> None:
    """An empty database gets all tables, once: opened again, it is as it was."""
    for feeds in range(2):
        with closing(Database.open(tmp_path, url)) as database:
            assert len(Feeds(database).all()) == feeds
            Feeds(database).add("https://example.org/feed")
        assert version(url) == NEWEST


def test_tables_from_before_there_were_versions_are_taken_over(url: SecretStr, kind: str, tmp_path: Path) -> None:
    """A database from before there were versions keeps all that it has, gets what it lacks, and its times stay."""
    execute(url, PEOPLE, VOTES, SENT_ANSWERS.format(time=TIMES[kind]), *OLD_ROWS)
    with closing(Database.open(tmp_path, url)) as database:
        assert People(database).languages(7, "en") == ("mr", "en")
        assert Votes(database).by_article() == [ArticleVotes("लेख", 1, 0)]
        assert SentAnswers(database).answer_to(-5, 10) == Sent(11, "digest")
        at = database.run(lambda session: session.scalar(select(_SentAnswer.at)))
        assert at == datetime(2024, 5, 17, 12, 0, 0, 250_000, tzinfo=UTC)
    assert version(url) == NEWEST


def test_a_newer_database_is_refused(url: SecretStr, tmp_path: Path) -> None:
    """A database of a version that only a newer Poochho knows is refused with the next step, and left alone."""
    Database.open(tmp_path, url).close()
    execute(url, "UPDATE alembic_version SET version_num = '9999'", "DROP TABLE jobs")
    with pytest.raises(StateError, match=rf"9999.*newer.*{NEWEST}.*Install the newer.*DATABASE_URL"):
        Database.open(tmp_path, url)
    assert version(url) == "9999"
    assert "jobs" not in tables(url)


def test_a_migration_that_fails_changes_nothing(url: SecretStr, tmp_path: Path) -> None:
    """Where a step cannot be done, none is: what is in the database's way can be moved, and the next start goes on."""
    execute(url, PEOPLE, OLD_ROWS[0], "CREATE TABLE jobs (mine VARCHAR)")
    before = tables(url)
    for _ in range(2):
        with pytest.raises(StateError, match="cannot be opened"):
            Database.open(tmp_path, url)
        assert tables(url) == before
    execute(url, "DROP TABLE jobs")
    with closing(Database.open(tmp_path, url)) as database:
        assert People(database).languages(7, None) == ("mr", None)


def test_processes_that_start_at_the_same_moment_migrate_once(url: SecretStr) -> None:
    """Of processes that open a new database at once, all find it ready, and one makes its tables."""
    command = [sys.executable, "-c", OPEN, url.get_secret_value()]
    processes = [
        subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        for _ in range(2)
    ]
    for process in processes:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
    for process in processes:
        assert process.stdin is not None
        process.stdin.write("go\n")
        process.stdin.flush()
    assert [process.communicate()[1] for process in processes] == ["", ""]
    assert version(url) == NEWEST


def test_a_start_waits_for_nobody(url: SecretStr, tmp_path: Path) -> None:
    """Where the tables are of the newest version, a start looks, and needs no lock that somebody else may have."""
    Database.open(tmp_path, url).close()
    engine = engine_of(url.get_secret_value())
    with engine.connect() as connection:
        connection.exec_driver_sql(_ALONE[engine.dialect.name])
        Database.open(tmp_path, url).close()
    engine.dispose()


def test_a_start_needs_no_migrations(empty_home: Path) -> None:
    """Where the tables are of the newest version, what migrates them is not even loaded."""
    command = [sys.executable, "-c", NEEDS_ALEMBIC, os.fspath(empty_home)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"
