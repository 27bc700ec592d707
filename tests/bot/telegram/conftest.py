"""What tests of the bot on Telegram share."""

from __future__ import annotations

import pytest

from bot.settings import Settings
from bot.state.database import Database
from bot.state.remembered import Remembered


@pytest.fixture
def remembered(database: Database, settings: Settings) -> Remembered:
    """What is remembered where nobody has set anything: nothing yet."""
    return Remembered.of(database, settings)
