"""BM25: rank-bm25 with a sound idf defines the scores; arrays by term give the same scores fast."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray
from rank_bm25 import BM25Okapi


def idf(corpus_size: int, frequency: int) -> float:
    """Return the inverse document frequency of a term that occurs in ``frequency`` of ``corpus_size`` passages.

    log(1 + (N - n + 0.5) / (n + 0.5)): Lucene's BM25Similarity; unlike Robertson and Spärck Jones's it is never
    negative, so that a word in most passages of a small corpus still counts for and not against them.
    """
    return math.log(1 + (corpus_size - frequency + 0.5) / (frequency + 0.5))


class Okapi(BM25Okapi):  # type: ignore[misc]  # rank-bm25 publishes no types
    """rank-bm25's Okapi BM25 with :func:`idf` in the place of its own, which is negative or 0 on small corpora.

    The reference: it walks every passage for every word. :class:`Postings` gives its scores.
    """

    corpus_size: int
    avgdl: float
    doc_freqs: list[dict[str, int]]
    doc_len: list[int]
    idf: dict[str, float]
    k1: float
    b: float

    def _calc_idf(self, nd: Mapping[str, int]) -> None:
        self.idf = {term: idf(self.corpus_size, frequency) for term, frequency in nd.items()}


class Postings:
    """The passages of each term with what the term adds to their scores, compiled from :class:`Okapi`'s statistics.

    Args:
        passages: The terms of each passage, in order of the passages.
        k1: Saturation of a term's frequency.
        b: How much a passage's length counts, 0 to 1.
    """

    def __init__(self, passages: Sequence[Sequence[str]], *, k1: float, b: float) -> None:
        self.size = len(passages)
        self._idf: dict[str, float] = {}
        self._slice: dict[str, slice] = {}
        # rank-bm25 divides by the average length: nothing to divide without a single term.
        okapi = Okapi(passages, k1=k1, b=b) if any(passages) else None
        postings: dict[str, list[tuple[int, int]]] = {}
        for number, of_passage in enumerate(okapi.doc_freqs if okapi else ()):
            for term, frequency in of_passage.items():
                postings.setdefault(term, []).append((number, frequency))
        pairs = np.array([pair for of_term in postings.values() for pair in of_term], dtype=np.int64).reshape(-1, 2)
        self._passages: NDArray[np.int64] = pairs[:, 0].copy()
        self._weights: NDArray[np.float64] = np.zeros(len(pairs))
        if okapi is None:
            return
        self._idf = okapi.idf
        counts = [len(of_term) for of_term in postings.values()]
        ends = np.cumsum(counts)
        self._slice = {
            term: slice(int(end) - count, int(end)) for term, count, end in zip(postings, counts, ends, strict=True)
        }
        length = np.array(okapi.doc_len)[self._passages] / okapi.avgdl
        frequencies = pairs[:, 1]
        idfs = np.repeat([okapi.idf[term] for term in postings], counts)
        self._weights = idfs * frequencies * (k1 + 1) / (frequencies + k1 * (1 - b + b * length))

    def idf(self, term: str) -> float:
        """Return the term's idf; a term that no passage has gets the idf of frequency 0."""
        known = self._idf.get(term)
        return idf(self.size, 0) if known is None else known

    def scores(self, query: Iterable[str]) -> NDArray[np.float64]:
        """Return the BM25 score of every passage, shape (passages,); a term counts as often as the query has it."""
        scores = np.zeros(self.size)
        for term, count in Counter(query).items():
            where = self._slice.get(term)
            if where is not None:
                scores[self._passages[where]] += count * self._weights[where]
        return scores
