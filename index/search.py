"""The index of passages: built once, asked as often as people like."""

from __future__ import annotations

from collections.abc import Collection as Members
from collections.abc import Iterable, Sequence
from functools import lru_cache
from time import perf_counter

from index.analyzer import Token, analyze
from index.answer import Answer, Hit
from index.article import Article
from index.best_sentence import best_sentence
from index.bm25 import idf
from index.collection import Collection
from index.confidence import ANSWERED_FROM, confidence
from index.origin import Origin, origin
from index.passage import Passage
from index.query import Query, parse
from index.ranking import CANDIDATES, Matching, Ranking, Weights, rank
from index.sentences import split_sentences
from index.spans import Span, on_clusters
from index.topics import own_questions, topics

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
        self._by_article: dict[str, list[Passage]] = {article.id: [] for article in self.articles}
        for passage in self.passages:
            self._by_article[passage.article.id].append(passage)
        self._collection = Collection(self.passages)
        self._weights = weights or Weights()
        self._read = lru_cache(maxsize=_MOST_READ)(self._words_and_sentences)
        parse("क्या")  # reads the lexicons now, not while somebody waits

    def passages_of(self, article: Article) -> Sequence[Passage]:
        """Return the passages of one of the articles, in its order."""
        return self._by_article[article.id]

    def around(self, passage: Passage) -> tuple[Passage | None, Passage | None]:
        """Return the passages before and after one in its article; None at the article's ends."""
        passages = self.passages_of(passage.article)
        place = next(place for place, other in enumerate(passages) if other.number == passage.number)
        before = passages[place - 1] if place > 0 else None
        return before, passages[place + 1] if place + 1 < len(passages) else None

    def without_question(self, passage: Passage, sentence: int) -> Hit:
        """Return a passage as a hit of no question; its best sentence begins at an offset, or is its first."""
        sentences = split_sentences(passage.text) or [Span(0, len(passage.text))]
        best = next((span for span in sentences if span.start == sentence), sentences[0])
        return Hit(passage, 0.0, best, ())

    def ask(self, question: str, top: int = 3, within: Members[str] | None = None) -> Answer:
        """Return the ``top`` passages for a question, best first, and whether they answer it.

        Args:
            question: The question.
            top: How many passages at most.
            within: The ids of the articles to look in; all where None.
        """
        began = perf_counter()
        query = parse(question)
        vague = not query.content.any()
        sure, hits = self._found(query, top, within) if self.passages and not vague else (0.0, ())
        took_ms = (perf_counter() - began) * 1000
        return Answer(question, sure >= ANSWERED_FROM, vague, sure, took_ms, hits)

    def origin(self, text: str) -> Origin | None:
        """Return the article that holds a text word for word, or much of it; None where none does."""
        return origin(text, lambda chunk: [hit.passage for hit in self.ask(chunk).hits])

    def topics(self, article: Article) -> list[str]:
        """Return what one of the articles can be asked about, in its own words: questions, headings, key phrases."""
        passages = self.passages_of(article)
        return [*own_questions(passages), *topics(passages, self._telling)]

    def _telling(self, word: str) -> float:
        """Return the idf of a word among the articles."""
        return float(
            idf(len(self.articles), self._collection.articles.frequencies[self._collection.vocabulary.number_of[word]])
        )

    def _found(self, query: Query, top: int, within: Members[str] | None) -> tuple[float, tuple[Hit, ...]]:
        matching = Matching(self._collection, query)
        among = None if within is None else self._collection.passages_in(within)
        ranking = rank(self._collection, query, matching, self._weights, max(CANDIDATES, top), among)
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
