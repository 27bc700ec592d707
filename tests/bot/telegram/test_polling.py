"""Fetching updates."""

from __future__ import annotations

import asyncio
import json
import logging
from datetime import timedelta
from typing import Any, cast

import pytest
from telegram import Bot, Update
from telegram.error import Conflict, InvalidToken, NetworkError, RetryAfter, TelegramError, TimedOut

from bot.errors import TelegramUnavailableError
from bot.telegram import polling
from bot.telegram.polling import UpdatesRequest, poll

MESSAGE = {"message_id": 1, "date": 1, "chat": {"id": 1, "type": "private"}, "text": "?"}


class Telegram:
    """Answers getUpdates with what it is given, one after another, and stops the polling after the last."""

    def __init__(self, *answers: TelegramError | list[int]) -> None:
        self.answers = list(answers)
        self.offsets: list[int | None] = []
        self.stop = asyncio.Event()

    async def get_updates(self, offset: int | None, timeout: int, allowed_updates: object) -> tuple[Update, ...]:  # noqa: ARG002, ASYNC109
        """Answer as the library does."""
        self.offsets.append(offset)
        if not self.answers:
            return ()
        answer = self.answers.pop(0)
        if not self.answers:
            self.stop.set()
        if isinstance(answer, TelegramError):
            raise answer
        return tuple(Update(number) for number in answer)


def polled(
    monkeypatch: pytest.MonkeyPatch, *answers: TelegramError | list[int]
) -> tuple[list[int], Telegram, list[float]]:
    """The updates delivered, the server, and the pauses in between."""
    delivered: list[int] = []
    pauses: list[float] = []

    async def deliver(update: Update) -> None:
        delivered.append(update.update_id)

    async def pause(_: asyncio.Event, seconds: float) -> None:
        pauses.append(seconds)

    async def run() -> Telegram:
        telegram = Telegram(*answers)
        await poll(cast("Bot", telegram), deliver, telegram.stop)
        return telegram

    monkeypatch.setattr(polling, "_pause", pause)
    return delivered, asyncio.run(run()), pauses


def test_updates_are_confirmed_by_the_next_request(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each request confirms what was delivered before it, the last one at the stop."""
    delivered, telegram, _ = polled(monkeypatch, [5, 6], [7], [])
    assert delivered == [5, 6, 7]
    assert telegram.offsets == [None, 7, 8, 8]


def test_trouble_is_said_once_and_waited_out(monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    """While Telegram cannot be reached, the pauses grow, one line tells of it, and nothing is lost."""
    caplog.set_level(logging.INFO)
    trouble = [NetworkError("502")] * 3
    delivered, _, pauses = polled(monkeypatch, [1], *trouble, [2], TimedOut(), [3], [])
    assert delivered == [1, 2, 3]
    assert pauses == [1, 2, 4, 1]
    assert caplog.text.count("cannot be reached") == 1
    assert caplog.text.count("answers again") == 2


def test_second_poller_is_named_in_one_line(monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    """When another process polls with the same token, one clear line says so."""
    polled(monkeypatch, Conflict("terminated by other getUpdates request"), Conflict("again"), [])
    assert [record.message for record in caplog.records] == [
        "Another process polls with the same BOT_TOKEN: stop one of the two; waiting"
    ]


def test_flood_limit_of_polling_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    """Polling waits as long as Telegram asks it to."""
    assert polled(monkeypatch, RetryAfter(timedelta(seconds=9)), [])[2] == [9]


def test_revoked_token_ends_polling(monkeypatch: pytest.MonkeyPatch) -> None:
    """With a revoked token there is no use in asking on."""
    with pytest.raises(TelegramUnavailableError, match="@BotFather"):
        polled(monkeypatch, [1], InvalidToken("revoked"), [2])


def test_unreadable_update_costs_no_other(caplog: pytest.LogCaptureFixture) -> None:
    """An update that the library cannot read is named in the log; those around it are read."""
    good: dict[str, Any] = {"update_id": 1, "message": MESSAGE}
    bad = {"update_id": 2, "message": {name: value for name, value in MESSAGE.items() if name != "date"}}
    payload = json.dumps({"ok": True, "result": [good, bad, good | {"update_id": 3}]}).encode()
    answer = UpdatesRequest.parse_json_payload(payload)
    assert answer["result"] == [good, {"update_id": 2}, good | {"update_id": 3}]
    assert "update 2 cannot be read" in caplog.text
