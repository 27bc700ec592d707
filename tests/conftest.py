"""What many tests share: the shipped articles, an empty library, a fake Bot API server, the command as it is run."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from bot.library import open_served
from bot.settings import SHIPPED_ARTICLES, read_settings
from index import Searcher
from index.library.library import Library
from tests.botapi.server import FakeBotApi

# The same examples in every run, and no deadlines: machines are noisy, and a test asserts no time.
settings.register_profile(
    "poochho", derandomize=True, deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("poochho")

POOCHHO = Path(sys.executable).with_name("poochho")

Run = Callable[..., "subprocess.CompletedProcess[str]"]


def environment_in(folder: Path) -> dict[str, str]:
    """Return the environment of a person who has set nothing, with a home in the folder."""
    mine = {name: value for name, value in os.environ.items() if name in {"PATH", "SYSTEMROOT", "TMPDIR"}}
    return mine | {"POOCHHO_HOME": str(folder / "home"), "LANG": "en_IN.UTF-8"}


@pytest.fixture(scope="session")
def searcher() -> Searcher:
    """The shipped article, indexed."""
    return open_served(SHIPPED_ARTICLES, None, read_settings()).searcher


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    """An empty library, in a folder that was not there before."""
    with Library(tmp_path / "home") as library:
        yield library


@pytest.fixture
def api() -> Iterator[FakeBotApi]:
    """A Bot API server; at the end, that nothing was sent which Telegram would refuse or bend."""
    with FakeBotApi() as server:
        yield server
        assert server.violations == []


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """The environment of a person who has set nothing, with a home of its own."""
    return environment_in(tmp_path)


@pytest.fixture
def poochho(environment: dict[str, str], tmp_path: Path) -> Run:
    """Run the command as a process in an empty folder and return what it printed and its exit code."""
    folder = tmp_path / "empty"
    folder.mkdir()

    def run(*arguments: str, stdin: str = "", **settings: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [POOCHHO, *arguments],
            input=stdin,
            capture_output=True,
            encoding="utf-8",
            cwd=folder,
            env=environment | settings,
            timeout=60,
            check=False,
        )

    return run
