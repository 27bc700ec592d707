"""Indexes of several segments, some of whose articles are removed."""

from __future__ import annotations

from collections.abc import Collection as Members
from collections.abc import Sequence

import numpy as np

from index.embedded.collection import Collection, Part
from index.embedded.segment import Segment
from index.passage import Passage
from index.vocabulary import Numbering

Articles = Sequence[Sequence[Passage]]
"""Articles, each as its passages."""


def flat(articles: Articles) -> list[Passage]:
    """Return the passages of articles."""
    return [passage for article in articles for passage in article]


def segments_of(parts: Sequence[Articles]) -> list[Segment]:
    """Return the segments of articles that came in one part after another."""
    segments: list[Segment] = []
    for articles in parts:
        segment = Segment.of(flat(articles))
        segments.append(segment.after(Numbering([before.words for before in segments])))
    return segments


def part_of(segment: Segment, articles: Articles, removed: Members[str], words: Numbering) -> Part:
    """Return a segment without some of its articles, by their ids."""
    kept = np.array([article[0].article.id not in removed for article in articles], dtype=bool)
    gone = flat([article for article, keep in zip(articles, kept, strict=True) if not keep])
    return Part(segment, kept, (Segment.of(gone).after(words).counts,) if gone else ())


def collection_in(parts: Sequence[Articles], removed: Members[str] = ()) -> Collection:
    """Return the collection of articles that came in one part after another, without those that were removed."""
    segments = segments_of(parts)
    words = Numbering([segment.words for segment in segments])
    return Collection(
        [part_of(segment, articles, removed, words) for segment, articles in zip(segments, parts, strict=True)]
    )


def merged(parts: Sequence[Part]) -> Part:
    """Return segments beside each other as one."""
    removed = [counts for part in parts for counts in part.removed]
    return Part.whole(Segment.merged([part.segment for part in parts], [part.kept for part in parts], removed))
