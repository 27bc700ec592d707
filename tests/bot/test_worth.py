"""Which hits are shown."""

from __future__ import annotations

import pytest

from bot.worth import worth_showing
from index import Answer, Article, Hit, Passage, Source, Span

PASSAGE = Passage(Article("a", "T", "hi", "x", Source()), 1, Span(0, 1))


@pytest.mark.parametrize(
    ("scores", "shown"), [((), 0), ((5,), 1), ((5, 5, 5, 5), 3), ((10, 5, 4.9), 2), ((10, 4, 1), 1), ((0.1, 0.09), 2)]
)
def test_hits_near_the_first_are_shown(scores: tuple[float, ...], shown: int) -> None:
    """At most three hits are shown, and none with less than half of the first one's score."""
    hits = tuple(Hit(PASSAGE, score, Span(0, 1), ()) for score in scores)
    answer = Answer("?", answered=True, vague=False, confidence=1.0, took_ms=1.0, hits=hits)
    assert list(worth_showing(answer)) == list(hits[:shown])
