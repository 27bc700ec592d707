"""Words from outside as one line that can be shown, logged and sent: names of files, titles, authors."""

from __future__ import annotations

import re
import unicodedata

_NAME_LENGTH = 100
_ENDING_LENGTH = 20  # of a name that is cut: what tells its kind, and a number that tells it from the next

_JOINERS = "\u200c\u200d"  # words of Indian scripts and of Persian are written with them
_PARTS = re.compile(r"[/\\]")


def one_line(text: str, length: int) -> str:
    """Return a text as one line of at most so many characters, without what cannot be seen or turns others around."""
    line = " ".join("".join(map(_shown, text)).split())
    return line if len(line) <= length else line[: length - 1].rstrip() + "…"


def harmless_name(name: str) -> str:
    """Return the last part of a file's name as one short line; "document" where nothing is left of it."""
    parts = (" ".join("".join(map(_shown, part)).split()) for part in reversed(_PARTS.split(name)))
    line = next((part for part in parts if part.strip(".")), "document")
    if len(line) <= _NAME_LENGTH:
        return line
    return f"{line[: _NAME_LENGTH - _ENDING_LENGTH - 1]}…{line[-_ENDING_LENGTH:]}"


def _shown(character: str) -> str:
    if character in _JOINERS:
        return character
    match unicodedata.category(character):
        case "Cc" | "Zl" | "Zp":
            return " "
        case "Cf" | "Cs":  # marks of direction and other invisible ones, halves of characters
            return ""
        case _:
            return character
