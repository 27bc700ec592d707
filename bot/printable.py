"""Text from outside, made fit for a terminal."""

from __future__ import annotations

import unicodedata


def printable(text: str) -> str:
    """Return the text without what would steer a terminal: control characters, and marks that turn the direction."""
    return "".join(
        " " if unicodedata.category(character) == "Cc" and character != "\n" else character
        for character in text
        if unicodedata.bidirectional(character) not in {"LRE", "RLE", "PDF", "LRO", "RLO", "LRI", "RLI", "FSI", "PDI"}
    )


def on_one_line(text: str) -> str:
    """Return the text so that it is one line of a terminal."""
    return " ".join(printable(text).split())
