"""The body of an answer, never more of it than can be taken, however it is packed."""

from __future__ import annotations

import zlib
from collections.abc import Iterable

from bot.errors import Unfetched
from bot.fetching.errors import UnfetchableError
from index.article import MAX_BYTES

_GZIP = 16 + zlib.MAX_WBITS  # of zlib's formats, gzip and no other
_PACKED = frozenset(("gzip", "x-gzip"))
_AS_IT_IS = frozenset(("", "identity"))
_INSTEAD = "Send the page as a file instead"


def read_body(chunks: Iterable[bytes], encoding: str) -> bytes:
    """Return a body unpacked.

    Args:
        chunks: The body as it comes in.
        encoding: The Content-Encoding (RFC 9110, section 8.4). Of those that pack, gzip is what we ask for.

    Raises:
        UnfetchableError: It is packed otherwise, damaged, or larger than an article may be, packed or unpacked.
    """
    coding = encoding.strip().lower()
    if coding not in _PACKED | _AS_IT_IS:
        raise UnfetchableError(Unfetched.REFUSED, "comes packed in a way that was not asked for", _INSTEAD)
    body = _gather(chunks)
    return _unpack(body) if coding in _PACKED else body


def too_large() -> UnfetchableError:
    """Return the error of what is larger than an article may be."""
    return UnfetchableError(
        Unfetched.TOO_LARGE, f"is larger than {MAX_BYTES // 2**20} MB", "Send the part that matters as a file"
    )


def _gather(chunks: Iterable[bytes]) -> bytes:
    body = bytearray()
    for chunk in chunks:
        body += chunk
        if len(body) > MAX_BYTES:
            raise too_large()
    return bytes(body)


def _unpack(packed: bytes) -> bytes:
    unpacking = zlib.decompressobj(_GZIP)
    try:
        # What would be larger is not unpacked further: a gzip bomb is a thousand times what it looks.
        body = unpacking.decompress(packed, MAX_BYTES + 1)
    except zlib.error as error:
        raise _damaged() from error
    if len(body) > MAX_BYTES:
        raise too_large()
    if not unpacking.eof:
        raise _damaged()
    return body


def _damaged() -> UnfetchableError:
    return UnfetchableError(Unfetched.UNREACHABLE, "arrives damaged", "Try again later")
