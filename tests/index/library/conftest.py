"""What the tests of libraries share."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from index.library.adding import add_all
from index.library.exchange import export
from index.library.library import Library
from tests.index.library.libraries import Unsynced, document


@pytest.fixture(autouse=True)
def _no_power_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave what is written to the system: a process that ends loses nothing of it, and disks take long."""
    monkeypatch.setattr(os, "fsync", lambda _: None)
    monkeypatch.setattr(sqlite3, "connect", partial(sqlite3.connect, factory=Unsynced))


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    """An empty library in a folder that is not there yet."""
    with Library(tmp_path / "home") as made:
        yield made


@pytest.fixture
def exported(tmp_path: Path) -> Path:
    """An exported folder of two articles, a and b."""
    with Library(tmp_path / "first") as library:
        list(add_all(library, [document(name, named=name) for name in "ab"]))
        export(library, tmp_path / "exported")
    return tmp_path / "exported"
