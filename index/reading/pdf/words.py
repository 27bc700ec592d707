"""From glyphs on one line to its text: which of them are words, and in which order they are read."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from index.reading.pdf.glyphs import Glyph

# In parts of the size of the letters.
_WORD_GAP = 0.15  # spaces are 0.25 of it, and 0.2 where a line is pressed
_BACK = 0.4  # vowel signs are drawn over the letter before; what is further back is drawn apart
_NEAR = 1.0  # some fonts are wider than they say: a space that is drawn after a word may end inside the next one
_OVERPRINTED = 0.15  # bold letters are made by some programs by writing them twice

_RIGHT_TO_LEFT = frozenset(("R", "AL"))
_LEFT_TO_RIGHT = frozenset(("L", "EN", "AN"))  # also the digits inside a line that goes from right to left


def words_on(glyphs: Sequence[Glyph]) -> str:
    """Return the text of a line."""
    once = list(_once(glyphs))
    text = "".join(_from_the_right(once) if _is_from_the_right(once) else _from_the_left(once))
    return " ".join(text.split())


def is_blank(glyph: Glyph) -> bool:
    """Return whether a glyph is a space."""
    return glyph.text.isspace()


def _once(glyphs: Iterable[Glyph]) -> Iterator[Glyph]:
    """Yield glyphs without those that are written once more at the same place."""
    drawn: dict[tuple[str, int], float] = {}
    for glyph in glyphs:
        near = _OVERPRINTED * glyph.size
        if glyph.text and near:
            place = int(glyph.start / near)
            starts = (drawn.get((glyph.text, place + step)) for step in (-1, 0, 1))
            if any(start is not None and abs(glyph.start - start) < near for start in starts):
                continue
            drawn[glyph.text, place] = glyph.start
        yield glyph


def _from_the_left(glyphs: Iterable[Glyph]) -> Iterator[str]:
    """Yield words, ordered by their places; the glyphs of a word stay in the order in which they are drawn."""
    end: float | None = None
    for word in sorted(_words(glyphs), key=lambda word: word.start):
        if word.spaced or (end is not None and word.start - end > _WORD_GAP * word.size):
            yield " "
        yield from word.texts
        end = word.end if end is None else max(end, word.end)


def _words(glyphs: Iterable[Glyph]) -> list[_Word]:
    words: list[_Word] = []
    space: Glyph | None = None  # that was drawn right after the last word
    apart = False
    for glyph in glyphs:
        if is_blank(glyph):
            space = glyph if words and words[-1].goes_on_with(glyph) else None
            apart = True
        elif words and not apart and words[-1].goes_on_with(glyph):
            words[-1].add(glyph)
        else:
            near = space is not None and abs(glyph.start - space.end) < _NEAR * glyph.size
            words.append(_Word(glyph, spaced=near))
            space, apart = None, False
    return words


class _Word:
    """Glyphs that are drawn next to each other."""

    def __init__(self, glyph: Glyph, *, spaced: bool) -> None:
        self.start, self.end, self.size = glyph.start, glyph.end, glyph.size
        self.spaced = spaced
        self.texts = [glyph.text]

    def goes_on_with(self, glyph: Glyph) -> bool:
        return self.start - _BACK * self.size <= glyph.start <= self.end + _WORD_GAP * self.size

    def add(self, glyph: Glyph) -> None:
        self.end = max(self.end, glyph.end)
        self.texts.append(glyph.text)


def _is_from_the_right(glyphs: Iterable[Glyph]) -> bool:
    directions = [_direction(glyph.text) for glyph in glyphs]
    right = sum(direction in _RIGHT_TO_LEFT for direction in directions)
    return right > directions.count("L")


def _from_the_right(glyphs: Iterable[Glyph]) -> Iterator[str]:
    """Yield glyphs from right to left, and of words and numbers inside that are the other way round, from left."""
    parts: list[str] = []
    start: float | None = None
    for glyph in sorted(glyphs, key=lambda glyph: -glyph.end):
        if start is not None and start - glyph.end > _WORD_GAP * glyph.size:
            parts.append(" ")
        parts.append(glyph.text)
        start = glyph.start if start is None else min(start, glyph.start)
    for turned, run in groupby(parts, key=lambda part: _direction(part) in _LEFT_TO_RIGHT):
        texts = list(run)
        yield from reversed(texts) if turned else texts


def _direction(text: str) -> str:
    return unicodedata.bidirectional(text[0]) if text else ""
