"""Segments as one index: an embedded snapshot, with the counts of all of them. It never changes."""

from __future__ import annotations

from collections.abc import Collection as Members
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np
from numpy.typing import NDArray

from index.article import Article, Entry
from index.candidates import Candidates, around
from index.counts import Counts, Totals
from index.embedded.inverted import Field
from index.embedded.runs import Runs
from index.embedded.segment import Segment
from index.lazily import Lazily
from index.likeness import Alike
from index.loops import best
from index.matching import Matching, Statistics, Weights
from index.passage import Passage
from index.phrases import having_phrases, same_words
from index.postings import Floats, Ints, ranges
from index.query import Query
from index.runs import Asked
from index.strings import keys_of
from index.vocabulary import Vocabulary

_MOST_READ = 1024  # articles that are at hand: a few get most questions


@dataclass(frozen=True, slots=True)
class Part:
    """A segment and what has been removed of it.

    Attributes:
        kept: Which of its articles are left, shape (articles,).
        removed: The counts of those that are not.
    """

    segment: Segment
    kept: NDArray[np.bool_]
    removed: Sequence[Counts] = ()

    @classmethod
    def whole(cls, segment: Segment) -> Part:
        """Return a segment with all its articles."""
        return cls(segment, np.ones(segment.articles.size, dtype=bool))


