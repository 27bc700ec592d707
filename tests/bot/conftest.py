"""What tests of the bot share."""

from __future__ import annotations

import logging
import os
import shutil
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from bot.settings import Settings, read_settings
from bot.state.database import Database
from index.reading.apart import Apart


@pytest.fixture
def logging_as_before() -> Iterator[None]:
    """Put the log's handlers and level back as they were."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield
    root.handlers[:] = handlers
    root.setLevel(level)


@pytest.fixture(scope="session")
def _made_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("home")
    Database.open(home, None).close()
    return home


@pytest.fixture
def empty_home(_made_once: Path, tmp_path: Path) -> Path:
    """A home whose database holds nothing: a copy, since making the tables takes some time."""
    shutil.copy(_made_once / "poochho.db", tmp_path)
    return tmp_path


@pytest.fixture
def database(empty_home: Path) -> Iterator[Database]:
    """A database that holds nothing."""
    with closing(Database.open(empty_home, None)) as database:
        yield database


@pytest.fixture(scope="session")
def apart() -> Iterator[Apart]:
    """What reads documents, for all tests: its process takes a second to begin."""
    with Apart() as apart:
        yield apart


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """Settings of a person who has set nothing, with a home in the folder."""
    monkeypatch.chdir(tmp_path)
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
    monkeypatch.setenv("POOCHHO_HOME", os.fspath(tmp_path / "home"))
    return read_settings()
