"""Pseudo-words out of a Markov chain."""

from __future__ import annotations

import pytest
import regex

from index.bench.words import pseudo_words
from index.errors import IndexingError
from tests.index.bench.corpora import TEXTS


def test_words_are_distinct_and_as_many_as_wanted() -> None:
    """No word comes twice, and none is missing."""
    words = pseudo_words(TEXTS, 5_000, 0)
    assert len(words) == len({*words}) == 5_000


def test_words_are_the_same_for_the_same_seed() -> None:
    """The seed decides, and fewer words are the first of more."""
    assert pseudo_words(TEXTS, 100, 1) == pseudo_words(TEXTS, 200, 1)[:100]
    assert pseudo_words(TEXTS, 100, 1) != pseudo_words(TEXTS, 100, 2)


def test_words_are_made_of_the_clusters_of_the_text() -> None:
    """Words begin as words of the text do, and go on as they do: no vowel sign stands alone."""
    starts = {regex.findall(r"\X", word)[0] for word in regex.findall(r"[\p{L}\p{M}]+", TEXTS[0])}
    assert all(any(word.startswith(start) for start in starts) for word in pseudo_words(TEXTS, 500, 0))


def test_many_words_come_of_little_text() -> None:
    """A million passages have 200,000 words, which one article cannot give but by compounds."""
    words = pseudo_words(TEXTS, 200_000, 0)
    assert len({*words}) == 200_000
    assert max(map(len, words)) < 60


@pytest.mark.parametrize("texts", [[], [""], ["123 …"], ["क"]], ids=str)
def test_too_little_text_is_said(texts: list[str]) -> None:
    """A text that cannot give so many words ends in an error, not in a loop."""
    with pytest.raises(IndexingError, match="too few words to make 50"):
        pseudo_words(texts, 50, 0)
