"""Segments as one index."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.answer import Answer
from index.embedded.collection import Collection
from index.embedded.memory import InMemory
from index.search import Searcher
from tests.index.articles import collection_of, passages_of
from tests.index.embedded.segments import Articles, collection_in, flat, merged
from tests.texts import any_text, indic_text

WORDS = "सेना सेनाएँ सैनिक शांति रूस कजाकिस्तान kazakhstan NFL एनएफएल 19 1900 संधि ने के में 🙂".split()
TEXT = st.lists(st.sampled_from(WORDS), max_size=10).map(" ".join) | indic_text(6) | any_text(12)
QUESTION = st.lists(st.sampled_from([*WORDS, "sena", "पर्वत", '"', '"']), max_size=6).map(" ".join) | indic_text(4)


@dataclass(frozen=True)
class Grown:
    """Articles that came in parts, some of which were removed since."""

    parts: list[list[list[str]]]
    titles: list[str]
    removed: frozenset[str]

    @property
    def split(self) -> list[Articles]:
        """The articles of each part."""
        passages = passages_of(*(texts for part in self.parts for texts in part), titles=self.titles)
        ids = iter(dict.fromkeys(passage.article.id for passage in passages))
        return [[[each for each in passages if each.article.id == one] for one, _ in zip(ids, part, strict=False)]
                for part in self.parts]  # fmt: skip

    @property
    def left(self) -> Articles:
        """The articles that are left."""
        return [article for part in self.split for article in part if article[0].article.id not in self.removed]


@st.composite
def grown(draw: st.DrawFn) -> Grown:
    """Draw articles in parts, with or without titles, some removed."""
    parts = draw(st.lists(st.lists(st.lists(TEXT, min_size=1, max_size=3), max_size=3), max_size=4))
    ids = [f"article {number}" for number in range(sum(map(len, parts)))]
    removed = draw(st.frozensets(st.sampled_from(ids))) if ids else frozenset()
    return Grown(parts, draw(st.lists(TEXT, max_size=4)), removed)


def assert_same(one: Answer, other: Answer) -> None:
    """Assert that two answers are the same, but for what rounding does to scores."""
    assert (one.answered, one.vague) == (other.answered, other.vague)
    assert one.confidence == pytest.approx(other.confidence, abs=1e-6)
    scores = {(hit.passage.article.id, hit.passage.number): hit for hit in other.hits}
    assert len(one.hits) == len(scores)
    for hit, beside in zip(one.hits, other.hits, strict=True):
        same = scores[hit.passage.article.id, hit.passage.number]
        assert hit.passage == same.passage
        assert (hit.best_sentence, hit.matches) == (same.best_sentence, same.matches)
        assert hit.score == pytest.approx(same.score, rel=1e-6, abs=2e-5)  # scores are rounded to five decimals
        assert hit.score == pytest.approx(beside.score, rel=1e-6, abs=2e-5)  # the same order, but of what is equal


@given(grown(), QUESTION, st.data())
def test_answers_are_those_of_what_is_left(index: Grown, question: str, data: st.DataObject) -> None:
    """Over any segments and without any articles, every answer is that of an index made at once of what is left."""
    left = flat(index.left)
    mine, fresh = Searcher(InMemory(collection_in(index.split, index.removed))), Searcher.of(left)
    ids = [f"article {number}" for number in range(9)]
    within = data.draw(st.none() | st.sets(st.sampled_from(ids)))
    asked = [question, f'"{question}"', *(f"{passage.text[:40]}" for passage in left[:1])]
    for each in asked:
        assert_same(mine.ask(each, 20), fresh.ask(each, 20))
        assert_same(mine.ask(each, 20, within), fresh.ask(each, 20, within))


@given(grown(), QUESTION)
def test_merging_changes_no_answer(index: Grown, question: str) -> None:
    """Segments that are merged into one answer as they did in pieces."""
    pieces = collection_in(index.split, index.removed)
    if not pieces.parts:
        return
    for whole in (Collection([merged(pieces.parts)]), Collection([merged(pieces.parts[:1]), *pieces.parts[1:]])):
        one, other = (Searcher(InMemory(each)).ask(question, 20) for each in (whole, pieces))
        assert_same(one, other)


@given(grown())
def test_articles_and_passages_are_those_left(index: Grown) -> None:
    """Articles and passages stand in their order; those that were removed are nowhere."""
    collection, left = collection_in(index.split, index.removed), index.left
    assert [(each.id, each.title, each.source) for each in collection.articles] == [
        (article[0].article.id, article[0].article.title, article[0].article.source) for article in left
    ]
    assert list(collection.texts()) == [article[0].article for article in left]
    assert list(collection.passages) == flat(left)
    for part in index.split:
        for article in part:
            expected = [] if article[0].article.id in index.removed else list(article)
            assert list(collection.passages_of(article[0].article)) == expected
    assert collection.statistics.passages == len(flat(left))
    assert collection.statistics.articles == len(left)


@given(grown())
def test_statistics_are_those_of_what_is_left(index: Grown) -> None:
    """Every word stands in so many passages and articles as in an index made at once of what is left."""
    collection, fresh = collection_in(index.split, index.removed), Collection.of(flat(index.left))
    forms = [collection.vocabulary.form(term) for term in range(len(collection.vocabulary))]
    terms = fresh.vocabulary.numbers_of(forms)
    for mine, others in (
        (collection.statistics.in_passages, fresh.statistics.in_passages),
        (collection.statistics.in_articles, fresh.statistics.in_articles),
    ):
        expected = [int(others[term]) if term >= 0 else 0 for term in terms.tolist()]
        assert mine.tolist() == expected
    assert collection.vocabulary.live.tolist() == (collection.statistics.in_articles > 0).tolist()


@pytest.mark.parametrize(
    ("within", "found"),
    [
        (set(), []),
        ({"article 0"}, ["सेना", "सेना 🙂"]),
        ({"article 1", "article 2"}, ["सेना नदी", "सेना पुल"]),
        ({"article 3"}, []),
    ],
)
def test_some_articles_are_looked_in_by_their_ids(within: set[str], found: list[str]) -> None:
    """Only passages of the articles asked for are returned."""
    searcher = Searcher(InMemory(collection_of(["सेना", "सेना 🙂"], ["सेना नदी"], ["सेना पुल"])))
    assert sorted(hit.passage.text for hit in searcher.ask("सेना", 9, within).hits) == found


def test_an_article_in_two_places_is_one_by_its_id() -> None:
    """Passages of an article that stand apart are all of it, and it is listed once."""
    passages = passages_of(["सेना", "नदी सेना"], ["पुल सेना"])
    collection = Collection.of([passages[0], passages[2], passages[1]])
    assert [article.id for article in collection.articles] == ["article 0", "article 1"]
    assert list(collection.passages_of(passages[0].article)) == passages[:2]
    hits = Searcher(InMemory(collection)).ask("सेना", 9, {"article 0"}).hits
    assert {hit.passage.number for hit in hits} == {1, 2}


@pytest.mark.parametrize("collection", [Collection([]), collection_of(), collection_of(["🙂"])])
@pytest.mark.parametrize("question", ["सेना", '"रंग क्रांति"', "?"])
def test_nothing_is_found_in_nothing(collection: Collection, question: str) -> None:
    """An index without articles or words answers nothing, and no question is an error."""
    assert Searcher(InMemory(collection)).ask(question, 3, {"article 7"}).hits == ()
    assert Searcher(InMemory(collection)).ask(question).hits == ()


def test_few_removed_articles_leave_the_best_of_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where common runs are looked up in few passages, these are none of the removed ones."""
    monkeypatch.setattr("index.embedded.runs._WALKED", 0)
    monkeypatch.setattr("index.embedded.runs._FEW", 2)
    parts = [[[passage] for passage in passages_of(*[["सेना"]] * 8, ["सेना नदी"], ["सेना नदी पुल"])]]
    removed = {f"article {number}" for number in range(8)}
    answer = Searcher(InMemory(collection_in(parts, removed))).ask("सेना", 9)
    assert_same(answer, Searcher.of(flat(parts[0][8:])).ask("सेना", 9))


def test_words_stand_at_their_places() -> None:
    """The words of a passage of a later segment are where its own text has them."""
    collection = collection_in([[passages_of(["सेना लौटी"])], [passages_of(["(19) नदी"])]])
    starts, ends = collection.words_at(1)
    np.testing.assert_array_equal(np.column_stack((starts, ends)), [[1, 3], [5, 8]])
