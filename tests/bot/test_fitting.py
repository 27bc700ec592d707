"""How much of a text fits."""

from __future__ import annotations

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from bot.fitting import fitting, fitting_end, fitting_start, utf16_length
from index import Span
from tests.bot.answers import texts

ROOM = st.integers(-3, 130)

# A text, the room, its beginning and its end that fit.
CUTS = [
    ("नदी बहती है", 11, "नदी बहती है", "नदी बहती है"),
    ("नदी बहती है", 10, "नदी बहती", "बहती है"),
    ("नदी बहती है", 4, "नदी", "है"),
    ("नदी बहती है", 2, "न", "है"),  # no white space: between letters
    ("नदी", 1, "न", ""),
    ("कि" * 4, 5, "किकि", "किकि"),
    ("a🙂🙂", 4, "a🙂", "🙂🙂"),
    ("a🙂🙂", 2, "a", "🙂"),
    ("a\r\nb", 3, "a", "b"),
    ("ab \u093fc", 3, "ab", "c"),  # a space that carries a mark is one letter with it
    ("a b", 0, "", ""),
    ("", 5, "", ""),
]


def edges(text: str) -> set[int]:
    """Return the offsets between grapheme clusters."""
    return {0, *(cluster.end() for cluster in regex.finditer(r"\X", text))}


@pytest.mark.parametrize(("text", "room", "start", "end"), CUTS)
def test_texts_are_cut_between_words(text: str, room: int, start: str, end: str) -> None:
    """What fits ends with a word, or where one word alone is too long, with a letter."""
    assert fitting_start(text, room) == start
    assert fitting_end(text, room) == end


@given(texts, ROOM)
def test_the_beginning_fits(text: str, room: int) -> None:
    """The beginning that fits is as long as there is room for, never ends inside a letter, and is all that can be."""
    start = fitting_start(text, room)
    assert text.startswith(start)
    assert utf16_length(start) <= max(room, 0)
    assert len(start) in edges(text)
    if utf16_length(text) <= room:
        assert start == text
    elif start:
        assert text[len(start)].isspace() or not regex.search(r"\s", start[1:])


@given(texts, ROOM)
def test_the_end_fits(text: str, room: int) -> None:
    """The end that fits is as long as there is room for and never begins inside a letter."""
    end = fitting_end(text, room)
    assert text.endswith(end)
    assert utf16_length(end) <= max(room, 0)
    assert len(text) - len(end) in edges(text)
    if utf16_length(text) <= room:
        assert end == text


@given(texts, ROOM, st.integers(0, 60), st.integers(0, 60))
def test_a_part_fits(text: str, room: int, first: int, last: int) -> None:
    """Of a part of a text, what fits begins where the part does and does not go over its end."""
    span = Span(*sorted((min(first, len(text)), min(last, len(text)))))
    end = fitting(text, span, room)
    assert span.start <= end <= span.end
    assert utf16_length(text[span.start : end]) <= max(room, 0)


@pytest.mark.parametrize(("text", "length"), [("", 0), ("नदी", 3), ("🙂", 2), ("👩‍👩‍👧", 8), ("\ud83d", 1)])
def test_length_is_counted_as_telegram_counts(text: str, length: int) -> None:
    """Telegram counts UTF-16 units: an emoji is two, half of one is one."""
    assert utf16_length(text) == length
