"""What the tests of libraries share."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from index.library.adding import add_all
from index.library.exchange import export
from index.library.library import Library
from tests.index.library.libraries import Unsynced, document


@pytest.fixture(autouse=True, scope="module")  # libraries that the tests of a module share are made without it too
def _no_power_cut() -> Iterator[None]:
    """Leave what is written to the system: a process that ends loses nothing of it, and disks take long."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "fsync", lambda _: None)
        patch.setattr(sqlite3, "connect", partial(sqlite3.connect, factory=Unsynced))
        yield


@pytest.fixture(scope="module")
def _exported_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("exported")
    with Library(folder / "first") as library:
        list(add_all(library, [document(name, named=name) for name in "ab"]))
        export(library, folder / "exported")
    return folder / "exported"


@pytest.fixture
def exported(_exported_once: Path, tmp_path: Path) -> Path:
    """An exported folder of two articles, a and b."""
    shutil.copytree(_exported_once, tmp_path / "exported")
    return tmp_path / "exported"
