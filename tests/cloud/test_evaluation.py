"""Questions whose answers are known are answered as well as by the embedded engine."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.cloud.engine import Cloud
from index.embedded.building import Draft
from index.embedded.segment import Segment
from index.evaluation import DEPTH, ask_all, measures, read_set
from index.search import Searcher

SHARED = Path(__file__).parents[3] / "shared" / "eval"

_EVERY = 8  # question is asked


@pytest.mark.skipif(not SHARED.is_dir(), reason=f"the larger evaluation sets are not at {SHARED}")
@pytest.mark.parametrize("name", ["obs-hi", "tydi-te", "xquad-hi"])
def test_as_good_as_the_embedded_engine(name: str, tmp_path: Path) -> None:
    """Of the ten best passages 99 % are the embedded engine's, and MRR@10 is within 0.005 of its own."""
    own = read_set(SHARED / name)
    store = Searcher.of(own.passages)
    with Cloud(str(tmp_path / "index"), tmp_path / "cache") as engine:
        ids = list(dict.fromkeys(passage.article.id for passage in own.passages))
        engine._append(Draft(Segment.of(own.passages), ids))  # as they are given: they are not to be split anew
        engine._table.tidy(0)
        engine.refresh()
        cloud = Searcher(engine)
        for questions in own.questions.values():
            some = questions[::_EVERY]
            asked = [ask_all(searcher, own, some, lambda: None) for searcher in (cloud, store)]
            shares = []
            for found, expected in zip(*asked, strict=True):
                hits = [
                    {(hit.passage.article.id, hit.passage.number) for hit in one.answer.hits[:DEPTH]}
                    for one in (found, expected)
                ]
                shares.append(len(hits[0] & hits[1]) / max(len(hits[1]), 1))
            assert sum(shares) >= 0.99 * len(shares)
            reciprocal = [measures(each)[f"mrr@{DEPTH}"] for each in asked]
            assert reciprocal[0] == pytest.approx(reciprocal[1], abs=0.005)
