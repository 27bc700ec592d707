"""BM25: rank-bm25 with a sound idf counts the words and defines the scores; arrays give the same scores fast."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np
from rank_bm25 import BM25Okapi

from index.postings import Floats, Ints

K1, B = 1.2, 0.75
"""How soon a word's repetition says no more, and how much a passage's length counts: Lucene's, and the middle of the
range that Robertson and Zaragoza recommend ("The Probabilistic Relevance Framework", 2009, section 4.2)."""


def idf(corpus_size: float, frequency: Floats | Ints | float) -> Floats:
    """Return the inverse document frequency of terms that occur in ``frequency`` of ``corpus_size`` passages.

    log(1 + (N - n + 0.5) / (n + 0.5)): Lucene's BM25Similarity. Unlike Robertson and Spärck Jones's it is never
    negative, so that a word in most passages of a small corpus still counts for and not against them.
    """
    n = np.asarray(frequency, dtype=np.float64)
    values: Floats = np.log1p((corpus_size - n + 0.5) / (n + 0.5))
    return values


def relative(lengths: Floats) -> Floats:
    """Return lengths as multiples of their average, as BM25 takes them."""
    average = max(float(lengths.mean()) if len(lengths) else 0.0, 1e-9)
    relative_lengths: Floats = (lengths / average).astype(np.float32)
    return relative_lengths


def saturated(frequency: Floats | Ints, length: Floats, k1: float = K1, b: float = B) -> Floats:
    """Return Okapi's f (k1 + 1) / (f + k1 (1 - b + b l)).

    Args:
        frequency: f, how often a term stands in a passage; it need not be a whole number.
        length: l, the passage's length as a multiple of the average; the shapes broadcast.
        k1: Saturation.
        b: Weight of the length.
    """
    result: Floats = frequency * (k1 + 1) / (frequency + k1 * (1 - b + b * length))
    return result


class Okapi(BM25Okapi):  # type: ignore[misc]  # rank-bm25 publishes no types
    """rank-bm25's Okapi BM25 with :func:`idf` in the place of its own, which is negative or 0 on small corpora.

    It counts; and it is the reference that the faster scores are held to. Its own ``get_scores`` walks every passage
    for every word.

    Args:
        passages: The words of each passage; at least one passage with a word.
    """

    corpus_size: int
    avgdl: float
    doc_freqs: list[dict[str, float]]
    doc_len: list[int]
    idf: dict[str, float]

    def __init__(self, passages: Iterable[list[str]], k1: float = K1, b: float = B) -> None:
        super().__init__(passages, k1=k1, b=b)

    def _calc_idf(self, nd: Mapping[str, int]) -> None:
        values = idf(self.corpus_size, np.fromiter(nd.values(), dtype=np.int64, count=len(nd)))
        self.idf = dict(zip(nd, values.tolist(), strict=True))
