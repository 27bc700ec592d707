"""The load balancer that stands in front of several replicas in tests."""

import socket
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

import httpx
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from tests.botapi import FakeBotApi
from tests.botapi.balancer import Balancer
from tests.botapi.library import run
from tests.botapi.serving import HttpThread
from tests.features.conftest import eventually


class Replica:
    """A server that tells its name, as long as it lives; some that are asked to wait do not."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.asked = 0
        app = Starlette(routes=[Route("/", self._tell, methods=["GET", "POST"]), Route("/wait", self._wait)])
        self.http = HttpThread(app, on_close=lambda: None)

    async def _tell(self, _: Request) -> Response:
        self.asked += 1
        return PlainTextResponse(self.name)

    async def _wait(self, request: Request) -> Response:
        self.asked += 1
        await self.http.closing.wait()
        assert request.client
        self.http.abort(request.client)
        return Response()


@contextmanager
def replicas(*names: str) -> Iterator[list[Replica]]:
    """Run servers; those that a test has closed itself are left alone."""
    made = [Replica(name) for name in names]
    for replica in made:
        replica.http.start()
    yield made
    for replica in made:
        if not replica.http.closing.is_set():
            replica.http.close()


def answers(balancer: Balancer, number: int) -> list[str]:
    """Return who answered on so many new connections."""
    return [httpx.get(balancer.url, timeout=20).text for _ in range(number)]


def test_new_connections_go_by_turns() -> None:
    """Each new connection goes to the next server, and one that stays open stays where it is."""
    with replicas("a", "b") as both, Balancer([each.http.port for each in both]) as balancer:
        assert answers(balancer, 4) == ["a", "b", "a", "b"]
        with httpx.Client() as client:
            assert {client.get(balancer.url).text for _ in range(4)} == {"a"}


def test_a_server_that_is_down_is_passed_over() -> None:
    """Who is down gets nothing and costs nobody an answer; who is up again gets a share."""
    late = Replica("late")  # its port is taken, and nobody listens there
    with replicas("a") as (up,), Balancer([late.http.port, up.http.port]) as balancer:
        assert answers(balancer, 3) == ["a", "a", "a"]
        late.http.start()
        assert set(answers(balancer, 4)) == {"a", "late"}
        late.http.close()
        assert answers(balancer, 3) == ["a", "a", "a"]


def test_a_connection_ends_with_its_server() -> None:
    """What is under way on a server that dies breaks off, and the next attempt succeeds elsewhere."""
    with replicas("a", "b") as (dying, other), Balancer([dying.http.port, other.http.port]) as balancer:

        def kill() -> None:
            assert eventually(lambda: dying.asked == 1)
            dying.http.close()

        killer = threading.Thread(target=kill)
        killer.start()
        with pytest.raises(httpx.RemoteProtocolError):
            httpx.get(f"{balancer.url}/wait", timeout=20)
        killer.join()
        assert answers(balancer, 2) == ["b", "b"]


def test_nobody_there_is_a_connection_that_ends() -> None:
    """Where no server takes a connection the client is told so at once."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        with Balancer([taken.getsockname()[1]]) as balancer, pytest.raises(httpx.TransportError):
            httpx.get(balancer.url, timeout=20)


def test_closing_ends_what_is_open() -> None:
    """The end of the balancer ends the connections through it, idle or waiting."""
    ended = []
    with ExitStack() as stack:
        (server,) = stack.enter_context(replicas("a"))
        client = stack.enter_context(httpx.Client(timeout=20))

        def wait(url: str) -> None:
            with pytest.raises(httpx.TransportError):
                httpx.get(f"{url}/wait", timeout=20)
            ended.append(url)

        with Balancer([server.http.port]) as balancer:
            assert client.get(balancer.url).text == "a"
            waiting = threading.Thread(target=wait, args=[balancer.url])
            waiting.start()
            assert eventually(lambda: server.asked == 2)
        waiting.join()
        assert ended == [balancer.url]
        with pytest.raises(httpx.ConnectError):
            client.get(balancer.url)


def test_a_webhook_behind_it_outlives_a_replica(api: FakeBotApi) -> None:
    """Updates that are posted through the balancer reach who lives."""
    with replicas("a", "b") as (dying, other), Balancer([dying.http.port, other.http.port]) as balancer:
        asha = api.person()
        asha.says("1")
        run(api, lambda bot: bot.set_webhook(balancer.url))
        assert api.waits_for(lambda server: server.pending == 0)
        dying.http.close()
        for text in "23":
            asha.says(text)
            api.person().says(text)
        assert api.waits_for(lambda server: server.pending == 0)
        assert other.asked >= 4
