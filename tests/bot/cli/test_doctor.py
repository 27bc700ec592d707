"""The command that checks the installation."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from bot.settings import Settings
from bot.web.webhook import webhook_path, webhook_secret
from tests.bot.cli.conftest import Command
from tests.botapi.server import BOT, FakeBotApi
from tests.botapi.webhook import Failure, Webhook


@pytest.fixture
def bot(api: FakeBotApi, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> FakeBotApi:  # noqa: ARG001
    """A bot that Telegram knows, with privacy mode on."""
    api.world.me["can_read_all_group_messages"] = False
    monkeypatch.setenv("BOT_TOKEN", api.token)
    monkeypatch.setenv("BOT_API_URL", api.url)
    return api


@pytest.mark.usefixtures("bot")
def test_all_is_well(command: Command) -> None:
    """Where nothing is wrong the command succeeds and says so; nothing is made for it."""
    done = command("doctor")
    assert (done.code, done.err) == (0, "")
    assert done.out.splitlines()[-1] == "All is well."
    assert "\x1b" not in done.out
    assert not Path("home").exists()


@pytest.mark.usefixtures("bot")
def test_json(command: Command) -> None:
    """For machines there is one array of what was found."""
    ((*findings,),) = command("doctor", "--json").objects()
    assert {each["check"] for each in findings} >= {
        *("admins", "token", "webhook", "updates", "privacy mode", "groups", "inline mode", "guest mode"),
        *("listen", "disk", "database", "articles"),
    }
    assert {each["level"] for each in findings} == {"ok", "info"}


def test_problems(command: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where something is wrong the command has failed, each thing has its line, and no password is told."""
    monkeypatch.setenv("DATABASE_URL", "postgresql://asha:secret@127.0.0.1:1/poochho")
    monkeypatch.setenv("POOCHHO_INDEX", "gone")
    done = command("doctor")
    assert (done.code, done.err) == (1, "")
    wrong = [line.split()[1] for line in done.out.splitlines() if line.startswith("problem")]
    assert wrong == ["token", "database", "articles"]
    assert "secret" not in done.out


def test_settings_that_cannot_be_used(command: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    """A setting that cannot be used is a problem like others, and is named."""
    monkeypatch.setenv("LISTEN", "nonsense")
    done = command("doctor", "--json")
    assert done.code == 1
    ((finding,),) = done.objects()
    assert (finding["check"], finding["level"]) == ("settings", "problem")
    assert finding["found"].startswith("LISTEN cannot be used")


def test_no_secret_is_told(command: Command, bot: FakeBotApi, monkeypatch: pytest.MonkeyPatch) -> None:
    """What Telegram quotes of the token, and what proves that it posts, is not told, to people nor to machines."""
    token, secret = bot.token, webhook_secret(bot.token)
    monkeypatch.setenv("WEBHOOK_URL", "http://127.0.0.1:1")
    monkeypatch.setenv("LISTEN", "127.0.0.1:0")
    quoting = Failure(f"Wrong response for {token} and {secret}", int(time.time()))
    bot.world.webhook = Webhook(f"http://127.0.0.1:1{webhook_path(BOT['id'])}", secret, 40, "", False, quoting)  # type: ignore[arg-type]  # noqa: FBT003
    for done in (command("doctor"), command("doctor", "--json")):
        assert done.code == 0
        assert "Wrong response for <secret> and <secret>" in done.out
        assert not any(each in done.out + done.err for each in (token, token.partition(":")[2], secret))


def test_wrong_use(command: Command) -> None:
    """The command takes no arguments."""
    done = command("doctor", "me")
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith("Usage: ")
