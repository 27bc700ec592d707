"""Showing "typing …"."""

from __future__ import annotations

import asyncio
from typing import cast

import pytest
from telegram import Bot
from telegram.error import Forbidden, TelegramError

from bot.telegram import typing
from bot.telegram.typing import typing_in


class Telegram:
    """Shows "typing …", and tells when it has done so often enough."""

    def __init__(self, times: int = 1, error: TelegramError | None = None) -> None:
        self.shown: list[tuple[int, str]] = []
        self.enough = asyncio.Event()
        self._times = times
        self._error = error

    async def send_chat_action(self, chat_id: int, action: str) -> None:
        """Show it, as Telegram does, or refuse."""
        self.shown.append((chat_id, action))
        if len(self.shown) == self._times:
            self.enough.set()
        if self._error:
            raise self._error


async def worked(telegram: Telegram, *, fail: bool = False) -> str:
    """Work until "typing …" was shown often enough."""
    async with typing_in(cast("Bot", telegram), 7):
        await telegram.enough.wait()
        if fail:
            raise ArithmeticError
    return "done"


def test_typing_is_renewed_until_the_work_is_done(monkeypatch: pytest.MonkeyPatch) -> None:
    """While the bot works, "typing …" is shown again and again in its chat, and not once more after that."""

    async def run() -> list[tuple[int, str]]:
        telegram = Telegram(times=3)
        await worked(telegram)
        shown = list(telegram.shown)
        await asyncio.sleep(0)
        assert telegram.shown == shown
        assert asyncio.all_tasks() == {asyncio.current_task()}
        return shown

    monkeypatch.setattr(typing, "_RENEW_AFTER", 0)
    assert set(asyncio.run(run())) == {(7, "typing")}


def test_work_does_not_wait_for_the_next_renewal(monkeypatch: pytest.MonkeyPatch) -> None:
    """Work that is done ends "typing …" at once, not when it would have been renewed."""
    monkeypatch.setattr(typing, "_RENEW_AFTER", 10**6)
    assert asyncio.run(worked(Telegram())) == "done"


def test_typing_that_is_refused_does_not_matter() -> None:
    """That "typing …" cannot be shown is no failure of the work, and is not tried again."""

    async def run() -> Telegram:
        telegram = Telegram(error=Forbidden("bot was blocked by the user"))
        await worked(telegram)
        return telegram

    assert len(asyncio.run(run()).shown) == 1


def test_work_that_fails_ends_typing() -> None:
    """Where the work fails, "typing …" ends with it, and the failure is told."""

    async def run() -> None:
        telegram = Telegram()
        with pytest.raises(ArithmeticError):
            await worked(telegram, fail=True)
        assert asyncio.all_tasks() == {asyncio.current_task()}

    asyncio.run(run())
