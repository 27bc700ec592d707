"""A question to ranked passages: every part of the score is BM25, and the whole keeps its promises."""

from __future__ import annotations

from itertools import chain

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index import ranking
from index.bm25 import saturated
from index.embedded.collection import Collection
from index.matching import Matching, Weights
from index.passage import Passage
from index.query import parse
from index.ranking import CANDIDATES, Parts, Ranking, rank
from tests.index.articles import passages_of
from tests.index.okapi import soft, words_of

# Words of the subject, several of them alike by ear or by eye. None joins or asks.
TERMS = "सेना सेनाएँ सैनिक सैनिकों शांति रूस रूसी कजाकिस्तान कज़ाख़स्तान kazakhstan nfl NFL 19 1900 संधि".split()
UNKNOWN = ["पर्वत", "सेनाओं", "rus"]

TEXT = st.lists(st.sampled_from(TERMS), max_size=12).map(" ".join)
ARTICLES = st.lists(st.lists(TEXT, min_size=1, max_size=3), min_size=1, max_size=4)
QUESTION = st.lists(st.sampled_from([*TERMS, *UNKNOWN]), min_size=1, max_size=5).map(" ".join)
SIZES = st.lists(st.integers(0, 60), min_size=1, max_size=6)

STRETCH, CONTEXT = 24, 100


def some_words(articles: list[list[str]]) -> bool:
    """Return whether rank-bm25 can count the articles: it divides by the number of words."""
    return any(text for texts in articles for text in texts)


def matching_of(collection: Collection, question: str) -> Matching:
    """Return a question compared with the words of a collection."""
    return Matching(collection.vocabulary, collection.statistics, parse(question))


def ranked(
    passages: list[Passage], question: str, weights: Weights | None = None, within: set[str] | None = None
) -> Ranking | None:
    """Return the ranking of a question."""
    collection = Collection.of(passages)
    matching = matching_of(collection, question)
    return rank(collection, parse(question), matching, weights or Weights(), within=within)


def numbers_in(found: Ranking, passages: list[Passage]) -> list[int]:
    """Return the numbers of the passages found, best first."""
    return [passages.index(passage) for passage in found.passages]


def order(passages: list[Passage], question: str) -> list[str]:
    """Return the texts of the passages found, best first."""
    found = ranked(passages, question)
    return [passage.text for passage in found.passages] if found else []


@given(ARTICLES.filter(some_words), QUESTION)
def test_parts_of_the_score_are_rank_bm25s(articles: list[list[str]], question: str) -> None:
    """Ear and eye of the best passages, looked at word by word, and article are rank-bm25's sums."""
    passages = passages_of(*articles)
    collection = Collection.of(passages)
    matching = matching_of(collection, question)
    found = rank(collection, parse(question), matching, Weights())
    if found is None:
        return
    asked = [*parse(question).words.forms]
    texts = [words_of(passage.text) for passage in passages]
    wholes = [words_of(" ".join(paragraphs)) for paragraphs in articles]
    numbers = numbers_in(found, passages)
    for part, alike in ((found.parts.ear, matching.ear), (found.parts.eye, matching.eye)):
        expected = soft(texts, collection.vocabulary, asked, alike).get_scores(asked)[numbers]
        np.testing.assert_allclose(part, expected, rtol=0, atol=1e-4)
    of_articles = soft(wholes, collection.vocabulary, asked, matching.ear).get_scores(asked)
    article_of = [number for number, paragraphs in enumerate(articles) for _ in paragraphs]
    expected = of_articles[[article_of[number] for number in numbers]]
    np.testing.assert_allclose(found.parts.article, expected, rtol=0, atol=1e-4)


@given(ARTICLES, QUESTION)
def test_a_ranking_is_in_order(articles: list[list[str]], question: str) -> None:
    """Scores fall, equal ones stand in the order of passages, each passage once, and every part is in bounds."""
    passages = passages_of(*articles)
    found = ranked(passages, question)
    if found is None:
        return
    numbers = numbers_in(found, passages)
    places = list(zip((-found.scores).tolist(), numbers, strict=True))
    assert places == sorted(places)
    assert len({*numbers}) == len(numbers) <= CANDIDATES
    assert found.scores.min() > 0
    for part in (found.parts.ear, found.parts.eye, found.parts.runs, found.parts.article, found.parts.context):
        assert part.shape == found.scores.shape
        assert part.min() >= 0
    assert found.parts.near.min() >= 0
    assert found.parts.near.max() <= 1 + 1e-5


