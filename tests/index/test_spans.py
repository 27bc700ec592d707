"""Offsets into a text: trimmed of white space, widened to what a reader takes for letters."""

from __future__ import annotations

from itertools import pairwise

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from index.spans import Span, on_clusters, trimmed
from tests.texts import any_text, indic_text

# A text, a part of it that cuts a letter, and the whole letters around it.
CUT_LETTERS = [
    ("कि", "ि", "कि"),  # a vowel sign with its consonant
    ("कहाँ", "हा", "हाँ"),  # the mark behind
    ("क़लम", "क", "क़"),  # decomposed nukta
    ("क्षमा", "क", "क्ष"),  # a conjunct is one letter
    ("രാജാവ്", "ര", "രാ"),
    ("e\u0301t", "e", "e\u0301"),
    ("👨‍👩‍👧!", "👩", "👨‍👩‍👧"),
    ("🇮🇳", "🇮", "🇮🇳"),
    ("a\r\nb", "\r", "\r\n"),
    ("सेना", "सेना", "सेना"),
]


@st.composite
def texts_with_spans(draw: st.DrawFn) -> tuple[str, list[Span]]:
    """A text and some parts of it, in any order, which may overlap."""
    text = draw(indic_text(12) | any_text())
    edge = st.integers(0, len(text))
    spans = draw(st.lists(st.tuples(edge, edge).map(sorted).map(lambda edges: Span(*edges)), max_size=6))
    return text, [span for span in spans if span.start < span.end]


@pytest.mark.parametrize(("text", "part", "letters"), CUT_LETTERS)
def test_a_cut_letter_is_made_whole(text: str, part: str, letters: str) -> None:
    """A span that cuts a grapheme cluster takes in all of it, and no more."""
    start = text.index(part)
    (whole,) = on_clusters(text, [Span(start, start + len(part))])
    assert text[whole.start : whole.end] == letters


def test_spans_that_touch_become_one() -> None:
    """Neighbours and overlaps are joined, what stands apart stays apart, and the order is the text's."""
    assert on_clusters("abcdefgh", [Span(6, 8), Span(1, 3), Span(0, 2), Span(3, 4)]) == (Span(0, 4), Span(6, 8))


def test_a_span_in_another_is_no_span_of_its_own() -> None:
    """A long span stays as long as it is where a short one lies in it."""
    assert on_clusters("abcdefgh", [Span(0, 6), Span(1, 2), Span(4, 5)]) == (Span(0, 6),)


def test_no_spans_give_none() -> None:
    """Nothing to widen is no error, in an empty text either."""
    assert on_clusters("", []) == on_clusters("सेना", []) == ()


@given(texts_with_spans())
def test_widened_spans_lie_on_clusters_in_order_and_apart(drawn: tuple[str, list[Span]]) -> None:
    """Whatever the text and the spans: edges between clusters, in order, with something between one and the next."""
    text, spans = drawn
    edges = {0, *(cluster.end() for cluster in regex.finditer(r"\X", text))}
    widened = on_clusters(text, spans)
    assert all(span.start < span.end and {*span} <= edges for span in widened)
    assert all(one.end < other.start for one, other in pairwise(widened))


@given(texts_with_spans())
def test_widened_spans_hold_the_spans_and_only_their_clusters(drawn: tuple[str, list[Span]]) -> None:
    """Nothing of a span is lost, and no cluster is taken in of which no span has a part."""
    text, spans = drawn
    widened = on_clusters(text, spans)
    assert all(any(whole.start <= start and end <= whole.end for whole in widened) for start, end in spans)
    for cluster in regex.finditer(r"\X", text):
        first, last = cluster.span()
        taken = any(whole.start <= first < whole.end for whole in widened)
        assert taken == any(start < last and first < end for start, end in spans)


@pytest.mark.parametrize(
    ("text", "span", "inside"),
    [
        ("  सेना \n", Span(0, 8), "सेना"),
        ("a सेना b", Span(1, 7), "सेना"),
        ("सेना", Span(0, 4), "सेना"),
        ("\u00a0\u2003सेना\u2028", Span(0, 7), "सेना"),
        (" \n\t ", Span(0, 4), ""),
        ("ab", Span(1, 1), ""),
    ],
)
def test_trimming_leaves_white_space_out(text: str, span: Span, inside: str) -> None:
    """What is left of a span begins and ends with something to see; where there is nothing, it is empty."""
    start, end = trimmed(text, span)
    assert text[start:end] == inside
    assert span.start <= start <= end <= span.end


@given(texts_with_spans())
def test_trimming_is_strip_with_offsets(drawn: tuple[str, list[Span]]) -> None:
    """A trimmed span is the part of the text that ``str.strip`` leaves of it, where it stands."""
    text, spans = drawn
    for span in spans:
        start, end = trimmed(text, span)
        assert text[start:end] == text[span.start : span.end].strip()
        assert span.start <= start <= end <= span.end
