"""The disk and the database."""

from __future__ import annotations

from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from pydantic import SecretStr
from sqlalchemy import text

from bot.doctor.finding import Level
from bot.doctor.storage import check_database, check_disk, room, waiting
from bot.errors import StateError
from bot.settings import Settings
from bot.state.database import Database
from bot.state.inbox import Depth, Inbox, depth
from tests.bot.doctor.conftest import SetUp
from tests.bot.doctor.found import levels, only
from tests.bot.state.postgresql import Server
from tests.bot.state.updates import came

NOW = datetime(2024, 5, 17, 12, tzinfo=UTC)


def test_disk(settings: Settings) -> None:
    """A home that may be written is well, also one that is still to be made; it is not made."""
    assert levels(check_disk(settings)) == {"disk": Level.OK}
    assert not settings.poochho_home.exists()
    settings.poochho_home.mkdir()
    assert levels(check_disk(settings)) == {"disk": Level.OK}
    assert list(settings.poochho_home.iterdir()) == []


def test_home_that_is_a_file(settings: Settings) -> None:
    """Where nothing can be written, that is a problem with its reason."""
    settings.poochho_home.write_text("")
    problem, _ = check_disk(settings)
    assert problem.level is Level.PROBLEM
    assert f"{settings.poochho_home}: cannot be written (Not a directory)." in problem.found
    assert problem.mend


@pytest.mark.parametrize(
    ("free", "level", "said"),
    [
        (10**12, Level.OK, "1,000.0 GB are free"),
        (10**9, Level.OK, "1.0 GB are free"),
        (10**9 - 1, Level.WARNING, "999 MB are free"),
        (10**8, Level.WARNING, "100 MB are free"),
        (10**8 - 1, Level.PROBLEM, "99 MB are free"),
        (0, Level.PROBLEM, "0 MB are free"),
    ],
)
def test_room(free: int, level: Level, said: str) -> None:
    """Less than a gigabyte is little, and less than a tenth of that too little."""
    finding = room(free, Path("home"))
    assert finding.level is level
    assert finding.found.startswith(said)
    assert bool(finding.mend) == (level is not Level.OK)


def test_no_database_yet(settings: Settings) -> None:
    """A database that is still to be made is not made, nor is its folder."""
    assert levels(check_database(settings)) == {"database": Level.INFO}
    assert not settings.poochho_home.exists()


def test_database(settings: Settings) -> None:
    """A database that can be written is well; what was set aside in it is to be looked at."""
    with closing(Database.open(settings.poochho_home, None)) as database:
        assert levels(check_database(settings)) == {"database": Level.OK, "inbox": Level.OK}
        inbox = Inbox(database, 1, "one")
        inbox.store(came(1, 2))
        inbox.claim(1)
        inbox.set_aside(1, "x")
        findings = list(check_database(settings))
        assert depth(database) == Depth(1, 1, depth(database).oldest)
    (aside,) = (each for each in findings if each.level is Level.WARNING)
    assert (aside.found, aside.mend) == (
        "1 could not be answered and were set aside.",
        "See what went wrong: poochho inbox.",
    )


@pytest.mark.parametrize(
    ("minutes", "level", "said"),
    [
        (None, Level.OK, "0 wait to be answered."),
        (9, Level.OK, "1,234 wait to be answered."),
        (11, Level.WARNING, "1,234 wait to be answered, the oldest for 11 min."),
    ],
)
def test_waiting(minutes: int | None, level: Level, said: str) -> None:
    """Where the oldest question waits for long, the bot may not run."""
    inbox = Depth(0, 0, None) if minutes is None else Depth(1234, 0, NOW - timedelta(minutes=minutes))
    finding = only(waiting(inbox, NOW), "inbox")
    assert (finding.level, finding.found) == (level, said)


def test_postgresql(postgresql: Server, set_up: SetUp) -> None:
    """A database in PostgreSQL is looked at alike."""
    with postgresql.database() as url:
        settings = set_up(DATABASE_URL=url.get_secret_value())
        assert levels(check_database(settings)) == {"database": Level.OK, "inbox": Level.OK}


def test_database_that_may_only_be_read(postgresql: Server, set_up: SetUp, tmp_path: Path) -> None:
    """A database that opens, and takes nothing, cannot be used."""
    with postgresql.database() as url:
        with closing(Database.open(tmp_path, url)) as database:
            name = database._engine.url.database
            database.run(
                lambda session: session.execute(text(f"ALTER DATABASE {name} SET default_transaction_read_only = on"))
            )
        settings = set_up(DATABASE_URL=url.get_secret_value())
        with pytest.raises(StateError, match="cannot be used"):
            list(check_database(settings))


def test_database_that_is_not_there(set_up: SetUp) -> None:
    """A database that cannot be opened says why, and no password."""
    settings = set_up(DATABASE_URL="postgresql://asha:secret@127.0.0.1:1/poochho")
    assert isinstance(settings.database_url, SecretStr)
    with pytest.raises(StateError) as wrong:
        list(check_database(settings))
    assert "nothing answers there" in str(wrong.value)
    assert "secret" not in str(wrong.value)