@given(ARTICLES, QUESTION)
def test_the_score_is_the_weighted_sum_of_its_parts(articles: list[list[str]], question: str) -> None:
    """The formula at the head of the module is what is summed."""
    found = ranked(passages_of(*articles), question)
    if found is None:
        return
    parts = found.parts
    expected = (parts.ear + parts.eye + parts.runs / 4 + parts.article + parts.context / 3) * (1 + parts.near / 2)
    np.testing.assert_allclose(found.scores, expected, rtol=1e-6, atol=1e-5)  # rounded to five decimals
    np.testing.assert_array_equal(found.scores, found.scores.round(5))


def test_only_the_weights_given_count() -> None:
    """A part without a weight adds nothing."""
    parts = Parts(*(np.array([value]) for value in (1.0, 2.0, 4.0, 8.0, 16.0, 0.5)))
    assert parts.total(Weights(ear=1, eye=0, runs=0, article=0, context=0, near=0)).tolist() == [1]
    assert parts.total(Weights(ear=1, eye=1, runs=1, article=1, context=1, near=0)).tolist() == [31]
    assert parts.total(Weights(ear=0, eye=0, runs=0, article=2, context=0, near=1)).tolist() == [24]


def test_equal_passages_stand_in_their_order() -> None:
    """Of passages that say the same, the first comes first, however many there are."""
    passages = passages_of(*[["सेना लौटी"]] * 8)
    found = ranked(passages, "सेना")
    assert found is not None
    assert numbers_in(found, passages) == [*range(8)]
    assert len({*found.scores.tolist()}) == 1


def test_no_more_than_the_candidates_are_ranked() -> None:
    """Of a thousand passages that match, the best are looked at; a better one is never left out."""
    texts = [f"सेना {'नदी ' * (number % 30)}" for number in range(300)]
    passages = passages_of(*([text] for text in [*texts, "सेना कजाकिस्तान सेना"]))
    found = ranked(passages, "सेना कजाकिस्तान")
    assert found is not None
    assert len(found.passages) == CANDIDATES
    assert found.passages[0] == passages[300]


@pytest.mark.parametrize("question", ["पर्वत", "१८", "xyz"])
def test_nothing_in_common_is_nothing_found(question: str) -> None:
    """Where no passage has anything of the question, there is no ranking, not an arbitrary one."""
    assert ranked(passages_of(["सेना लौटी"], ["नदी 19"]), question) is None


# A question, and passages from the best to the worst for it.
BETTER = {
    "a word that few have counts more": ("सेना संधि", ["संधि हुई।", "सेना आई।", "सेना चली।", "सेना लौटी।"]),
    "more of the question is better": ("शांति सेना रूस", ["शांति सेना रूस", "शांति सेना नदी", "शांति नदी पुल"]),
    "the shorter of two": ("सेना", ["सेना लौटी", "सेना लौटी पुल नदी घर शहर"]),
    "the same word before one like it": ("सैनिकों", ["सैनिकों लौटे", "सैनिक लौटे"]),
    "what stands together": (
        "शांति रूस",
        [f"शांति रूस {'पुल ' * 60}", f"शांति {'पुल ' * 60} रूस"],
    ),
}


@pytest.mark.parametrize(("question", "texts"), BETTER.values(), ids=BETTER)
def test_better_passages_are_first(question: str, texts: list[str]) -> None:
    """What a reader would take for the better passage is ranked before the other, whatever their order."""
    expected = order(passages_of(*([text] for text in texts)), question)
    assert order(passages_of(*([text] for text in reversed(texts))), question)[0] == texts[0]
    assert expected == texts


def test_the_article_decides_between_equal_passages() -> None:
    """Of two passages that say the same, the one whose article is about the question is first."""
    passages = passages_of(["वह लौटा।", "नदी बही।"], ["वह लौटा।", "सेना चली।"])
    found = ranked(passages, "सेना लौटा")
    assert found is not None
    places = numbers_in(found, passages)
    assert places.index(2) < places.index(0)


def test_a_title_decides_between_equal_passages() -> None:
    """A title speaks for all passages of its article."""
    passages = passages_of(["वह लौटा।"], ["वह लौटा।"], titles=["नदी", "सेना"])
    found = ranked(passages, "सेना लौटा")
    assert found is not None
    assert numbers_in(found, passages) == [1, 0]


def test_what_stands_around_decides_between_passages_of_an_article() -> None:
    """The passage after the one that names the subject is before one far from it."""
    far = [f"पुल {'घर ' * 100}"] * 3
    passages = passages_of(["वह लौटा।", *far, "सेना चली।", "वह लौटा।"])
    found = ranked(passages, "सेना लौटा")
    assert found is not None
    places = numbers_in(found, passages)
    assert places.index(5) < places.index(0)


def test_words_that_join_only_decide() -> None:
    """A passage with "ने" and "के" alone is never before one with the subject, but they decide between two of those."""
    passages = passages_of(["पुल ने के में"], ["सेना पुल घर शहर"], ["सेना ने के घर"])
    assert order(passages, "सेना ने के")[:2] == ["सेना ने के घर", "सेना पुल घर शहर"]


