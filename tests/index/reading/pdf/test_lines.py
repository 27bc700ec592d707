"""Lines and paragraphs of a PDF."""

from __future__ import annotations

import pytest

from index.reading.pdf.glyphs import Glyph
from index.reading.pdf.lines import Line, lines_of, paragraphs_of, without_running_heads


def page(*lines: str | tuple[str, dict[str, float]], top: float = 700) -> list[Line]:
    """Return lines of a page, 14 points apart, each letter 6 wide; with what is different in some."""
    made = []
    for number, line in enumerate(lines):
        text, other = line if isinstance(line, tuple) else (line, {})
        start = other.get("start", 50.0)
        across = other.get("across", top - 14 * number)
        made.append(Line(text, start, other.get("end", start + 6 * len(text)), across, other.get("size", 10.0)))
    return made


FULL = "a line that is as long as lines are here, and"

PARAGRAPHS = {
    "lines of one": (page(FULL, FULL, "the end."), [f"{FULL} {FULL} the end."]),
    "a short end": (page(FULL, "the end.", FULL, FULL), [f"{FULL} the end.", f"{FULL} {FULL}"]),
    "a short line that does not end": (page(FULL, "the end of", FULL), [f"{FULL} the end of {FULL}"]),
    "more room": (page(FULL, FULL, (FULL, {"across": 650}), FULL), [f"{FULL} {FULL}", f"{FULL} {FULL}"]),
    "an indented line": (page(FULL + ".", (FULL, {"start": 62}), FULL), [f"{FULL}.", f"{FULL} {FULL}"]),
    "a heading": (page(("A heading", {"size": 14}), FULL), ["A heading", FULL]),
    "items": (page("1. one", "2. two", "• three", "(iv) four"), ["1. one", "2. two", "• three", "(iv) four"]),
    "a bracket": (page(FULL, "(NATO) and"), [f"{FULL} (NATO) and"]),
    "parted words": (page("an inter-", "national word"), ["an international word"]),
    "words that have a hyphen": (page("दक्षिण-", "पश्चिमी", "Saint-", "Denis"), ["दक्षिण-पश्चिमी Saint-Denis"]),
    "soft hyphens": (page("an inter\u00ad", "natio\u00adnal word"), ["an international word"]),
}


@pytest.mark.parametrize(("lines", "paragraphs"), PARAGRAPHS.values(), ids=PARAGRAPHS)
def test_lines_make_paragraphs(lines: list[Line], paragraphs: list[str]) -> None:
    """Lines of a paragraph are joined, and paragraphs are apart where a reader sees it."""
    assert paragraphs_of([lines]) == paragraphs


def test_paragraphs_go_on_over_pages_and_columns() -> None:
    """A paragraph that does not end on its page goes on on the next, and in the next column."""
    assert paragraphs_of([page(FULL), page(FULL, "the end."), page(FULL)]) == [f"{FULL} {FULL} the end.", FULL]
    second = page((FULL, {"start": 400}), ("on.", {"start": 400}), ("More.", {"start": 400}))
    assert paragraphs_of([page(FULL, FULL) + second]) == [f"{FULL} {FULL} {FULL} on.", "More."]


def test_lines_are_told_by_their_height() -> None:
    """What stands at one height is a line, with what is a little higher in it; columns are lines of their own."""
    heights = [("a", 0.0, 700.0), ("2", 5.0, 703.0), ("b", 0.0, 686.0), ("c", 300.0, 700.0), (" ", 0.0, 600.0)]
    glyphs = [Glyph(text, start, start + 5, across, 10, "F") for text, start, across in heights]
    assert [line.text for line in lines_of(glyphs)] == ["a2", "b", "c"]


def test_running_heads_are_left_out() -> None:
    """Lines at the edges of most pages, whatever number is in them, are no text; inside a page they are."""
    texts = [[letter * 3, FULL, "Report 9", FULL, letter * 4] for letter in "abcd"]
    pages = [page(f"Report {number}", *text, f"- {number} -") for number, text in enumerate(texts, start=1)]
    assert [[line.text for line in lines] for lines in without_running_heads(pages)] == texts


def test_two_pages_show_no_running_head() -> None:
    """On a page or two nothing tells a running head from a heading."""
    pages = [page("Report", FULL)] * 2
    assert without_running_heads(pages) == pages
    assert without_running_heads([[]]) == [[]]
    assert paragraphs_of([[], []]) == []
