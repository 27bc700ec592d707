"""The server's door: admit calls over HTTP, hold them against the description, do them or let them go wrong."""

import asyncio
import contextlib
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any

from starlette.applications import Starlette
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from tests.botapi import connection, edits, menus, messages, profile, queries, wire
from tests.botapi.attachments import attached
from tests.botapi.delivery import Delivery
from tests.botapi.downloads import DOWNLOAD, Download
from tests.botapi.errors import ApiError, bad_request
from tests.botapi.mishaps import Mishap, Mishaps
from tests.botapi.pace import SENDS, Limits, Pace
from tests.botapi.polling import Polling
from tests.botapi.serving import HttpThread
from tests.botapi.world import World

Act = Callable[[World, dict[str, Any]], object]

METHODS: dict[str, Act] = {
    **profile.METHODS,
    **menus.METHODS,
    **connection.METHODS,
    **messages.METHODS,
    **edits.METHODS,
    **queries.METHODS,
}


@dataclass
class Call:
    """A call as it came, and its answer when it is given.

    Args:
        method: The method's name; DOWNLOAD where a file is fetched.
        parameters: What the bot sent, decoded.
        time: When it came, in seconds of `time.monotonic`.
        answer: The body of the answer; None until then, where the connection was dropped, and of downloads.
    """

    method: str
    parameters: dict[str, Any]
    time: float = field(default_factory=time.monotonic)
    answer: dict[str, Any] | None = None


class Endpoint:
    """The methods of one bot, served over HTTP.

    Args:
        world: What the methods read and change.
        token: The bot's token; whoever has another is nobody.
        patience: The seconds that a webhook has for an answer.

    Attributes:
        calls: The calls with the right token.
        counts: How many there were of each method, also of those that are forgotten.
        pace: How densely messages were sent, whatever came of them.
        limits: Telegram's limits; None where there are none.
    """

    def __init__(self, world: World, token: str, patience: float) -> None:
        self.world = world
        self.token = token
        self.calls: list[Call] = []
        self.counts: Counter[str] = Counter()
        self.pace = Pace()
        self.limits: Limits | None = None
        self.mishaps = Mishaps()
        self.polling = Polling(world)
        self.delivery = Delivery(world, patience)
        routes = [
            Route("/bot{token}/{method}", self._method, methods=["GET", "POST"]),
            Route("/file/bot{token}/{path:path}", self._file),
        ]
        handlers = {ApiError: _refusal, ClientDisconnect: _left, Exception: self._failure}
        app = Starlette(routes=routes, exception_handlers=handlers)
        self.http = HttpThread(app, on_close=self.polling.wake)

    def wake(self) -> None:
        """Make the waiting poll and the delivery look whether there are updates."""
        self.http.loop.call_soon_threadsafe(self.polling.wake)
        self.http.loop.call_soon_threadsafe(self.delivery.wake)

    async def _method(self, request: Request) -> Response:
        method = self._admit(request)
        call = Call(method, attached(self.world.schema.decoded(method, await wire.parameters(request))))
        wire.require_whole_characters(call.parameters)
        mishap = self._taken(call)
        if mishap.dropped:
            await self._drop(request)
            return Response()
        try:
            result = await self._result(call, mishap)
        except ApiError as error:
            answer, status = error.answer(), error.status
        else:
            answer, status = {"ok": True, "result": result}, HTTPStatus.OK.value
        if mishap.delay:
            with self.world.changed:
                self.world.changed.notify_all()  # people see what is done before the bot has its answer
            await self._wait(mishap.delay)
        with self.world.changed:
            call.answer = answer
            self.world.changed.notify_all()
        return JSONResponse(answer, status)

    def _admit(self, request: Request) -> str:
        """Return the called method.

        Raises:
            ApiError: The token is wrong, or the API has no such method.
        """
        method: str = request.path_params["method"]
        self._require_token(request)
        if not self.world.schema.knows(method):
            self._blame([f"The Bot API has no method {method!r}."])
            raise ApiError(HTTPStatus.NOT_FOUND, "Not Found")
        return method

    async def _result(self, call: Call, mishap: Mishap) -> object:
        """Do what is asked, and see that the result is one that Telegram gives."""
        problems = self.world.schema.call_problems(call.method, call.parameters)
        if problems:
            self._blame(problems)
            raise bad_request("; ".join(problems))
        if mishap.error:
            raise mishap.error
        if call.method == "getUpdates":
            return await self.polling.get_updates(call.parameters, self.http.closing)
        act = METHODS.get(call.method)
        if act is None:
            sentence = f"The fake server does not do {call.method!r} yet."
            self._blame([sentence])
            raise ApiError(HTTPStatus.NOT_IMPLEMENTED, sentence)
        with self.world.changed:
            result = self._done(act, call)
            self.world.violations += self.world.schema.result_problems(call.method, result)
        return result

    def _done(self, act: Act, call: Call) -> object:
        """Do what is asked, within the limits if there are any."""
        limits = self.limits if call.method in SENDS else None
        if limits:
            limits.check(call.parameters["chat_id"], call.time)
        result = act(self.world, call.parameters)
        if limits:
            limits.taken.note(call.parameters["chat_id"], call.time)
        return result

    async def _file(self, request: Request) -> Response:
        self._require_token(request)
        path = request.path_params["path"]
        await request.body()
        mishap = self._taken(Call(DOWNLOAD, {"file_path": path}))
        if mishap.error:
            raise mishap.error
        with self.world.changed:
            content = self.world.files.at(path)
        if content is None:
            raise ApiError(HTTPStatus.NOT_FOUND, "Not Found")
        return Download(content, lambda: self._drop(request) if mishap.dropped else self._wait(mishap.delay))

    def _require_token(self, request: Request) -> None:
        if request.path_params["token"] != self.token:
            raise ApiError(HTTPStatus.UNAUTHORIZED, "Unauthorized")

    def _taken(self, call: Call) -> Mishap:
        """Note a call, and return what happens to it."""
        with self.world.changed:
            self.calls.append(call)
            self.counts[call.method] += 1
            if call.method in SENDS:
                self.pace.note(call.parameters.get("chat_id"), call.time)
            mishap = self.mishaps.take(call.method, call.parameters)
            self.world.changed.notify_all()
        return mishap

    async def _wait(self, seconds: float) -> None:
        """Wait, but no longer than the server runs."""
        if seconds:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self.http.closing.wait(), seconds)

    async def _drop(self, request: Request) -> None:
        """Cut the connection, and return when it is gone, so that no answer is looked for."""
        if request.client:
            self.http.abort(request.client)
        await request.receive()

    async def _failure(self, request: Request, error: Exception) -> Response:
        """Answer a call that the double stumbles over; the test shall fail and say so."""
        self._blame([f"The fake server failed at {request.url.path.rpartition('/')[2]}: {error!r}"])
        return Response(status_code=HTTPStatus.INTERNAL_SERVER_ERROR)

    def _blame(self, sentences: list[str]) -> None:
        with self.world.changed:
            self.world.violations += sentences


async def _refusal(_: Request, error: Exception) -> Response:
    """Answer a call that got no further than the door."""
    if not isinstance(error, ApiError):
        raise error
    return JSONResponse(error.answer(), error.status)


async def _left(_: Request, __: Exception) -> Response:
    """Do nothing about a call that was cut off half-way, as by a bot that stops: it never came."""
    return Response()
