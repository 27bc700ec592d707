"""What is posted as an update."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator

import pytest
from starlette.requests import Request
from starlette.types import Message

from bot.web.posted import MAX_BYTES, NoUpdateError, TooLargeError, posted_update, update_in

WRITTEN = "what people wrote"
DEEPEST = 100_000
PIECE = 2**16


def request_of(pieces: Iterator[bytes], declared: str | None = None) -> Request:
    """Return a request whose body comes in pieces, and never to an end."""

    async def receive() -> Message:
        return {"type": "http.request", "body": next(pieces), "more_body": True}

    headers = [(b"content-length", declared.encode())] if declared else []
    return Request({"type": "http", "headers": headers}, receive)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"null",
        b"7",
        f'["{WRITTEN}"]'.encode(),
        f'"{WRITTEN}"'.encode(),
        f'{{"text": "{WRITTEN}"}}'.encode(),
        f'{{"update_id": "{WRITTEN}"}}'.encode(),
        b'{"update_id": true}',
        b'{"update_id": null}',
        b'{"update_id": 1.0}',
        b'{"update_id": -1}',
        b'{"update_id": 9223372036854775808}',
        b'{"update_id": 1' + b"0" * 5000 + b"}",
        b'{"update_id": NaN}',
        b'{"update_id": 1, "message": {"date": NaN}}',
        b'{"update_id": 1, "message": {"date": -Infinity}}',
        f'{{"update_id": 1, "text": "{WRITTEN}\xff"}}'.encode("latin-1"),
        b'{"update_id": 1, "text": "\xed\xa0\xbd"}',  # half a pair, as UTF-8 does not have it
        '{"update_id": 1}'.encode("utf-16"),
        b'\xef\xbb\xbf{"update_id": 1}',
        b'{"update_id": 1, "update_id": "x"}',
        b'{"update_id": 1} {"update_id": 2}',
        b'{"update_id": 1, "message": ' + b"[" * DEEPEST + b"]" * DEEPEST + b"}",
        b'{"a":' * DEEPEST,
        f"{WRITTEN}\r\n2024-01-01 ERROR forged".encode(),
    ],
    ids=range(26),
)
def test_what_is_no_update_is_refused(body: bytes) -> None:
    """What is no update is an error of ours on one line, which tells nothing that people wrote."""
    with pytest.raises(NoUpdateError) as caught:
        update_in(body)
    assert WRITTEN not in str(caught.value)
    assert str(caught.value).isprintable()


@pytest.mark.parametrize(
    "body",
    [
        b'{"update_id": 0}',
        b'{"update_id": 9223372036854775807}',
        b'{"update_id": 1, "text": "\\ud83d"}',  # half a pair, as JSON may have it
        b'{"update_id": "x", "update_id": 1}',
        b' \n{"update_id": 1, "message": {"text": "\xe0\xa4\xaa"}}\n',
    ],
)
def test_odd_updates_are_taken(body: bytes) -> None:
    """What JSON allows in an update is taken: refused, it would be sent again and again."""
    assert update_in(body) == json.loads(body)


@pytest.mark.parametrize("declared", [None, "10", "nonsense", "-1", "9" * 5000])
def test_a_large_body_is_not_read_to_its_end(declared: str | None) -> None:
    """Of a body that never ends no more is read than a megabyte, whatever it said of its length."""
    read: list[bytes] = []

    def pieces() -> Iterator[bytes]:
        while True:
            read.append(b" " * PIECE)
            yield read[-1]

    with pytest.raises(TooLargeError):
        asyncio.run(posted_update(request_of(pieces(), declared)))
    assert len(read) == MAX_BYTES // PIECE + 1


def test_a_body_that_says_it_is_too_large_is_not_read() -> None:
    """Nothing is read of a body whose length shows that it is too large."""
    with pytest.raises(TooLargeError):
        asyncio.run(posted_update(request_of(iter(()), str(MAX_BYTES + 1))))
