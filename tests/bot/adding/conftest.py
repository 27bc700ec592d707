"""What tests of taking in share."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.adding.bring import Bringing
from index.library.library import Library
from index.reading.apart import Apart
from tests.bot.fetching.pages import Pages, fetcher_of


@pytest.fixture(autouse=True)
def _no_power_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave what is written to the system, which loses nothing of it: waiting for disks takes long."""
    monkeypatch.setattr(os, "fsync", lambda _: None)


@pytest.fixture(scope="session")
def apart() -> Iterator[Apart]:
    """What reads documents, for all tests: its process takes a second to begin."""
    with Apart() as apart:
        yield apart


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    """An empty library."""
    with Library(tmp_path / "home") as library:
        yield library


@pytest.fixture
def bringing(library: Library, apart: Apart) -> Bringing:
    """What brings documents into the library, also from loopback."""
    return Bringing(library, apart, fetcher_of())


@pytest.fixture
def pages() -> Iterator[Pages]:
    """A web server without pages."""
    with Pages() as pages:
        yield pages
