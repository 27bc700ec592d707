"""Drive the server as bots do: with python-telegram-bot's own `Bot`, or past it."""

import asyncio
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

import httpx
import pytest
from telegram import Bot
from telegram.error import TelegramError
from telegram.request import HTTPXRequest

from tests.botapi.server import FakeBotApi

Result = TypeVar("Result")

ANSWERS = {"inline": "answerInlineQuery", "guest": "answerGuestQuery"}


def run(api: FakeBotApi, work: Callable[[Bot], Awaitable[Result]], token: str = "") -> Result:
    """Do some work with the library's bot, connected to the server."""

    async def connected() -> Result:
        # Reading the certificates takes longer than any test here, and nothing here is encrypted.
        requests = [HTTPXRequest(httpx_kwargs={"verify": False}) for _ in range(2)]
        base_url, base_file_url = f"{api.url}/bot", f"{api.url}/file/bot"
        library = Bot(token or api.token, base_url, base_file_url, request=requests[0], get_updates_request=requests[1])
        async with library as bot:
            return await work(bot)

    return asyncio.run(connected())


def post(api: FakeBotApi, method: str, **body: object) -> dict[str, Any]:
    """Call a method past the library, which would not let some mistakes through."""
    answer: dict[str, Any] = httpx.post(f"{api.url}/bot{api.token}/{method}", json=body).json()
    return answer


def refusal(api: FakeBotApi, work: Callable[[Bot], Awaitable[object]]) -> str:
    """Return the server's sentence where it refuses some work."""
    with pytest.raises(TelegramError) as refused:
        run(api, work)
    return refused.value.message


def set_webhook(api: FakeBotApi, url: str, **more: Any) -> None:  # noqa: ANN401  # what the library takes
    """Set a webhook, at once also where one was just set."""
    api.world.next_webhook = 0
    assert run(api, lambda bot: bot.set_webhook(url, **more))


def is_delivered(api: FakeBotApi) -> bool:
    """Wait until no update waits, and return whether none does."""
    return api.waits_for(lambda server: server.pending == 0)


def asked(api: FakeBotApi, kind: str, ask: Callable[[], Result], **answer: object) -> Result:
    """Return what an inline or guest query comes to when the bot answers it so, while who asks waits."""

    def open_queries() -> list[str]:
        return [name for name, query in api.world.queries.items() if query.kind == kind and query.answer is None]

    with ThreadPoolExecutor(1) as pool:
        asking = pool.submit(ask)
        assert api.waits_for(lambda _: bool(open_queries()))
        reply = post(api, ANSWERS[kind], **{f"{kind}_query_id": open_queries()[0]}, **answer)
        assert reply["ok"], reply["description"]
        return asking.result()
