"""An inverted index of one field: the documents of each term, with how often they have it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.bm25 import K1, B, saturated
from index.embedded.arrays import Allocate
from index.loops import Scored, group_scores
from index.postings import Floats, Ints, places_of, ranges, summed

_AT_ONCE = 4_000_000  # postings


@dataclass(frozen=True, slots=True)
class Inverted:
    """The postings of a field.

    A posting does not hold its count but its *kind*, which is a pair of count and document length. There are few of
    them: so a posting takes six bytes, and when the average length changes, with every article that is added, BM25 is
    worked out anew for the kinds and not for the postings.

    Attributes:
        terms: The terms that occur, in ascending order.
        starts: Where each term's postings begin, shape (terms + 1,).
        documents: The document of each posting, of one term in ascending order.
        kinds: The kind of each posting.
        kind_counts: How often a term stands in a document, of each kind.
        kind_lengths: How many words such a document has.
        lengths: How many words each document has.
    """

    terms: Ints
    starts: Ints
    documents: Ints
    kinds: Ints
    kind_counts: Ints
    kind_lengths: Ints
    lengths: Ints

    @classmethod
    def of(cls, documents: Ints, terms: Ints, counts: Ints, size: int) -> Inverted:
        """Return the index of (document, term, count) triples in any order; those of one pair are summed.

        Args:
            documents: The documents' numbers.
            terms: The terms' numbers.
            counts: How often the term stands there, for each of the two.
            size: How many documents there are.
        """
        lengths = summed(documents, counts, size).astype(np.int32)
        pairs = terms.astype(np.int64) * max(size, 1)
        pairs += documents
        order = np.argsort(pairs, kind="stable")
        pairs = pairs[order]
        first = np.flatnonzero(np.diff(pairs, prepend=-1))  # of each pair
        sums = np.add.reduceat(counts[order], first).astype(np.int64) if len(first) else np.zeros(0, np.int64)
        terms, documents = np.divmod(pairs[first], max(size, 1))
        begins = np.flatnonzero(np.diff(terms, prepend=-1))
        kinds, kind_counts, kind_lengths = _kinds(sums, lengths[documents])
        return cls(
            terms[begins].astype(np.int32),
            np.append(begins, len(terms)).astype(np.int64),
            documents.astype(np.int32),
            kinds,
            kind_counts,
            kind_lengths,
            lengths,
        )

    @property
    def size(self) -> int:
        """How many documents there are."""
        return len(self.lengths)

    @property
    def frequencies(self) -> Ints:
        """In how many documents each term occurs, beside ``terms``."""
        frequencies: Ints = np.diff(self.starts)
        return frequencies

    def rows_of(self, terms: Ints) -> tuple[Ints, NDArray[np.bool_]]:
        """Return the places of some terms in ``terms``, and which of them occur; those of others mean nothing."""
        if not len(self.terms):
            return np.zeros(len(terms), np.int64), np.zeros(len(terms), dtype=bool)
        rows = self.terms.searchsorted(terms)
        return rows, self.terms.take(rows, mode="clip") == terms

    def having(self, terms: Ints) -> NDArray[np.bool_]:
        """Return which documents have any of some terms, shape (documents,)."""
        rows, occur = self.rows_of(terms)
        where, _ = places_of(self.starts, rows[occur])
        has = np.zeros(self.size, dtype=bool)
        has[self.documents[where]] = True
        return has

    def renumbered(self, numbers: Ints) -> Inverted:
        """Return the same index with other numbers for the terms: ``numbers[t]`` for ``t``."""
        terms = numbers[self.terms]
        order = np.argsort(terms, kind="stable")
        frequencies = self.frequencies[order]
        places = ranges(self.starts[:-1][order], frequencies)
        return Inverted(
            terms[order].astype(np.int32),
            np.concatenate(([0], np.cumsum(frequencies))).astype(np.int64),
            self.documents[places],
            self.kinds[places],
            self.kind_counts,
            self.kind_lengths,
            self.lengths,
        )

    @classmethod
    def merged(cls, parts: Sequence[Inverted], kept: Sequence[NDArray[np.bool_]], allocate: Allocate) -> Inverted:
        """Return the index of the documents of several, one's after another's.

        Args:
            parts: The indexes, with the same numbers for the same terms.
            kept: Which documents of each are kept.
            allocate: Where the two large arrays go; little else is in memory at any time.
        """
        terms = _union([part.terms for part in parts])
        frequencies = np.zeros(len(terms), np.int64)
        for part, alive in zip(parts, kept, strict=True):
            rows = np.searchsorted(terms, part.terms)
            for begin, end in _slices(part):
                survive = alive[part.documents[part.starts[begin] : part.starts[end]]]
                frequencies[rows[begin:end]] += _sums(survive, np.diff(part.starts[begin : end + 1]))
        occurring = frequencies > 0
        terms, frequencies = terms[occurring], frequencies[occurring]
        starts = np.concatenate(([0], np.cumsum(frequencies))).astype(np.int64)

        pairs = [_pairs(part.kind_counts, part.kind_lengths) for part in parts]
        all_pairs = _union(pairs)
        documents = allocate("documents", int(starts[-1]), np.dtype(np.int32))
        kinds = allocate("kinds", int(starts[-1]), np.min_scalar_type(len(all_pairs)))
        ends = starts[:-1].copy()  # of what each term has by now
        base = 0
        for part, alive, own_pairs in zip(parts, kept, pairs, strict=True):
            new_number = np.cumsum(alive) - 1 + base
            new_kind = np.searchsorted(all_pairs, own_pairs).astype(kinds.dtype)
            rows = np.searchsorted(terms, part.terms)
            for begin, end in _slices(part):
                postings = slice(part.starts[begin], part.starts[end])
                survive = alive[part.documents[postings]]
                counts = _sums(survive, np.diff(part.starts[begin : end + 1]))
                own, counts = rows[begin:end][counts > 0], counts[counts > 0]
                where = ranges(ends[own], counts)
                documents[where] = new_number[part.documents[postings][survive]]
                kinds[where] = new_kind[part.kinds[postings][survive]]
                ends[own] += counts
            base += int(alive.sum())
        lengths = np.concatenate([part.lengths[alive] for part, alive in zip(parts, kept, strict=True)])
        return cls(
            terms.astype(np.int32),
            starts,
            documents,
            kinds,
            (all_pairs >> 32).astype(np.int32),
            (all_pairs & 0xFFFFFFFF).astype(np.int32),
            lengths.astype(np.int32),
        )


class Field:
    """An inverted index with BM25's numbers for one average length.

    Args:
        inverted: The postings.
        average: The average length of all documents, of other segments too.
    """

    def __init__(self, inverted: Inverted, average: float) -> None:
        self.inverted = inverted
        average = max(average, 1e-9)
        self.lengths: Floats = (inverted.lengths / average).astype(np.float32)
        self._counts = inverted.kind_counts.astype(np.float32)
        self._impacts = saturated(inverted.kind_counts, inverted.kind_lengths / average).astype(np.float32)

    def add_scores(self, scores: Floats, words: Ints, terms: Ints, shares: Floats, weights: Floats) -> None:
        """Add to every document's score what words that each stand for a group of terms give it.

        Args:
            scores: Shape (documents,); changed.
            words: The number of each group's word, in ascending order, one for each of its terms.
            terms: The terms of the groups, beside ``words``.
            shares: What each term counts, beside ``words``.
            weights: What each word counts, its idf included, shape (words,).
        """
        rows, occur = self.inverted.rows_of(terms)
        group_scores(
            self.scored(self.lengths, self._impacts, K1, B), scores, words[occur], rows[occur], shares[occur], weights
        )

    def scored(self, lengths: Floats, impacts: Floats, k1: float, b: float) -> Scored:
        """Return the postings as the loops take them, with other lengths of the documents and another saturation.

        Args:
            lengths: Multiples of the average, shape (documents,).
            impacts: What a posting of each kind adds for a term that stands for itself alone; empty where it depends
                on more than the kind.
            k1: BM25's saturation.
            b: BM25's weight of the length.
        """
        of = self.inverted
        return Scored(of.starts, of.documents, of.kinds, self._counts, impacts, lengths, k1, b)


def _slices(inverted: Inverted) -> Iterator[tuple[int, int]]:
    """Yield ranges of terms that have about so many postings as are taken at once."""
    starts, begin = inverted.starts, 0
    while begin < len(inverted.terms):
        end = int(np.searchsorted(starts, starts[begin] + _AT_ONCE, side="right")) - 1
        end = max(end, begin + 1)
        yield begin, end
        begin = end


def _kinds(counts: Ints, lengths: Ints) -> tuple[Ints, Ints, Ints]:
    """Return the kind of each posting, and the counts and lengths of the kinds."""
    pairs, kinds = np.unique(_pairs(counts, lengths), return_inverse=True)
    narrow = kinds.astype(np.min_scalar_type(len(pairs)))
    return narrow, (pairs >> 32).astype(np.int32), (pairs & 0xFFFFFFFF).astype(np.int32)


def _pairs(counts: Ints, lengths: Ints) -> NDArray[np.int64]:
    return (counts.astype(np.int64) << 32) | lengths.astype(np.int64)


def _union(parts: Sequence[Ints]) -> NDArray[np.int64]:
    return np.unique(np.concatenate([np.zeros(0, np.int64), *parts]))


def _sums(survive: NDArray[np.bool_], counts: Ints) -> Ints:
    """Return how many survive of each term's postings, of which none has none."""
    return np.add.reduceat(survive.astype(np.int64), np.cumsum(counts) - counts) if len(counts) else counts
