"""The index of passages: built once, asked as often as people like."""

from __future__ import annotations

from collections.abc import Collection as Members
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from time import perf_counter

import numpy as np

from index.answer import Answer, Hit
from index.article import Entry
from index.best_sentence import Words, best_sentence
from index.bm25 import idf
from index.candidates import Engine, Snapshot
from index.confidence import ANSWERED_FROM, confidence
from index.embedded.memory import InMemory
from index.matching import Matching, Weights
from index.origin import Origin, origin
from index.passage import Passage
from index.query import Query, parse
from index.ranking import CANDIDATES, Ranking, rank
from index.sentences import split_sentences
from index.spans import Span, on_clusters
from index.topics import own_questions, topics

_SHOWN_FROM = 0.3
"""The credit from which a word is marked as a match: a stem, another spelling, not a chance likeness."""

_MOST_READ = 4096  # passages whose sentences are at hand: a few articles get most questions


class Searcher:
    """Finds the passages that answer questions; the same question to the same index always gets the same answer.

    Safe to use from several threads.

    Args:
        engine: The index.
        weights: What each part of the score counts.
    """

    def __init__(self, engine: Engine, weights: Weights | None = None) -> None:
        self._engine = engine
        self._weights = weights or Weights()
        self._sentences = lru_cache(maxsize=_MOST_READ)(_sentences)
        parse("क्या")  # reads the lexicons now, not while somebody waits

    @classmethod
    def of(cls, passages: Iterable[Passage], weights: Weights | None = None) -> Searcher:
        """Return a searcher of passages in memory.

        Args:
            passages: The passages, those of an article together, in the order that decides between equal scores.
            weights: What each part of the score counts.
        """
        return cls(InMemory.of(tuple(passages)), weights)

    @property
    def articles(self) -> Sequence[Entry]:
        """The articles, in their order."""
        return self._engine.snapshot().articles

    @property
    def passages(self) -> int:
        """How many passages there are in all articles."""
        return self._engine.snapshot().statistics.passages

    def passages_of(self, article: Entry) -> Sequence[Passage]:
        """Return the passages of one of the articles, in its order."""
        return self._engine.snapshot().passages_of(article)

    def around(self, passage: Passage) -> tuple[Passage | None, Passage | None]:
        """Return the passages before and after one in its article; None at the article's ends."""
        passages = self.passages_of(passage.article)
        place = next((place for place, other in enumerate(passages) if other.number == passage.number), None)
        if place is None:  # the article was changed in between
            return None, None
        before = passages[place - 1] if place > 0 else None
        return before, passages[place + 1] if place + 1 < len(passages) else None

    def without_question(self, passage: Passage, sentence: int) -> Hit:
        """Return a passage as a hit of no question; its best sentence begins at an offset, or is its first."""
        sentences = self._sentences(passage.text)
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
        sure, hits = (0.0, ()) if vague else self._found(self._engine.snapshot(), query, top, within)
        took_ms = (perf_counter() - began) * 1000
        return Answer(question, sure >= ANSWERED_FROM, vague, sure, took_ms, hits)

    def origin(self, text: str) -> Origin | None:
        """Return the article that holds a text word for word, or much of it; None where none does."""
        return origin(text, lambda chunk: [hit.passage for hit in self.ask(chunk).hits])

    def topics(self, article: Entry) -> list[str]:
        """Return what one of the articles can be asked about, in its own words: questions, headings, key phrases."""
        snapshot = self._engine.snapshot()
        passages = snapshot.passages_of(article)

        def telling(word: str) -> float:
            """Return the idf of a word among the articles."""
            (term,) = snapshot.vocabulary.numbers_of([word])
            of = snapshot.statistics
            return float(idf(of.articles, int(of.in_articles[term]) if term >= 0 else 0))

        return [*own_questions(passages), *topics(passages, telling)]

    def _found(
        self, snapshot: Snapshot, query: Query, top: int, within: Members[str] | None
    ) -> tuple[float, tuple[Hit, ...]]:
        matching = Matching(snapshot.vocabulary, snapshot.statistics, query)
        ranking = rank(snapshot, query, matching, self._weights, max(CANDIDATES, top), within)
        if ranking is None:
            return 0.0, ()
        return confidence(query, matching, ranking), tuple(self._hits(snapshot, query, matching, ranking, top))

    def _hits(self, snapshot: Snapshot, query: Query, matching: Matching, ranking: Ranking, top: int) -> Iterator[Hit]:
        credit = matching.credit[query.content].max(axis=0)
        found = ranking.candidates
        for place, score in zip(ranking.places[:top].tolist(), ranking.scores[:top].tolist(), strict=True):
            passage = found.passages[place]
            starts, ends = found.words_at[place]
            words = Words(found.tokens_of(place), starts, found.titles[place])
            best = best_sentence(query, matching, snapshot.vocabulary, words, self._sentences(passage.text))
            shown = np.flatnonzero(credit[matching.places(words.terms)] >= _SHOWN_FROM)
            matches = [Span(*span) for span in zip(starts[shown].tolist(), ends[shown].tolist(), strict=True)]
            yield Hit(passage, score, best, on_clusters(passage.text, matches))


def _sentences(text: str) -> list[Span]:
    """Return the sentences of a text, at least one."""
    return split_sentences(text) or [Span(0, len(text))]
