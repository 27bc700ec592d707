"""From glyphs on pages to paragraphs: words, lines, what belongs together, and what only pages have."""

from __future__ import annotations

import math
import re
import statistics
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from index.reading.pdf.glyphs import Glyph
from index.reading.pdf.words import is_blank, words_on

# In parts of the size of the letters.
_SAME_LINE = 0.5  # indices and exponents stand so far off their line, and lines are a whole letter apart
_INDENT = 0.8
_OTHER_SIZE = 0.12
_COLUMN = 4.0  # lines that begin so near to each other stand in one column

_WIDE_GAP = 1.25  # to the usual distance of lines: more room than that parts paragraphs
_SHORT_LINE = 0.8  # to the widest line around: a line that ends before that and ends a sentence ends its paragraph

_AROUND = 6  # lines before and after one that are compared with it
_EDGE_LINES = 2  # of a page, at its top and at its bottom, that may be a running head
_RUNNING_PAGES = 3  # on so many pages at least must a line stand to be one

_SENTENCE_END = re.compile(r"[.?!:;।॥؟۔…|][\"'”’»)\]]*$")
_ITEM = re.compile(r"([•●▪■◦‣–—*·\uf0b7\uf0a7]|\(?(\d{1,3}|[ivx]{1,4}|[^\W\d_])[.)])\s")
_HYPHENATED = re.compile(r"[a-z\u00df-\u024f]-$")  # in Indian scripts a hyphen at the end of a line is the word's own
_SMALL_LETTER = re.compile(r"[a-z\u00df-\u024f]")
_DIGITS = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page.

    Attributes:
        start: Where it begins, in points, as in :class:`~index.reading.pdf.glyphs.Glyph`.
    """

    text: str
    start: float
    end: float
    across: float
    size: float


def lines_of(glyphs: Iterable[Glyph]) -> list[Line]:
    """Return the lines of a page, in the order in which they were drawn: columns stay apart."""
    lines: list[list[Glyph]] = []
    for glyph in glyphs:
        first = lines[-1][0] if lines else None
        if first and abs(first.across - glyph.across) < _SAME_LINE * max(first.size, glyph.size):
            lines[-1].append(glyph)
        else:
            lines.append([glyph])
    return [line for line in map(_line, lines) if line.text]


def without_running_heads(pages: Sequence[Sequence[Line]]) -> list[list[Line]]:
    """Return pages without lines at their edges that most of them have, whatever number is in them."""
    counts = Counter(form for page in pages for form in {_form(line) for line in _edges(page)})
    least = max(_RUNNING_PAGES, len(pages) // 2 + 1)
    running = {form for form, number in counts.items() if number >= least}
    return [
        [line for line in page if not (_form(line) in running and line in edges)]
        for page, edges in ((page, _edges(page)) for page in pages)
    ]


def paragraphs_of(pages: Iterable[Sequence[Line]]) -> list[str]:
    """Return the paragraphs of pages; one that goes on over the end of a page is one."""
    paragraphs: list[str] = []
    before: Line | None = None
    for page in pages:
        usual = _usual_distance(page)
        for number, line in enumerate(page):
            near = page[max(0, number - _AROUND) : number + _AROUND]
            if before is None or _begins(line, before, usual, near, new_page=number == 0):
                paragraphs.append(line.text)
            else:
                paragraphs[-1] = _continued(paragraphs[-1], line.text)
            before = line
    return [paragraph.replace("\u00ad", "") for paragraph in paragraphs]


def _line(glyphs: list[Glyph]) -> Line:
    seen = [glyph for glyph in glyphs if glyph.text and not is_blank(glyph)] or glyphs
    return Line(
        text=words_on(glyphs),
        start=min(glyph.start for glyph in seen),
        end=max(glyph.end for glyph in seen),
        across=glyphs[0].across,
        size=Counter(round(glyph.size, 1) for glyph in seen).most_common(1)[0][0],
    )


def _edges(page: Sequence[Line]) -> list[Line]:
    """Return the lines at the top and at the bottom of a page."""
    ordered = sorted(page, key=lambda line: line.across)
    return ordered[:_EDGE_LINES] + ordered[_EDGE_LINES:][-_EDGE_LINES:]


def _form(line: Line) -> str:
    """Return a line without what changes from page to page."""
    return _DIGITS.sub("#", line.text)


def _usual_distance(page: Sequence[Line]) -> float:
    """Return how far lines are apart inside paragraphs, infinitely far where a page does not show it."""
    distances = [
        above.across - below.across
        for above, below in pairwise(page)
        if 0 < above.across - below.across < 3 * above.size
    ]
    return statistics.median_low(distances) if distances else math.inf


def _begins(line: Line, before: Line, usual: float, near: Sequence[Line], *, new_page: bool) -> bool:
    """Return whether a line begins a paragraph.

    Args:
        line: The line.
        before: The one before it.
        usual: How far lines are apart.
        near: Lines around it.
        new_page: Whether it is the first of a page.
    """
    if _ITEM.match(line.text) or abs(line.size - before.size) > _OTHER_SIZE * before.size:
        return True
    ended = bool(_SENTENCE_END.search(before.text))
    if new_page or line.across > before.across:  # the next page, or the next column
        return ended
    if before.across - line.across > _WIDE_GAP * usual:
        return True
    indented = line.start - before.start > _INDENT * line.size
    column = [other.end - before.start for other in near if abs(other.start - before.start) < _COLUMN * line.size]
    return ended and (indented or before.end - before.start < _SHORT_LINE * max(column, default=0.0))


def _continued(paragraph: str, line: str) -> str:
    """Return a paragraph with one more line; a word that was parted at the end of a line is joined."""
    if paragraph.endswith("\u00ad"):
        return paragraph[:-1] + line
    if _HYPHENATED.search(paragraph) and _SMALL_LETTER.match(line):
        return paragraph[:-1] + line
    return paragraph + line if paragraph.endswith("-") else f"{paragraph} {line}"
