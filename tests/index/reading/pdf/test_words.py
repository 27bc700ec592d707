"""Words on one line of a PDF."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from index.reading.pdf.glyphs import Glyph
from index.reading.pdf.words import words_on


def placed(texts: Iterable[tuple[str, float]]) -> list[Glyph]:
    """Return glyphs half as wide as high, of size 10, with their starts."""
    return [Glyph(text, start, start + 5 * bool(text), 700, 10, "F") for text, start in texts]


LINES: dict[str, tuple[list[tuple[str, float]], str]] = {
    "letters side by side": ([("क", 0), ("म", 5), ("ल", 10)], "कमल"),
    "letters that are pressed": ([("क", 0), ("म", 4), ("ल", 8)], "कमल"),
    "a gap": ([("क", 0), ("म", 7)], "क म"),
    "a space": ([("क", 0), (" ", 5), ("म", 10)], "क म"),
    "a narrow space": ([("क", 0), (" ", 5), ("म", 6)], "क म"),
    "a space that is wider than it says": ([("क", 0), (" ", 5), ("म", 4)], "क म"),
    "spaces that are drawn before the words": ([(" ", 10), (" ", 20), ("क", 5), ("म", 15), ("ल", 25)], "क म ल"),
    "a stop in another font before a space": ([("क", 0), (" ", 10), ("।", 5), ("म", 15)], "क। म"),
    "words that are drawn in another order": ([("म", 12), ("न", 17), ("क", 0), ("ल", 5)], "कल मन"),
    "a sign over the letter before": ([("म", 0), ("े", 1), ("रा", 5)], "मेरा"),
    "a syllable said by its first glyph": ([("कि", 0), ("", 5), ("त", 5)], "कित"),
    "bold by writing twice": ([("क", 0), ("म", 5), ("क", 0.5), ("म", 5.5)], "कम"),
    "the same letter twice": ([("म", 0), ("म", 5)], "मम"),
    "white space": ([(" ", 0), ("\n", 5)], ""),
    "nothing": ([], ""),
    "from right to left": ([("ا", 0), ("ن", 5), (" ", 10), ("ک", 15)], "ک نا"),
    "from right to left, in the order of reading": ([("ک", 15), ("ن", 5), ("ا", 0)], "ک نا"),
    "a number inside": ([("ہ", 0), (" ", 5), ("2", 10), ("5", 15), (" ", 20), ("ک", 25)], "ک 25 ہ"),
}


@pytest.mark.parametrize(("glyphs", "text"), LINES.values(), ids=LINES)
def test_words_are_as_a_reader_sees_them(glyphs: list[tuple[str, float]], text: str) -> None:
    """Where a word ends and in which order words are is told by their places."""
    assert words_on(placed(glyphs)) == text
