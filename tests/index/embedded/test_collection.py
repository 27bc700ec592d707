"""What the index keeps of its passages."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.analyzer import analyze
from index.bm25 import Okapi
from index.embedded.collection import Collection
from index.passage import Passage
from index.postings import Postings
from tests.index.articles import collection_of, passages_of
from tests.texts import HOSTILE, any_text, indic_text

TITLE_COUNTS = 3

# Articles, each as the texts of its passages, without words in some places.
ODD = {
    "no article": [],
    "one passage": [["सेना लौटी।"]],
    "one word": [["सेना"]],
    "no word": [["🙂"]],
    "no word anywhere": [["🙂", "…"], ["?"]],
    "no word in one passage": [["🙂", "सेना लौटी।"], ["…"], ["नदी"]],
    "no word at the end": [["सेना लौटी।", "🙂"]],
    "articles of one passage": [["सेना"], ["नदी"], ["सेना नदी"]],
}
ARTICLES = st.lists(st.lists(indic_text(8) | any_text(20), min_size=1, max_size=3), max_size=3)


def words_of(passage: Passage) -> list[str]:
    """Return the words of one passage as they are compared."""
    return [token.word for token in analyze(passage.text)]


def table(postings: Postings, documents: int) -> np.ndarray[tuple[int, int], np.dtype[np.float64]]:
    """Return postings as a table of shape (terms, documents)."""
    cells = np.zeros((len(postings.starts) - 1, documents))
    cells[np.repeat(np.arange(len(cells)), postings.frequencies), postings.documents] = postings.values
    return cells


def assert_kept(passages: list[Passage], collection: Collection) -> None:
    """Assert that a collection has every word of every passage at its place, and each passage's article."""
    forms = collection.vocabulary.words.forms
    assert len({*forms}) == len(forms)
    assert len(collection.starts) == len(passages) + 1
    for number, passage in enumerate(passages):
        words = collection.words_of(number)
        tokens = analyze(passage.text)
        assert [forms[term] for term in collection.tokens[words]] == [token.word for token in tokens]
        article = collection.article[number]
        assert collection.article_starts[article] <= number < collection.article_starts[article + 1]
        assert passages[collection.article_starts[article]].article is passage.article
        assert [forms[term] for term in collection.titles[article]] == [
            token.word for token in analyze(passage.article.title)
        ]


def assert_counted(passages: list[Passage], collection: Collection) -> None:
    """Assert that the counts are rank-bm25's, of passages and of articles with their titles."""
    of_passages = [words_of(passage) for passage in passages]
    of_articles: list[list[str]] = [[] for _ in collection.titles]
    for number, words in enumerate(of_passages):
        of_articles[collection.article[number]] += words
    for number, title in enumerate(collection.titles):
        of_articles[number] += [collection.vocabulary.words.forms[term] for term in title] * TITLE_COUNTS
    for documents, texts in ((collection.passages, of_passages), (collection.articles, of_articles)):
        assert documents.size == len(texts)
        if any(texts):
            okapi = Okapi(texts)
            counts = table(documents.postings, documents.size)
            forms = collection.vocabulary.words.forms
            assert [
                {forms[term]: count for term, count in enumerate(of_document.tolist()) if count}
                for of_document in counts.T
            ] == okapi.doc_freqs
            np.testing.assert_allclose(documents.lengths, np.array(okapi.doc_len) / okapi.avgdl)


@pytest.mark.parametrize("articles", ODD.values(), ids=ODD)
def test_odd_collections_are_kept(articles: list[list[str]]) -> None:
    """One passage, one word, no word, no passage: all is kept, and counted as rank-bm25 does."""
    passages = passages_of(*articles, titles=["सेना की वापसी", "", "🙂"])
    collection = Collection.of(passages)
    assert_kept(passages, collection)
    assert_counted(passages, collection)


@given(ARTICLES, st.lists(indic_text(2), max_size=3))
def test_any_collection_is_kept(articles: list[list[str]], titles: list[str]) -> None:
    """Whatever the articles and their titles: every word at its place, counted as rank-bm25 counts."""
    passages = passages_of(*articles, titles=titles)
    collection = Collection.of(passages)
    assert_kept(passages, collection)
    assert_counted(passages, collection)


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_articles_are_kept(text: str) -> None:
    """No article is an error."""
    passages = passages_of(["सेना लौटी।", text], [text])
    assert_kept(passages, Collection.of(passages))


def test_a_title_counts_as_often_as_it_should() -> None:
    """A title's word counts for its article though no passage has it, and for no passage."""
    collection = collection_of(["सेना लौटी।"], ["नदी बहती है।"], titles=["पुल", "पुल"])
    bridge = collection.vocabulary.number_of["पुल"]
    assert table(collection.articles.postings, 2)[bridge].tolist() == [TITLE_COUNTS, TITLE_COUNTS]
    assert table(collection.passages.postings, 2)[bridge].tolist() == [0, 0]


@pytest.mark.parametrize(
    ("articles", "of_them"),
    [
        (set(), [False] * 4),
        ({"article 0"}, [True, True, False, False]),
        ({"article 1", "article 2"}, [False, False, True, True]),
        ({"article 3"}, [False] * 4),
    ],
)
def test_passages_of_some_articles_are_known(articles: set[str], of_them: list[bool]) -> None:
    """It is known of every passage whether it is of one of the articles, by their ids."""
    found = collection_of(["सेना", "🙂"], ["नदी"], ["पुल"]).passages_in(articles)
    assert found.dtype == np.bool_
    assert found.tolist() == of_them


def test_an_article_in_two_places_is_one_by_its_id() -> None:
    """Passages of an article that stand apart are all of it."""
    passages = passages_of(["सेना", "नदी"], ["पुल"])
    assert Collection.of([passages[0], passages[2], passages[1]]).passages_in({"article 0"}).tolist() == [
        True,
        False,
        True,
    ]


def test_nothing_is_of_articles_where_there_is_nothing() -> None:
    """An empty collection has no passages of any article."""
    assert collection_of().passages_in({"article 0"}).tolist() == []
