"""Small libraries, for tests that need articles of their own."""

from __future__ import annotations

from collections.abc import Iterator

from index import Article, Passage, Searcher, Source, Span
from index.article import Listed

BETWEEN = "\n\n"
"""What stands between the paragraphs of an article."""


def article(identifier: str, title: str, *paragraphs: str, language: str = "hi", **source: str | None) -> Article:
    """Return an article of these paragraphs; what is known of its source is given by name."""
    return Article(identifier, title, language, BETWEEN.join(paragraphs), Source(**source))


def passages_of(article: Article) -> list[Passage]:
    """Return the passages of an article, each paragraph one, however short."""
    return [Passage(article, number, span) for number, span in enumerate(_paragraphs(article.text), start=1)]


def listed(article: Article) -> Listed:
    """Return an article as lists have it, without its text."""
    return Listed(article.id, article.title, article.language, article.source)


def searcher_of(*articles: Article) -> Searcher:
    """Return a searcher of these articles."""
    return Searcher.of(passage for each in articles for passage in passages_of(each))


def _paragraphs(text: str) -> Iterator[Span]:
    start = 0
    for paragraph in text.split(BETWEEN):
        if paragraph.strip():
            yield Span(start, start + len(paragraph))
        start += len(paragraph) + len(BETWEEN)
