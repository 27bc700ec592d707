"""The database, asked by somebody who waits."""

from __future__ import annotations

import asyncio
from threading import Event

import pytest

from bot.errors import StateError
from bot.telegram import promptly as module
from bot.telegram.promptly import promptly

FOREVER = 60  # seconds; no test waits so long unless it fails


@pytest.mark.parametrize("found", ["hi", 0, None])
def test_what_the_database_returns_in_time_is_returned(found: object, caplog: pytest.LogCaptureFixture) -> None:
    """What a call returns in time is handed on, and is nothing for the log."""
    assert asyncio.run(promptly(lambda: found)) is found
    assert caplog.text == ""


def test_a_database_that_fails_is_done_without(caplog: pytest.LogCaptureFixture) -> None:
    """Where the database cannot be used there is nothing, and the log says why."""

    def fail() -> str:
        raise StateError("The database is full. Make room.")

    assert asyncio.run(promptly(fail)) is None
    assert "The database is full. Make room." in caplog.text


def test_an_error_of_ours_is_not_hidden() -> None:
    """An error that is not the database's is told as it is."""

    def fail() -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        asyncio.run(promptly(fail))


def test_a_slow_database_is_not_waited_for(monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    """A call that takes too long is given up with a line in the log, goes on by itself, and holds up no other."""
    monkeypatch.setattr(module, "_PATIENCE", 0.01)
    answered, ended = Event(), Event()

    def slow() -> str:
        answered.wait(FOREVER)
        ended.set()
        return "late"

    async def ask() -> None:
        assert await promptly(slow) is None
        assert not ended.is_set()
        monkeypatch.setattr(module, "_PATIENCE", FOREVER)
        assert await promptly(lambda: "next") == "next"
        answered.set()

    asyncio.run(ask())
    assert ended.wait(FOREVER)
    assert "The database takes longer than 0.01 s" in caplog.text


def test_a_failure_that_comes_too_late_is_nobodys(monkeypatch: pytest.MonkeyPatch) -> None:
    """A call that was given up and then fails disturbs nothing."""
    monkeypatch.setattr(module, "_PATIENCE", 0.01)
    answered = Event()

    def fail() -> str:
        answered.wait(FOREVER)
        raise StateError("too late")

    async def ask() -> None:
        unhandled: list[object] = []
        asyncio.get_running_loop().set_exception_handler(lambda _, context: unhandled.append(context))
        assert await promptly(fail) is None
        answered.set()
        await asyncio.get_running_loop().shutdown_default_executor()
        assert unhandled == []

    asyncio.run(ask())
