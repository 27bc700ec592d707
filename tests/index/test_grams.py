"""Runs of letters inside words, as numbers."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.grams import gram_codes
from tests.texts import indic_words

# Words and their n-grams, in order of length and place.
GRAMS = [
    (["ab"], (1,), ["^", "a", "b", "$"]),
    (["ab"], (2,), ["^a", "ab", "b$"]),
    (["नदी"], (3,), ["^नद", "नदी", "दी$"]),
    (["अ", "इउ"], (2, 3), ["^अ", "अ$", "^इ", "इउ", "उ$", "^अ$", "^इउ", "इउ$"]),
    (["a"], (4,), []),  # shorter than the run
    ([""], (2,), ["^$"]),
    ([""], (3,), []),
    ([], (1, 2, 3, 4), []),
]
WORDS = st.lists(indic_words() | st.text("abक🙂", max_size=5), max_size=6)
LENGTHS = st.lists(st.integers(1, 4), unique=True, max_size=4)


def code(gram: str, tag: int = 0) -> int:
    """Return the number of one n-gram: 16 bits a letter."""
    number = 0
    for letter in gram:
        number = number << 16 | (ord(letter) + tag) & 0xFFFF
    return number


def grams_of(words: list[str], lengths: list[int]) -> list[tuple[str, int]]:
    """Return the n-grams of the words with their words' numbers, the plain way."""
    return [
        (marked[start : start + length], number)
        for length in lengths
        for number, marked in enumerate(f"^{word}$" for word in words)
        for start in range(len(marked) - length + 1)
    ]


@pytest.mark.parametrize(("words", "lengths", "grams"), GRAMS)
def test_grams_by_hand(words: list[str], lengths: tuple[int, ...], grams: list[str]) -> None:
    """A word's edges are marked, and no run goes from one word into the next."""
    codes, _ = gram_codes(words, lengths)
    assert codes.tolist() == [code(gram) for gram in grams]


@given(WORDS, LENGTHS, st.sampled_from([0, 128]))
def test_grams_of_any_words(words: list[str], lengths: list[int], tag: int) -> None:
    """All words at once give what each gives by itself, each run with the number of its word."""
    codes, owners = gram_codes(words, lengths, tag)
    expected = grams_of(words, lengths)
    assert codes.tolist() == [code(gram, tag) for gram, _ in expected]
    assert owners.tolist() == [number for _, number in expected]
    assert owners.dtype == np.int64


@given(st.lists(st.text("abkz", min_size=1, max_size=6), min_size=1, max_size=5), LENGTHS.filter(bool))
def test_a_tag_keeps_two_spellings_apart(words: list[str], lengths: list[int]) -> None:
    """The runs of one spelling are never those of another that has its own tag."""
    plain, _ = gram_codes(words, lengths)
    tagged, _ = gram_codes(words, lengths, tag=128)
    assert not {*plain.tolist()} & {*tagged.tolist()}


def test_lone_surrogates_are_letters() -> None:
    """Half a character, which a chat may send, is no error."""
    codes, _ = gram_codes(["\ud800"], (3,))
    assert codes.tolist() == [code("^\ud800$")]
