"""POST requests to a webhook, over no more connections than it wants."""

import asyncio
from types import TracebackType
from typing import Self

import httpcore

from tests.botapi.webhook import Webhook

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"
# Telegram's words for what happens to connections.
WORDS: dict[type[Exception], str] = {
    httpcore.ConnectError: "Connection refused",
    httpcore.ConnectTimeout: "Connection timed out",
    httpcore.WriteTimeout: "Write timeout expired",
    httpcore.ReadTimeout: "Read timeout expired",
    httpcore.NetworkError: "Connection closed",
    httpcore.ProtocolError: "Connection closed",
}


class Connections:
    """The connections to a webhook, as a context manager; each carries one request at a time and stays open.

    Args:
        webhook: Where they lead.
        patience: The seconds that each step of a request may take.
    """

    def __init__(self, webhook: Webhook, patience: float) -> None:
        self._webhook = webhook
        self._patience = patience
        self._turns = asyncio.Semaphore(webhook.max_connections)
        # One by one: httpcore's own pool looks through all connections at every request.
        self._idle: list[httpcore.AsyncHTTPConnection] = []

    async def __aenter__(self) -> Self:
        """Return itself."""
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        """Close all connections."""
        for connection in self._idle:
            await connection.aclose()

    async def post(self, body: bytes) -> str | None:
        """Send a JSON body, and return what was wrong with the answer, in Telegram's words; None if it was accepted."""
        async with self._turns:
            if not self._webhook.is_within_reach:
                await asyncio.sleep(self._patience)
                return WORDS[httpcore.ConnectTimeout]
            connection = await self._free()
            try:
                return await self._posted(connection, body)
            except tuple(WORDS) as error:
                return next(words for kind, words in WORDS.items() if isinstance(error, kind))
            finally:
                if connection.is_idle():
                    self._idle.append(connection)
                else:
                    await connection.aclose()

    async def _posted(self, connection: httpcore.AsyncHTTPConnection, body: bytes) -> str | None:
        url = httpcore.URL(self._webhook.url)
        length = str(len(body))
        headers = [("Host", url.origin.host.decode()), ("Content-Type", "application/json"), ("Content-Length", length)]
        if self._webhook.secret_token:
            headers.append((SECRET_HEADER, self._webhook.secret_token))
        timeout = dict.fromkeys(("connect", "read", "write"), self._patience)
        answer = await connection.request("POST", url, headers=headers, content=body, extensions={"timeout": timeout})
        if 200 <= answer.status < 300:
            return None
        reason: bytes = answer.extensions["reason_phrase"]
        return f"Wrong response from the webhook: {answer.status} {reason.decode('latin-1')}"

    async def _free(self) -> httpcore.AsyncHTTPConnection:
        """Return a connection that nobody uses and the other side has not closed."""
        while self._idle:
            connection = self._idle.pop()
            if not connection.has_expired():
                return connection
            await connection.aclose()
        return httpcore.AsyncHTTPConnection(httpcore.URL(self._webhook.url).origin)
