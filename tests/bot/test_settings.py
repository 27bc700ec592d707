"""Settings from the environment, and the README's table of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.errors import SettingsError
from bot.settings import BEHIND_A_PROXY, SHIPPED_ARTICLES, Listen, Settings, read_settings

TOKEN = "123456:secret-secret-secret"


@pytest.fixture(autouse=True)
def _in_an_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)


def test_nothing_needs_to_be_set() -> None:
    """Without any setting there is a library in the person's own folder, Telegram's server, no token and no admin."""
    settings = read_settings()
    assert settings.bot_token is None
    assert settings.bot_api_url == "https://api.telegram.org"
    assert (settings.poochho_articles, settings.poochho_index) == (None, None)
    assert settings.poochho_home.is_absolute()
    assert settings.admins == frozenset()
    assert (settings.question_log_days, settings.question_log_users) == (90, False)
    assert (settings.webhook_url, settings.listens_at, settings.messages_per_second) == (None, None, 30)


def test_shipped_articles_are_there() -> None:
    """The articles that come with Poochho are where the settings say."""
    assert list(SHIPPED_ARTICLES.glob("*.txt"))


@pytest.mark.parametrize("written", ["12,345", "12, 345", " 12 345 ", "12;345", "12\n345", "345,12,12,", "+12,0345"])
def test_admins_are_listed(monkeypatch: pytest.MonkeyPatch, written: str) -> None:
    """Admins are written with commas, or whatever else people put between numbers."""
    monkeypatch.setenv("ADMINS", written)
    assert read_settings().admins == {12, 345}


def test_nobody_is_an_admin(monkeypatch: pytest.MonkeyPatch) -> None:
    """An empty list is a list of nobody."""
    for written in ("", " ", ","):
        monkeypatch.setenv("ADMINS", written)
        assert read_settings().admins == frozenset()


def test_questions_are_kept_as_is_wanted(monkeypatch: pytest.MonkeyPatch) -> None:
    """For how long questions are kept, and whether who asked, can be set."""
    monkeypatch.setenv("QUESTION_LOG_DAYS", "7")
    monkeypatch.setenv("QUESTION_LOG_USERS", "true")
    settings = read_settings()
    assert (settings.question_log_days, settings.question_log_users) == (7, True)


@pytest.mark.parametrize(
    ("written", "listen"),
    [
        ("127.0.0.1:8080", Listen("127.0.0.1", 8080)),
        (" 0.0.0.0:80\n", Listen("0.0.0.0", 80)),
        ("localhost:0", Listen("localhost", 0)),
        ("[::1]:65535", Listen("::1", 65535)),
        ("::1:8080", Listen("::1", 8080)),
    ],
)
def test_where_to_listen(monkeypatch: pytest.MonkeyPatch, written: str, listen: Listen) -> None:
    """Where connections are taken is a host and a port, and is shown as it would be written."""
    monkeypatch.setenv("LISTEN", written)
    settings = read_settings()
    assert settings.listens_at == settings.listen == listen
    monkeypatch.setenv("LISTEN", str(listen))
    assert read_settings().listen == listen


@pytest.mark.parametrize(("listen", "listens_at"), [(None, BEHIND_A_PROXY), ("0.0.0.0:80", Listen("0.0.0.0", 80))])
def test_webhooks_are_taken_behind_a_proxy(
    monkeypatch: pytest.MonkeyPatch, listen: str | None, listens_at: Listen
) -> None:
    """Where Telegram sends updates they are taken from this machine alone, unless it is set otherwise."""
    monkeypatch.setenv("WEBHOOK_URL", "https://example.org/bots/")
    if listen:
        monkeypatch.setenv("LISTEN", listen)
    settings = read_settings()
    assert settings.webhook_url == "https://example.org/bots"
    assert settings.listens_at == listens_at


@pytest.mark.parametrize("number", [1, 30, 1000])
def test_messages_a_second(monkeypatch: pytest.MonkeyPatch, number: int) -> None:
    """How many messages a second Telegram takes can be set."""
    monkeypatch.setenv("MESSAGES_PER_SECOND", str(number))
    assert read_settings().messages_per_second == number


def test_file_is_read_and_the_environment_goes_first(monkeypatch: pytest.MonkeyPatch) -> None:
    """Settings in .env hold where the environment sets none."""
    Path(".env").write_text("BOT_API_URL=http://127.0.0.1:8081/\nLOG_LEVEL=DEBUG\nOTHER=1\n", encoding="utf-8")
    monkeypatch.setenv("LOG_LEVEL", "ERROR")
    settings = read_settings()
    assert settings.bot_api_url == "http://127.0.0.1:8081"
    assert settings.log_level == "ERROR"


def test_values_are_taken_as_they_are_meant(monkeypatch: pytest.MonkeyPatch) -> None:
    """White space around a token, small letters in a level and ~ in a path do no harm."""
    monkeypatch.setenv("BOT_TOKEN", f" {TOKEN}\n")
    monkeypatch.setenv("LOG_LEVEL", "info")
    monkeypatch.setenv("POOCHHO_ARTICLES", "~/articles")
    settings = read_settings()
    assert settings.bot_token is not None
    assert settings.bot_token.get_secret_value() == TOKEN
    assert settings.log_level == "INFO"
    assert settings.poochho_articles == Path.home() / "articles"


def test_file_in_another_encoding_is_named() -> None:
    """A .env that is not UTF-8 is an error that says so."""
    Path(".env").write_bytes(b"X=caf\xe9\n")
    with pytest.raises(SettingsError, match="not UTF-8"):
        read_settings()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("BOT_API_URL", "not a url"),
        ("LOG_LEVEL", "LOUD"),
        ("BOT_TOKEN", f"{TOKEN} {TOKEN}"),
        ("ADMINS", "@asha"),
        ("ADMINS", "12,3.5"),
        ("QUESTION_LOG_DAYS", "0"),
        ("QUESTION_LOG_DAYS", "always"),
        ("QUESTION_LOG_USERS", "perhaps"),
        ("POOCHHO_ENGINE", "other"),
        ("WEBHOOK_URL", "example.org"),
        ("WEBHOOK_URL", "ftp://example.org"),
        *(("LISTEN", written) for written in ("8080", ":8080", "localhost", "localhost:", "localhost:65536")),
        *(("LISTEN", written) for written in ("localhost:-1", "localhost:http", "localhost:٨٠", "[]:80")),
        *(("MESSAGES_PER_SECOND", written) for written in ("0", "-1", "1001", "2.5", "many")),
    ],
)
def test_bad_value_names_the_setting(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    """A setting that cannot be used is named in one sentence."""
    monkeypatch.setenv(name, value)
    with pytest.raises(SettingsError, match=name) as caught:
        read_settings()
    assert TOKEN not in str(caught.value)


def test_secrets_are_never_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    """The token is in no representation of the settings."""
    monkeypatch.setenv("BOT_TOKEN", TOKEN)
    settings = read_settings()
    assert TOKEN not in f"{settings} {settings!r} {settings.model_dump()}"


def test_database_with_a_password_is_never_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    """The address of the database, which may hold a password, is in no representation either."""
    monkeypatch.setenv("DATABASE_URL", f"postgresql://poochho:{TOKEN}@localhost/poochho")
    assert TOKEN not in f"{read_settings()!r}"


def test_readme_has_every_setting() -> None:
    """README.md's table has each setting with the description that the code has, and no other."""
    readme = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
    rows = [line for line in readme.splitlines() if line.startswith("| `") and line.count("|") == 3]
    table = dict(line.strip("| ").split(" | ") for line in rows if line[3:4].isupper())
    assert table == {f"`{name.upper()}`": field.description for name, field in Settings.model_fields.items()}


def test_a_file_that_may_not_be_read_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """In a folder whose .env is somebody else's, one sentence says so."""

    def refused(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied", ".env")

    # Not by its mode: tests may run as root, who may read everything.
    monkeypatch.setattr("bot.settings.Settings", refused)
    with pytest.raises(SettingsError, match=r"\.env cannot be read \(Permission denied\)"):
        read_settings()
