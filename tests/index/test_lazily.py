"""Sequences whose members are made when they are looked at."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.lazily import Lazily

NUMBERS = st.lists(st.integers(0, 9), max_size=6)


def test_members_are_made_when_they_are_looked_at() -> None:
    """Neither a sequence nor a part of it makes a member that nobody has looked at."""
    made: list[int] = []

    def make(number: int) -> str:
        made.append(number)
        return str(number)

    some = Lazily(make, [5, 6, 7])[1:]
    assert (len(some), made) == (2, [])
    assert some[1] == "7"
    assert made == [7]


@given(NUMBERS, st.integers(-7, 7), st.integers(-7, 7))
def test_it_is_as_a_list(numbers: list[int], one: int, other: int) -> None:
    """Places, slices, order and equality are those of a list of the members."""
    lazily, eager = Lazily(str, numbers), [str(number) for number in numbers]
    assert list(lazily) == eager
    assert lazily == eager
    assert lazily[one:other] == eager[one:other]
    assert lazily[::-1] == eager[::-1]
    assert lazily != [*eager, "10"]
    assert lazily != 5
    if -len(numbers) <= one < len(numbers):
        assert lazily[one] == eager[one]
    else:
        with pytest.raises(IndexError):
            lazily[one]
