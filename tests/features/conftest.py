"""The bot as a process, and the people who talk to it."""

from __future__ import annotations

import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.botapi.people import Person
from tests.botapi.server import FakeBotApi
from tests.conftest import POOCHHO


class Bot:
    """The process, and its log when it has ended."""

    def __init__(self, environment: dict[str, str], folder: Path) -> None:
        self.log = ""
        self.process = subprocess.Popen(
            [POOCHHO, "run"], env=environment, cwd=folder, stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def stop(self, number: int = signal.SIGTERM) -> int:
        """Ask the process to stop, and return its exit code."""
        self.process.send_signal(number)
        return self.ended()

    def ended(self) -> int:
        """Wait until the process has ended, and return its exit code."""
        output, errors = self.process.communicate(timeout=20)
        self.log += output + errors
        return self.process.returncode


@pytest.fixture
def telegram(api: FakeBotApi, environment: dict[str, str]) -> dict[str, str]:
    """The settings that bring the bot to the fake server."""
    return environment | {"BOT_TOKEN": api.token, "BOT_API_URL": api.url}


@pytest.fixture
def bot(api: FakeBotApi, telegram: dict[str, str], tmp_path: Path) -> Iterator[Bot]:
    """The bot, running; at the end it stops by itself when asked, and its log holds no token."""
    process = Bot(telegram, tmp_path)
    yield process
    if process.process.poll() is None:
        assert process.stop() == 0, process.log
    assert api.token not in process.log
    assert "Traceback" not in process.log


@pytest.fixture
def asha(api: FakeBotApi) -> Person:
    """Somebody whose Telegram is in Hindi."""
    return api.person("Asha", language_code="hi")
