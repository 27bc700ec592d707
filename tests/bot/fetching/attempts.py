"""Every connection that the process tries, seen where it is tried: by CPython itself (PEP 578).

Whatever resolves, checks and connects above, in Python or in C: no attempt passes the audit hook unseen.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

_watching: list[list[str]] = []


def _see(event: str, arguments: tuple[object, ...]) -> None:
    if event != "socket.connect" or not _watching:
        return
    address = arguments[1]
    host = str(address[0]) if isinstance(address, tuple) else str(address)
    for attempts in _watching:
        attempts.append(host)
    if host != "127.0.0.1":
        raise OSError(f"a test would have connected to {host}")


sys.addaudithook(_see)  # for good: there is no taking it out


@contextmanager
def watched() -> Iterator[list[str]]:
    """Give the hosts that connections are tried to; those to others than 127.0.0.1 fail."""
    attempts: list[str] = []
    _watching.append(attempts)
    try:
        yield attempts
    finally:
        _watching.remove(attempts)
