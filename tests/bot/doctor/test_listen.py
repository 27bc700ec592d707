"""Whether connections can be taken."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Iterator

import pytest

from bot.doctor.finding import Finding, Level
from bot.doctor.listen import check_listen
from bot.settings import Listen, Settings
from bot.web.app import build_app
from bot.web.health import Health
from bot.web.server import serving
from tests.bot.doctor.conftest import SetUp
from tests.botapi.server import FakeBotApi


@pytest.fixture
def taken() -> Iterator[int]:
    """A port where somebody listens, and says nothing."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        yield listening.getsockname()[1]


def found(settings: Settings) -> Finding:
    """Return what is found."""
    (finding,) = check_listen(settings, answers_in=0.2)
    return finding


def test_off(set_up: SetUp) -> None:
    """A bot that fetches its updates need not listen."""
    assert found(set_up()).level is Level.OK


def test_free(set_up: SetUp) -> None:
    """A place that is free is good, and stays free."""
    settings = set_up(LISTEN="127.0.0.1:0")
    assert found(settings).found == "127.0.0.1:0 is free; the bot does not run."


@pytest.mark.parametrize("host", ["127.0.0.1", "0.0.0.0", "localhost"])
def test_the_bot_runs(set_up: SetUp, host: str) -> None:
    """Where the bot listens already, that is what was hoped for, wherever it listens."""
    app = build_app(Health({}), lambda: (b"", "text/plain"))

    async def beside_the_bot() -> Finding:
        async with serving(app, Listen(host, 0)) as port:
            settings = set_up(LISTEN=f"{host}:{port}")
            (finding,) = await asyncio.to_thread(lambda: list(check_listen(settings, answers_in=20)))
            return finding

    finding = asyncio.run(beside_the_bot())
    assert finding.level is Level.OK
    assert finding.found.startswith("The bot runs, and answers at ")


def test_another_program(set_up: SetUp, api: FakeBotApi, taken: int) -> None:
    """Where another program listens, whether it says something or nothing, the bot cannot."""
    for place in (api.url.removeprefix("http://"), f"127.0.0.1:{taken}"):
        finding = found(set_up(LISTEN=place))
        assert finding.level is Level.PROBLEM
        assert f"{place} is taken by another process. Stop that one" in finding.found


def test_no_place_here(set_up: SetUp) -> None:
    """An address of another machine cannot be listened at."""
    finding = found(set_up(LISTEN="192.0.2.1:8080"))
    assert finding.level is Level.PROBLEM
    assert "is no address of this machine" in finding.found
