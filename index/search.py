"""The index of a corpus: built once from its articles, asked as often as people like."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from time import perf_counter

import numpy as np
from numpy.typing import NDArray

from index.analyzer import analyze
from index.answer import Answer, Hit
from index.article import Article
from index.bm25 import Postings
from index.evidence import find_evidence
from index.fields import ARTICLE_WEIGHT, FIELDS, Field
from index.lexicon import lexicon
from index.passage import Passage

ANSWERED_FROM = 0.55
"""The confidence from which a question counts as answered."""


class Searcher:
    """Finds the passages that answer questions; the same question always gets the same answer.

    Args:
        passages: The passages, those of an article together, in the order that decides between equal scores.
    """

    def __init__(self, passages: Iterable[Passage]) -> None:
        self.passages = tuple(passages)
        self._passage_counts = Counter(passage.article.id for passage in self.passages)
        self.articles = tuple({passage.article.id: passage.article for passage in self.passages}.values())
        number_of = {article.id: number for number, article in enumerate(self.articles)}
        self._article_of = [number_of[passage.article.id] for passage in self.passages]
        words = [[token.word for token in analyze(passage.text)] for passage in self.passages]
        self._fields = [_IndexedField(field, words, self._article_of, len(self.articles)) for field in FIELDS]

    def passage_count(self, article: Article) -> int:
        """Return how many passages one of the articles has."""
        return self._passage_counts[article.id]

    def ask(self, question: str, top: int = 3) -> Answer:
        """Return the ``top`` passages for a question, best first, and whether they answer it."""
        began = perf_counter()
        words = [token.word for token in analyze(question)]
        asking = lexicon().question
        content = [word for word in words if word not in asking]
        scores = sum((field.scores(content) for field in self._fields), np.zeros(len(self.passages)))
        order = np.argsort(-scores, kind="stable")[:top]
        weights = self._weights(content)
        hits: list[Hit] = []
        confidence = 0.0
        for number in order:
            if scores[number] <= 0 or not weights:
                break
            evidence = find_evidence(self.passages[number], weights)
            hits.append(Hit(self.passages[number], float(scores[number]), evidence.best_sentence, evidence.matches))
            confidence = max(confidence, evidence.coverage) if len(hits) == 1 else confidence
        return Answer(
            question=question,
            answered=confidence >= ANSWERED_FROM,
            confidence=confidence,
            took_ms=(perf_counter() - began) * 1000,
            hits=tuple(hits),
        )

    def _weights(self, words: Sequence[str]) -> dict[str, float]:
        function = lexicon().function
        field = self._fields[0]
        return {word: max(map(field.idf, field.terms(word))) for word in words if word not in function}


class _IndexedField:
    """A field of all passages, and of all articles as wholes."""

    def __init__(self, field: Field, words: list[list[str]], article_of: list[int], articles: int) -> None:
        self.terms = field.terms
        self._weight = field.weight
        terms = [[term for word in of_passage for term in field.terms(word)] for of_passage in words]
        whole: list[list[str]] = [[] for _ in range(articles)]
        for number, of_passage in zip(article_of, terms, strict=True):
            whole[number] += of_passage
        self._passages = Postings(terms, k1=field.k1, b=field.b)
        self._articles = Postings(whole, k1=field.k1, b=field.b)
        self._article_of = np.array(article_of, dtype=np.intp)

    def idf(self, term: str) -> float:
        return self._passages.idf(term)

    def scores(self, words: Sequence[str]) -> NDArray[np.float64]:
        """Return the field's share of every passage's score, shape (passages,)."""
        query = [term for word in words for term in self.terms(word)]
        of_articles = self._articles.scores(query)[self._article_of] if len(self._article_of) else 0.0
        return self._weight * (self._passages.scores(query) + ARTICLE_WEIGHT * of_articles)
