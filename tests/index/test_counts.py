"""The counts of a whole index: what came in, less what went."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.counts import Counts, Totals

WORDS = 6
# Articles, each as the words of its passages; a run is the number of a word, tenfold.
ARTICLES = st.lists(st.lists(st.lists(st.integers(0, WORDS - 1), max_size=5), min_size=1, max_size=3), max_size=6)


def counts_of(articles: list[list[list[int]]]) -> Counts:
    """Return the counts of articles, naively."""
    passages = [words for article in articles for words in article]
    wholes = [[word for words in article for word in words] for article in articles]
    terms, in_passages = np.unique([word for words in passages for word in {*words}], return_counts=True)
    article_terms, in_articles = np.unique([word for words in wholes for word in {*words}], return_counts=True)
    return Counts(
        passages=len(passages),
        articles=len(articles),
        words_of_passages=sum(map(len, passages)),
        words_of_articles=sum(map(len, wholes)),
        runs_of_passages=2 * sum(map(len, passages)),
        terms=terms.astype(np.int32),
        in_passages=in_passages.astype(np.int64),
        article_terms=article_terms.astype(np.int32),
        in_articles=in_articles.astype(np.int64),
        run_codes=(terms * 10).astype(np.uint64),
        in_runs=in_passages.astype(np.int32),
    )


@given(st.lists(st.tuples(ARTICLES, ARTICLES), max_size=4))
def test_what_came_in_less_what_went_is_what_is_left(parts: list[tuple[list[list[list[int]]], ...]]) -> None:
    """The totals of segments less their removed articles are those of the articles that are left."""
    added = [counts_of([*left, *gone]) for left, gone in parts]
    totals = Totals(added, [counts_of(gone) for _, gone in parts], WORDS)
    expected = Totals([counts_of([article for left, _ in parts for article in left])], [], WORDS)
    assert (totals.passages, totals.articles) == (expected.passages, expected.articles)
    np.testing.assert_array_equal(totals.in_passages, expected.in_passages)
    np.testing.assert_array_equal(totals.in_articles, expected.in_articles)
    assert totals.passage_length == expected.passage_length
    assert totals.article_length == expected.article_length
    assert totals.run_length == expected.run_length
    codes = np.arange(0, 10 * WORDS + 5, 5).astype(np.uint64)
    for mine, others in zip(totals.runs(codes), expected.runs(codes), strict=True):
        np.testing.assert_array_equal(mine, others)


def test_averages_are_per_document() -> None:
    """A passage, an article and a passage's runs have so many on average; of nothing the average is 0."""
    totals = Totals([counts_of([[[0, 1, 1], [2]], [[3, 3]]])], [], WORDS)
    assert (totals.passage_length, totals.article_length, totals.run_length) == pytest.approx((2, 3, 4))
    nothing = Totals([], [], 0)
    assert (nothing.passage_length, nothing.article_length, nothing.run_length) == (0, 0, 0)
    assert [part.tolist() for part in nothing.runs(np.array([7], np.uint64))] == [[0], [False]]
