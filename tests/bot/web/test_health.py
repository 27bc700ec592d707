"""Whether the bot is alive and can answer."""

from __future__ import annotations

import asyncio
import logging
from http import HTTPStatus
from typing import Any

import httpx
import pytest

from bot.errors import StateError
from bot.web import health as module
from bot.web.app import build_app
from bot.web.health import Check, Health
from index import EngineError
from tests.bot.web.clients import asked, client_of

SECRET = "hunter2"


def check_of(outcome: object) -> Check:
    """Return a check that tells something, or raises it."""

    async def check() -> dict[str, object]:
        if isinstance(outcome, Exception):
            raise outcome
        return {"articles": outcome}

    return check


def told(health: Health, path: str = "/readyz") -> tuple[int, Any]:
    """Return the status and what is told."""
    answer = asked(build_app(health, lambda: (b"", "")), "GET", path)
    return answer.status_code, answer.json()


def test_ready_where_all_is_well() -> None:
    """It is ready where every check is well; each tells what it knows."""
    assert told(Health({"index": check_of(3), "database": check_of(1)})) == (
        HTTPStatus.OK,
        {"status": "ready", "checks": {"index": {"ok": True, "articles": 3}, "database": {"ok": True, "articles": 1}}},
    )


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (StateError("The database\nis full. Make\x1b room."), "The database is full. Make room."),
        (EngineError("a/b: is gone. Make it anew."), "a/b: is gone. Make it anew."),
        (ZeroDivisionError(SECRET), "It failed (ZeroDivisionError)."),
        (ConnectionError(f"https://api.telegram.org/bot{SECRET}/getMe"), "It failed (ConnectionError)."),
    ],
)
def test_not_ready_where_one_check_fails(error: Exception, sentence: str) -> None:
    """What fails is told in one sentence of ours beside what is well; nothing of what others say."""
    status, facts = told(Health({"index": check_of(3), "database": check_of(error)}))
    assert status == HTTPStatus.SERVICE_UNAVAILABLE
    assert facts["status"] == "not ready"
    assert facts["checks"] == {"index": {"ok": True, "articles": 3}, "database": {"ok": False, "error": sentence}}


def test_a_check_that_hangs_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    """However often somebody asks while a check hangs, each gets an answer in time, and it is asked once."""
    monkeypatch.setattr(module, "_PATIENCE", 0.01)
    begun: list[int] = []

    async def hang() -> dict[str, object]:
        begun.append(1)
        await asyncio.Event().wait()
        return {}

    async def ask() -> list[httpx.Response]:
        async with client_of(build_app(Health({"database": hang}), lambda: (b"", ""))) as client:
            return [
                answer for _ in range(3) for answer in await asyncio.gather(*(client.get("/readyz") for _ in range(3)))
            ]

    for answer in asyncio.run(ask()):
        assert answer.status_code == HTTPStatus.SERVICE_UNAVAILABLE
        assert answer.json()["checks"]["database"]["error"] == "It does not answer within 0.01 s."
    assert len(begun) == 1


def test_not_ready_while_it_stops() -> None:
    """While it stops it is alive, and not ready for more; no check is asked any more."""
    health = Health({"index": check_of(ZeroDivisionError())})
    health.stopping = True
    assert told(health) == (HTTPStatus.SERVICE_UNAVAILABLE, {"status": "stopping"})
    assert told(health, "/healthz") == (HTTPStatus.OK, {"status": "alive"})


def test_alive_whatever_is_wrong() -> None:
    """What is wrong elsewhere is no reason to restart it."""
    assert told(Health({"database": check_of(StateError("gone"))}), "/healthz") == (HTTPStatus.OK, {"status": "alive"})


def test_the_log_tells_of_changes_only(caplog: pytest.LogCaptureFixture) -> None:
    """What is wrong is told once to the log, not whenever somebody asks; so is that it is over."""
    caplog.set_level(logging.INFO, "bot.web.health")
    outcomes: dict[str, object] = {"database": StateError("It is gone."), "index": 1}

    def changing(name: str) -> Check:
        return lambda: check_of(outcomes[name])()

    health = Health({name: changing(name) for name in outcomes})
    told(health), told(health)
    outcomes["index"] = EngineError("It is damaged.")
    told(health), told(health)
    outcomes.update(database=1, index=1)
    told(health), told(health)
    assert [record.getMessage() for record in caplog.records if record.name == "bot.web.health"] == [
        "not ready: database: It is gone.",
        "not ready: index: It is damaged.",
        "ready again",
    ]
