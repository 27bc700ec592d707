"""The field of runs of consonants: BM25 over the runs of each passage's words, without regard to the words.

A passage has the runs that its words have, as often as it has them: so no postings of runs are kept, only which words
have each run, and a run is scored as the group of its words.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from index.bm25 import idf, relative
from index.grams import gram_codes
from index.loops import best, document_frequencies, group_scores, scores_of_tokens
from index.postings import Floats, Ints, Postings, ranges, summed

RUN_LENGTHS = (3, 4)
"""Letters in a run."""

RUNS_K1, RUNS_B = 0.6, 0.4
"""Lower than for words: a run's repetition says less than a word's, and long passages hold chance runs anyway."""

_WALKED = 200_000
"""Postings that a question walks through in this field, those of the rarest runs first. Up to some ten thousand
passages that is all; at a million, of questions of eight words the ten best passages are still the exact ones."""

_FEW = 1024
"""Passages in which the other runs, the common ones, are looked up: the best by all else."""


class Runs:
    """The runs of the words of passages.

    Args:
        words: Which passages have each word of the vocabulary, and how often.
        skeletons: The words' consonants.
        tokens: The number of every word of every passage, one passage after another.
        starts: Where each passage's words begin there, shape (passages + 1,).
    """

    def __init__(self, words: Postings, skeletons: Sequence[str], tokens: Ints, starts: Ints) -> None:
        size = len(starts) - 1
        self._tokens, self._starts = tokens, starts
        codes, owners = gram_codes(skeletons, RUN_LENGTHS)
        self._codes, runs = np.unique(codes, return_inverse=True)
        self._words = words
        self._of_words = Postings.of(owners, runs.astype(np.int64), np.ones(len(runs)), len(self._codes))
        frequencies = document_frequencies(words, self._of_words, size)
        self._idf = idf(size, frequencies)
        runs_of_word = np.bincount(owners, minlength=len(skeletons))
        counts = words.values * np.repeat(runs_of_word, words.frequencies)
        self._lengths = relative(summed(words.documents, counts, size))
        # How many postings are walked for each run.
        of_run = np.repeat(np.arange(len(self._codes)), self._of_words.frequencies)
        self._costs = summed(of_run, words.frequencies[self._of_words.documents].astype(np.float64), len(self._codes))

    def of(self, skeletons: Sequence[str]) -> tuple[Ints, Ints]:
        """Return the runs of words that the vocabulary has: (runs, the number of each one's word)."""
        codes, owners = gram_codes(skeletons, RUN_LENGTHS)
        if not len(self._codes):
            return owners[:0], owners[:0]
        place = np.searchsorted(self._codes, codes).clip(max=len(self._codes) - 1)
        known = self._codes[place] == codes
        return place[known].astype(np.int64), owners[known]

    def add_to(self, scores: Floats, runs: Ints, weights: Floats, share: float) -> Floats:
        """Add a share of what runs score to the passages' other scores, and return what they scored.

        Where there are so many passages that it would take long, only the rarer runs are looked up in all of them, and
        the common ones, which tell little, in the few thousand best by then.

        Args:
            scores: What passages score otherwise, shape (passages,); changed.
            runs: The runs; one may come more than once.
            weights: What each counts.
            share: What the field counts beside the others.
        """
        order = np.argsort(self._costs[runs], kind="stable")
        rare = np.zeros(len(runs), dtype=bool)
        rare[order] = np.cumsum(self._costs[runs][order]) <= _WALKED
        found = self._scores(runs[rare], weights[rare])
        scores += share * found
        if not rare.all():
            few = best(scores, _FEW)
            common = self._scores_at(few, runs[~rare], weights[~rare])
            found[few] += common
            scores[few] += share * common
        return found

    def _scores(self, runs: Ints, weights: Floats) -> Floats:
        """Return every passage's score for some runs."""
        words, terms, shares = self._groups(runs)
        return group_scores(
            self._words, self._lengths, words, terms, shares, self._idf[runs] * weights, RUNS_K1, RUNS_B
        )

    def _scores_at(self, few: Ints, runs: Ints, weights: Floats) -> Floats:
        """Return the scores of some passages for some runs: from the passages' words, not from the runs'."""
        words, terms, shares = self._groups(runs)
        sizes = self._starts[few + 1] - self._starts[few]
        owners = np.repeat(np.arange(len(few)), sizes)
        tokens = self._tokens[ranges(self._starts[few], sizes)]
        rows = Postings.of(words, terms, shares, len(self._words.starts) - 1)
        return scores_of_tokens(rows, self._lengths[few], owners, tokens, self._idf[runs] * weights, RUNS_K1, RUNS_B)

    def _groups(self, runs: Ints) -> tuple[Ints, Ints, Floats]:
        """Return the words that have each run: (the run's place in ``runs``, the word, how often the word has it)."""
        where, counts = self._of_words.of_terms(runs)
        places = np.repeat(np.arange(len(runs)), counts)
        return places, self._of_words.documents[where], self._of_words.values[where]
