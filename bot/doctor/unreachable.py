"""Why Telegram says nothing about the bot."""

from __future__ import annotations

import socket
import ssl
from collections.abc import Iterator
from http import HTTPStatus
from urllib.parse import urlsplit

import httpx
from telegram.error import InvalidToken, NetworkError, RetryAfter, TelegramError, TimedOut

from bot.doctor.finding import Finding, Level
from bot.telegram.waiting import wait_of

_NAME = "telegram"


def why_not(error: TelegramError, api_url: str, answers_in: float) -> Finding:
    """Return what is found where a question to Telegram failed.

    Args:
        error: What came of it.
        api_url: The Bot API server.
        answers_in: Seconds until an answer was late.
    """
    where = place_of(api_url)
    match error:
        case InvalidToken() if HTTPStatus.UNAUTHORIZED.phrase in str(error):
            found = "Telegram does not know this BOT_TOKEN: it is wrong, or was revoked."
            mend = "Ask @BotFather for the bot's token (/mybots) and set it anew."
            return Finding("token", Level.PROBLEM, found, mend)
        case InvalidToken():
            found = f"{where} has no bot of this token, or is no Bot API server (404)."
            return Finding("token", Level.PROBLEM, found, "Check BOT_TOKEN, and BOT_API_URL if you have set it.")
        case RetryAfter():
            seconds = wait_of(error).total_seconds()
            return Finding(_NAME, Level.PROBLEM, f"{where} wants no calls for {seconds:g} s.", "Try again after that.")
        case TimedOut():
            found = f"{where} does not answer within {answers_in:g} s."
            mend = "Try again; if it stays so, see what is slow between here and there: a proxy, a firewall."
            return Finding(_NAME, Level.PROBLEM, found, mend)
        case NetworkError() if isinstance(error.__cause__, httpx.HTTPError):
            return Finding(_NAME, Level.PROBLEM, *_cut_off(error, where))
    return Finding(_NAME, Level.PROBLEM, f"{where} answers with an error: {error}", "Try again in a while.")


def place_of(url: str) -> str:
    """Return the scheme, host and port of an address: what else is in it may be secret."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}"


def _cut_off(error: BaseException, where: str) -> tuple[str, str]:
    """Return what is the case where no answer came, and what to do about it."""
    mend = "Check the network, and BOT_API_URL if you have set it."
    for cause in _causes(error):
        if isinstance(cause, socket.gaierror):
            return f"The host of {where} is not found: there is no network, or no such host.", mend
        if isinstance(cause, ssl.SSLError):
            mend = "See whether something between here and there opens connections; its certificate must be trusted."
            return f"{where} shows a certificate that is not trusted.", mend
        if isinstance(cause, httpx.ProxyError):
            return "The proxy of the environment refuses.", "Check HTTPS_PROXY and ALL_PROXY."
    if isinstance(error.__cause__, httpx.ConnectError):
        return f"{where} takes no connection.", mend
    return f"{where} closed the connection without an answer.", "Try again in a while."


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__
