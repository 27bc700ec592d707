"""The command in its own process's stead: what no run from outside brings about."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from bot import cli, running
from bot.cli.common import app
from bot.errors import BotError, SettingsError, UsageError
from index.errors import IndexingError
from tests.bot.cli.conftest import Command

pytestmark = pytest.mark.usefixtures("logging_as_before")

TOKEN = "123456:secret-secret-secret"


def test_unexpected_error_shows_no_token(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """An error that nobody thought of ends the bot with a sentence, its details in the log, the token in neither."""

    async def serve(*_: object) -> None:
        raise ValueError(f"cannot parse https://api.telegram.org/bot{TOKEN}/getMe")

    monkeypatch.setattr(running, "_serve", serve)
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


@pytest.mark.parametrize(
    ("error", "code", "said"),
    [
        (UsageError("x: is none."), 2, "x: is none.\n"),
        (SettingsError("X cannot be used."), 2, "X cannot be used.\n"),
        (BotError("No."), 1, "No.\n"),
        (IndexingError("\x1b[31mNo\u202e."), 1, " [31mNo.\n"),
        (KeyError("x"), 1, "Poochho failed unexpectedly (KeyError: 'x'). Please report it with the command.\n"),
    ],
)
def test_errors_are_sentences(
    command: Command, monkeypatch: pytest.MonkeyPatch, error: Exception, code: int, said: str
) -> None:
    """Whatever goes wrong is one sentence on standard error, which steers no terminal, and an exit code."""

    def fail(*_: object) -> None:
        raise error

    monkeypatch.setattr("bot.settings.read_settings", fail)
    done = command("list")
    assert (done.code, done.out, done.err) == (code, "", said)


def test_every_module_is_there() -> None:
    """The command has what each of its modules brings: nothing is forgotten when they are put together."""
    names = {info.name or getattr(info.callback, "__name__", "") for info in app.registered_commands}
    assert {"run", "chat", "ask", "add", "list", "index", "migrate", "evaluate", "bench", "doctor"} <= names
    assert [group.name for group in app.registered_groups] == ["feed", "inbox"]
