"""A webhook to deliver to: an HTTP server on loopback that keeps what comes and behaves as it is told."""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable
from types import TracebackType
from typing import Any, Self

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from tests.botapi.serving import HttpThread

Behaviour = Callable[["Receiver", Request], Awaitable[Response]]


class Receiver:
    """A webhook for people's messages, as a context manager.

    Attributes:
        behaviours: What to do with the next requests; all others are answered with 200.
        requests: The updates that came, with the headers of their requests.
        accepted: The texts that were answered with 200.
        at_once: How many requests are there now.
        most_at_once: How many there were at the most.
    """

    def __init__(self) -> None:
        self.behaviours: deque[Behaviour] = deque()
        self.requests: list[tuple[dict[str, Any], dict[str, str]]] = []
        self.accepted: list[str] = []
        self.at_once = self.most_at_once = 0
        app = Starlette(routes=[Route("/telegram/7", self._take, methods=["POST"])])
        self.http = HttpThread(app, on_close=lambda: None)
        self.url = f"http://127.0.0.1:{self.http.port}/telegram/7?x=1"

    def __enter__(self) -> Self:
        """Begin to listen; the port is taken before."""
        self.http.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        """Close all connections."""
        self.http.close()

    async def _take(self, request: Request) -> Response:
        assert request.url.query == "x=1"
        update = await request.json()
        self.requests.append((update, dict(request.headers)))
        behave = self.behaviours.popleft() if self.behaviours else answer(200)
        self.at_once += 1
        self.most_at_once = max(self.at_once, self.most_at_once)
        answered = await behave(self, request)
        self.at_once -= 1
        if answered.status_code == 200:
            self.accepted.append(update["message"]["text"])
        return answered

    @property
    def texts(self) -> list[str]:
        """Return what came, as often as it came."""
        return [update["message"]["text"] for update, _ in self.requests]


def answer(status: int) -> Behaviour:
    """Answer with a status."""

    async def answered(_: Receiver, __: Request) -> Response:
        return Response(status_code=status)

    return answered


async def hang_up(receiver: Receiver, request: Request) -> Response:
    """Cut the connection."""
    assert request.client
    receiver.http.abort(request.client)
    return Response(status_code=500)


async def say_nothing(receiver: Receiver, request: Request) -> Response:
    """Wait until the other side gives up."""
    await asyncio.wait(
        [asyncio.ensure_future(request.receive()), asyncio.ensure_future(receiver.http.closing.wait())],
        return_when=asyncio.FIRST_COMPLETED,
    )
    return Response(status_code=500)


def meet(at_once: int) -> Behaviour:
    """Answer when so many requests are there at the same time."""

    async def answered(receiver: Receiver, _: Request) -> Response:
        closing = receiver.http.closing
        while receiver.most_at_once < at_once and not closing.is_set():  # noqa: ASYNC110  # it changes in this loop
            await asyncio.sleep(0)
        await asyncio.sleep(0.05)  # long enough for more to come
        return Response()

    return answered
