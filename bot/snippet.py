"""A line of a passage around what matches, for lists."""

from __future__ import annotations

from dataclasses import replace

from bot.marked_text import marked_pieces
from index import Hit, Span

_SHOWN = 120  # UTF-16 units: the two or three lines that a list shows of each item


def snippet(hit: Hit) -> str:
    """Return the best sentence in a line; a long one from around the first word in it that matches."""
    best = hit.best_sentence
    first = next((match.start for match in hit.matches if best.start <= match.start < best.end), best.start)
    start = best.start if first - best.start < _SHOWN // 2 else first
    pieces = marked_pieces(replace(hit, best_sentence=Span(start, best.end)), _SHOWN)
    return " ".join("".join(piece.text for piece in pieces).split())
