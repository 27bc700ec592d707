"""Postings: where each term occurs, as flat arrays."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.integer[Any]]
Floats = NDArray[np.floating[Any]]


@dataclass(frozen=True, slots=True)
class Postings:
    """The documents of each term: ``documents[starts[t]:starts[t + 1]]`` have term ``t``, in ascending order.

    Attributes:
        starts: Shape (terms + 1,).
        documents: Shape (postings,).
        values: Beside ``documents``: how often the document has the term, or what the term adds to its score.
    """

    starts: Ints
    documents: Ints
    values: Floats

    @classmethod
    def of(cls, documents: Ints, terms: Ints, counts: Floats, vocabulary: int) -> Postings:
        """Return the postings of (document, term, count) triples in any order; those of one pair are summed.

        Args:
            documents: The documents' numbers.
            terms: The terms' numbers.
            counts: How often the term stands there, for each of the two.
            vocabulary: How many terms there are.
        """
        most = int(documents.max(initial=0)) + 1
        pairs = terms.astype(np.int64) * most
        pairs += documents
        order = np.argsort(pairs, kind="stable")
        pairs = pairs[order]
        first = np.flatnonzero(np.diff(pairs, prepend=-1))  # of each pair
        values = np.add.reduceat(counts[order], first) if len(first) else counts
        terms, documents = np.divmod(pairs[first], most)
        starts = np.concatenate(([0], np.cumsum(np.bincount(terms, minlength=vocabulary))))
        return cls(starts.astype(np.int64), documents.astype(np.int32), values.astype(np.float32))

    @property
    def frequencies(self) -> Ints:
        """In how many documents each term occurs, shape (terms,)."""
        frequencies: Ints = np.diff(self.starts)
        return frequencies

    def of_terms(self, terms: Ints) -> tuple[Ints, Ints]:
        """Return the places of the postings of some terms, one term's after another, and how many each has."""
        return places_of(self.starts, terms)


def places_of(starts: Ints, terms: Ints) -> tuple[Ints, Ints]:
    """Return the places of the postings of some terms, one term's after another, and how many each has.

    Args:
        starts: Where each term's postings begin, shape (terms + 1,).
        terms: The terms.
    """
    counts = starts[terms + 1] - starts[terms]
    return ranges(starts[terms], counts), counts


def summed(cells: Ints, values: Floats | Ints, size: int) -> Floats:
    """Return the sums of the values of each cell, shape (size,); `numpy.bincount`, of floats always."""
    return np.bincount(cells, weights=values, minlength=size).astype(np.float64, copy=False)


def ranges(starts: Ints, counts: Ints) -> Ints:
    """Return start, start + 1, … start + count - 1 of every pair, one pair's after another."""
    ends = np.cumsum(counts)
    total = int(ends[-1]) if len(ends) else 0
    return np.arange(total, dtype=np.int64) + np.repeat(starts - (ends - counts), counts).astype(np.int64)
