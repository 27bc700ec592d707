"""The field of runs of consonants over the segments of an index."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.bm25 import Okapi
from index.embedded import runs
from index.embedded.collection import Collection
from index.postings import Floats
from index.runs import RUNS_B, RUNS_K1, Asked
from index.words import Words
from tests.index.articles import passages_of
from tests.index.embedded.segments import Articles, collection_in, flat
from tests.index.okapi import runs_in, words_of
from tests.texts import any_text, indic_text

PARTS = st.lists(st.lists(st.lists(indic_text(8) | any_text(20), min_size=1, max_size=3), max_size=2), max_size=3)


def split_of(parts: list[list[list[str]]]) -> list[Articles]:
    """Return the articles of each part."""
    number = 0
    split: list[Articles] = []
    for part in parts:
        split.append([passages_of(*[[]] * (number + place), texts) for place, texts in enumerate(part)])
        number += len(part)
    return split


def okapi_scores(texts: list[str], asked: list[str]) -> Floats:
    """Return rank-bm25's scores of each passage's list of runs."""
    of_texts = [runs_in(words_of(text)) for text in texts]
    if not any(of_texts):  # it divides by the number of words
        return np.zeros(len(texts))
    return np.asarray(Okapi(of_texts, k1=RUNS_K1, b=RUNS_B).get_scores(runs_in(asked)))


def asked_of(collection: Collection, words: list[str]) -> Asked:
    """Return the runs of words, each of which counts 1."""
    return Asked.of(Words.of(words).skeletons, np.ones(len(words)), collection._totals)


def assert_runs(split: list[Articles], words: list[str]) -> None:
    """Assert that the field gives rank-bm25's scores, and adds its share of them."""
    collection = collection_in(split)
    texts = [passage.text for part in split for passage in flat(part)]
    scores = np.ones(len(texts), np.float32)
    asked, expected = asked_of(collection, words), okapi_scores(texts, words)
    collection._runs.add_to(scores, asked, 0.25, None)
    np.testing.assert_allclose(scores, 1 + expected / 4, rtol=1e-5)
    some = np.arange(0, len(texts), 2)
    np.testing.assert_allclose(collection._runs.of(some, asked), expected[some], rtol=1e-5, atol=1e-5)


@pytest.mark.parametrize("texts", [[], [["सेना लौटी।"]], [["🙂"]], [["🙂", "सेना लौटी।"], ["…"], ["नदी"]]])
def test_odd_collections_score_as_rank_bm25_does(texts: list[list[str]]) -> None:
    """No passage, one passage, no word: the field is BM25 over each passage's runs."""
    for parts in ([texts], [[article] for article in texts]):
        assert_runs(split_of(parts), ["सेना", "लौटी", "पर्वत"])


@given(PARTS, indic_text(4))
def test_runs_score_as_rank_bm25_does(parts: list[list[list[str]]], question: str) -> None:
    """The field of runs is BM25 over each passage's list of runs, whatever the segments and the question."""
    split = split_of(parts)
    assert_runs(split, list(dict.fromkeys(words_of(question))))
    assert_runs(split, [word for part in split for passage in flat(part) for word in words_of(passage.text)][:4])


@given(PARTS, indic_text(4))
def test_common_runs_are_looked_up_in_the_best(parts: list[list[list[str]]], question: str) -> None:
    """Where all runs count as common, the best passages have their whole scores and the others none."""
    split = split_of(parts)
    collection = collection_in(split)
    texts = [passage.text for part in split for passage in flat(part)]
    words = [*words_of(question), *(word for text in texts for word in words_of(text))][:4]
    others = np.arange(len(texts), 0, -1).astype(np.float32)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(runs, "_FEW", 2)
        patch.setattr(runs, "_WALKED", 0)
        collection._runs.add_to(others, asked_of(collection, words), 1.0, None)
    expected = okapi_scores(texts, words)
    expected[2:] = 0
    np.testing.assert_allclose(others, np.arange(len(texts), 0, -1) + expected, rtol=1e-5, atol=1e-5)


def test_rare_runs_are_looked_up_everywhere(monkeypatch: pytest.MonkeyPatch) -> None:
    """Runs of few postings are summed over all passages, whatever the common ones cost."""
    monkeypatch.setattr(runs, "_FEW", 1)
    monkeypatch.setattr(runs, "_WALKED", 25)
    texts = [*["नदी"] * 30, "कजाकिस्तान", "नदी कजाकिस्तान"]
    collection = collection_in(split_of([[[text] for text in texts]]))
    found = np.zeros(32, np.float32)
    collection._runs.add_to(found, asked_of(collection, ["नदी", "कजाकिस्तान"]), 1.0, None)
    expected = okapi_scores(texts, ["कजाकिस्तान"])
    np.testing.assert_allclose(found[30], expected[30], rtol=1e-5)
    assert not found[:30].any()
    assert found[31] >= expected[31] - 1e-5


def test_what_may_not_be_returned_takes_nobodys_place(monkeypatch: pytest.MonkeyPatch) -> None:
    """What may not be returned scores nothing, and is none of the few best in which common runs are looked up."""
    monkeypatch.setattr(runs, "_FEW", 1)
    monkeypatch.setattr(runs, "_WALKED", 0)
    collection = collection_in(split_of([[["सेना"], ["सेना नदी"]]]))
    scores = np.array([2, 1], np.float32)
    collection._runs.add_to(scores, asked_of(collection, ["सेना"]), 1.0, np.array([False, True]))
    expected = 1 + okapi_scores(["सेना", "सेना नदी"], ["सेना"])[1]
    np.testing.assert_allclose(scores, [0, expected], rtol=1e-5)


def test_runs_that_no_passage_has_are_passed_over() -> None:
    """A run of a title alone, or of no text at all, is in no passage."""
    titled = Collection.of(passages_of(["सेना"], titles=["कजाकिस्तान"]))
    for collection in (titled, Collection([])):
        asked = asked_of(collection, ["कजाकिस्तान"])
        scores = np.zeros(collection.statistics.passages, np.float32)
        collection._runs.add_to(scores, asked, 1.0, None)
        assert not scores.any()
