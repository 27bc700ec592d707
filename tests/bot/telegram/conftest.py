"""What tests of the bot on Telegram share."""

from __future__ import annotations

import pytest

from bot.settings import Settings
from bot.state.database import Database
from bot.state.remembered import Remembered
from bot.telegram import attempts, promptly
from tests.bot.state.clock import Clock
from tests.bot.telegram.desk import NOON, Desk


@pytest.fixture
def remembered(database: Database, settings: Settings) -> Remembered:
    """What is remembered where nobody has set anything: nothing yet."""
    return Remembered.of(database, settings)


@pytest.fixture(autouse=True)
def _patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the database take its time: on a busy machine half a second is nothing, and a test asserts no time."""
    monkeypatch.setattr(promptly, "_PATIENCE", 60)


@pytest.fixture
def desk(remembered: Remembered, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """Where updates are answered; the machine's clock is right."""
    monkeypatch.setattr(attempts, "datetime", Clock)
    monkeypatch.setattr(Clock, "shown", NOON)
    return Desk(remembered)
