"""The index of passages: built once, asked as often as people like."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from time import perf_counter

from index.analyzer import Token, analyze
from index.answer import Answer, Hit
from index.article import Article
from index.best_sentence import best_sentence
from index.collection import Collection
from index.confidence import ANSWERED_FROM, confidence
from index.passage import Passage
from index.query import Query, parse
from index.ranking import CANDIDATES, Matching, Ranking, Weights, rank
from index.sentences import split_sentences
from index.spans import Span, on_clusters

_SHOWN_FROM = 0.3
"""The credit from which a word is marked as a match: a stem, another spelling, not a chance likeness."""

_MOST_READ = 4096  # passages whose words and sentences are at hand: a few articles get most questions


class Searcher:
    """Finds the passages that answer questions; the same question always gets the same answer.

    Safe to use from several threads.

    Args:
        passages: The passages, those of an article together, in the order that decides between equal scores.
        weights: What each part of the score counts.
    """

    def __init__(self, passages: Iterable[Passage], weights: Weights | None = None) -> None:
        self.passages = tuple(passages)
        self.articles = tuple({passage.article.id: passage.article for passage in self.passages}.values())
        self._passage_counts = Counter(passage.article.id for passage in self.passages)
        self._collection = Collection(self.passages)
        self._weights = weights or Weights()
        self._read = lru_cache(maxsize=_MOST_READ)(self._words_and_sentences)
        parse("क्या")  # reads the lexicons now, not while somebody waits

    def passage_count(self, article: Article) -> int:
        """Return how many passages one of the articles has."""
        return self._passage_counts[article.id]

    def ask(self, question: str, top: int = 3) -> Answer:
        """Return the ``top`` passages for a question, best first, and whether they answer it."""
        began = perf_counter()
        query = parse(question)
        vague = not query.content.any()
        sure, hits = self._found(query, top) if self.passages and not vague else (0.0, ())
        took_ms = (perf_counter() - began) * 1000
        return Answer(question, sure >= ANSWERED_FROM, vague, sure, took_ms, hits)

    def _found(self, query: Query, top: int) -> tuple[float, tuple[Hit, ...]]:
        matching = Matching(self._collection, query)
        ranking = rank(self._collection, query, matching, self._weights, max(CANDIDATES, top))
        if ranking is None:
            return 0.0, ()
        sure = confidence(self._collection, query, matching, ranking)
        return sure, tuple(self._hits(query, matching, ranking, top))

    def _words_and_sentences(self, number: int) -> tuple[list[Token], list[Span]]:
        text = self.passages[number].text
        return analyze(text), split_sentences(text) or [Span(0, len(text))]

    def _hits(self, query: Query, matching: Matching, ranking: Ranking, top: int) -> Iterable[Hit]:
        shown = matching.credit[query.content].max(axis=0) >= _SHOWN_FROM
        for number, score in zip(ranking.passages[:top].tolist(), ranking.scores[:top].tolist(), strict=True):
            passage = self.passages[number]
            tokens, sentences = self._read(number)
            best = best_sentence(self._collection, query, matching, number, tokens, sentences)
            terms = self._collection.tokens[self._collection.words_of(number)]
            matches = [Span(token.start, token.end) for token, match in zip(tokens, shown[terms], strict=True) if match]
            yield Hit(passage, score, best, on_clusters(passage.text, matches))
