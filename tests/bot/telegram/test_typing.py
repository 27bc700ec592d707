"""Showing "typing …"."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Coroutine
from typing import Any, TypeVar, cast

import pytest
from telegram import Bot
from telegram.error import Forbidden, NetworkError, TelegramError

from bot.telegram import typing as module
from bot.telegram.typing import typing_in
from tests.bot.telegram.virtual import now, settled, virtually

_Result = TypeVar("_Result")


class Telegram:
    """Shows "typing …", which takes some seconds, or refuses.

    Attributes:
        shown: When a call came, in seconds from the beginning.
        answered: How many calls have ended.
    """

    def __init__(self, seconds: float = 0, error: Exception | None = None) -> None:
        self.shown: list[float] = []
        self.answered = 0
        self._seconds = seconds
        self._error = error
        self._began = now()

    async def send_chat_action(self, chat_id: int, action: str) -> None:
        """Show it, as Telegram does."""
        assert (chat_id, action) == (7, "typing")
        self.shown.append(round(now() - self._began, 3))
        await asyncio.sleep(self._seconds)
        self.answered += 1
        if self._error:
            raise self._error


async def work(telegram: Telegram, seconds: float) -> None:
    """Work so long, with "typing …" shown meanwhile."""
    async with typing_in(cast("Bot", telegram), 7):
        await asyncio.sleep(seconds)


def run(story: Coroutine[Any, Any, _Result]) -> _Result:
    """Return what a story returns; a minute later nothing of it is left, and no failure was left unseen."""

    async def watched() -> _Result:
        unseen: list[object] = []
        asyncio.get_running_loop().set_exception_handler(lambda _, context: unseen.append(context))
        result = await story
        await asyncio.sleep(60)
        assert asyncio.all_tasks() == {asyncio.current_task()}
        assert not module._UNDER_WAY
        assert unseen == []
        return result

    return virtually(watched)


@pytest.mark.parametrize(
    ("seconds", "shown"), [(0, []), (0.29, []), (0.31, [0.3]), (4.7, [0.3]), (4.9, [0.3, 4.8]), (10, [0.3, 4.8, 9.3])]
)
def test_typing_is_shown_where_the_work_takes_a_while(seconds: float, shown: list[float]) -> None:
    """Work that is done at once shows nothing; else "typing …" is shown, and renewed until the work is done."""

    async def story() -> None:
        telegram = Telegram()
        await work(telegram, seconds)
        await asyncio.sleep(60)
        assert telegram.shown == shown

    run(story())


def test_work_waits_for_no_call() -> None:
    """Work that is done ends at once, also while a call is under way; that call is not cut off."""

    async def story() -> None:
        telegram, began = Telegram(seconds=20), now()
        await work(telegram, 1)
        assert now() - began == 1
        assert telegram.answered == 0
        await asyncio.sleep(30)
        assert (telegram.shown, telegram.answered) == ([0.3], 1)

    run(story())


@pytest.mark.parametrize("error", [Forbidden("bot was blocked by the user"), NetworkError("502")])
def test_typing_that_is_refused_does_not_matter(error: TelegramError, caplog: pytest.LogCaptureFixture) -> None:
    """That "typing …" cannot be shown is a line in the log, no failure of the work, and is not tried again."""
    caplog.set_level(logging.INFO)

    async def story() -> None:
        telegram = Telegram(error=error)
        await work(telegram, 20)
        assert telegram.shown == [0.3]

    run(story())
    assert [str(error) in record.message for record in caplog.records] == [True]


@pytest.mark.parametrize("after", [0.1, 1])
def test_work_that_fails_ends_typing(after: float) -> None:
    """Where the work fails, "typing …" ends with it, and the failure is told."""

    async def fail(telegram: Telegram) -> None:
        async with typing_in(cast("Bot", telegram), 7):
            await asyncio.sleep(after)
            raise ArithmeticError

    async def story() -> None:
        telegram = Telegram()
        with pytest.raises(ArithmeticError):
            await fail(telegram)
        shown = list(telegram.shown)
        await asyncio.sleep(60)
        assert telegram.shown == shown

    run(story())


@pytest.mark.parametrize("after", [0.1, 1])
def test_work_that_is_cut_off_ends_typing(after: float) -> None:
    """Work that is cancelled is cancelled at once, and shows nothing any more."""

    async def story() -> None:
        telegram = Telegram(seconds=20)
        task = asyncio.create_task(work(telegram, 99))
        await asyncio.sleep(after)
        task.cancel()
        await settled()
        assert task.cancelled()
        shown = list(telegram.shown)
        await asyncio.sleep(60)
        assert telegram.shown == shown

    run(story())
