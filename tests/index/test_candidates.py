"""What stands around passages, and the words of candidates."""

from __future__ import annotations

from itertools import chain

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index import candidates as module
from index.candidates import around
from index.matching import Matching, Weights
from index.postings import Ints, ranges
from index.query import parse
from tests.index.articles import collection_of, passages_of
from tests.index.okapi import words_of

SIZES = st.lists(st.lists(st.integers(0, 9), min_size=1, max_size=4), min_size=1, max_size=4)


def starts_of(sizes: list[int]) -> Ints:
    """Return where each begins, and where the last ends."""
    return np.concatenate(([0], np.cumsum(sizes))).astype(np.int64)


@given(SIZES, st.integers(1, 8))
def test_context_is_of_the_article(sizes: list[list[int]], context: int) -> None:
    """The nearest words on either side are around a passage: as many as belong to it, none of other articles."""
    starts, article_starts = starts_of([*chain.from_iterable(sizes)]), starts_of([len(each) for each in sizes])
    articles = np.repeat(np.arange(len(sizes)), [len(each) for each in sizes])
    numbers = np.arange(len(articles))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "CONTEXT", context)
        begins, counts, together = around(starts, article_starts, articles, numbers)
    places = np.split(ranges(begins, counts), np.cumsum(together)[:-1])
    assert together.tolist() == counts.reshape(-1, 2).sum(axis=1).tolist()
    for number, found in zip(numbers, places, strict=True):
        article = articles[number]
        first, last = starts[article_starts[article]], starts[article_starts[article + 1]]
        before = range(max(first, starts[number] - context), starts[number])
        after = range(starts[number + 1], min(last, starts[number + 1] + context))
        assert found.tolist() == [*before, *after]


def test_candidates_have_what_their_passages_have() -> None:
    """Each candidate's words, their places, its title and whether it is alone are those of its passage."""
    texts = [["सेना लौटी।", "नदी बही, सेना आई।"], ["सेना सेना"], ["पुल"]]
    passages = passages_of(*texts, titles=["वापसी", "", "सेना"])
    collection, query = collection_of(*texts, titles=["वापसी", "", "सेना"]), parse("सेना")
    matching = Matching(collection.vocabulary, collection.statistics, query)
    found = collection.candidates(query, matching, Weights(), 10, None)
    assert found is not None
    assert list(found.passages) == passages
    form = collection.vocabulary.form
    for place, passage in enumerate(passages):
        assert [form(term) for term in found.tokens_of(place).tolist()] == words_of(passage.text)
        starts, ends = found.words_at[place]
        shown = [passage.text[start:end] for start, end in zip(starts, ends, strict=True)]
        assert [word for text in shown for word in words_of(text)] == words_of(passage.text)
        assert [form(term) for term in found.titles[place].tolist()] == words_of(passage.article.title)
    assert found.alone.tolist() == [False, False, True, True]
    assert found.lengths.tolist() == pytest.approx([2 / 2.25, 4 / 2.25, 2 / 2.25, 1 / 2.25])
