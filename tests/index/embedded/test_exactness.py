"""The scores of whole corpora, field by field, are rank-bm25's."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.bm25 import Okapi, idf
from index.embedded import runs
from index.embedded.collection import Collection, _add_scores
from index.embedded.inverted import Field
from index.embedded.segment import TITLE_COUNTS
from index.evaluation import read_set
from index.likeness import Alike
from index.passage import Passage, split_passages
from index.postings import Floats
from index.query import parse
from index.runs import RUNS_B, RUNS_K1, Asked
from tests.index.articles import passages_of
from tests.index.bench.corpora import corpus
from tests.index.embedded.segments import Articles, collection_in
from tests.index.okapi import runs_in, soft, words_of

SHARED = Path(__file__).parents[4] / "shared" / "eval"

# Words of the subject, several of them alike by ear or by eye. None joins or asks.
TERMS = "सेना सेनाएँ सैनिक सैनिकों शांति रूस रूसी कजाकिस्तान कज़ाख़स्तान kazakhstan nfl NFL 19 1900 संधि".split()
TEXT = st.lists(st.sampled_from(TERMS), max_size=12).map(" ".join)
ARTICLES = st.lists(st.lists(TEXT, min_size=1, max_size=3), min_size=1, max_size=4)
QUESTION = st.lists(st.sampled_from([*TERMS, "पर्वत", "सेनाओं", "rus"]), min_size=1, max_size=5).map(" ".join)


def themselves(collection: Collection, asked: list[str]) -> Alike:
    """Return each word as alike to itself alone."""
    terms = collection.vocabulary.numbers_of(asked)
    known = np.flatnonzero(terms >= 0)
    return Alike((len(asked), len(collection.vocabulary)), known, terms[known], np.ones(len(known)))


def scores_of(fields: list[Field], alike: Alike, weights: Floats) -> Floats:
    """Return what all documents of a field score."""
    scores = np.zeros(sum(field.inverted.size for field in fields), np.float32)
    _add_scores(scores, fields, alike, weights)
    return scores


def field_scores(collection: Collection, fields: list[Field], asked: list[str], of: str) -> Floats:
    """Return what all documents of a field score for words, each of which stands for itself."""
    terms = collection.vocabulary.numbers_of(asked)
    statistics = collection.statistics
    frequencies = np.where(terms >= 0, getattr(statistics, f"in_{of}")[terms], 0)
    return scores_of(fields, themselves(collection, asked), idf(getattr(statistics, of), frequencies))


def some_words(articles: list[list[str]]) -> bool:
    """Return whether rank-bm25 can count the articles: it divides by the number of words."""
    return any(text for texts in articles for text in texts)


@given(ARTICLES.filter(some_words), QUESTION)
def test_words_that_match_exactly_score_as_in_rank_bm25(articles: list[list[str]], question: str) -> None:
    """Where a word stands for itself alone, the sum over all passages is rank-bm25's, for any corpus and question."""
    passages = passages_of(*articles)
    collection = Collection.of(passages)
    asked = [*parse(question).words.forms]
    scores = field_scores(collection, collection._of_passages, asked, "passages")
    expected = Okapi([words_of(passage.text) for passage in passages]).get_scores(asked)
    np.testing.assert_allclose(scores, expected, rtol=0, atol=1e-5)


@given(ARTICLES.filter(some_words), QUESTION, st.integers(0, 3))
def test_words_that_are_alike_score_as_in_rank_bm25(articles: list[list[str]], question: str, first: int) -> None:
    """Given how often what is alike stands in each passage, by ear or by eye, the sum is rank-bm25's."""
    passages = passages_of(*articles)
    own = [[passage for passage in passages if passage.article.id == f"article {one}"] for one in range(len(articles))]
    collection = collection_in([own[:first], own[first:]])
    query = parse(question)
    asked = [*query.words.forms]
    texts = [words_of(passage.text) for passage in passages]
    size, frequencies = collection.statistics.passages, collection.statistics.in_passages
    for alike in collection.vocabulary.alike(query.words):
        scores = scores_of(collection._of_passages, alike, alike.group_idf(frequencies, size))
        expected = soft(texts, collection.vocabulary, asked, alike).get_scores(asked)
        np.testing.assert_allclose(scores, expected, rtol=0, atol=1e-5)


def generated() -> tuple[list[Passage], list[str]]:
    """Return a generated corpus and its questions."""
    passages = [passage for article in corpus().as_articles() for passage in split_passages(article)]
    return passages, [" ".join(corpus().spelled(question)) for question in corpus().questions]


def evaluated(name: str) -> Callable[[], tuple[list[Passage], list[str]]]:
    """Return what reads a set and a sample of the questions of each of its files."""

    def read() -> tuple[list[Passage], list[str]]:
        own = read_set(SHARED / name)
        return own.passages, [each.text for asked in own.questions.values() for each in asked[:: len(asked) // 5]]

    return read


SETS = [
    pytest.param(generated, id="generated"),
    *(
        pytest.param(
            evaluated(name),
            id=name,
            marks=pytest.mark.skipif(not SHARED.is_dir(), reason=f"the larger evaluation sets are not at {SHARED}"),
        )
        for name in ("xquad-hi", "tydi-te", "obs-hi")
    ),
]


@pytest.mark.parametrize("read", SETS)
def test_fields_score_as_in_rank_bm25(
    read: Callable[[], tuple[list[Passage], list[str]]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Words of passages, words of articles, runs of consonants: for every passage rank-bm25's score, over segments."""
    monkeypatch.setattr(runs, "_WALKED", 2**62)  # all runs are looked up in all passages
    passages, questions = read()
    of: dict[str, list[Passage]] = {}
    for passage in passages:
        of.setdefault(passage.article.id, []).append(passage)
    articles = list(of.values())
    third = len(articles) // 3
    split: list[Articles] = [articles[:third], articles[third : third + 5], articles[third + 5 :]]
    collection = collection_in(split)
    texts = [words_of(passage.text) for article in articles for passage in article]
    wholes = [
        [word for passage in article for word in words_of(passage.text)]
        + words_of(article[0].article.title) * TITLE_COUNTS
        for article in articles
    ]
    okapis = Okapi(texts), Okapi(wholes), Okapi([*map(runs_in, texts)], RUNS_K1, RUNS_B)
    for question in questions:
        words = parse(question).words
        asked = [*words.forms]
        of_runs = np.zeros(len(texts), np.float32)
        collection._runs.add_to(of_runs, Asked.of(words.skeletons, np.ones(len(asked)), collection._totals), 1.0, None)
        scores = (
            field_scores(collection, collection._of_passages, asked, "passages"),
            field_scores(collection, collection._of_articles, asked, "articles"),
            of_runs,
        )
        for okapi, mine, terms in zip(okapis, scores, (asked, asked, runs_in(asked)), strict=True):
            np.testing.assert_allclose(mine, okapi.get_scores(terms), rtol=1e-5, atol=1e-7)
