"""How long a text is, as Telegram counts, and how much of it fits."""

from __future__ import annotations

import regex

from index import Span

ELLIPSIS = "…"
"""Stands where a text was cut."""

_CLUSTER = regex.compile(r"\X")
_WHITE_SPACE = regex.compile(r"\s")


def utf16_length(text: str) -> int:
    """Return the length of a text in UTF-16 code units, which Telegram counts in."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def fitting(text: str, span: Span, room: int) -> int:
    """Return the offset up to which a part of a text fits: at white space if it must be cut and has any.

    Args:
        text: Any text.
        span: The part.
        room: How many UTF-16 code units there is room for; never cut inside a grapheme cluster.
    """
    if utf16_length(text[span.start : span.end]) <= room:
        return span.end
    position = span.start
    after_word = None
    for cluster in _CLUSTER.finditer(text, span.start, span.end):
        room -= utf16_length(cluster.group())
        if room < 0:
            return after_word or position
        if _WHITE_SPACE.match(cluster.group()):
            after_word = position
        position = cluster.end()
    return position


def fitting_start(text: str, room: int) -> str:
    """Return the beginning of a text that fits: up to the end of a word if it must be cut and has any."""
    return text[: fitting(text, Span(0, len(text)), room)]


def cut(text: str, room: int) -> str:
    """Return the text, with an ellipsis at its end where it had to be cut to fit."""
    if utf16_length(text) <= room:
        return text
    return fitting_start(text, room - len(ELLIPSIS)).rstrip() + ELLIPSIS


def fitting_end(text: str, room: int) -> str:
    """Return the end of a text that fits: from the beginning of a word if it must be cut and has any."""
    clusters = _CLUSTER.findall(text)
    taken = 0
    while taken < len(clusters):
        room -= utf16_length(clusters[-1 - taken])
        if room < 0:
            break
        taken += 1
    tail = clusters[len(clusters) - taken :]
    spaces = (place for place, cluster in enumerate(tail, start=1) if _WHITE_SPACE.match(cluster))
    return "".join(tail if taken == len(clusters) else tail[next(spaces, 0) :])
