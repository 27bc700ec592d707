"""The addresses of a host."""

from __future__ import annotations

import socket
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from ipaddress import ip_address
from threading import Thread

from bot.errors import Unfetched
from bot.fetching.addresses import IpAddress
from bot.fetching.deadline import Deadline, too_slow
from bot.fetching.errors import UnfetchableError

Resolve = Callable[[str], Sequence[IpAddress]]
"""Returns the addresses of a host, raising OSError where there are none."""


def resolve(host: str) -> list[IpAddress]:
    """Return the addresses of a host as the system knows them, the one to try first first.

    Raises:
        OSError: It has none, or they cannot be looked up now.
    """
    found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(ip_address(address[0]) for *_, address in found))


def resolve_by(deadline: Deadline, resolve: Resolve, host: str) -> Sequence[IpAddress]:
    """Return the addresses of a host, at least one.

    Raises:
        UnfetchableError: It has none, or they are not known in time.
    """
    found: Future[Sequence[IpAddress]] = Future()

    def look_up() -> None:
        try:
            found.set_result(resolve(host))
        except Exception as error:  # noqa: BLE001  # whatever it is, it is raised where the result is waited for
            found.set_exception(error)

    # The system's resolver takes no timeout: it is left behind in a thread that ends with it, or with the process.
    Thread(target=look_up, name="resolving", daemon=True).start()
    try:
        addresses = found.result(deadline.left())
    except TimeoutError as error:
        raise too_slow() from error
    except (OSError, UnicodeError) as error:  # Python's own IDNA refuses parts that are empty or too long
        if isinstance(error, socket.gaierror) and error.errno == socket.EAI_AGAIN:
            raise UnfetchableError(
                Unfetched.UNREACHABLE, "has a host that cannot be looked up now", "Try again later"
            ) from error
        raise _no_such_host() from error
    if not addresses:
        raise _no_such_host()
    return addresses


def _no_such_host() -> UnfetchableError:
    return UnfetchableError(Unfetched.NO_SUCH_HOST, "has a host that does not exist", "Check how it is spelled")
