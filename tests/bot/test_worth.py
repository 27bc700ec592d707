"""Which hits are shown."""

from __future__ import annotations

import pytest

from bot.worth import worth_showing
from index import Answer, Article, Hit, Passage, Source, Span

PASSAGE = Passage(Article("a", "T", "hi", "x", Source()), 1, Span(0, 1))


def answer_with(scores: tuple[float, ...]) -> Answer:
    """Return an answer with hits of these scores."""
    hits = tuple(Hit(PASSAGE, score, Span(0, 1), ()) for score in scores)
    return Answer("?", answered=True, vague=False, confidence=1.0, took_ms=1.0, hits=hits)


@pytest.mark.parametrize(
    ("scores", "shown"), [((), 0), ((5,), 1), ((5, 5, 5, 5), 3), ((10, 5, 4.9), 2), ((10, 4, 1), 1), ((0.1, 0.09), 2)]
)
def test_hits_near_the_first_are_shown(scores: tuple[float, ...], shown: int) -> None:
    """At most three hits are shown, and none with less than half of the first one's score."""
    answer = answer_with(scores)
    assert list(worth_showing(answer)) == list(answer.hits[:shown])


@pytest.mark.parametrize(
    ("scores", "most", "shown"), [((5,) * 20, 10, 10), ((5,) * 20, 1, 1), ((5,) * 20, 0, 0), ((10, 6, 5, 4), 10, 3)]
)
def test_as_many_are_shown_as_there_is_room_for(scores: tuple[float, ...], most: int, shown: int) -> None:
    """Where there is room for more or less than three, the same rule holds for so many."""
    answer = answer_with(scores)
    assert list(worth_showing(answer, most)) == list(answer.hits[:shown])
