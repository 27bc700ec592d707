"""Sequences whose members are made when they are looked at."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar, overload

Member = TypeVar("Member")


class Lazily(Sequence[Member]):
    """The members with some numbers.

    Args:
        make: Returns a member by its number.
        numbers: The numbers, in order.
    """

    def __init__(self, make: Callable[[int], Member], numbers: Sequence[int]) -> None:
        self._make = make
        self._numbers = numbers

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self._numbers)

    @overload
    def __getitem__(self, place: int) -> Member: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[Member]: ...
    def __getitem__(self, place: int | slice) -> Member | Sequence[Member]:
        """Return one member, or some."""
        if isinstance(place, slice):
            return Lazily(self._make, self._numbers[place])
        return self._make(self._numbers[place])

    def __eq__(self, other: object) -> bool:
        """Return whether a sequence has equal members in the same order."""
        return isinstance(other, Sequence) and list(self) == list(other)

    __hash__ = None  # type: ignore[assignment]  # as a list's
