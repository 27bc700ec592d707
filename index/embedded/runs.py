"""The field of runs of consonants: BM25 over the runs of each passage's words, without regard to the words.

A passage has the runs that its words have, as often as it has them: so no postings of runs are kept, only which words
have each run, and a run is scored as the group of its words.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from index.counts import Totals
from index.embedded.inverted import Field
from index.loops import best, group_scores
from index.postings import Floats, Ints, summed
from index.runs import RUNS_B, RUNS_K1, Asked, score_runs
from index.vocabulary import Vocabulary

_WALKED = 200_000
"""Postings that a question walks through in this field, those of the rarest runs first. Up to some ten thousand
passages that is all; at a million, 99.8 % of the exact ten best passages are found for questions of eight words."""

_FEW = 1024
"""Passages in which the other runs, the common ones, are looked up: the best by all else."""


class Runs:
    """The field over the segments of an index.

    Args:
        vocabulary: The words.
        totals: The counts of the whole index.
        fields: The words of each segment's passages.
        lengths: How many runs each passage has, segment by segment.
        tokens: Returns the words of some passages: (the place of each one's passage among them, the words).
    """

    def __init__(
        self,
        vocabulary: Vocabulary,
        totals: Totals,
        fields: Sequence[Field],
        lengths: Sequence[Ints],
        tokens: Callable[[Ints], tuple[Ints, Ints]],
    ) -> None:
        self._vocabulary, self._totals, self._fields, self._tokens = vocabulary, totals, fields, tokens
        average = max(totals.run_length, 1e-9)
        self._lengths = np.concatenate([np.zeros(0, np.float32), *(each.astype(np.float32) for each in lengths)])
        self._lengths /= np.float32(average)

    def add_to(self, scores: Floats, asked: Asked, share: float, allowed: NDArray[np.bool_] | None) -> None:
        """Add a share of what runs score to the passages' other scores.

        Where there are so many passages that it would take long, only the rarer runs are looked up in all of them, and
        the common ones, which tell little, in the few best by then.

        Args:
            scores: What passages score otherwise, shape (passages,); changed.
            asked: The runs.
            share: What the field counts beside the others.
            allowed: Which passages may be returned, the others score nothing at all; all where None.
        """
        groups = self._vocabulary.runs_of(asked.codes)
        costs = summed(groups[0], self._totals.in_passages[groups[1]], len(asked.codes))
        order = np.argsort(costs, kind="stable")
        rare = np.zeros(len(costs), dtype=bool)
        rare[order] = np.cumsum(costs[order]) <= _WALKED
        self._add(scores, groups, share * asked.weights, rare)
        if allowed is not None:
            scores *= allowed
        if not rare.all():
            few = best(scores, _FEW)
            scores[few] += np.float32(share) * self.of(few, asked.some(~rare)).astype(np.float32)

    def of(self, passages: Ints, asked: Asked) -> Floats:
        """Return what some passages score for runs, by their words."""
        return score_runs(asked, self._vocabulary, self._lengths[passages], *self._tokens(passages))

    def _add(
        self, scores: Floats, groups: tuple[Ints, Ints, Floats], weights: Floats, which: NDArray[np.bool_]
    ) -> None:
        """Add what some of the runs score in all passages."""
        asked_for = which[groups[0]]
        runs, terms, shares = groups[0][asked_for], groups[1][asked_for], groups[2][asked_for]
        start = 0
        for field in self._fields:
            end = start + field.inverted.size
            rows, occur = field.inverted.rows_of(terms)
            scored = field.scored(self._lengths[start:end], np.zeros(0, np.float32), RUNS_K1, RUNS_B)
            group_scores(scored, scores[start:end], runs[occur], rows[occur], shares[occur], weights)
            start = end
