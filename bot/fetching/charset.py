"""Text out of bytes, in whatever encoding the web has it."""

from __future__ import annotations

import codecs
import re

_DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?([\w-]+)""", re.ASCII)
_PRESCAN = 1024  # bytes: where a page may say its encoding, https://html.spec.whatwg.org/#prescan-a-byte-stream-to-determine-its-encoding
_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
# Python's names of what pages are written in; some of its other codecs take hours for what they are given.
_KNOWN = re.compile(r"utf-8|utf-16(-[bl]e)?|cp125[0-8]|iso8859-\d+")


def to_text(content: bytes, declared: str | None = None) -> str:
    """Return text, with U+FFFD for what cannot be decoded.

    A byte order mark says what it is; then what is UTF-8 is UTF-8, whatever is declared: servers often declare what
    somebody once set for all of their pages, and text in another encoding is hardly ever UTF-8 by chance.

    Args:
        content: A page, a feed, or plain text.
        declared: The encoding that its server says, which outranks the one that it says itself.
    """
    for mark, marked in _MARKS:
        if content.startswith(mark):
            return content[len(mark) :].decode(marked, "replace")
    if b"\0" not in content:
        try:
            return content.decode("utf-8")
        except UnicodeDecodeError:
            pass
    own = _DECLARED.search(content[:_PRESCAN])
    names = (declared, own and own[1].decode("ascii"))
    encodings = [encoding for name in names if name and (encoding := _python_name(name))]
    # What is undeclared and damaged here is most often UTF-8 with a letter cut in two.
    return content.decode(encodings[0] if encodings else "utf-8", "replace")


def _python_name(name: str) -> str | None:
    """Return what Python calls an encoding; Latin-1 and ASCII are Windows-1252, https://encoding.spec.whatwg.org."""
    try:
        known = codecs.lookup(name).name
    except (LookupError, ValueError):
        return None
    if known in {"ascii", "iso8859-1"}:
        return "cp1252"
    return known if _KNOWN.fullmatch(known) else None
