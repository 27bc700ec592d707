"""Why Telegram says nothing about the bot."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Iterator

import httpx
import pytest
from telegram.error import NetworkError, TelegramError

from bot.doctor.finding import Level
from bot.doctor.telegram import ask
from bot.doctor.unreachable import place_of, why_not
from tests.bot.fetching.pages import Page, Pages
from tests.botapi.server import FakeBotApi

TOKEN = "7000000001:fake-token-of-the-tests-0123456789"


@pytest.fixture
def nowhere() -> Iterator[str]:
    """An address where nothing listens."""
    with socket.socket() as taken:  # bound, and not listening
        taken.bind(("127.0.0.1", 0))
        yield f"http://127.0.0.1:{taken.getsockname()[1]}"


def said(api_url: str) -> tuple[str, str]:
    """Return what is found where a question to a server fails, after a look whether it says what to do."""
    with pytest.raises(TelegramError) as failed:
        asyncio.run(ask(TOKEN, api_url, 5))
    finding = why_not(failed.value, api_url, 5)
    assert finding.level is Level.PROBLEM
    assert finding.mend
    assert TOKEN.partition(":")[2] not in finding.found
    return finding.check, finding.found


def test_nothing_listens(nowhere: str) -> None:
    """A server that is not there takes no connection."""
    assert said(nowhere) == ("telegram", f"{nowhere} takes no connection.")


def test_connection_is_cut(api: FakeBotApi) -> None:
    """A server that closes the connection has not answered."""
    api.drop_next("getMe")
    assert said(api.url) == ("telegram", f"{api.url} closed the connection without an answer.")


def test_certificate_that_is_not_trusted() -> None:
    """A server with a certificate of its own making is not Telegram's, or somebody is between."""
    with Pages(tls=True) as pages:
        check, found = said(pages.at("").rstrip("/"))
    assert (check, "certificate" in found) == ("telegram", True)


@pytest.mark.parametrize(
    ("status", "check", "words"),
    [
        (401, "token", "does not know this BOT_TOKEN"),
        (404, "token", "is no Bot API server (404)"),
        (500, "telegram", "answers with an error: "),
        (429, "telegram", "wants no calls for 3 s."),
    ],
)
def test_refusals(api: FakeBotApi, status: int, check: str, words: str) -> None:
    """What a server says is told in words for each."""
    api.fail_next("getMe", status, retry_after=3 if status == 429 else None)
    where, found = said(api.url)
    assert (where, words in found) == (check, True)


def test_server_of_something_else() -> None:
    """A server that answers with a page is no Bot API server."""
    with Pages() as pages:
        pages[f"/bot{TOKEN}/getMe"] = Page(b"<p>Hello")
        assert said(pages.at("").rstrip("/"))[0] == "telegram"


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (httpx.ConnectError("x"), "takes no connection"),
        (httpx.ProxyError("x"), "proxy"),
        (socket.gaierror(-2, "x"), "no network, or no such host"),
    ],
)
def test_network(error: Exception, words: str) -> None:
    """Names that are not found and proxies that refuse have words of their own, however deep in the error."""
    outer = httpx.ConnectError("y") if isinstance(error, OSError) else error
    if outer is not error:
        outer.__cause__ = error
    failure = NetworkError("z")
    failure.__cause__ = outer
    assert words in why_not(failure, "https://api.telegram.org", 5).found


@pytest.mark.parametrize(
    ("url", "place"),
    [
        ("https://api.telegram.org", "https://api.telegram.org"),
        ("https://me:secret@example.org:8443/bot7:secret?secret#secret", "https://example.org:8443"),
        ("", "://"),
    ],
)
def test_place_of_an_address(url: str, place: str) -> None:
    """Of an address no more is shown than where it leads: names and passwords, paths and queries may be secret."""
    assert place_of(url) == place
