"""Work that several wait for and that is done once."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any, Generic, TypeVar

_Result = TypeVar("_Result")


class Shared(Generic[_Result]):
    """Something that never runs twice at a time: who asks while it runs gets what that run brings.

    However many ask, and give up, no more than one run is under way: it goes on when nobody waits any more.

    Args:
        work: What is done.
    """

    def __init__(self, work: Callable[[], Coroutine[Any, Any, _Result]]) -> None:
        self._work = work
        self._under_way: asyncio.Task[_Result] | None = None

    async def __call__(self) -> _Result:
        """Return what a run brings, or raise what it raises."""
        run = self._under_way
        if run is None:
            run = self._under_way = asyncio.create_task(self._work())
            run.add_done_callback(self._ended)
        await asyncio.wait([run])  # which does not end the run where it is itself cancelled
        return run.result()

    def _ended(self, run: asyncio.Task[_Result]) -> None:
        self._under_way = None
        if not run.cancelled():
            run.exception()  # seen, also where nobody waits any more
