"""What the tests of libraries share."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from index.library.library import Library


@pytest.fixture(autouse=True)
def _no_power_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave what is written to the system: a process that ends loses nothing of it, and waiting for disks takes long."""
    monkeypatch.setattr(os, "fsync", lambda _: None)


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    """An empty library in a folder that is not there yet."""
    with Library(tmp_path / "home") as made:
        yield made
