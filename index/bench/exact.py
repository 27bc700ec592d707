"""The exact result of every question: rank-bm25's scores with our idf, or the same sums where it takes too long."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass

import numpy as np

from index.bench.corpus import Corpus
from index.bm25 import Okapi, idf, saturated
from index.postings import Floats, Ints

DEPTH = 10

_OKAPI_UPTO = 20_000  # passages
_EQUAL = 1e-5  # of a score: peers that add up in 32 bits cannot tell scores that are closer
_AT_ONCE = 100_000  # passages


@dataclass(frozen=True, slots=True)
class Best:
    """The best passages for a question.

    Attributes:
        sure: Those that are among the best :data:`DEPTH`.
        tied: Those that share the score of the last of them, and so its place.
    """

    sure: Sequence[int]
    tied: Sequence[int]

    @classmethod
    def of(cls, scores: Floats) -> Best:
        """Return the best by the scores of all passages; such as score nothing are never among them."""
        found = np.flatnonzero(scores > 0)
        if len(found) <= DEPTH:
            return cls(found.tolist(), [])
        last = np.partition(scores[found], -DEPTH)[-DEPTH]
        sure = found[scores[found] > last * (1 + _EQUAL)]
        tied = np.flatnonzero(np.abs(scores - last) <= last * _EQUAL)
        return cls(sure.tolist(), tied.tolist())

    def overlap(self, numbers: Sequence[int]) -> float:
        """Return the share of the best that are among some passages, 0 to 1."""
        wanted = len(self.sure) + min(len(self.tied), DEPTH - len(self.sure))
        of_tied = min(len({*numbers} & {*self.tied}), wanted - len(self.sure))
        return (len({*numbers} & {*self.sure}) + of_tied) / wanted if wanted else 1.0

    def as_dict(self) -> dict[str, Sequence[int]]:
        """Return it as JSON takes it."""
        return asdict(self)


def exact(corpus: Corpus) -> list[Best]:
    """Return the best passages of each question of a corpus."""
    scores = okapi_scores if len(corpus.tokens) <= _OKAPI_UPTO else summed_scores
    return [Best.of(of_question) for of_question in scores(corpus)]


def okapi_scores(corpus: Corpus) -> Iterator[Floats]:
    """Yield rank-bm25's score of every passage for one question after another, shape (passages,)."""
    okapi = Okapi(corpus.as_words())
    for question in corpus.questions:
        yield okapi.get_scores(corpus.spelled(question))


def summed_scores(corpus: Corpus) -> Iterator[Floats]:
    """Yield what :func:`okapi_scores` does: sums of idf and saturated frequency, without rank-bm25's loops.

    Passages are of one length, the average.
    """
    size = len(corpus.tokens)
    counted = _counted(corpus)
    for question in corpus.questions:
        scores = np.zeros(size)
        for term in question:
            passages, counts = counted[term]
            scores[passages] += idf(size, len(passages)) * saturated(counts, np.ones(1))
        yield scores


def _counted(corpus: Corpus) -> dict[int, tuple[Ints, Floats]]:
    """Return the passages that have each term of the questions, and how often."""
    asked = np.unique(np.concatenate([np.asarray(question, dtype=np.int64) for question in corpus.questions]))
    place = np.full(len(corpus.words), -1, np.int32)
    place[asked] = np.arange(len(asked))
    size = len(corpus.tokens)
    parts = []
    for start in range(0, size, _AT_ONCE):
        places = place[corpus.tokens[start : start + _AT_ONCE]]
        rows, columns = np.nonzero(places >= 0)
        parts.append(places[rows, columns].astype(np.int64) * size + rows + start)
    pairs = np.concatenate(parts)
    pairs.sort()
    first = np.flatnonzero(np.concatenate(([True], pairs[1:] != pairs[:-1])))
    counts = np.diff(np.append(first, len(pairs))).astype(np.float64)
    pairs = pairs[first]
    edges = np.searchsorted(pairs, np.arange(len(asked) + 1) * size)
    return {
        int(term): (pairs[start:end] % size, counts[start:end])
        for term, start, end in zip(asked, edges[:-1], edges[1:], strict=True)
    }
