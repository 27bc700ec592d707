"""What an engine gives to the ranking: the few passages that are looked at word by word.

Two engines keep the same index, :mod:`index.embedded` on a disk and :mod:`index.cloud` in an object storage. Each finds
its candidates in its own way; from there on the ranking is the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from collections.abc import Collection as Members
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from index.article import Article, Entry
from index.matching import Matching, Statistics, Weights
from index.passage import Passage
from index.postings import Floats, Ints
from index.query import Query
from index.vocabulary import Vocabulary

Tell = Callable[[int], object]
"""Is told how many articles more are done."""

CONTEXT = 100
"""Words before a passage and after it that belong to its context."""


@dataclass(frozen=True, slots=True)
class Candidates:
    """Passages to be looked at word by word, in the order that decides between equal scores.

    Attributes:
        passages: They themselves, read when they are looked at.
        words_at: Where the words of each begin and end in its text, likewise.
        lengths: How long each is, as a multiple of the average.
        runs: What each scores in the field of runs.
        of_articles: What each one's article scores.
        tokens: Their words, one passage's after another's.
        sizes: How many words each has.
        around: The words before and after each in its article, up to :data:`CONTEXT` on either side.
        around_sizes: How many words that are.
        titles: The words of each one's title.
        alone: Whether each is the only passage of its article.
    """

    passages: Sequence[Passage]
    words_at: Sequence[tuple[Ints, Ints]]
    lengths: Floats
    runs: Floats
    of_articles: Floats
    tokens: Ints
    sizes: Ints
    around: Ints
    around_sizes: Ints
    titles: Sequence[Ints]
    alone: NDArray[np.bool_]

    def tokens_of(self, place: int) -> Ints:
        """Return the words of one of the passages, by its place among them."""
        start = int(self.sizes[:place].sum())
        return self.tokens[start : start + int(self.sizes[place])]


def around(starts: Ints, article_starts: Ints, articles: Ints, passages: Ints) -> tuple[Ints, Ints, Ints]:
    """Return where the words around some passages stand in their articles.

    Args:
        starts: Where each passage's words begin among all, shape (passages + 1,).
        article_starts: The first passage of each article, shape (articles + 1,).
        articles: The article of each of the passages.
        passages: The passages.

    Returns:
        Where two ranges of words begin for each passage, those before and those after it; how many words each range
        has; how many both have together.
    """
    begins, ends = starts[passages], starts[passages + 1]
    before = begins - np.maximum(begins - CONTEXT, starts[article_starts[articles]])
    after = np.minimum(ends + CONTEXT, starts[article_starts[articles + 1]]) - ends
    ranges_begin, sizes = np.column_stack((begins - before, ends)).ravel(), np.column_stack((before, after)).ravel()
    return ranges_begin, sizes, before + after


class Snapshot(Protocol):
    """An index as it is at one time: what a question sees from beginning to end."""

    @property
    def vocabulary(self) -> Vocabulary:
        """The words of all passages and titles."""

    @property
    def statistics(self) -> Statistics:
        """What BM25 needs to know of all passages."""

    @property
    def articles(self) -> Sequence[Entry]:
        """The articles, in their order."""

    def candidates(
        self, query: Query, matching: Matching, weights: Weights, count: int, within: Members[str] | None
    ) -> Candidates | None:
        """Return the best passages by what can be summed over all: ear, article and runs; None where nothing matches.

        Args:
            query: The question.
            matching: The question compared with the vocabulary.
            weights: What each part of the score counts.
            count: How many passages at most.
            within: The ids of the articles to look in; all where None.
        """

    def passages_of(self, article: Entry) -> Sequence[Passage]:
        """Return the passages of one of the articles, in its order."""

    def texts(self) -> Iterator[Article]:
        """Yield the articles with their texts, in their order."""


class Engine(Protocol):
    """An index that may change between two questions."""

    def snapshot(self) -> Snapshot:
        """Return the index as it is now.

        Raises:
            index.EngineError: It cannot be reached.
        """


class KeptEngine(Engine, Protocol):
    """An index that is kept, and that articles go into and out of."""

    def add(self, articles: Iterable[Article], tell: Tell | None = None) -> int:
        """Add articles, in the place of those with the same ids; return how many passages they have.

        Args:
            articles: The articles; of several with one id the last.
            tell: Is told how many articles more are in.

        Raises:
            index.EngineError: They cannot be written; those told of before are in, the others are not.
        """

    def remove(self, ids: Iterable[str]) -> int:
        """Remove the articles with some ids, and return how many there were.

        Raises:
            index.EngineError: The change cannot be written; then they are all still there.
        """

    def close(self) -> None:
        """Let go of the index."""
