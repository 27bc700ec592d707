"""The runs of consonants that a question asks for, and what they score.

A passage has the runs that its words have, as often as it has them: so a run is scored as the group of its words.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.bm25 import idf
from index.counts import Totals
from index.grams import gram_codes
from index.loops import by_term, scores_of_tokens
from index.postings import Floats, Ints
from index.vocabulary import Vocabulary
from index.words import RUN_LENGTHS

RUNS_K1, RUNS_B = 0.6, 0.4
"""Lower than for words: a run's repetition says less than a word's, and long passages hold chance runs anyway."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Runs that a question asks for.

    Attributes:
        codes: The runs; one may come more than once.
        weights: What each counts, its idf included.
        owners: The number of the question's word that each is of.
    """

    codes: NDArray[np.uint64]
    weights: Floats
    owners: Ints

    @classmethod
    def of(cls, skeletons: Sequence[str], weights: Floats, totals: Totals) -> Asked:
        """Return the runs of a question's words that any passage has, given what each word counts."""
        codes, owners = gram_codes(skeletons, RUN_LENGTHS)
        frequencies, known = totals.runs(codes)
        codes, owners = codes[known], owners[known]
        return cls(codes, idf(totals.passages, frequencies[known]) * weights[owners], owners)

    def some(self, which: NDArray[np.bool_]) -> Asked:
        """Return some of the runs."""
        return Asked(self.codes[which], self.weights[which], self.owners[which])


def score_runs(asked: Asked, vocabulary: Vocabulary, lengths: Floats, owners: Ints, tokens: Ints) -> Floats:
    """Return what some passages score in the field, by their words.

    Args:
        asked: The runs.
        vocabulary: The words' numbers.
        lengths: How many runs each passage has, as a multiple of the average.
        owners: The number of each token's passage, in ascending order.
        tokens: The passages' words, beside ``owners``; ``len(vocabulary)`` for those that are not in it.
    """
    runs, terms, shares = vocabulary.runs_of(asked.codes)
    rows = by_term(runs, terms, shares, len(vocabulary) + 1)
    return scores_of_tokens(rows, lengths, owners, tokens, asked.weights, RUNS_K1, RUNS_B)
