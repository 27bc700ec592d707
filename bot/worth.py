"""Which hits of an answer a person is shown."""

from __future__ import annotations

from collections.abc import Sequence

from index import Answer, Hit

MOST_HITS = 3
"""More would have to be scrolled for on a phone."""

_SHARE_OF_FIRST = 0.5  # a hit with less than half of the first one's score makes the message longer, not better


def worth_showing(answer: Answer, most: int = MOST_HITS) -> Sequence[Hit]:
    """Return the first hit of an answer and those that come near it, at most so many."""
    hits = answer.hits[:most]
    return [hit for hit in hits if hit.score >= _SHARE_OF_FIRST * hits[0].score]
