"""The operators of a page of a PDF with their operands (ISO 32000-1, 7.2, 7.3 and 7.8.2).

pypdf parses them too, at a quarter of a second for a page of shaped text, and a book would take minutes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

Operand = Any
"""A number, a string (bytes), a name (str, with its slash), a list or a dictionary of such."""

_TOKEN = re.compile(
    rb"""[\x00\t\n\f\r ]*(?:%[^\r\n]*[\x00\t\n\f\r ]*)*(?:
    (?P<number>[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?=[\x00\t\n\f\r ()<>\[\]{}/%]|$))
    |(?P<string>\((?:[^()\\]|\\.)*\))
    |(?P<nested>\()
    |(?P<hexadecimal><[0-9A-Fa-f\x00\t\n\f\r ]*>)
    |/(?P<name>[^\x00\t\n\f\r ()<>\[\]{}/%]*)
    |(?P<opens>\[|<<)
    |(?P<closes>\]|>>)
    |(?P<word>[^\x00\t\n\f\r ()<>\[\]{}/%]+)
    |(?P<stray>.)
    )""",
    re.VERBOSE | re.DOTALL,
)
_IMAGE_END = re.compile(rb"[\x00\t\n\f\r ]EI(?=[\x00\t\n\f\r ]|$)")
_ESCAPE = re.compile(rb"\\([0-7]{1,3}|\r\n|.)", re.DOTALL)
_ESCAPED = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f", b"\n": b"", b"\r": b"", b"\r\n": b""}
_HASH = re.compile(r"#([0-9A-Fa-f]{2})")
_BLANK = b"\x00\t\n\f\r "

_DEPTH = 16  # of lists in lists
_MAX_OPERANDS = 100_000
_CONSTANTS = {b"true": 1.0, b"false": 0.0, b"null": None}


def operators_in(data: bytes) -> Iterator[tuple[bytes, list[Operand]]]:
    """Yield each operator with its operands; what is no operator is passed over, as other readers do."""
    operands: list[Operand] = []
    open_lists: list[list[Operand]] = [operands]
    position = 0
    while token := _TOKEN.match(data, position):
        position = token.end()
        kind, written = token.lastgroup, token[token.lastgroup or 0]
        if kind == "opens" and len(open_lists) < _DEPTH:
            open_lists.append([])
        elif kind == "closes" and len(open_lists) > 1:
            closed = open_lists.pop()
            open_lists[-1].append(closed if written == b"]" else _dictionary(closed))
        elif kind == "word" and written not in _CONSTANTS:
            if written == b"ID":
                position = _after_image(data, position)
            yield written, operands
            operands = []
            open_lists = [operands]
        elif kind == "nested":
            value, position = _nested(data, position)
            open_lists[-1].append(value)
        elif kind not in {"stray", "opens", "closes"} and len(open_lists[-1]) < _MAX_OPERANDS:
            open_lists[-1].append(_value(kind, written))


def _value(kind: str | None, written: bytes) -> Operand:
    match kind:
        case "number":
            return float(written)
        case "name":
            name = written.decode("latin-1")
            return "/" + (_HASH.sub(lambda code: chr(int(code[1], 16)), name) if "#" in name else name)
        case "string":
            return _unescaped(written[1:-1])
        case "hexadecimal":
            digits = written[1:-1].translate(None, _BLANK)
            return bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode("ascii"))
        case _:
            return _CONSTANTS[written]


def _nested(data: bytes, start: int) -> tuple[bytes, int]:
    """Return a string with brackets in it, and where it ends; one that does not end goes to the end."""
    depth = 1
    for mark in re.compile(rb"\\.|[()]", re.DOTALL).finditer(data, start):
        depth += (mark[0] == b"(") - (mark[0] == b")")
        if not depth:
            return _unescaped(data[start : mark.start()]), mark.end()
    return _unescaped(data[start:]), len(data)


def _unescaped(written: bytes) -> bytes:
    return _ESCAPE.sub(_meant, written) if b"\\" in written else written


def _meant(escape: re.Match[bytes]) -> bytes:
    code = escape[1]
    return bytes((int(code, 8) & 0xFF,)) if code[:1].isdigit() and code < b"8" else _ESCAPED.get(code, code)


def _dictionary(items: list[Operand]) -> dict[str, Operand]:
    return {key: value for key, value in zip(items[::2], items[1::2], strict=False) if isinstance(key, str)}


def _after_image(data: bytes, position: int) -> int:
    """Return where an image inside the page ends (ISO 32000-1, 8.9.7)."""
    end = _IMAGE_END.search(data, position)
    return end.end() if end else len(data)
