"""The command in its own process's stead: what no run from outside brings about."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from bot import cli
from bot.telegram import application

pytestmark = pytest.mark.usefixtures("logging_as_before")

TOKEN = "123456:secret-secret-secret"


def test_unexpected_error_shows_no_token(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """An error that nobody thought of ends the bot with a sentence, its details in the log, the token in neither."""

    async def serve(_: object) -> None:
        raise ValueError(f"cannot parse https://api.telegram.org/bot{TOKEN}/getMe")

    monkeypatch.setattr(application, "serve", serve)
    monkeypatch.setattr(sys, "argv", ["poochho", "run"])
    monkeypatch.setenv("BOT_TOKEN", TOKEN)
    monkeypatch.setenv("POOCHHO_HOME", str(tmp_path))
    with pytest.raises(SystemExit) as ended:
        cli.main()
    shown = "".join(capsys.readouterr())
    assert ended.value.code == 1
    assert "cannot parse" in shown
    assert shown.strip().endswith("Please report it.")
    assert TOKEN not in shown
