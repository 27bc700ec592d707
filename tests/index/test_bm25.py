"""BM25: rank-bm25's scores with a sound idf, and the same scores by arrays."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.bm25 import Okapi, Postings, idf

K1, B = 1.5, 0.75

TERMS = ["सेना", "शांति", "रूस", "nfl", "19", "संधि"]
PASSAGES = st.lists(st.lists(st.sampled_from(TERMS), max_size=12), max_size=8)
QUERY = st.lists(st.sampled_from([*TERMS, "अज्ञात"]), max_size=6)


def scores(passages: list[list[str]], *query: str) -> list[float]:
    """Return every passage's score for the query."""
    found: list[float] = Postings(passages, k1=K1, b=B).scores(query).tolist()
    return found


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


def test_score_of_one_passage_by_hand() -> None:
    """Robertson's formula: in a passage of average length a term that occurs once scores its idf."""
    assert scores([["सेना", "शांति"]], "सेना") == pytest.approx([math.log(4 / 3)])
    assert scores([["सेना", "सेना"]], "सेना") == pytest.approx([math.log(4 / 3) * 2 * (K1 + 1) / (2 + K1)])


def test_a_word_of_the_only_passage_scores() -> None:
    """One passage: rank-bm25's own idf is negative there."""
    (score,) = scores([["सेना", "शांति"]], "सेना")
    assert score > 0
    assert Okapi([["सेना", "शांति"]], k1=K1, b=B).get_scores(["सेना"])[0] > 0


def test_a_word_of_one_of_two_passages_scores() -> None:
    """Two passages: rank-bm25's own idf of a word in one of them is 0."""
    first, second = scores([["सेना", "शांति"], ["रूस", "संधि"]], "सेना")
    assert first > 0 == second


def test_a_word_of_every_passage_scores() -> None:
    """A word that all passages have still counts, and for less than a rare one."""
    passages = [["सेना", "शांति"], ["सेना", "रूस"], ["सेना", "संधि"]]
    assert min(scores(passages, "सेना")) > 0
    assert scores(passages, "सेना")[0] < scores(passages, "शांति")[0]


@pytest.mark.parametrize("passages", [[], [[]], [[], []]], ids=str)
def test_no_words_are_no_error(passages: list[list[str]]) -> None:
    """An empty corpus and empty passages, which rank-bm25 divides by zero on, score nothing."""
    assert scores(passages, "सेना") == [0.0] * len(passages)
    assert Postings(passages, k1=K1, b=B).idf("सेना") > 0


def test_an_empty_passage_among_others_scores_nothing() -> None:
    """A passage without words is found by none."""
    found = scores([[], ["सेना"], []], "सेना")
    assert found[1] > 0
    assert found[0] == found[2] == 0


@pytest.mark.parametrize("query", [[], ["अज्ञात"], ["अज्ञात", "अज्ञात"], [""]], ids=str)
def test_an_unknown_word_scores_nothing(query: list[str]) -> None:
    """What no passage has finds none, where rank-bm25's ``get_top_n`` returns the last ones."""
    assert scores([["सेना"], ["शांति"]], *query) == [0.0, 0.0]


def test_an_unknown_word_weighs_most() -> None:
    """The idf of a word that no passage has is above that of the rarest one that some have."""
    postings = Postings([["सेना"], ["शांति"], ["सेना"]], k1=K1, b=B)
    assert postings.idf("अज्ञात") > postings.idf("शांति") > postings.idf("सेना")


def test_a_word_asked_twice_counts_twice() -> None:
    """A query is a bag of words."""
    passages = [["सेना", "शांति"], ["रूस"]]
    assert scores(passages, "सेना", "सेना")[0] == pytest.approx(2 * scores(passages, "सेना")[0])


def test_the_shorter_of_two_passages_is_first() -> None:
    """A word says more in a short passage, unless length is not to count."""
    passages = [["सेना", *["रूस"] * 9], ["सेना", "रूस"]]
    longer, shorter = scores(passages, "सेना")
    assert longer < shorter
    longer, shorter = Postings(passages, k1=K1, b=0).scores(["सेना"])
    assert longer == pytest.approx(shorter)


@given(PASSAGES.filter(any), QUERY, st.floats(0.1, 3), st.floats(0, 1))
def test_scores_are_those_of_rank_bm25(passages: list[list[str]], query: list[str], k1: float, b: float) -> None:
    """The arrays give rank-bm25's scores for any corpus, query and constants."""
    reference = Okapi(passages, k1=k1, b=b)
    postings = Postings(passages, k1=k1, b=b)
    np.testing.assert_allclose(postings.scores(query), reference.get_scores(query), rtol=0, atol=1e-9)
    assert all(postings.idf(term) == pytest.approx(weight) for term, weight in reference.idf.items())


@given(PASSAGES, QUERY)
def test_passages_score_if_they_have_a_word(passages: list[list[str]], query: list[str]) -> None:
    """Exactly the passages with a word of the query score, and none below zero."""
    found = Postings(passages, k1=K1, b=B).scores(query)
    assert found.shape == (len(passages),)
    assert [score > 0 for score in found] == [bool({*query} & {*passage}) for passage in passages]
    assert not (found < 0).any()


@given(PASSAGES, QUERY, QUERY)
def test_asking_changes_nothing(passages: list[list[str]], query: list[str], other: list[str]) -> None:
    """The same question gets the same scores, whatever was asked or done with scores in between."""
    postings = Postings(passages, k1=K1, b=B)
    first = postings.scores(query)
    expected = first.copy()
    between = postings.scores(other)
    np.testing.assert_array_equal(first, expected)
    between += 1
    np.testing.assert_array_equal(postings.scores(query), expected)
