"""What tests of the checks share."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bot.settings import Settings, read_settings
from tests.bot.state.conftest import postgresql

__all__ = ["postgresql"]

SetUp = Callable[..., Settings]


@pytest.fixture
def set_up(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> SetUp:  # noqa: ARG001  # of nobody else
    """Return the settings of somebody who has set these."""

    def set_up(**environment: str) -> Settings:
        for name, value in environment.items():
            monkeypatch.setenv(name, value)
        return read_settings()

    return set_up
