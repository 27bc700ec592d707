"""Questions a day as a picture."""

from __future__ import annotations

import io
from datetime import date, timedelta

import pytest
from PIL import Image

from bot.chart import questions_a_day
from bot.state.insight import Day

LAST = date(2024, 5, 17)
GREEN, ORANGE, WHITE = (47, 125, 91), (217, 130, 43), (255, 255, 255)


def days_of(*counts: tuple[int, int]) -> list[Day]:
    """Return days up to the last one, with how many questions were asked and answered on each."""
    first = LAST - timedelta(days=len(counts) - 1)
    return [Day(first + timedelta(days=number), *count) for number, count in enumerate(counts)]


def drawn(days: list[Day]) -> Image.Image:
    """Return the picture, which is a PNG of the size that a phone shows."""
    png = questions_a_day(days)
    picture = Image.open(io.BytesIO(png))
    assert (picture.format, picture.size) == ("PNG", (960, 480))
    return picture.convert("RGB")


def bars(picture: Image.Image) -> tuple[int, int]:
    """Return how many points are green and orange, below the legend."""
    below = picture.crop((0, 50, *picture.size))
    counts = {colour: count for count, colour in below.getcolors(960 * 480) or ()}
    return counts.get(GREEN, 0), counts.get(ORANGE, 0)


@pytest.mark.parametrize("count", [1, 7, 30, 365])
def test_any_number_of_days(count: int) -> None:
    """A day, a week, a month and a year are a picture of one size, without a warning."""
    green, orange = bars(drawn(days_of(*[(9 + number % 7, 4) for number in range(count)])))
    assert green > 0
    assert orange > 0


@pytest.mark.parametrize("count", [0, 1, 999, 1_000_000, 10**9])
def test_any_number_of_questions(count: int) -> None:
    """Nothing, one and a million a day can be shown."""
    green, orange = bars(drawn(days_of((count, count), (0, 0))))
    assert (green > 0) is (count > 0)
    assert orange == 0


def test_bars_are_as_long_as_there_were_questions() -> None:
    """The colours stand to each other as what was answered to what was not."""
    green, orange = bars(drawn(days_of((400, 100))))
    assert orange / green == pytest.approx(3, rel=0.05)
    few, many = (bars(drawn(days_of((count, count), (40, 40))))[0] for count in (10, 40))
    assert few / many == pytest.approx(50 / 80, rel=0.05)


def test_same_days_are_the_same_picture() -> None:
    """The picture is of the numbers and nothing else."""
    days = days_of((3, 1), (0, 0), (9, 9))
    assert questions_a_day(days) == questions_a_day(days)
    assert questions_a_day(days) != questions_a_day(days[:2])


def test_picture_is_not_cut() -> None:
    """What is drawn keeps from the edges, also where dates and numbers are long."""
    picture = drawn(days_of(*[(1_000_000 + number, 5) for number in range(60)]))
    wide, high = picture.size
    edges = [(place, edge) for place in range(wide) for edge in (0, high - 1)]
    edges += [(edge, place) for place in range(high) for edge in (0, wide - 1)]
    assert {picture.getpixel(place) for place in edges} == {WHITE}
