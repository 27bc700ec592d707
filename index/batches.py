"""Things in groups: what is done to many at once costs less, and what is done to all at once needs too much memory."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

_Item = TypeVar("_Item")


def batches(items: Iterable[_Item], size_of: Callable[[_Item], int], most: int) -> Iterator[list[_Item]]:
    """Yield items in groups, in their order; a group is full as soon as its sizes come to so much, and none is empty.

    Args:
        items: The items; no more are taken than the group that is yielded needs.
        size_of: Returns the size of one.
        most: The size from which on a group is full.
    """
    batch: list[_Item] = []
    size = 0
    for item in items:
        batch.append(item)
        size += size_of(item)
        if size >= most:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch
