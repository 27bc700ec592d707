"""Settings from the environment, and the README's table of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.errors import SettingsError
from bot.settings import Settings, read_settings

TOKEN = "123456:secret-secret-secret"


@pytest.fixture(autouse=True)
def _in_an_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)


def test_nothing_needs_to_be_set() -> None:
    """Without any setting there are the shipped articles, Telegram's own server and no token."""
    settings = read_settings()
    assert settings.bot_token is None
    assert settings.bot_api_url == "https://api.telegram.org"
    assert list(settings.poochho_articles.glob("*.txt"))


def test_file_is_read_and_the_environment_goes_first(monkeypatch: pytest.MonkeyPatch) -> None:
    """Settings in .env hold where the environment sets none."""
    Path(".env").write_text("BOT_API_URL=http://127.0.0.1:8081/\nLOG_LEVEL=DEBUG\nOTHER=1\n", encoding="utf-8")
    monkeypatch.setenv("LOG_LEVEL", "ERROR")
    settings = read_settings()
    assert settings.bot_api_url == "http://127.0.0.1:8081"
    assert settings.log_level == "ERROR"


@pytest.mark.parametrize(("name", "value"), [("BOT_API_URL", "not a url"), ("LOG_LEVEL", "LOUD")])
def test_bad_value_names_the_setting(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    """A setting that cannot be used is named in one sentence."""
    monkeypatch.setenv(name, value)
    with pytest.raises(SettingsError, match=name):
        read_settings()


def test_secrets_are_never_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    """The token is in no representation of the settings."""
    monkeypatch.setenv("BOT_TOKEN", TOKEN)
    settings = read_settings()
    assert TOKEN not in f"{settings} {settings!r} {settings.model_dump()}"


def test_readme_has_every_setting() -> None:
    """README.md's table has each setting with the description that the code has, and no other."""
    readme = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
    rows = [line for line in readme.splitlines() if line.startswith("| `") and line.count("|") == 3]
    table = dict(line.strip("| ").split(" | ") for line in rows if line[3:4].isupper())
    assert table == {f"`{name.upper()}`": field.description for name, field in Settings.model_fields.items()}
