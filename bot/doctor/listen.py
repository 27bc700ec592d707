"""Whether connections can be taken at LISTEN, or are by the bot itself."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator

import httpx

from bot.doctor.finding import Finding, Level
from bot.errors import SettingsError
from bot.settings import Listen, Settings
from bot.web.listening import close_all, sockets_at

_NAME = "listen"
_ANSWERS_IN = 5.0  # seconds
_ANY = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104  # where all addresses are listened at, one that is asked


def check_listen(settings: Settings, answers_in: float = _ANSWERS_IN) -> Iterator[Finding]:
    """Find whether the place to listen at is free, or the bot's already.

    Args:
        settings: The settings.
        answers_in: Seconds until an answer is late.
    """
    listen = settings.listens_at
    if listen is None:
        yield Finding(_NAME, Level.OK, "LISTEN is off, and is not needed to fetch updates.")
    elif _bot_answers(listen, answers_in):
        yield Finding(_NAME, Level.OK, f"The bot runs, and answers at {listen}.")
    else:
        try:
            asyncio.run(_try(listen))
        except SettingsError as error:
            yield Finding(_NAME, Level.PROBLEM, str(error))
        else:
            yield Finding(_NAME, Level.OK, f"{listen} is free; the bot does not run.")


async def _try(listen: Listen) -> None:
    close_all(await sockets_at(listen))


def _bot_answers(listen: Listen, answers_in: float) -> bool:
    host = _ANY.get(listen.host, listen.host)
    try:
        answer = httpx.get(f"http://{Listen(host, listen.port)}/healthz", timeout=answers_in, trust_env=False).json()
    except (httpx.HTTPError, httpx.InvalidURL, ValueError):
        return False
    return isinstance(answer, dict) and answer.get("status") == "alive"
