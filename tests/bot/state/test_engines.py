"""Connections to SQLite and to PostgreSQL."""

from __future__ import annotations

import sqlite3
import sys
from contextlib import closing
from pathlib import Path

import pytest
from pydantic import SecretStr
from sqlalchemy import text

from bot.errors import StateError
from bot.state import engines
from bot.state.database import Database
from bot.state.engines import engine_of, sqlite_in
from tests.bot.state.postgresql import Server

POSTGRESQL = "postgresql://u:hunter2@db.example/poochho"


@pytest.mark.parametrize("name", ["postgres", "postgresql", "postgresql+psycopg", "postgresql+psycopg2"])
def test_postgresql_goes_by_many_names(postgresql: Server, tmp_path: Path, name: str) -> None:
    """PostgreSQL is reached however its URL begins, with the driver that Poochho brings."""
    url = SecretStr(postgresql.emptied().get_secret_value().replace("postgresql:", f"{name}:"))
    with closing(Database.open(tmp_path, url)) as database:
        assert database.run(lambda session: session.execute(text("SELECT 1")).scalar()) == 1


def test_driver_that_is_missing_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where PostgreSQL's driver is not installed, the error says how to install it, and shows no password."""
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(StateError, match=r"pip install 'poochho\[postgresql\]'") as caught:
        engine_of(POSTGRESQL)
    assert "hunter2" not in str(caught.value)


@pytest.mark.parametrize("url", ["mysql://u:hunter2@h/d", "mssql+pymssql://u:hunter2@h/d", "nosuchdb://u:hunter2@h/d"])
def test_other_databases_are_refused(url: str) -> None:
    """A database that the tables were never tried on is refused with those that can be used, and shows no password."""
    with pytest.raises(StateError, match=r"DATABASE_URL.*sqlite.*postgresql") as caught:
        engine_of(url)
    assert "hunter2" not in str(caught.value)


def test_two_processes_wait_for_each_other(tmp_path: Path) -> None:
    """SQLite waits for another writer instead of failing, and lets readers go on, in the home and by a URL."""
    for engine in (sqlite_in(tmp_path), engine_of(f"sqlite:///{tmp_path / 'other.db'}")):
        with closing(Database(engine)), engine.connect() as connection:
            assert connection.execute(text("PRAGMA busy_timeout")).scalar() == 30_000
            assert connection.execute(text("PRAGMA journal_mode")).scalar() == "wal"


def test_a_new_file_is_waited_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where another process has a new file before it is what Poochho makes of it, that is waited for too."""
    with closing(sqlite3.connect(tmp_path / "poochho.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        waited = []

        def wait(seconds: float) -> None:
            waited.append(seconds)
            if len(waited) == 3:
                other.execute("COMMIT")

        monkeypatch.setattr(engines, "sleep", wait)
        engine = sqlite_in(tmp_path)
        with closing(Database(engine)), engine.connect() as connection:
            assert connection.execute(text("PRAGMA journal_mode")).scalar() == "wal"
    assert len(waited) == 3
