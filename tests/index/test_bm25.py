"""BM25: rank-bm25's counts and formula with a sound idf."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.bm25 import K1, B, Okapi, idf, saturated

TERMS = ["सेना", "शांति", "रूस", "nfl", "19", "संधि"]
PASSAGES = st.lists(st.lists(st.sampled_from(TERMS), max_size=12), max_size=8)
QUERY = st.lists(st.sampled_from([*TERMS, "अज्ञात"]), max_size=6)
COUNTS = st.floats(0.01, 100)
LENGTHS = st.floats(0.01, 20)


def scores(passages: list[list[str]], *query: str, b: float = B) -> list[float]:
    """Return every passage's score for the query."""
    found: list[float] = Okapi(passages, b=b).get_scores(query).tolist()
    return found


def value(frequency: float, length: float, k1: float = K1, b: float = B) -> float:
    """Return the saturated frequency of one term of one passage."""
    return float(saturated(np.array(frequency), np.array(length), k1, b))


@pytest.mark.parametrize(
    ("size", "frequency", "expected"),
    [(1, 1, math.log(4 / 3)), (2, 1, math.log(2)), (2, 2, math.log(1.2)), (10, 0, math.log(22)), (0, 0, math.log(2))],
)
def test_idf_is_lucenes(size: int, frequency: int, expected: float) -> None:
    """The idf is log(1 + (N - n + 0.5) / (n + 0.5))."""
    assert idf(size, frequency) == pytest.approx(expected)


@given(st.integers(1, 10**7).flatmap(lambda size: st.tuples(st.just(size), st.integers(1, size))))
def test_idf_is_positive_and_falls(sizes: tuple[int, int]) -> None:
    """No word counts against the passage that has it, and a rarer word counts for more."""
    size, frequency = sizes
    assert 0 < idf(size, frequency) < idf(size, frequency - 1)


def test_idfs_of_many_terms_are_those_of_each() -> None:
    """An array of frequencies gives an array of idfs; a frequency need not be a whole number."""
    together = idf(9, np.array([0, 1, 2.5, 9]))
    np.testing.assert_array_equal(together, [idf(9, frequency) for frequency in (0, 1, 2.5, 9)])


@pytest.mark.parametrize(
    ("frequency", "length", "expected"),
    [(0, 1, 0), (1, 1, 1), (2, 1, 2 * (K1 + 1) / (2 + K1)), (1, 2, (K1 + 1) / (1 + K1 * (1 + B))), (0, 0, 0)],
)
def test_saturation_by_hand(frequency: float, length: float, expected: float) -> None:
    """Robertson's formula: what occurs once in a passage of average length counts 1."""
    assert value(frequency, length) == pytest.approx(expected)


@given(COUNTS, LENGTHS, st.floats(0.1, 3), st.floats(0, 1))
def test_repetition_counts_ever_less_and_never_more_than_the_limit(
    frequency: float, length: float, k1: float, b: float
) -> None:
    """More occurrences count more, the second less than the first, all together less than k1 + 1."""
    once, twice = value(frequency, length, k1, b), value(2 * frequency, length, k1, b)
    assert 0 < once < twice < k1 + 1
    assert twice < 2 * once


@given(COUNTS, LENGTHS)
def test_length_counts_against_a_passage_unless_it_is_not_to_count(frequency: float, length: float) -> None:
    """A word says less in a longer passage; with b = 0 all lengths are alike."""
    assert value(frequency, 2 * length) < value(frequency, length)
    assert value(frequency, 2 * length, b=0) == value(frequency, length, b=0)


def test_saturation_of_a_table_is_that_of_each_cell() -> None:
    """Frequencies of shape (terms, passages) take lengths of shape (passages,)."""
    frequencies, lengths = np.array([[0, 1, 2.5], [3, 0, 1]]), np.array([0.5, 1, 1.5])
    table = saturated(frequencies, lengths)
    assert table.shape == (2, 3)
    for (term, passage), frequency in np.ndenumerate(frequencies):
        assert table[term, passage] == value(frequency, float(lengths[passage]))


def test_score_of_one_passage_by_hand() -> None:
    """In a passage of average length a term that occurs once scores its idf."""
    assert scores([["सेना", "शांति"]], "सेना") == pytest.approx([math.log(4 / 3)])
    assert scores([["सेना", "सेना"]], "सेना") == pytest.approx([math.log(4 / 3) * 2 * (K1 + 1) / (2 + K1)])


def test_a_word_of_the_only_passage_scores() -> None:
    """One passage: rank-bm25's own idf is negative there."""
    assert scores([["सेना", "शांति"]], "सेना")[0] > 0


def test_a_word_of_one_of_two_passages_scores() -> None:
    """Two passages: rank-bm25's own idf of a word in one of them is 0."""
    first, second = scores([["सेना", "शांति"], ["रूस", "संधि"]], "सेना")
    assert first > 0 == second


def test_a_word_of_every_passage_scores() -> None:
    """A word that all passages have still counts, and for less than a rare one."""
    passages = [["सेना", "शांति"], ["सेना", "रूस"], ["सेना", "संधि"]]
    assert min(scores(passages, "सेना")) > 0
    assert scores(passages, "सेना")[0] < scores(passages, "शांति")[0]


def test_an_empty_passage_among_others_scores_nothing() -> None:
    """A passage without words is found by none."""
    found = scores([[], ["सेना"], []], "सेना")
    assert found[1] > 0
    assert found[0] == found[2] == 0


@pytest.mark.parametrize("query", [[], ["अज्ञात"], ["अज्ञात", "अज्ञात"], [""]], ids=str)
def test_an_unknown_word_scores_nothing(query: list[str]) -> None:
    """What no passage has finds none."""
    assert scores([["सेना"], ["शांति"]], *query) == [0.0, 0.0]


def test_the_shorter_of_two_passages_is_first() -> None:
    """A word says more in a short passage, unless length is not to count."""
    passages = [["सेना", *["रूस"] * 9], ["सेना", "रूस"]]
    longer, shorter = scores(passages, "सेना")
    assert longer < shorter
    longer, shorter = scores(passages, "सेना", b=0)
    assert longer == pytest.approx(shorter)


@given(PASSAGES.filter(any), QUERY)
def test_scores_are_sums_of_idf_and_saturated_frequency(passages: list[list[str]], query: list[str]) -> None:
    """rank-bm25's scores are what the formulas of this module give, word by word."""
    lengths = np.array([len(passage) for passage in passages])
    expected = np.zeros(len(passages))
    for word in query:
        counts = np.array([float(passage.count(word)) for passage in passages])
        expected += idf(len(passages), float(np.count_nonzero(counts))) * saturated(counts, lengths / lengths.mean())
    np.testing.assert_allclose(scores(passages, *query), expected, rtol=0, atol=1e-9)


@given(PASSAGES.filter(any), QUERY)
def test_passages_score_if_they_have_a_word(passages: list[list[str]], query: list[str]) -> None:
    """Exactly the passages with a word of the query score, and none below zero."""
    found = scores(passages, *query)
    assert [score > 0 for score in found] == [bool({*query} & {*passage}) for passage in passages]
    assert min(found) >= 0
