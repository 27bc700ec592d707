"""Asking a web server, and what it answers."""

from __future__ import annotations

import ssl
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.metadata import version

import httpcore
import httpx

from bot.errors import Unfetched
from bot.fetching.body import read_body, too_large
from bot.fetching.connecting import CheckedBackend
from bot.fetching.deadline import too_slow
from bot.fetching.errors import UnfetchableError
from index.article import MAX_BYTES

_USER_AGENT = f"Poochho/{version('poochho')} (a Telegram bot; reads the pages and feeds that its operator asks for)"
_ACCEPT = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
_READ = frozenset((200, 203, 403))  # the last tells a page for logging in from a refusal


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server answered.

    Attributes:
        address: The address that was asked.
        headers: By their names in lower case; of those that come twice, the first.
        content: The body, unpacked; empty with a status that has nothing to read.
    """

    address: httpx.URL
    status: int
    headers: Mapping[str, str]
    content: bytes


def ask(address: httpx.URL, conditions: Mapping[str, str], backend: CheckedBackend, tls: ssl.SSLContext) -> Answer:
    """Ask for an address, without cookies, credentials, a referrer or a proxy, and follow no redirect.

    Args:
        address: The address.
        conditions: Headers that say what is known of it already.
        backend: What connects.
        tls: Whose certificates are believed.

    Raises:
        UnfetchableError: There is no answer, or none that can be taken.
    """
    target = httpcore.URL(scheme=address.raw_scheme, host=address.raw_host, port=address.port, target=address.raw_path)
    headers = {
        "Host": address.netloc.decode("ascii"),
        "User-Agent": _USER_AGENT,
        "Accept": _ACCEPT,
        "Accept-Encoding": "gzip",
        **conditions,
    }
    try:
        with (
            httpcore.ConnectionPool(ssl_context=tls, network_backend=backend) as pool,
            pool.stream("GET", target, headers=list(headers.items())) as response,
        ):
            return _read(address, response)
    except httpcore.TimeoutException as error:
        raise too_slow() from error
    except (httpcore.NetworkError, httpcore.ProtocolError) as error:
        raise _unreachable(error) from error


def _read(address: httpx.URL, response: httpcore.Response) -> Answer:
    headers = {name.decode("ascii").lower(): _text(value) for name, value in reversed(response.headers)}
    content = b""
    if response.status in _READ:
        length = headers.get("content-length", "")
        if length.isdecimal() and int(length) > MAX_BYTES:
            raise too_large()
        content = read_body(response.iter_stream(), headers.get("content-encoding", ""))
    return Answer(address, response.status, headers, content)


def _text(value: bytes) -> str:
    """Return a header's value: ASCII by the standard, in practice UTF-8, else what HTTP had before (RFC 9110, 5.5)."""
    try:
        return value.decode("utf-8")
    except UnicodeDecodeError:
        return value.decode("latin-1")


def _unreachable(error: Exception) -> UnfetchableError:
    # httpcore raises from none of its causes; what it was doing is told by the context.
    if isinstance(error.__context__, ssl.SSLCertVerificationError):
        return UnfetchableError(
            Unfetched.UNREACHABLE, "has a certificate that is not valid", "Send the page as a file instead"
        )
    if isinstance(error, httpcore.ConnectError):
        return UnfetchableError(Unfetched.UNREACHABLE, "has a server that does not answer", "Try again later")
    return UnfetchableError(Unfetched.UNREACHABLE, "has a server that breaks off or makes no sense", "Try again later")
