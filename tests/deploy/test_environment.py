"""The example of settings."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from dotenv import dotenv_values

from bot.settings import Listen, Settings
from tests.deploy.files import DEPLOY, unit

EXAMPLE = DEPLOY / "poochho.env"
VALUES = dotenv_values(EXAMPLE, interpolate=False)
FOR_COMPOSE = {"POSTGRES_PASSWORD"}


def test_every_line_is_a_setting() -> None:
    """Each name is a setting, or stands in the compose file."""
    assert VALUES.keys() - {name.upper() for name in Settings.model_fields} == FOR_COMPOSE
    compose = (DEPLOY / "compose.yaml").read_text(encoding="utf-8")
    assert all(f"${{{name}:?" in compose for name in FOR_COMPOSE)


def test_secrets_are_to_be_written_into_the_copy() -> None:
    """There is no secret in the example."""
    assert (VALUES["BOT_TOKEN"], VALUES["POSTGRES_PASSWORD"]) == ("", "")


def test_shell_and_systemd_read_the_same() -> None:
    """A shell gets the same values, and nothing is quoted, which systemd reads in another way."""
    names = list(VALUES)
    shown = " ".join(f'"${name}"' for name in names)
    script = f'set -a; . "$0"; printf "%s\\n" {shown}'
    read = subprocess.run(["sh", "-eu", "-c", script, EXAMPLE], capture_output=True, encoding="utf-8", check=True)
    assert read.stdout.split("\n")[:-1] == [VALUES[name] for name in names]
    lines = EXAMPLE.read_text(encoding="utf-8").splitlines()
    assert not [line for line in lines if not line.startswith("#") and set(line) & set("\"'\\$ ")]


def test_it_can_be_used_as_it_is(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """What is empty is not set, and what the unit and its user share is the same for both."""
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".env").write_bytes(EXAMPLE.read_bytes())
    settings = Settings()
    assert (settings.bot_token, settings.webhook_url, settings.admins) == (None, None, frozenset())
    assert settings.listens_at == Listen("127.0.0.1", 8080)
    assert settings.poochho_home == Path("/var/lib") / dict(unit()["Service"])["StateDirectory"]
