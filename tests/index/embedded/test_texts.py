"""The texts of a segment."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.article import Article, Source
from index.embedded.arrays import in_memory
from index.embedded.texts import Texts, article_of, entry_of, record_of
from index.passage import Passage, split_passages
from index.strings import keys_of
from tests.texts import HOSTILE, any_text

KNOWN = st.none() | any_text(10)
ARTICLE = st.builds(
    Article, any_text(10), any_text(20), any_text(5), any_text(60), st.builds(Source, KNOWN, KNOWN, KNOWN, KNOWN, KNOWN)
)


def texts_of(articles: list[Article]) -> tuple[Texts, list[list[Passage]]]:
    """Return the texts of articles, and their passages."""
    passages = [split_passages(article) for article in articles]
    return Texts.of(articles, [passage for each in passages for passage in each]), passages


@given(ARTICLE)
def test_all_that_is_known_of_an_article_is_kept(article: Article) -> None:
    """Whatever an article and its source say, a record and the text give it back; without its text, an entry."""
    assert article_of(record_of(article), article.text) == article
    entry = entry_of(record_of(article))
    assert (entry.id, entry.title, entry.language) == (article.id, article.title, article.language)
    assert entry.source == article.source


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_articles_are_kept(text: str) -> None:
    """Nothing that can stand in an article or its front matter is bent."""
    articles = [Article(text, text, "hi", text, Source(author=text)), Article("a", "", "hi", "सेना", Source())]
    texts, passages = texts_of(articles)
    assert [texts.article(0), texts.article(1)] == articles
    assert [texts.passage(articles[0], number) for number in range(len(passages[0]))] == passages[0]


@given(st.lists(st.lists(st.tuples(ARTICLE, st.booleans()), max_size=3), min_size=1, max_size=3))
def test_merged_has_what_is_kept(parts: list[list[tuple[Article, bool]]]) -> None:
    """Merged, with any articles left out, the others and their passages are as they were."""
    made = [texts_of([article for article, _ in part]) for part in parts]
    kept = [np.array([keep for _, keep in part], dtype=bool) for part in parts]
    of_passages = [
        np.repeat(mask, [len(each) for each in passages]).astype(bool)
        for mask, (_, passages) in zip(kept, made, strict=True)
    ]
    merged = Texts.merged([texts for texts, _ in made], kept, of_passages, in_memory)
    left = [(article, split_passages(article)) for part in parts for article, keep in part if keep]
    number = 0
    for place, (article, passages) in enumerate(left):
        assert merged.article(place) == article
        assert merged.entry(place).id == article.id
        assert [merged.passage(article, number + each) for each in range(len(passages))] == passages
        number += len(passages)
    assert len(merged.numbers) == number
    assert merged.keys.tolist() == keys_of(article.id for article, _ in left).tolist()
