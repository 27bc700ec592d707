"""The field of runs of consonants."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.embedded import runs
from index.analyzer import analyze
from index.bm25 import Okapi
from index.embedded.collection import Collection
from index.passage import Passage
from index.phonetics import skeletons, sounds
from index.postings import Floats
from index.words import RUN_LENGTHS
from tests.index.articles import collection_of, passages_of
from tests.texts import any_text, indic_text

RUNS_K1, RUNS_B = 0.6, 0.4
ARTICLES = st.lists(st.lists(indic_text(8) | any_text(20), min_size=1, max_size=3), max_size=3)


def words_of(passage: Passage) -> list[str]:
    """Return the words of one passage as they are compared."""
    return [token.word for token in analyze(passage.text)]


def runs_in(words: list[str]) -> list[str]:
    """Return the runs of consonants of words, each as often as it stands there."""
    marked = [f"^{skeleton}$" for skeleton in skeletons(sounds(words))]
    return [word[at : at + length] for length in RUN_LENGTHS for word in marked for at in range(len(word) - length + 1)]


def okapi_scores(passages: list[Passage], asked: list[str]) -> Floats:
    """Return rank-bm25's scores of each passage's list of runs."""
    texts = [runs_in(words_of(passage)) for passage in passages]
    if not any(texts):  # it divides by the number of words
        return np.zeros(len(passages))
    return np.asarray(Okapi(texts, k1=RUNS_K1, b=RUNS_B).get_scores(runs_in(asked)))


def assert_runs(passages: list[Passage], asked: list[str]) -> None:
    """Assert that the field gives rank-bm25's scores, and adds its share of them."""
    collection = Collection.of(passages)
    found, owners = collection.runs.of(skeletons(sounds(asked)))
    assert {*owners.tolist()} <= {*range(len(asked))}
    scores = np.ones(len(passages))
    of_runs = collection.runs.add_to(scores, found, np.ones(len(found)), 0.25)
    np.testing.assert_allclose(of_runs, okapi_scores(passages, asked), rtol=1e-5, atol=1e-5)
    np.testing.assert_allclose(scores, 1 + of_runs / 4)


@pytest.mark.parametrize("articles", [[], [["सेना लौटी।"]], [["🙂"]], [["🙂", "सेना लौटी।"], ["…"], ["नदी"]]])
def test_odd_collections_score_as_rank_bm25_does(articles: list[list[str]]) -> None:
    """No passage, one passage, no word: the field is BM25 over each passage's runs."""
    assert_runs(passages_of(*articles), ["सेना", "लौटी", "पर्वत"])


@given(ARTICLES, indic_text(4))
def test_runs_score_as_rank_bm25_does(articles: list[list[str]], question: str) -> None:
    """The field of runs is BM25 over each passage's list of runs, whatever the texts and the question."""
    passages = passages_of(*articles)
    assert_runs(passages, list(dict.fromkeys(words_of(passages_of([question])[0]))))
    assert_runs(passages, [word for passage in passages for word in words_of(passage)][:4])


@given(ARTICLES, indic_text(4))
def test_common_runs_are_looked_up_in_the_best(articles: list[list[str]], question: str) -> None:
    """Where all runs count as common, the best passages have their whole scores and the others none."""
    passages = passages_of(*articles)
    asked = words_of(passages_of([question])[0])
    collection = Collection.of(passages)
    found, _ = collection.runs.of(skeletons(sounds(asked)))
    others = np.arange(len(passages), 0, -1, dtype=np.float64)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(runs, "_FEW", 2)
        patch.setattr(runs, "_WALKED", 0)
        scores = collection.runs.add_to(others, found, np.ones(len(found)), 1.0)
    expected = okapi_scores(passages, asked)
    expected[2:] *= len(passages) <= 2
    np.testing.assert_allclose(scores, expected, rtol=1e-5, atol=1e-5)


def test_runs_that_no_passage_has_are_passed_over() -> None:
    """A run of a title alone, or of no text at all, is in no passage."""
    collection = collection_of(["सेना"], titles=["कजाकिस्तान"])
    found, _ = collection.runs.of(["kjkstn"])
    assert collection.runs.add_to(np.zeros(1), found, np.ones(len(found)), 1.0).tolist() == [0]
    assert [len(part) for part in collection_of().runs.of(["kjkstn"])] == [0, 0]
