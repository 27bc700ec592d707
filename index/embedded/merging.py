"""Which segments are merged next, as Lucene's LogMergePolicy has it: in order, and ever fewer."""

from __future__ import annotations

from collections.abc import Sequence
from math import log

from index.embedded.collection import Part

_MERGED_AT_ONCE = 8
"""Segments of about one size that are merged; Lucene's default is 10."""

_SMALLEST = 1_000  # passages; smaller segments count as of one size

_MOST_REMOVED = 0.2  # of a segment's passages; and
_FEW_REMOVED = 1_000  # so many are not worth a merge: they are counted again at every start


def due_to_merge(parts: Sequence[Part]) -> slice | None:
    """Return the segments that are to be merged next: beside each other and of about one size; None for none.

    Levels are powers of :data:`_MERGED_AT_ONCE`: every passage is merged as often as there are levels. A segment
    of which much has been removed is merged alone.
    """
    for place, part in enumerate(parts):
        removed = part.segment.passages.size - int(part.segment.passages_of(part.kept).sum())
        if removed > max(_FEW_REMOVED, _MOST_REMOVED * part.segment.passages.size):
            return slice(place, place + 1)
    levels = [int(log(max(part.segment.passages.size / _SMALLEST, 1), _MERGED_AT_ONCE)) for part in parts]
    for place in reversed(range(len(levels))):
        larger = next((after for after in range(place, len(levels)) if levels[after] > levels[place]), len(levels))
        same = [after for after in range(place, larger) if levels[after] == levels[place]]
        if len(same) >= _MERGED_AT_ONCE:
            return slice(place, same[-1] + 1)
    return None
