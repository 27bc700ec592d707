"""A web server on loopback, with pages as honest or as hostile as a test needs them.

>>> with Pages() as pages:
...     pages["/"] = Page(b"<p>...")
...     fetcher_of().fetch(pages.at("/"))
"""

from __future__ import annotations

import os
import ssl
import threading
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache, partial
from http import HTTPStatus
from ipaddress import ip_address
from itertools import cycle
from pathlib import Path
from socketserver import StreamRequestHandler, ThreadingTCPServer
from types import TracebackType
from typing import Self

import httpx
import pytest

from bot.fetching.addresses import IpAddress, is_public
from bot.fetching.fetch import Fetcher

LOOPBACK = ip_address("127.0.0.1")
CERTIFICATE = Path(__file__).with_name("pages.pem")
"""Signed by itself, with its key: for ``pages.test`` and ``उदाहरण.भारत``, and a hundred years."""

_PIECE = 2**16
_new_tls = httpx.create_ssl_context


@dataclass(frozen=True, slots=True)
class Page:
    """What is at a path.

    Attributes:
        body: What is sent.
        length: What Content-Length says; None for the truth, -1 for nothing.
    """

    body: bytes = b""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    length: int | None = None

    def pieces(self) -> Iterator[bytes]:
        """Yield the answer as it is sent."""
        lines = [f"HTTP/1.1 {self.status} {HTTPStatus(self.status).phrase}", "Connection: close"]
        if self.length != -1:
            lines.append(f"Content-Length: {len(self.body) if self.length is None else self.length}")
        lines += [f"{name}: {value}" for name, value in self.headers.items()]
        yield ("\r\n".join(lines) + "\r\n\r\n").encode()
        for start in range(0, len(self.body), _PIECE):
            yield self.body[start : start + _PIECE]

    def is_known(self, asked: Mapping[str, str]) -> bool:
        """Return whether who asks knows it already."""
        pairs = {"if-none-match": "ETag", "if-modified-since": "Last-Modified"}
        return any(name in asked and asked[name] == self.headers.get(other) for name, other in pairs.items())


def redirect(to: str, status: int = 302) -> Page:
    """Return a page that leads elsewhere."""
    return Page(status=status, headers={"Location": to})


@dataclass(frozen=True, slots=True)
class Wire:
    """An answer as it goes over the wire, for what is no answer at all.

    Attributes:
        sent: The bytes, piece by piece.
        pause: Seconds after each piece.
        endless: Whether it begins anew where it ends.
    """

    sent: Iterable[bytes]
    pause: float = 0.0
    endless: bool = False

    def pieces(self) -> Iterator[bytes]:
        """Yield the answer as it is sent."""
        yield from cycle(self.sent) if self.endless else self.sent


@dataclass(frozen=True, slots=True)
class Asked:
    """A request.

    Attributes:
        headers: By their names in lower case.
    """

    path: str
    headers: Mapping[str, str]


class Pages:
    """A server of pages.

    Args:
        tls: Whether it is asked over TLS.
    """

    def __init__(self, *, tls: bool = False) -> None:
        self.asked: list[Asked] = []
        self._pages: dict[str, Page | Wire] = {}
        self._stopped = threading.Event()
        self._scheme = "https" if tls else "http"
        self._server = _Server(self)
        if tls:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(CERTIFICATE)
            # The handshake belongs to the thread of the connection, which reads first.
            self._server.socket = context.wrap_socket(
                self._server.socket, server_side=True, do_handshake_on_connect=False
            )

    @property
    def port(self) -> int:
        """Where it listens."""
        port: int = self._server.server_address[1]
        return port

    def __setitem__(self, path: str, page: Page | Wire) -> None:
        """Put something at a path."""
        self._pages[path] = page

    def at(self, path: str, host: str = "127.0.0.1") -> str:
        """Return the address of a path, at a host that is this server if the fetcher resolves it so."""
        return f"{self._scheme}://{host}:{self.port}{path}"

    def answer(self, asked: Asked) -> Iterator[bytes]:
        """Yield the pieces of the answer to a request until the server stops."""
        self.asked.append(asked)
        page = self._pages.get(asked.path, Page(status=404))
        if isinstance(page, Page) and page.is_known(asked.headers):
            page = Page(status=304)
        for piece in page.pieces():
            yield piece
            if self._stopped.wait(page.pause if isinstance(page, Wire) else 0):
                return

    def __enter__(self) -> Self:
        """Start."""
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,))
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Stop, also in the middle of an answer."""
        self._stopped.set()
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()


class _Server(ThreadingTCPServer):
    daemon_threads = False
    request_queue_size = 20

    def __init__(self, pages: Pages) -> None:
        super().__init__((str(LOOPBACK), 0), _Handler)
        self.pages = pages


class _Handler(StreamRequestHandler):
    server: _Server

    def handle(self) -> None:
        """Answer one request; who asks may leave at any time."""
        with suppress(OSError):
            _, path, *_ = self.rfile.readline().decode("latin-1").split(" ")
            lines = iter(lambda: self.rfile.readline().decode("latin-1").strip(), "")
            pairs = (line.partition(":") for line in lines)
            headers = {name.strip().lower(): value.strip() for name, _, value in pairs}
            for piece in self.server.pages.answer(Asked(path, headers)):
                self.request.sendall(piece)

    def finish(self) -> None:
        """Close, whatever is left unsent."""
        with suppress(OSError):
            super().finish()


class Names:
    """A resolver of names that tests make up; literal addresses are themselves.

    Args:
        names: The addresses of each, as words; a list of such for a name that has others each time.

    Attributes:
        asked: The hosts that were looked up.
    """

    def __init__(self, names: Mapping[str, str | list[str]] | None = None) -> None:
        self.asked: list[str] = []
        self._names = dict(names or {})

    def __call__(self, host: str) -> list[IpAddress]:
        """Return the addresses of a host; the last of several again and again."""
        self.asked.append(host)
        known = self._names.get(host, host)
        if isinstance(known, list):
            known = known.pop(0) if len(known) > 1 else known[0]
        try:
            return [ip_address(address) for address in known.split()]
        except ValueError as error:
            raise OSError(f"no host {host}") from error


def fetcher_of(names: Names | None = None, seconds: float = 20.0) -> Fetcher:
    """Return a fetcher that may go to 127.0.0.1 beside the public internet, and asks no name server."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(httpx, "create_ssl_context", partial(_tls, os.environ.get("SSL_CERT_FILE")))
        return Fetcher(lambda address: address == LOOPBACK or is_public(address), names or Names(), seconds)


@cache
def _tls(_: str | None) -> ssl.SSLContext:
    """Return what certificates are checked with, once for each file of them: reading it outlasts most tests."""
    return _new_tls()
