"""What time it is for Telegram."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.telegram import clock as module
from bot.telegram.clock import TelegramClock
from tests.bot.state.clock import Clock

NOON = datetime(2022, 1, 13, 12, tzinfo=UTC)
TOLD = "Thu, 13 Jan 2022 12:00:00 GMT"
LATER = "Thu, 13 Jan 2022 13:00:00 GMT"
WRONG = ["", "yesterday", "13 Smarch 2022 12:00:00 GMT", "Thu, 13 Jan 2022 25:00:00 GMT", "\0", "0"]


class Ticks:
    """Seconds since whenever."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        """Return how many they are."""
        return self.now


@pytest.fixture
def ticks(monkeypatch: pytest.MonkeyPatch) -> Ticks:
    """Ticks that stand, on a machine whose clock stands too, at some other time."""
    monkeypatch.setattr(module, "datetime", Clock)
    return Ticks()


@pytest.fixture
def clock(ticks: Ticks) -> TelegramClock:
    """The clock, which nobody told the time."""
    return TelegramClock(ticks)


def test_the_machines_time_before_the_first_answer(clock: TelegramClock) -> None:
    """Before Telegram has told the time it is what the machine says."""
    assert clock.now() == Clock.shown


def test_telegrams_time_after_it(clock: TelegramClock, ticks: Ticks) -> None:
    """Telegram's time goes on by itself from one answer to the next."""
    clock.look(TOLD)
    assert clock.now() == NOON
    ticks.now += 90
    assert clock.now() == NOON + timedelta(seconds=90)


@pytest.mark.parametrize("days", [-9000, 9000])
def test_the_machines_clock_may_be_set(
    clock: TelegramClock, monkeypatch: pytest.MonkeyPatch, ticks: Ticks, days: int
) -> None:
    """However the machine's own clock is set meanwhile, it stays Telegram's time."""
    clock.look(TOLD)
    monkeypatch.setattr(Clock, "shown", Clock.shown + timedelta(days=days))
    ticks.now += 5
    assert clock.now() == NOON + timedelta(seconds=5)


def test_the_time_is_taken_again_after_a_while(clock: TelegramClock, ticks: Ticks) -> None:
    """Of many answers in a row one is looked at; one that comes a while later is looked at again."""
    clock.look(TOLD)
    ticks.now += 9
    clock.look(LATER)
    assert clock.now() == NOON + timedelta(seconds=9)
    ticks.now += 1
    clock.look(LATER)
    assert clock.now() == NOON + timedelta(hours=1)


@pytest.mark.parametrize("date", [None, *WRONG])
def test_answers_without_a_date_change_nothing(clock: TelegramClock, ticks: Ticks, date: str | None) -> None:
    """An answer that tells no time, or one that there is not, is passed over, and the next is looked at."""
    clock.look(date)
    assert clock.now() == Clock.shown
    clock.look(TOLD)
    ticks.now += 60
    clock.look(date)
    assert clock.now() == NOON + timedelta(minutes=1)


@pytest.mark.parametrize("date", ["Thu, 13 Jan 2022 17:30:00 +0530", "13 Jan 2022 12:00:00 -0000"])
def test_time_zones(clock: TelegramClock, date: str) -> None:
    """A time is what its zone makes of it, one without a zone that of Greenwich."""
    clock.look(date)
    assert clock.now() == NOON


@given(st.text() | st.from_regex(r"(Mon, )?\d+ (Jan|Dec) \d+ \d+:\d+:\d+ ([+-]\d+|GMT|EST|)", fullmatch=True))
def test_no_date_breaks_the_clock(date: str) -> None:
    """Whatever a server says, it is some time."""
    clock = TelegramClock(lambda: 0)
    clock.look(date)
    assert clock.now().tzinfo is not None
