"""Small articles and searchers, for tests that need an index of their own."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from index.article import Article, Source
from index.embedded.collection import Collection
from index.passage import Passage
from index.search import Searcher
from index.spans import Span

SEPARATOR = "\n\n"


def passages_of(*articles: Sequence[str], titles: Sequence[str] = ()) -> list[Passage]:
    """Return the passages of articles, each given as the texts of its passages; titles are empty unless given."""
    passages: list[Passage] = []
    for number, texts in enumerate(articles):
        title = titles[number] if number < len(titles) else ""
        article = Article(f"article {number}", title, "hi", SEPARATOR.join(texts), Source())
        passages += _cut(article, texts)
    return passages


def collection_of(*articles: Sequence[str], titles: Sequence[str] = ()) -> Collection:
    """Return what the index keeps of :func:`passages_of`."""
    return Collection.of(passages_of(*articles, titles=titles))


def searcher_of(*texts: str) -> Searcher:
    """Return a searcher of articles of one passage each, without titles."""
    return Searcher.of(passages_of(*([text] for text in texts)))


def _cut(article: Article, texts: Iterable[str]) -> Iterable[Passage]:
    start = 0
    for number, text in enumerate(texts, start=1):
        yield Passage(article, number, Span(start, start + len(text)))
        start += len(text) + len(SEPARATOR)
