"""People who ask faster than anybody reads."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.telegram import floods as module
from bot.telegram.floods import QUESTIONS, WITHIN, Floods, Slowed

AT_ONCE = Slowed(0, tell=False)
BEGIN, SECOND = datetime(2024, 5, 17, tzinfo=UTC), timedelta(seconds=1)


class Asking:
    """People who ask, with a clock that stands unless it is told to go on."""

    def __init__(self) -> None:
        self.now = BEGIN
        self.floods = Floods(lambda: self.now)

    def ask(self, times: int = 1, person: int = 7) -> list[Slowed]:
        """Ask so many times."""
        return [self.floods.slowed(person, self.now) for _ in range(times)]


def test_so_many_questions_are_not_slowed() -> None:
    """Twenty questions in a minute are answered without delay, the next when the first of them is a minute ago."""
    asking = Asking()
    assert asking.ask(QUESTIONS) == [AT_ONCE] * QUESTIONS
    asking.now += 10 * SECOND
    assert [slowed.seconds for slowed in asking.ask(2)] == [50, 50]


def test_who_asked_slowly_while_nobody_answered_is_not_slowed() -> None:
    """Questions that were asked minutes apart, and have their turn all at once, are answered without delay."""
    asking = Asking()
    asked = [BEGIN + timedelta(minutes=10 * number) for number in range(2 * QUESTIONS)]
    assert [asking.floods.slowed(7, each) for each in asked] == [AT_ONCE] * len(asked)


def test_a_slowed_question_counts_when_it_begins() -> None:
    """A question that waits is one of those of the minute in which it is answered."""
    asking = Asking()
    asking.ask(QUESTIONS + 1)
    asking.now += WITHIN + SECOND
    assert asking.ask(QUESTIONS - 1) == [AT_ONCE] * (QUESTIONS - 1)
    assert asking.ask()[0].seconds == 59


def test_it_is_told_once() -> None:
    """Somebody who goes on asking is told once that it is too fast."""
    asking = Asking()
    asking.ask(QUESTIONS)
    assert [slowed.tell for slowed in asking.ask(50)] == [True] + [False] * 49


def test_it_is_told_again_when_it_was_over() -> None:
    """Who asked calmly for a while, and floods again, is told again."""
    asking = Asking()
    asking.ask(QUESTIONS + 1)
    asking.now += 3 * WITHIN
    assert asking.ask(QUESTIONS) == [AT_ONCE] * QUESTIONS
    assert [slowed.tell for slowed in asking.ask(2)] == [True, False]


def test_each_person_is_counted_alone() -> None:
    """One person's questions slow nobody else's."""
    asking = Asking()
    asking.ask(QUESTIONS * 2)
    assert asking.ask(QUESTIONS, person=8) == [AT_ONCE] * QUESTIONS


def test_who_asks_evenly_is_never_slowed() -> None:
    """Somebody who asks as fast as is allowed, for hours, is never slowed."""
    asking = Asking()
    for _ in range(1000):
        assert asking.ask() == [AT_ONCE]
        asking.now += WITHIN / QUESTIONS


def test_not_everybody_is_remembered() -> None:
    """However many people ask, a limited number is remembered; who asked lately is among them."""
    asking = Asking()
    asking.ask(QUESTIONS, person=-1)
    for person in range(module._MOST * 2):
        asking.ask(person=person)
        if person % 1000 == 0:
            asking.ask(person=-1)
    assert len(asking.floods._askers) == module._MOST
    assert asking.ask(person=-1)[0].seconds > 0


@given(st.lists(st.sampled_from([0, 0, 0, 0.5, 1, 2, 30]) | st.floats(0, 30), max_size=120))
def test_no_more_than_so_many_a_minute(pauses: list[float]) -> None:
    """However somebody asks, no more than twenty questions begin within a minute, in order, and none waits longer."""
    asking = Asking()
    begun: list[datetime] = []
    for pause in pauses:
        asking.now += pause * SECOND
        (slowed,) = asking.ask()
        begun.append(asking.now + slowed.seconds * SECOND)
        earliest = begun[-QUESTIONS - 1] + WITHIN if len(begun) > QUESTIONS else asking.now
        assert abs(begun[-1] - max(asking.now, earliest)) < SECOND / 1000
    assert begun == sorted(begun)
