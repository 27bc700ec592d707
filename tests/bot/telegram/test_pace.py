"""How often the same is answered."""

from __future__ import annotations

import pytest

from bot.telegram.pace import _MOST, Pace, Turn

ANSWER, TELL, IGNORE = Turn.ANSWER, Turn.TELL, Turn.IGNORE


class Clock:
    """A clock that goes when it is told to."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        """Return the time."""
        return self.now


@pytest.mark.parametrize(
    ("at", "turns"),
    [
        ([0], [ANSWER]),
        ([0, 5], [ANSWER, ANSWER]),
        ([0, 4.9, 5], [ANSWER, TELL, ANSWER]),
        ([0, 1, 2, 3, 5, 6], [ANSWER, TELL, IGNORE, IGNORE, ANSWER, TELL]),
        ([0, 4, 8, 12], [ANSWER, TELL, ANSWER, TELL]),
    ],
)
def test_who_asks_too_fast_is_told_once(at: list[float], turns: list[Turn]) -> None:
    """There is one answer in so many seconds; what comes sooner is told so once and does not prolong the wait."""
    clock = Clock()
    pace = Pace(5, clock)
    found = []
    for number, clock.now in enumerate(at):
        found.append(pace.turn("asha", number))
    assert found == turns


@pytest.mark.parametrize(
    ("at", "turns"),
    [
        ([0, 5, 10], [ANSWER, ANSWER, ANSWER]),
        ([0, 4, 5], [ANSWER, TELL, ANSWER]),
        ([100, 5, 98], [ANSWER, ANSWER, ANSWER]),
        ([100, 96, 98], [ANSWER, TELL, IGNORE]),
    ],
)
def test_what_waited_is_paced_by_when_it_was_asked(at: list[float], turns: list[Turn]) -> None:
    """Questions that are answered late, all at once, and out of order, have the pace at which they were asked."""
    pace = Pace(5, Clock())
    assert [pace.turn("asha", number, when) for number, when in enumerate(at)] == turns


def test_what_is_tried_again_has_its_turn_again() -> None:
    """A question whose answer failed is no second question, however soon it is tried again."""
    pace = Pace(5, Clock())
    assert [pace.turn("asha", what) for what in (1, 1, 2, 1, 3)] == [ANSWER, ANSWER, TELL, ANSWER, TELL]


def test_people_do_not_wait_for_each_other() -> None:
    """Each person has a pace of their own, in each group."""
    pace = Pace(5, Clock())
    assert [pace.turn(who, number) for number, who in enumerate([(-1, 1), (-1, 2), (-2, 1), (-1, 1)])] == [
        ANSWER,
        ANSWER,
        ANSWER,
        TELL,
    ]


def test_what_is_remembered_is_bounded() -> None:
    """Of very many people those answered longest ago are forgotten first, and are merely answered sooner."""
    clock = Clock()
    pace = Pace(5, clock)
    for who in ("first", "second"):
        pace.turn(who, 1)
    clock.now = 5
    pace.turn("first", 2)
    for number in range(_MOST - 1):
        pace.turn(number, 2)
    assert len(pace._answered) == _MOST
    assert [pace.turn(who, 3) for who in ("first", _MOST - 2)] == [TELL, TELL]
    assert pace.turn("second", 3) is ANSWER
