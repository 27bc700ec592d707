"""What is posted as an update, and comes from wherever."""

from __future__ import annotations

import json
from typing import Any, NoReturn

from starlette.requests import Request

MAX_BYTES = 1024 * 1024
"""The largest update taken: a message has 4096 characters at most, and quotes one other."""

_LARGEST = 2**63  # of a database's numbers


class NoUpdateError(Exception):
    """A body that is no update; its text is our own, without anything that people wrote."""


class TooLargeError(Exception):
    """A body that is no update of Telegram's, so large is it."""


async def posted_update(request: Request) -> dict[str, Any]:
    """Return the update that is the body of a request.

    Raises:
        NoUpdateError: There is none.
        TooLargeError: It is too large; no more of it is read than shows that.
        starlette.requests.ClientDisconnect: It never came to its end.
    """
    return update_in(await _body_of(request))


async def _body_of(request: Request) -> bytes:
    if _declared(request) > MAX_BYTES:
        raise TooLargeError
    body = bytearray()
    async for piece in request.stream():
        body += piece
        if len(body) > MAX_BYTES:
            raise TooLargeError
    return bytes(body)


def _declared(request: Request) -> int:
    try:
        return int(request.headers.get("Content-Length", 0))
    except ValueError:
        return 0  # what comes is counted in any case


def update_in(body: bytes) -> dict[str, Any]:
    """Return the update that a body is: a JSON object with a number.

    Raises:
        NoUpdateError: It is none.
    """
    try:
        update = json.loads(body.decode(), parse_constant=_no_number)
    except ValueError as error:  # its text quotes what people wrote
        raise NoUpdateError(f"it is no JSON ({type(error).__name__})") from None
    except RecursionError:
        raise NoUpdateError("it is nested too deep") from None
    if not isinstance(update, dict):
        raise NoUpdateError("it is no JSON object")
    number = update.get("update_id")
    if not isinstance(number, int) or isinstance(number, bool) or not 0 <= number < _LARGEST:
        raise NoUpdateError("it has no update_id")
    return update


def _no_number(constant: str) -> NoReturn:
    """Refuse NaN and Infinity, which Python reads and JSON does not have (RFC 8259, section 6)."""
    raise ValueError(constant)
