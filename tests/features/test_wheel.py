"""The wheel: what people install, without the repository."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.bot.adding.documents import page_of
from tests.conftest import environment_in

ROOT = Path(__file__).parents[2]
CODE = "import sys, bot, bot.cli; print(bot.__file__, file=sys.stderr); bot.cli.main()"
Installed = Callable[..., str]


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder into which the wheel is installed."""
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", folder],
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    (wheel,) = folder.glob("*.whl")
    zipfile.ZipFile(wheel).extractall(folder / "installed")
    return folder / "installed"


@pytest.fixture
def run(installed: Path, tmp_path: Path) -> Installed:
    """Run its command in an empty folder, and return what it printed."""

    def run(*arguments: str) -> str:
        done = subprocess.run(
            [sys.executable, "-c", CODE, *arguments],
            cwd=tmp_path,
            env=environment_in(tmp_path) | {"PYTHONPATH": os.fspath(installed)},
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        assert done.returncode == 0, done.stderr
        where, *said = done.stderr.splitlines()
        assert Path(where).is_relative_to(installed)
        assert said == []
        return done.stdout

    return run


def test_nothing_is_left_behind(installed: Path) -> None:
    """The wheel holds the packages and the articles whole, and nothing beside them."""
    assert {path.name.partition("-")[0] for path in installed.iterdir()} == {"bot", "index", "poochho", "seeds"}
    for package in ("bot", "index", "seeds"):
        files = [path.relative_to(ROOT) for path in (ROOT / package).rglob("*") if path.is_file()]
        kept = {path for path in files if "__pycache__" not in path.parts}
        assert {path for path in kept if not (installed / path).exists()} == set()
    assert list((installed / "bot" / "state" / "migrations" / "versions").glob("*.py"))
    assert len(list((installed / "bot" / "locales").glob("*.ftl"))) >= 2


def test_wheel_answers_in_an_empty_folder(run: Installed) -> None:
    """The installed wheel answers from the shipped article."""
    assert json.loads(run("ask", "शोइगु ने क्या कहा?", "--json"))["answered"]


def test_wheel_keeps_a_library(run: Installed, tmp_path: Path) -> None:
    """The installed wheel reads documents, lists them, and has the tables of its database."""
    (tmp_path / "page.html").write_bytes(page_of("पटना").body)
    added = json.loads(run("add", "page.html", "--json"))
    assert [each["id"] for each in json.loads(run("list", "--json"))] == [added["id"]]
    assert json.loads(run("stats", "--json"))["asked"] == 0
    assert (tmp_path / "home" / "poochho.db").exists()
