"""Which segments of an index are merged, and when."""

from __future__ import annotations

from math import log

import pytest

from index.embedded import merging as module
from index.embedded.collection import Collection, Part
from index.embedded.merging import due_to_merge
from index.embedded.segment import Segment
from index.vocabulary import Numbering
from tests.index.articles import passages_of
from tests.index.embedded.segments import merged, part_of


def test_segments_stay_few_and_in_their_order(monkeypatch: pytest.MonkeyPatch) -> None:
    """However many articles come, segments are few, in their order, and merged as often as there are levels."""
    monkeypatch.setattr(module, "_MERGED_AT_ONCE", 3)
    monkeypatch.setattr(module, "_SMALLEST", 1)
    parts: list[Part] = []
    merges = 0
    for number in range(1, 121):
        passages = passages_of(*[[]] * number, ["सेना"])
        segment = Segment.of(passages).after(Numbering([part.segment.words for part in parts]))
        parts.append(Part.whole(segment))
        while due := due_to_merge(parts):
            merges += sum(part.segment.passages.size for part in parts[due])
            parts[due] = [merged(parts[due])]
        assert sum(part.segment.passages.size for part in parts) == number
        assert len(parts) <= 2 * (int(log(number, 3)) + 1)
    assert [each.id for each in Collection(parts).articles] == [f"article {number}" for number in range(1, 121)]
    assert merges <= 120 * (log(120, 3) + 1)  # passages that were written again


def test_a_segment_that_lost_much_is_merged_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """A segment with too many removed passages is due by itself; with few removed, or few in all, it is not."""
    articles = [passages_of(*[[]] * number, ["सेना"]) for number in range(10)]
    segment = Segment.of([article[0] for article in articles])
    words = Numbering([segment.words])
    some, many = ({f"article {number}" for number in range(count)} for count in (2, 3))
    few_gone, many_gone = (part_of(segment, articles, gone, words) for gone in (some, many))
    assert due_to_merge([Part.whole(segment), many_gone]) is None  # not worth it
    monkeypatch.setattr(module, "_FEW_REMOVED", 1)
    assert due_to_merge([Part.whole(segment), few_gone]) is None
    assert due_to_merge([few_gone, many_gone, few_gone]) == slice(1, 2)
    assert due_to_merge([]) is None
