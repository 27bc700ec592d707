"""Everything that is asked over HTTP."""

from __future__ import annotations

import asyncio
import json
import logging
import threading
from http import HTTPStatus
from typing import Any

import httpx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from starlette.applications import Starlette

from bot.web.app import build_app
from bot.web.health import Health
from bot.web.webhook import Webhook
from tests.bot.web.clients import PATIENCE, asked, client_of

PATH = "/telegram/7"
HEADER = "X-Telegram-Bot-Api-Secret-Token"
SECRET = "a-secret"
PAGE = (b"poochho_up 1\n", "text/plain; version=0.0.4; charset=utf-8")
INT64 = 2**63


def app_with(taken: list[dict[str, Any]] | None = None, error: Exception | None = None) -> Starlette:
    """Return the application; what its webhook takes is added to a list, or ends in an error."""

    async def accept(update: dict[str, Any]) -> None:
        if error:
            raise error
        (taken if taken is not None else []).append(update)

    return build_app(Health({}), lambda: PAGE, Webhook(PATH, SECRET, accept))


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/healthz", HTTPStatus.OK),
        ("HEAD", "/healthz", HTTPStatus.OK),
        ("GET", "/readyz", HTTPStatus.OK),
        ("GET", "/metrics", HTTPStatus.OK),
        ("GET", "/", HTTPStatus.NOT_FOUND),
        ("GET", "/healthz/", HTTPStatus.NOT_FOUND),
        ("POST", "/telegram", HTTPStatus.NOT_FOUND),
        ("POST", "/telegram/8", HTTPStatus.NOT_FOUND),
        ("POST", f"{PATH}/", HTTPStatus.NOT_FOUND),
        ("GET", "/../etc/passwd", HTTPStatus.NOT_FOUND),
        ("GET", "/\u0939\u093e", HTTPStatus.NOT_FOUND),
        ("GET", PATH, HTTPStatus.METHOD_NOT_ALLOWED),
        ("PUT", PATH, HTTPStatus.METHOD_NOT_ALLOWED),
        ("DELETE", "/metrics", HTTPStatus.METHOD_NOT_ALLOWED),
        ("POST", "/healthz", HTTPStatus.METHOD_NOT_ALLOWED),
        ("NONSENSE", PATH, HTTPStatus.METHOD_NOT_ALLOWED),
    ],
)
def test_what_there_is(method: str, path: str, status: int) -> None:
    """Four paths are there, each for what it is for, and nothing else is."""
    answer = asked(app_with(), method, path, headers={HEADER: SECRET})
    assert answer.status_code == status
    assert "location" not in answer.headers


def test_a_bot_that_fetches_takes_nothing() -> None:
    """Where there is no webhook, nobody finds one."""
    app = build_app(Health({}), lambda: PAGE)
    assert asked(app, "POST", PATH, json={"update_id": 1}).status_code == HTTPStatus.NOT_FOUND


def test_the_metrics_are_of_their_type() -> None:
    """The page of metrics comes with the type that says how to read it."""
    answer = asked(app_with(), "GET", "/metrics")
    assert (answer.content, answer.headers["content-type"]) == PAGE


def test_the_metrics_are_made_once_for_all_who_ask() -> None:
    """While the page is made, which may take a while, all else is answered, and no second one is begun."""
    asked_for, ready = threading.Event(), threading.Event()
    made: list[int] = []

    def page() -> tuple[bytes, str]:
        made.append(1)
        asked_for.set()
        waited = ready.wait(PATIENCE)
        ready.set()  # whoever comes after a failure shall not wait as long
        assert waited
        return PAGE

    async def ask() -> list[httpx.Response]:
        async with client_of(build_app(Health({}), page)) as client:
            asking = [asyncio.create_task(client.get("/metrics")) for _ in range(5)]
            assert await asyncio.to_thread(asked_for.wait, PATIENCE)
            for _ in range(5):
                assert (await client.get("/healthz")).status_code == HTTPStatus.OK
            ready.set()
            return await asyncio.gather(*asking)

    assert [answer.content for answer in asyncio.run(ask())] == [PAGE[0]] * 5
    assert len(made) == 1


def test_an_unforeseen_error_is_told_to_the_log_only(caplog: pytest.LogCaptureFixture) -> None:
    """What goes wrong is one event of the log with its traceback; who asked is told that, and nothing of it."""
    caplog.set_level(logging.INFO)

    async def post() -> httpx.Response:
        async with client_of(app_with(error=ZeroDivisionError("hunter2"))) as client:
            return await client.post(PATH, json={"update_id": 1}, headers={HEADER: SECRET})

    answer = asyncio.run(post())
    assert (answer.status_code, answer.text) == (HTTPStatus.INTERNAL_SERVER_ERROR, "Internal Server Error")
    (record,) = (record for record in caplog.records if record.levelno >= logging.WARNING)
    assert record.getMessage() == f"POST {PATH} failed"
    assert record.exc_info is not None
    assert record.exc_info[0] is ZeroDivisionError


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text() | st.just("update_id"), inner, max_size=3),
    max_leaves=8,
)
UPDATES = st.builds(lambda number, rest: {**rest, "update_id": number}, JSON, st.dictionaries(st.text(), JSON))
BODIES = st.binary() | (JSON | UPDATES).map(lambda value: json.dumps(value).encode())
NAMES = st.sampled_from([HEADER, "Content-Length", "Content-Type", "Transfer-Encoding", "Expect", "X-Other"])
VALUES = st.sampled_from([SECRET, "0", str(2**30), "-1", "gzip", "chunked"]) | st.binary(max_size=20)
HEADERS = st.just([(HEADER, SECRET)]) | st.lists(st.tuples(NAMES, VALUES), max_size=4)


@settings(max_examples=300)
@given(body=BODIES, headers=HEADERS)
def test_whatever_is_posted_only_updates_are_taken(body: bytes, headers: list[tuple[str, Any]]) -> None:
    """Whatever comes gets one of four answers, and no more than an update with the secret is taken."""
    taken: list[dict[str, Any]] = []
    status = asked(app_with(taken), "POST", PATH, content=body, headers=httpx.Headers(headers)).status_code
    assert status in {200, 400, 403, 413}
    assert (status == HTTPStatus.OK) == (len(taken) == 1)
    for update in taken:
        assert json.dumps(update) == json.dumps(json.loads(body))
        assert type(update["update_id"]) is int
        assert 0 <= update["update_id"] < INT64
        assert [value for name, value in headers if name == HEADER] == [SECRET]
