"""Bodies of answers."""

from __future__ import annotations

import gzip
import tracemalloc
import zlib
from collections.abc import Iterator

import pytest

from bot.errors import Unfetched
from bot.fetching.body import read_body
from bot.fetching.errors import UnfetchableError
from index.article import MAX_BYTES

TEXT = "समाचार ".encode() * 1000


def pieces(body: bytes) -> Iterator[bytes]:
    """Yield a body as a network does."""
    return (body[start : start + 1000] for start in range(0, len(body), 1000))


@pytest.mark.parametrize(
    ("body", "encoding"),
    [
        (TEXT, ""),
        (TEXT, " Identity"),
        (gzip.compress(TEXT), "gzip"),
        (gzip.compress(TEXT), "X-GZip "),
        (gzip.compress(TEXT) + b"rubbish", "gzip"),
    ],
    ids=["unnamed", "identity", "packed", "spelled otherwise", "followed"],
)
def test_a_body_is_unpacked(body: bytes, encoding: str) -> None:
    """A body comes as it is or packed with gzip; what some servers add after it is left out, as browsers do."""
    assert read_body(pieces(body), encoding) == TEXT


@pytest.mark.parametrize(
    ("body", "encoding", "unfetched"),
    [
        (b"x", "br", Unfetched.REFUSED),
        (gzip.compress(gzip.compress(TEXT)), "gzip, gzip", Unfetched.REFUSED),
        (TEXT, "gzip", Unfetched.UNREACHABLE),
        (zlib.compress(TEXT), "gzip", Unfetched.UNREACHABLE),
        (gzip.compress(TEXT)[:-20], "gzip", Unfetched.UNREACHABLE),
        (b"", "gzip", Unfetched.UNREACHABLE),
    ],
    ids=["other", "twice", "not packed", "otherwise", "cut off", "empty"],
)
def test_what_cannot_be_unpacked_is_refused(body: bytes, encoding: str, unfetched: Unfetched) -> None:
    """A body packed otherwise than was asked for, or damaged, is no page."""
    with pytest.raises(UnfetchableError) as refused:
        read_body(pieces(body), encoding)
    assert refused.value.unfetched is unfetched


@pytest.mark.parametrize("encoding", ["", "gzip"])
def test_the_largest_body(encoding: str) -> None:
    """A body may be as large as an article may, and no byte larger, whether packed or not."""

    def sent(size: int) -> list[bytes]:
        return [gzip.compress(bytes(size), 1) if encoding else bytes(size)]

    assert len(read_body(sent(MAX_BYTES), encoding)) == MAX_BYTES
    with pytest.raises(UnfetchableError) as refused:
        read_body(sent(MAX_BYTES + 1), encoding)
    assert refused.value.unfetched is Unfetched.TOO_LARGE


def test_an_endless_body_is_left() -> None:
    """No more is read than may be."""
    read = 0

    def endless() -> Iterator[bytes]:
        nonlocal read
        while True:
            read += 2**16
            yield bytes(2**16)

    with pytest.raises(UnfetchableError):
        read_body(endless(), "")
    assert read <= MAX_BYTES + 2**16


def test_a_bomb_does_not_go_off() -> None:
    """What unpacks to much more than an article takes no more memory than the largest of them."""
    packing = zlib.compressobj(wbits=16 + zlib.MAX_WBITS)
    bomb = b"".join(packing.compress(bytes(MAX_BYTES)) for _ in range(10)) + packing.flush()
    assert len(bomb) < MAX_BYTES / 50
    tracemalloc.start()
    try:
        with pytest.raises(UnfetchableError) as refused:
            read_body(pieces(bomb), "gzip")
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert refused.value.unfetched is Unfetched.TOO_LARGE
    assert peak < 3 * MAX_BYTES