class Collection:
    """The articles and passages of an index, each numbered through all segments, those removed included.

    Args:
        parts: The segments, in their order.

    Attributes:
        vocabulary: The words of all passages and titles.
        statistics: What BM25 needs to know.
    """

    def __init__(self, parts: Sequence[Part]) -> None:
        self.parts = parts
        segments = [part.segment for part in parts]
        words = sum(len(segment.words) for segment in segments)
        removed = [counts for part in parts for counts in part.removed]
        self._totals = totals = Totals([segment.counts for segment in segments], removed, words)
        self.vocabulary = Vocabulary([segment.words for segment in segments], totals.in_articles > 0)
        self.statistics = Statistics(totals.passages, totals.articles, totals.in_passages, totals.in_articles)
        # Where each segment's passages, articles and words begin among all.
        self._passages = np.cumsum([0, *(segment.passages.size for segment in segments)])
        self._articles = np.cumsum([0, *(segment.articles.size for segment in segments)])
        self._words = np.cumsum([0, *(len(segment.tokens) for segment in segments)])
        self._starts = _through([segment.starts for segment in segments], self._words)
        self._article_starts = _through([segment.article_starts for segment in segments], self._passages)
        self._article_of = np.repeat(np.arange(self._articles[-1], dtype=np.int32), np.diff(self._article_starts))
        self._of_passages = [Field(segment.passages, totals.passage_length) for segment in segments]
        self._of_articles = [Field(segment.articles, totals.article_length) for segment in segments]
        lengths = [segment.run_lengths for segment in segments]
        self._runs = Runs(self.vocabulary, totals, self._of_passages, lengths, self._owned_tokens)
        self._kept = np.concatenate([np.zeros(0, dtype=bool), *(part.kept for part in parts)])
        self._all_kept = bool(self._kept.all())
        self._article = lru_cache(maxsize=_MOST_READ)(self._read_article)

    @classmethod
    def of(cls, passages: Sequence[Passage]) -> Collection:
        """Return passages as a collection in memory, those of an article together."""
        return cls([Part.whole(Segment.of(passages))] if passages else [])

    @cached_property
    def articles(self) -> Sequence[Entry]:
        """The articles, without their texts; of several with one id the first."""
        keys = self._keys[self._kept]
        _, first = np.unique(keys, return_index=True)
        return Lazily(self._entry, np.flatnonzero(self._kept)[np.sort(first)].tolist())

    @cached_property
    def passages(self) -> Sequence[Passage]:
        """The passages, in their order."""
        return Lazily(self.passage, np.flatnonzero(self._kept[self._article_of]).tolist())

    def passage(self, number: int) -> Passage:
        """Return one passage."""
        article = int(self._article_of[number])
        part, _ = self._place(self._articles, article)
        return self.parts[part].segment.texts.passage(self._article(article), number - int(self._passages[part]))

    def passages_of(self, article: Entry) -> Sequence[Passage]:
        """Return the passages of one of the articles, in its order."""
        numbers = [
            passage
            for number in self._numbers_of(article.id)
            for passage in range(*self._article_starts[number : number + 2].tolist())
        ]
        return Lazily(self.passage, numbers)

    def texts(self) -> Iterator[Article]:
        """Yield the articles with their texts, in their order."""
        for part in self.parts:
            yield from map(part.segment.texts.article, np.flatnonzero(part.kept).tolist())

    def words_at(self, number: int) -> tuple[Ints, Ints]:
        """Return where the words of a passage begin and end in its text."""
        part, own = self._place(self._passages, number)
        segment = self.parts[part].segment
        words = slice(*segment.starts[own : own + 2].tolist())
        starts = segment.token_starts[words].astype(np.int64)
        return starts, starts + segment.token_sizes[words]

    def candidates(
        self, query: Query, matching: Matching, weights: Weights, count: int, within: Members[str] | None
    ) -> Candidates | None:
        """Return the best passages by ear, article and runs; None where nothing matches."""
        telling = query.weights * query.content
        of_articles = np.zeros(int(self._articles[-1]), np.float32)
        _add_scores(of_articles, self._of_articles, matching.ear, telling * matching.article_idf)
        coarse = (np.float32(weights.article) * of_articles)[self._article_of]
        allowed = self._allowed(query, matching, within)
        _add_scores(coarse, self._of_passages, matching.ear, weights.ear * telling * matching.ear_idf)
        asked = Asked.of(query.words.skeletons, query.weights, self._totals)
        self._runs.add_to(coarse, asked, weights.runs, allowed)
        numbers = best(coarse, count)
        if not len(numbers):
            return None
        articles = self._article_of[numbers]
        begins, counts, around_sizes = around(self._starts, self._article_starts, articles, numbers)
        sizes = self._starts[numbers + 1] - self._starts[numbers]
        return Candidates(
            passages=Lazily(self.passage, numbers.tolist()),
            words_at=Lazily(self.words_at, numbers.tolist()),
            lengths=self._lengths_of(numbers),
            runs=self._runs.of(numbers, asked),
            of_articles=of_articles[articles],
            tokens=self._tokens(self._starts[numbers], sizes),
            sizes=sizes,
            around=self._tokens(begins, counts),
            around_sizes=around_sizes,
            titles=Lazily(self._title, articles.tolist()),
            alone=np.diff(self._article_starts)[articles] == 1,
        )

    def _allowed(self, query: Query, matching: Matching, within: Members[str] | None) -> NDArray[np.bool_] | None:
        """Return which passages may be returned: those left and wanted that have every phrase; None for all."""
        allowed: NDArray[np.bool_] | None = None if self._all_kept else self._kept[self._article_of]
        if within is not None:
            wanted = np.zeros(len(self._kept), dtype=bool)
            for identifier in within:
                wanted[self._numbers_of(identifier)] = True
            allowed = wanted[self._article_of]
        if query.phrases:
            allowed = self._with_phrases(query, matching) & (True if allowed is None else allowed)
        return allowed

    def _with_phrases(self, query: Query, matching: Matching) -> NDArray[np.bool_]:
        """Return which passages have every quoted phrase; only those that have all the words are read."""
        has = np.ones(int(self._passages[-1]), dtype=bool)
        for word in {word for phrase in query.phrases for word in phrase}:
            terms = same_words(matching, word)
            having = (field.inverted.having(terms) for field in self._of_passages)
            has &= np.concatenate([np.zeros(0, dtype=bool), *having])
        few = np.flatnonzero(has)
        sizes = self._starts[few + 1] - self._starts[few]
        starts = np.concatenate(([0], np.cumsum(sizes)))
        has[few] = having_phrases(query.phrases, matching, self._tokens(self._starts[few], sizes), starts)
        return has

    @cached_property
    def _keys(self) -> NDArray[np.uint64]:
        """The key of each article's id."""
        return np.concatenate([np.zeros(0, np.uint64), *(part.segment.texts.keys for part in self.parts)])

    def _numbers_of(self, identifier: str) -> list[int]:
        """Return the numbers of the articles with an id: one, or several where its passages do not stand together."""
        (key,) = keys_of([identifier])
        numbers: list[int] = np.flatnonzero((self._keys == key) & self._kept).tolist()
        return numbers

    def _entry(self, number: int) -> Entry:
        part, own = self._place(self._articles, number)
        return self.parts[part].segment.texts.entry(own)

    def _read_article(self, number: int) -> Article:
        part, own = self._place(self._articles, number)
        return self.parts[part].segment.texts.article(own)

    def _title(self, article: int) -> Ints:
        part, own = self._place(self._articles, article)
        segment = self.parts[part].segment
        return segment.titles[segment.title_starts[own] : segment.title_starts[own + 1]]

    def _lengths_of(self, passages: Ints) -> Floats:
        """Return how long some passages are, as a multiple of the average."""
        sizes = self._starts[passages + 1] - self._starts[passages]
        return (sizes / max(self._totals.passage_length, 1e-9)).astype(np.float32)

    def _owned_tokens(self, passages: Ints) -> tuple[Ints, Ints]:
        """Return the words of some passages, after the place of each one's passage among them."""
        sizes = self._starts[passages + 1] - self._starts[passages]
        return np.repeat(np.arange(len(passages)), sizes), self._tokens(self._starts[passages], sizes)

    def _tokens(self, begins: Ints, sizes: Ints) -> Ints:
        """Return the words at some ranges of places among all words; no range goes over the end of a segment."""
        tokens = np.zeros(int(sizes.sum()), np.int32)
        places = np.cumsum(sizes) - sizes
        for part, base in zip(self.parts, self._words, strict=False):
            here = (begins >= base) & (begins < base + len(part.segment.tokens))
            where = ranges(places[here], sizes[here])
            tokens[where] = part.segment.tokens[ranges(begins[here] - base, sizes[here])]
        return tokens

    @staticmethod
    def _place(bases: Ints, number: int) -> tuple[int, int]:
        """Return the segment that something stands in, given where each one's begin, and its number there."""
        part = int(np.searchsorted(bases, number, side="right")) - 1
        return part, number - int(bases[part])


def _add_scores(scores: Floats, fields: Sequence[Field], alike: Alike, weights: Floats) -> None:
    """Add the BM25 score of every document, each of the query's words standing for what is alike to it."""
    used = weights[alike.word] > 0
    words, terms, shares = alike.word[used], alike.term[used], alike.cosine[used] ** 2
    start = 0
    for field in fields:
        end = start + field.inverted.size
        field.add_scores(scores[start:end], words, terms, shares, weights)
        start = end


def _through(starts: Sequence[Ints], bases: Ints) -> Ints:
    """Return where things begin, through all segments, given where they begin in each."""
    if len(starts) == 1:
        return starts[0]
    parts = [each[:-1] + base for each, base in zip(starts, bases, strict=False)]
    return np.concatenate([*parts, bases[-1:]]).astype(np.int64)
