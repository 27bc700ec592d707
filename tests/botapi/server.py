"""A Bot API server to test against: the real protocol over HTTP on loopback, strict where Telegram is."""

import asyncio
import contextlib
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from http import HTTPStatus
from types import TracebackType
from typing import Any, Self

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from tests.botapi import connection, messages, mishaps, people, profile, queries, wire
from tests.botapi.errors import ApiError, bad_request
from tests.botapi.mishaps import Mishap, Mishaps
from tests.botapi.people import Group, Person
from tests.botapi.polling import Polling
from tests.botapi.schema import Schema
from tests.botapi.serving import HttpThread
from tests.botapi.table import Table, load
from tests.botapi.world import World

METHODS: dict[str, Callable[[World, dict[str, Any]], object]] = {
    **profile.METHODS,
    **connection.METHODS,
    **messages.METHODS,
    **queries.METHODS,
}
BOT = {
    "id": 7_000_000_001,
    "is_bot": True,
    "first_name": "Poochho",
    "username": "poochho_bot",
    "can_join_groups": True,
    # Privacy mode off: the bot hears everything in groups, and has to keep silent by its own judgement.
    "can_read_all_group_messages": True,
    "supports_guest_queries": True,
    "supports_inline_queries": True,
}


@dataclass
class Call:
    """A call as it came, and its answer when it is given.

    Args:
        method: The method's name.
        parameters: What the bot sent, decoded.
        time: When it came, in seconds of `time.monotonic`.
        answer: The body of the answer; None until then, and where the connection was dropped.
    """

    method: str
    parameters: dict[str, Any]
    time: float = field(default_factory=time.monotonic)
    answer: dict[str, Any] | None = None


class FakeBotApi:
    """A Bot API server for one bot, as a context manager.

    `calls` holds every call with the right token; `violations` a sentence for each thing that a bot must never do, and
    that Telegram would refuse or silently bend. Attributes and methods may be used from any thread.

    Args:
        table: The API's description; the fullest at hand where none is given.
    """

    def __init__(self, table: Table | None = None) -> None:
        self.world = World(Schema(table or load()), dict(BOT), on_update=self._wake)
        self.token = f"{BOT['id']}:fake-token-of-the-tests-0123456789"
        self._calls: list[Call] = []
        self._mishaps = Mishaps()
        self._polling = Polling(self.world)
        routes = [
            Route("/bot{token}/{method}", self._method, methods=["GET", "POST"]),
            Route("/file/bot{token}/{path:path}", self._file),
        ]
        app = Starlette(routes=routes, exception_handlers={ApiError: _refusal, Exception: self._failure})
        self._http = HttpThread(app, on_close=self._polling.wake)
        self.url = f"http://127.0.0.1:{self._http.port}"

    def __enter__(self) -> Self:
        """Start the server."""
        self._http.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        """Stop the server; polls that wait are answered with no updates."""
        self._http.close()

    @property
    def calls(self) -> list[Call]:
        """Return the calls so far, the oldest first."""
        with self.world.changed:
            return list(self._calls)

    @property
    def violations(self) -> list[str]:
        """Return what the bot did wrong so far; tests end with none."""
        return self.world.violations

    def calls_of(self, method: str) -> list[Call]:
        """Return the calls of one method so far."""
        return [call for call in self.calls if call.method == method]

    def waits_for(self, seen: Callable[[Self], bool], timeout: float = 5) -> bool:
        """Wait until `seen(self)` holds, and tell whether it does; it is asked after everything that happens."""
        with self.world.changed:
            return self.world.changed.wait_for(lambda: seen(self), timeout)

    def person(self, first_name: str = "Asha", language_code: str | None = "en") -> Person:
        """Return a new person with a private chat; the bot may write there once they have said something."""
        return people.new_person(self.world, first_name, language_code)

    def group(self, *members: Person, title: str = "Group", supergroup: bool = False) -> Group:
        """Return a new group with the bot and these people in it."""
        return people.new_group(self.world, list(members), title, is_supergroup=supergroup)

    def put(self, event: dict[str, Any]) -> dict[str, Any] | None:
        """Queue an update as it is ({"message": …}, without an update_id) and return it with its id.

        Returns:
            The update, or None where the bot did not ask for updates of this kind.

        Raises:
            AssertionError: Telegram sends no such update.
        """
        return self.world.emit(event)

    def file(self, file_id: str, content: bytes) -> None:
        """Make a file ready for getFile and download."""
        with self.world.changed:
            self.world.files[file_id] = content

    def block(self, chat_id: int) -> None:
        """Let a person block the bot, or a group throw it out."""
        with self.world.changed:
            people.close_to_bot(self.world, self.world.chats[chat_id])

    def fail_next(
        self,
        method: str,
        status: int,
        description: str = "",
        *,
        retry_after: int | None = None,
        chat_id: int | None = None,
        times: int = 1,
    ) -> None:
        """Answer the next calls with an error instead of doing them."""
        error = mishaps.error(status, description, retry_after)
        self._expect(Mishap(method, chat_id, times, error=error))

    def drop_next(self, method: str, *, chat_id: int | None = None, times: int = 1) -> None:
        """Close the connection of the next calls without an answer, and do not do them."""
        self._expect(Mishap(method, chat_id, times, dropped=True))

    def delay_next(self, method: str, seconds: float, *, chat_id: int | None = None, times: int = 1) -> None:
        """Do the next calls at once but answer them late, as a slow server does."""
        self._expect(Mishap(method, chat_id, times, delay=seconds))

    def _expect(self, mishap: Mishap) -> None:
        with self.world.changed:
            self._mishaps.pending.append(mishap)

    def _wake(self) -> None:
        self._http.loop.call_soon_threadsafe(self._polling.wake)

    async def _method(self, request: Request) -> Response:
        method = self._admit(request)
        call = Call(method, self.world.schema.decoded(method, await wire.parameters(request)))
        wire.require_whole_characters(call.parameters)
        with self.world.changed:
            self._calls.append(call)
            mishap = self._mishaps.take(method, call.parameters)
            self.world.changed.notify_all()
        if mishap.dropped:
            return await self._dropped(request)
        try:
            result = await self._result(call, mishap)
        except ApiError as error:
            answer, status = error.answer(), error.status
        else:
            answer, status = {"ok": True, "result": result}, HTTPStatus.OK.value
        if mishap.delay:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._http.closing.wait(), mishap.delay)
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
        if request.path_params["token"] != self.token:
            raise ApiError(HTTPStatus.UNAUTHORIZED, "Unauthorized")
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
            return await self._polling.get_updates(call.parameters, self._http.closing)
        act = METHODS.get(call.method)
        if act is None:
            sentence = f"The fake server does not do {call.method!r} yet."
            self._blame([sentence])
            raise ApiError(HTTPStatus.NOT_IMPLEMENTED, sentence)
        with self.world.changed:
            result = act(self.world, call.parameters)
            self.world.violations += self.world.schema.result_problems(call.method, result)
            self.world.changed.notify_all()
        return result

    async def _dropped(self, request: Request) -> Response:
        if request.client:
            self._http.abort(request.client)
        await request.receive()  # returns when the connection is gone, so that no answer is looked for
        return Response()

    async def _file(self, request: Request) -> Response:
        if request.path_params["token"] != self.token:
            raise ApiError(HTTPStatus.UNAUTHORIZED, "Unauthorized")
        content = self.world.files.get(request.path_params["path"].removeprefix(connection.FILES))
        if content is None:
            raise ApiError(HTTPStatus.NOT_FOUND, "Not Found")
        return Response(content, media_type="application/octet-stream")

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
