"""A segment that is in memory, beside what a manifest says has been removed of it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from index.counts import Counts
from index.embedded.collection import Part
from index.embedded.manifest import Entry
from index.embedded.segment import Segment
from index.passage import Passage
from index.vocabulary import Numbering


class Loaded:
    """A segment in memory, and the counts of what has been removed of it."""

    def __init__(self, segment: Segment) -> None:
        self.segment = segment
        self._removed: dict[frozenset[int], Counts] = {}

    def kept(self, entry: Entry) -> NDArray[np.bool_]:
        """Return which articles a manifest's entry leaves."""
        kept = np.ones(self.segment.articles.size, dtype=bool)
        kept[list(entry.removed)] = False
        return kept

    def part(self, entry: Entry, words: Numbering) -> Part:
        """Return the segment without the articles that a manifest's entry has removed.

        Args:
            entry: The entry.
            words: The words of the whole index.
        """
        known = frozenset().union(*self._removed)
        new = frozenset(entry.removed) - known
        if new:
            self._removed[new] = Segment.of(self._passages(sorted(new))).after(words).counts
        return Part(self.segment, self.kept(entry), tuple(self._removed.values()))

    def _passages(self, articles: Sequence[int]) -> list[Passage]:
        texts, starts = self.segment.texts, self.segment.article_starts
        return [
            texts.passage(article, passage)
            for number, article in ((number, texts.article(number)) for number in articles)
            for passage in range(*starts[number : number + 2].tolist())
        ]
