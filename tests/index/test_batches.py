"""Things in groups."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from index.batches import batches


def groups(items: list[str], most: int) -> list[list[str]]:
    """Return words in groups of so many letters."""
    return list(batches(items, len, most))


def test_a_group_is_full_from_so_much_on() -> None:
    """Items stay in their order; one that is larger than a group fills it, and what is left is a group too."""
    words = ["a" * length for length in (4, 4, 4, 30, 10, 9)]
    assert [[*map(len, group)] for group in groups(words, 10)] == [[4, 4, 4], [30], [10], [9]]


@pytest.mark.parametrize(("words", "count"), [([], 0), (["aa"], 1), (["aa", "aa"], 2), (["", "", "aa"], 1), ([""], 1)])
def test_no_group_is_empty(words: list[str], count: int) -> None:
    """Of nothing there is no group, and none is begun for nothing; items without size are in one with others."""
    found = groups(words, 2)
    assert (len(found), all(found)) == (count, True)
    assert [word for group in found for word in group] == words


def test_items_are_taken_as_they_are_needed() -> None:
    """No item is asked for beyond the group that is yielded: the others may be large, or not there yet."""
    taken: list[int] = []

    def coming() -> Iterator[int]:
        for number in range(9):
            taken.append(number)
            yield number

    assert next(batches(coming(), lambda _: 1, 3)) == [0, 1, 2]
    assert taken == [0, 1, 2]
