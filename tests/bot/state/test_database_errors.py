"""A database that cannot be opened or used."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from pydantic import SecretStr

from bot.errors import StateError
from bot.state.database import Database
from bot.state.people import People
from tests.bot.state.postgresql import Server


def test_home_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    """A home that cannot be a folder is an error that names it and the next step."""
    (tmp_path / "home").write_text("a file")
    with pytest.raises(StateError, match=r"home.*POOCHHO_HOME"):
        Database.open(tmp_path / "home", None)


def test_file_that_is_no_database_is_named(tmp_path: Path) -> None:
    """A file in the database's place is an error that names the home and what is wrong."""
    (tmp_path / "poochho.db").write_text("no database " * 100)
    with pytest.raises(StateError, match=r"not a database.*POOCHHO_HOME"):
        Database.open(tmp_path, None)


@pytest.mark.parametrize(
    "url",
    [
        "nonsense",
        "nosuchdb://u:hunter2@h/d",
        "mysql://u:hunter2@h/d",
        "postgresql://u:p@h:hunter2/d",  # no port
        "postgresql://hunter2:hunter2@127.0.0.1:1/hunter2",
        "sqlite:////no/such/folder/hunter2.db",
    ],
)
def test_database_url_is_not_shown(tmp_path: Path, url: str) -> None:
    """A database that cannot be opened is an error that shows no password."""
    with pytest.raises(StateError, match="DATABASE_URL") as caught:
        Database.open(tmp_path, SecretStr(url))
    assert "hunter2" not in str(caught.value)


def test_why_postgresql_cannot_be_opened_is_told(postgresql: Server, tmp_path: Path) -> None:
    """What is wrong with PostgreSQL is told in own words, without anything that stands in the URL."""
    reasons = {
        f"postgresql://postgres:hunter2@/hunter2?host={postgresql.folder}": "there is no such database",
        f"postgresql://hunter2:hunter2@/postgres?host={postgresql.folder}": "no such database or user",
        f"postgresql://postgres:hunter2@/hunter2?host={tmp_path}": "nothing answers there",
        "postgresql://postgres:hunter2@127.0.0.1:1/hunter2": "nothing answers there",
    }
    for url, reason in reasons.items():
        with pytest.raises(StateError, match=f"DATABASE_URL.*{reason}") as caught:
            Database.open(tmp_path, SecretStr(url))
        assert "hunter2" not in str(caught.value)


def test_database_that_is_gone_is_told(tmp_path: Path) -> None:
    """A table that is not there any more is the package's own error, with the next step."""
    with closing(Database.open(tmp_path, None)) as database:
        with closing(sqlite3.connect(tmp_path / "poochho.db")) as other, other:
            other.execute("DROP TABLE people")
        with pytest.raises(StateError, match=r"cannot be used.*POOCHHO_HOME or DATABASE_URL"):
            People(database).languages(1, None)
