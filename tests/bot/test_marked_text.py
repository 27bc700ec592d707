"""Passages in pieces, cut to what there is room for."""

from __future__ import annotations

import regex
from hypothesis import given
from hypothesis import strategies as st

from bot.fitting import ELLIPSIS, utf16_length
from bot.marked_text import marked_pieces
from index import Hit
from tests.bot.answers import hits


@given(hit=hits())
def test_pieces_are_the_passage(hit: Hit) -> None:
    """With enough room the pieces are the passage, character for character."""
    assert "".join(piece.text for piece in marked_pieces(hit, room=10**9)) == hit.passage.text


@given(hit=hits(), room=st.integers(2, 400))
def test_pieces_fit_and_never_cut_a_letter(hit: Hit, room: int) -> None:
    """Cut pieces fit the room, and what they show begins and ends with whole grapheme clusters of the passage."""
    pieces = [piece.text for piece in marked_pieces(hit, room)]
    shown = "".join(pieces)
    assert utf16_length(shown) <= max(room, len(pieces))
    text = hit.passage.text
    inside = shown.removeprefix(ELLIPSIS).removesuffix(ELLIPSIS) if shown != text else shown
    assert inside in text
    if shown != text and inside and hit.best_sentence.start in _edges(text):
        assert any(
            text.startswith(inside, start) and start + len(inside) in _edges(text) | {hit.best_sentence.end}
            for start in _edges(text)
        )


def _edges(text: str) -> set[int]:
    return {0, *(match.end() for match in regex.finditer(r"\X", text))}
