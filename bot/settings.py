"""The settings, from the environment or a file ``.env`` in the current folder."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated, Literal, NamedTuple

from platformdirs import user_data_path
from pydantic import AfterValidator, BeforeValidator, Field, HttpUrl, SecretStr, ValidationError
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from bot.errors import SettingsError
from index import EngineKind

SHIPPED_ARTICLES = Path(__file__).resolve().parent.parent / "seeds"
"""The articles that come with Poochho: beside the packages, in the repository as in a wheel."""


_LAST_PORT = 65535


def _without_slash(url: str) -> str:
    return str(HttpUrl(url)).rstrip("/")


def _one_word(token: SecretStr) -> SecretStr:
    stripped = token.get_secret_value().strip()
    if any(character.isspace() or not character.isprintable() for character in stripped):
        raise ValueError("it holds white space or control characters")
    return SecretStr(stripped)


class Listen(NamedTuple):
    """Where connections are taken."""

    host: str
    port: int

    def __str__(self) -> str:
        """Return it as it is written."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{host}:{self.port}"


BEHIND_A_PROXY = Listen("127.0.0.1", 8080)
"""Where updates are taken by default."""


def _listen(written: object) -> object:
    if not isinstance(written, str):
        return written
    host, _, port = written.strip().rpartition(":")
    host = host.removeprefix("[").removesuffix("]")
    if not host or not (port.isascii() and port.isdigit()) or int(port) > _LAST_PORT:
        raise ValueError("it is not HOST:PORT, such as 127.0.0.1:8080")
    return Listen(host, int(port))


def _in_capitals(level: object) -> object:
    return level.upper() if isinstance(level, str) else level


def _ids(written: object) -> object:
    return [part for part in re.split(r"[\s,;]+", written) if part] if isinstance(written, str) else written


class Settings(BaseSettings):
    """Every setting there is; README.md has the same table, and a test holds the two together."""

    model_config = SettingsConfigDict(env_file=".env", env_file_encoding="utf-8", extra="ignore", env_ignore_empty=True)

    bot_token: Annotated[SecretStr, AfterValidator(_one_word)] | None = Field(
        default=None, description="The bot's token from @BotFather. Without it `run` is a chat in the terminal."
    )
    bot_api_url: Annotated[str, AfterValidator(_without_slash)] = Field(
        default="https://api.telegram.org", description="The Bot API server; another one if you host your own."
    )
    webhook_url: Annotated[str, AfterValidator(_without_slash)] | None = Field(
        default=None,
        description="Where Telegram reaches this bot, to send updates there; without it the bot fetches them.",
    )
    listen: Annotated[Listen, BeforeValidator(_listen)] | None = Field(
        default=None,
        description="`HOST:PORT` for webhook, health and metrics. By default off, with WEBHOOK_URL `127.0.0.1:8080`.",
    )
    messages_per_second: int = Field(
        default=30, ge=1, le=1000, description="How many messages a second Telegram takes from the bot, over all chats."
    )
    admins: Annotated[frozenset[int], NoDecode, BeforeValidator(_ids)] = Field(
        default=frozenset(),
        description="Who may add and remove articles in chat: Telegram user ids, separated by commas.",
    )
    poochho_articles: Annotated[Path, AfterValidator(Path.expanduser)] | None = Field(
        default=None, description="A folder of articles to answer from instead of the library; read at each start."
    )
    poochho_index: str | None = Field(
        default=None,
        description="The index to answer from instead: a folder, or an address such as `s3://bucket/path`.",
    )
    poochho_engine: EngineKind | None = Field(
        default=None, description="The engine of indexes, `embedded` or `lancedb`; by default what the address says."
    )
    poochho_home: Annotated[Path, AfterValidator(Path.expanduser)] = Field(
        default=user_data_path("poochho"),
        description="Where Poochho keeps its library of articles, their index and its database.",
    )
    database_url: SecretStr | None = Field(
        default=None,
        description="The database: `postgresql://…` or `sqlite:///…`. By default SQLite in the home.",
    )
    question_log_days: int = Field(default=90, ge=1, description="For how many days questions are kept for `stats`.")
    question_log_users: bool = Field(
        default=False, description="Whether it is kept who asked: `true` keeps Telegram user ids beside questions."
    )
    log_level: Annotated[Literal["DEBUG", "INFO", "WARNING", "ERROR"], BeforeValidator(_in_capitals)] = Field(
        default="INFO", description="How much the log tells."
    )

    @property
    def listens_at(self) -> Listen | None:
        """Where connections are taken; None for nowhere."""
        return self.listen or (BEHIND_A_PROXY if self.webhook_url else None)


def read_settings() -> Settings:
    """Read the settings.

    Raises:
        SettingsError: One has a value that it cannot have; the message names it and never shows a secret.
    """
    try:
        return Settings()
    except UnicodeDecodeError:
        raise SettingsError(".env is not UTF-8 text. Save it as UTF-8.") from None
    except OSError as error:
        raise SettingsError(f".env cannot be read ({error.strerror}). Start in a folder that may be read.") from None
    except ValidationError as error:
        first = error.errors(include_input=False, include_url=False)[0]
        name = str(first["loc"][0]).upper() if first["loc"] else "A setting"
        raise SettingsError(
            f"{name} cannot be used: {first['msg']}. Set it right in the environment or in .env."
        ) from None
