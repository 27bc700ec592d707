"""The runs of consonants that a question asks for, and what passages score by their words."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.bm25 import Okapi, relative
from index.embedded.collection import Collection
from index.runs import RUNS_B, RUNS_K1, Asked, score_runs
from index.words import Words
from tests.index.articles import passages_of
from tests.index.okapi import runs_in, words_of
from tests.texts import any_text, indic_text

TEXTS = st.lists(indic_text(8) | any_text(20), min_size=1, max_size=4)


def asked_of(collection: Collection, words: list[str], weights: list[float] | None = None) -> Asked:
    """Return the runs of words, each of which counts 1 unless it is said."""
    return Asked.of(Words.of(words).skeletons, np.array(weights or [1.0] * len(words)), collection._totals)


@given(TEXTS, indic_text(4))
def test_passages_score_by_their_words_as_in_rank_bm25(texts: list[str], question: str) -> None:
    """Read from the passages' words, the field is BM25 over each passage's list of runs."""
    collection = Collection.of(passages_of(*([text] for text in texts)))
    words = [words_of(text) for text in texts]
    runs = [runs_in(of_text) for of_text in words]
    if not any(runs):  # rank-bm25 divides by the number of words
        return
    asked = [*words_of(question), *words[0][:3]]
    owners = np.repeat(np.arange(len(words)), [len(of_text) for of_text in words])
    tokens = collection.vocabulary.numbers_of([word for of_text in words for word in of_text])
    lengths = relative(np.array([float(len(of_text)) for of_text in runs]))
    found = score_runs(asked_of(collection, asked), collection.vocabulary, lengths, owners, tokens)
    expected = Okapi(runs, k1=RUNS_K1, b=RUNS_B).get_scores(runs_in(asked))
    np.testing.assert_allclose(found, expected, rtol=1e-5, atol=1e-5)


def test_words_that_the_vocabulary_has_not_have_no_runs() -> None:
    """A passage's word that is not in the vocabulary is passed over."""
    collection = Collection.of(passages_of(["सेना"]))
    tokens = np.array([len(collection.vocabulary), *collection.vocabulary.numbers_of(["सेना"]).tolist()])
    asked = asked_of(collection, ["सेना"])
    found = score_runs(asked, collection.vocabulary, np.ones(2), np.array([0, 1]), tokens)
    assert found[0] == 0
    assert found[1] > 0


def test_runs_know_their_words_and_weights() -> None:
    """Each run belongs to a word of the question and counts as much as it; those of no passage are left out."""
    collection = Collection.of(passages_of(["सेना लौटी"], ["सेना"], titles=["कजाकिस्तान"]))
    asked = asked_of(collection, ["सेना", "पर्वत", "लौटी", "कजाकिस्तान"], [1.0, 1.0, 2.0, 1.0])
    assert {*asked.owners.tolist()} == {0, 2}
    alone = asked_of(collection, ["लौटी"])
    np.testing.assert_allclose(asked.weights[asked.owners == 2], alone.weights * 2)
    some = asked.some(asked.owners == 2)
    np.testing.assert_array_equal(some.codes, alone.codes)
    assert {*some.owners.tolist()} == {2}


@pytest.mark.parametrize("words", [[], ["सेना"]])
def test_nothing_has_no_runs(words: list[str]) -> None:
    """An empty index has none of any word's runs, and a question without words asks for none."""
    assert len(asked_of(Collection([]), words).codes) == 0
