"""A passage with its best sentence and its matching words marked, cut to what there is room for.

Pure: spans in, pieces of text out; the terminal and Telegram each dress the pieces their own way.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from bot.fitting import ELLIPSIS, fitting, fitting_end, utf16_length
from index import Hit, Span


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of a passage's text that is marked the same all through."""

    text: str
    best: bool
    match: bool


def marked_pieces(hit: Hit, room: int) -> Iterator[Piece]:
    """Yield the passage of a hit in pieces.

    Args:
        hit: The hit.
        room: How many UTF-16 code units the pieces may have together; a longer passage is cut around its best
            sentence, between words where it has any, never inside a grapheme cluster, with "…" at each cut.
    """
    text = hit.passage.text
    shown = _shown(text, hit.best_sentence, room)
    marks = [shown.start, shown.end, *hit.best_sentence]
    marks += [edge for match in hit.matches for edge in match]
    edges = sorted({min(max(mark, shown.start), shown.end) for mark in marks})
    if shown.start > 0:
        yield Piece(ELLIPSIS, best=False, match=False)
    for start, end in pairwise(edges):
        yield Piece(
            text[start:end],
            best=hit.best_sentence.start <= start < hit.best_sentence.end,
            match=any(match.start <= start < match.end for match in hit.matches),
        )
    if shown.end < len(text):
        yield Piece(ELLIPSIS, best=False, match=False)


def _shown(text: str, best: Span, room: int) -> Span:
    """Return the part of the text to show: all, or as much around the best sentence as there is room for."""
    if utf16_length(text) <= room:
        return Span(0, len(text))
    room -= 2 * len(ELLIPSIS)
    # The best sentence from its beginning; what is left of the room goes before and after it in equal parts.
    end = fitting(text, best, room)
    room -= utf16_length(text[best.start : end])
    start = best.start - len(fitting_end(text[: best.start], room // 2))
    room -= utf16_length(text[start : best.start])
    end = fitting(text, Span(end, len(text)), room) if end == best.end else end
    return Span(start, end)
