"""How often words and runs occur: what articles add to the numbers of a whole index, and take away with them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.postings import Ints


@dataclass(frozen=True, slots=True)
class Counts:
    """The counts of some articles.

    Attributes:
        passages: How many passages they have.
        articles: How many they are.
        words_of_passages: How many words all passages have.
        words_of_articles: The same of the articles, with their titles as often as they count.
        runs_of_passages: How many runs of consonants all passages have.
        terms: The words that stand in passages, and
        in_passages: in how many each.
        article_terms: The words that stand in articles or titles, and
        in_articles: in how many each.
        run_codes: The runs of consonants that passages have, and
        in_runs: in how many passages each.
    """

    passages: int
    articles: int
    words_of_passages: int
    words_of_articles: int
    runs_of_passages: int
    terms: Ints
    in_passages: Ints
    article_terms: Ints
    in_articles: Ints
    run_codes: NDArray[np.uint64]
    in_runs: Ints


class Totals:
    """The counts of a whole index: of all that came in, less what went.

    Args:
        added: What came in.
        removed: What of it went.
        vocabulary: How many words there are.

    Attributes:
        in_passages: In how many passages each word stands, shape (vocabulary,).
        in_articles: In how many articles each word stands, titles included, shape (vocabulary,).
        run_codes: The runs of consonants, in ascending order.
        in_runs: In how many passages each stands, beside ``run_codes``.
    """

    def __init__(self, added: Sequence[Counts], removed: Sequence[Counts], vocabulary: int) -> None:
        signed = [*((1, counts) for counts in added), *((-1, counts) for counts in removed)]
        self.passages = sum(sign * counts.passages for sign, counts in signed)
        self.articles = sum(sign * counts.articles for sign, counts in signed)
        self._words_of_passages = sum(sign * counts.words_of_passages for sign, counts in signed)
        self._words_of_articles = sum(sign * counts.words_of_articles for sign, counts in signed)
        self._runs_of_passages = sum(sign * counts.runs_of_passages for sign, counts in signed)
        self.in_passages: Ints = np.zeros(vocabulary, np.int32)
        self.in_articles: Ints = np.zeros(vocabulary, np.int32)
        for sign, counts in signed:  # each word once in each, so that nothing is added twice to one place
            self.in_passages[counts.terms] += sign * counts.in_passages
            self.in_articles[counts.article_terms] += sign * counts.in_articles
        codes = [counts.run_codes for _, counts in signed]
        self.run_codes = codes[0] if len(codes) == 1 else np.unique(np.concatenate([np.zeros(0, np.uint64), *codes]))
        self.in_runs: Ints = np.zeros(len(self.run_codes), np.int32)
        for sign, counts in signed:
            self.in_runs[np.searchsorted(self.run_codes, counts.run_codes)] += sign * counts.in_runs

    def as_counts(self) -> Counts:
        """Return the counts as those of one part."""
        of_passages, of_articles = np.flatnonzero(self.in_passages), np.flatnonzero(self.in_articles)
        occurring = self.in_runs > 0
        return Counts(
            passages=self.passages,
            articles=self.articles,
            words_of_passages=self._words_of_passages,
            words_of_articles=self._words_of_articles,
            runs_of_passages=self._runs_of_passages,
            terms=of_passages,
            in_passages=self.in_passages[of_passages],
            article_terms=of_articles,
            in_articles=self.in_articles[of_articles],
            run_codes=self.run_codes[occurring],
            in_runs=self.in_runs[occurring],
        )

    @property
    def passage_length(self) -> float:
        """How many words a passage has on average."""
        return self._words_of_passages / max(self.passages, 1)

    @property
    def article_length(self) -> float:
        """How many words an article has on average."""
        return self._words_of_articles / max(self.articles, 1)

    @property
    def run_length(self) -> float:
        """How many runs of consonants a passage has on average."""
        return self._runs_of_passages / max(self.passages, 1)

    def runs(self, codes: NDArray[np.uint64]) -> tuple[Ints, NDArray[np.bool_]]:
        """Return in how many passages some runs stand, and whether they stand in any."""
        if not len(self.run_codes):
            return np.zeros(len(codes), np.int32), np.zeros(len(codes), dtype=bool)
        places = np.searchsorted(self.run_codes, codes).clip(max=len(self.run_codes) - 1)
        known = (self.run_codes[places] == codes) & (self.in_runs[places] > 0)
        return np.where(known, self.in_runs[places], 0), known
