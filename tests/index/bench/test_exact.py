"""The exact results, and how much of them is found."""

from __future__ import annotations

import numpy as np
import pytest

from index.bench import exact as module
from index.bench.exact import DEPTH, Best, exact, okapi_scores, summed_scores
from tests.index.bench.corpora import corpus


def test_sums_are_rank_bm25s() -> None:
    """What large corpora are held to is rank-bm25's scores."""
    for okapi, summed in zip(okapi_scores(corpus()), summed_scores(corpus()), strict=True):
        np.testing.assert_allclose(summed, okapi, rtol=1e-9, atol=1e-12)


def test_results_are_the_same_either_way(monkeypatch: pytest.MonkeyPatch) -> None:
    """Large corpora have the results that rank-bm25 would give them, also where passages are taken in parts."""
    of_okapi = exact(corpus())
    monkeypatch.setattr(module, "_OKAPI_UPTO", 0)
    monkeypatch.setattr(module, "_AT_ONCE", 7)
    assert exact(corpus()) == of_okapi


def test_best_are_ten() -> None:
    """The first ten by score are sure where the tenth has no equal but itself."""
    best = Best.of(np.arange(20.0))
    assert (sorted(best.sure), best.tied) == ([*range(11, 20)], [10])


def test_ties_share_the_last_place() -> None:
    """Of equal passages at the end any will do, but none in the place of a better one."""
    best = Best.of(np.array([9.0] * 8 + [5.0] * 6 + [1.0]))
    assert (best.sure, best.tied) == ([*range(8)], [*range(8, 14)])
    assert best.overlap([*range(8), 12, 13]) == 1
    assert best.overlap([*range(8), 13, 14]) == pytest.approx(0.9)
    assert best.overlap([*range(4), *range(8, 14)]) == pytest.approx(0.6)


def test_what_scores_nothing_is_not_wanted() -> None:
    """Where fewer than ten passages score, they are all that is to be found."""
    best = Best.of(np.array([0.0, 2.0, 0.0, 1.0] * 2))
    assert best.overlap([1, 3, 5, 7]) == 1
    assert best.overlap([1, 0, 2]) == 0.25
    assert Best.of(np.zeros(DEPTH)).overlap([]) == 1


def test_scores_that_32_bits_cannot_tell_are_equal() -> None:
    """A peer that adds up in 32 bits loses nothing by it."""
    assert Best.of(np.array([3.0] * 9 + [1.0, 1.0 + 1e-7])).tied == [9, 10]