@given(SIZES, st.integers(0, 2**32 - 1))
def test_sums_over_candidates_are_those_of_each(sizes: list[int], seed: int) -> None:
    """What is summed for all candidates at once is what each has, nothing for one without words."""
    credit = np.random.default_rng(seed).random((3, sum(sizes)))
    parts = np.split(credit, np.cumsum(sizes)[:-1], axis=1)
    expected = np.column_stack([part.sum(axis=1) for part in parts])
    np.testing.assert_allclose(ranking._summed(credit, np.array(sizes)), expected, atol=1e-9)


@given(SIZES.filter(lambda sizes: 0 not in sizes), st.integers(0, 2**32 - 1))
def test_every_pair_of_near_words_is_in_one_stretch(sizes: list[int], seed: int) -> None:
    """Stretches cover each candidate, none goes over its end, and half a stretch's neighbours share one."""
    credit = np.random.default_rng(seed).random((2, sum(sizes)))
    held, pieces = ranking._stretches(credit, np.array(sizes))
    expected = []
    for part in np.split(credit, np.cumsum(sizes)[:-1], axis=1):
        begins = range(0, max(1, part.shape[1] - STRETCH // 2), STRETCH // 2)
        expected.append([part[:, begin : begin + STRETCH].max(axis=1) for begin in begins])
    assert pieces.tolist() == [len(stretches) for stretches in expected]
    np.testing.assert_array_equal(held, np.column_stack([*chain.from_iterable(expected)]))


@given(ARTICLES, QUESTION)
def test_context_is_what_stands_around_in_the_article(articles: list[list[str]], question: str) -> None:
    """The hundred words before and after a passage count, those of other articles and its own do not."""
    long = [[f"{text} {'नदी ' * 45}" for text in texts] for texts in articles]
    passages = passages_of(*long)
    collection = Collection.of(passages)
    query, matching = parse(question), matching_of(collection, question)
    found = rank(collection, query, matching, Weights())
    if found is None:
        return
    credit = {
        (int(word), collection.vocabulary.form(term)): cosine**2
        for word, term, cosine in zip(matching.ear.word, matching.ear.term, matching.ear.cosine, strict=True)
    }
    weights = query.weights * matching.ear_idf * query.content
    expected = []
    for passage in found.passages:
        words = [words_of(text) for text in long[int(passage.article.id.removeprefix("article "))]]
        before, after = (
            list(chain.from_iterable(each)) for each in (words[: passage.number - 1], words[passage.number :])
        )
        around = before[-CONTEXT:] + after[:CONTEXT]
        counts = np.array([sum(credit.get((word, form), 0) for form in around) for word in range(len(weights))])
        expected.append(float(weights @ saturated(counts, np.array(len(around) / (2 * CONTEXT)))))
    np.testing.assert_allclose(found.parts.context, expected, rtol=1e-4, atol=1e-5)


def test_a_passage_without_words_holds_nothing() -> None:
    """A picture among the paragraphs of an article has nothing of the question near."""
    passages = passages_of(["🙂", "सेना लौटी।"])
    found = ranked(passages, "सेना")
    assert found is not None
    near = dict(zip(numbers_in(found, passages), found.parts.near.tolist(), strict=True))
    assert near.get(0, 0) == 0


@given(ARTICLES, QUESTION, st.data())
def test_within_some_articles_only_these_are_ranked(
    articles: list[list[str]], question: str, data: st.DataObject
) -> None:
    """Passages that may not be returned are left out; the others keep their scores and their order."""
    passages = passages_of(*articles)
    within = data.draw(st.sets(st.sampled_from([passage.article.id for passage in passages])))
    everything, found = ranked(passages, question), ranked(passages, question, within=within)
    whole = [] if everything is None else [*zip(everything.passages, everything.scores.tolist(), strict=True)]
    some = [] if found is None else [*zip(found.passages, found.scores.tolist(), strict=True)]
    expected = [(passage, score) for passage, score in whole if passage.article.id in within]
    assert [passage for passage, _ in some] == [passage for passage, _ in expected]
    np.testing.assert_allclose([score for _, score in some], [score for _, score in expected], rtol=1e-5, atol=2e-5)


def test_a_passage_is_found_however_many_are_better_elsewhere() -> None:
    """What is looked at are the best of the articles asked for, not those of them among the best of all."""
    passages = passages_of(*([text] for text in [*["सेना संधि"] * (2 * CANDIDATES), f"सेना {'नदी ' * 30}"]))
    found = ranked(passages, "सेना संधि", within={passages[-1].article.id})
    assert found is not None
    assert found.passages == [passages[-1]]
