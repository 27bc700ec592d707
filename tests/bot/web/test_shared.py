"""Work that several wait for and that is done once."""

from __future__ import annotations

import asyncio
import gc

import pytest

from bot.web.shared import Shared


class Work:
    """Work that ends when it is let, and counts how often it was begun."""

    def __init__(self, error: Exception | None = None) -> None:
        self.begun = 0
        self.has_begun = asyncio.Event()
        self.may_end = asyncio.Event()
        self.has_ended = asyncio.Event()
        self._error = error

    async def __call__(self) -> int:
        """Return how often it was begun."""
        self.begun += 1
        self.has_begun.set()
        await self.may_end.wait()
        self.has_ended.set()
        if self._error:
            raise self._error
        return self.begun


async def begun(work: Work, waiting: int) -> tuple[Shared[int], list[asyncio.Task[int]]]:
    """Return work under way, and those who wait for it."""
    shared = Shared(work)
    tasks = [asyncio.create_task(shared()) for _ in range(waiting)]
    await work.has_begun.wait()
    return shared, tasks


def test_all_who_ask_meanwhile_get_the_same() -> None:
    """Who asks while it runs gets what it brings; who asks later gets a run of their own."""

    async def ask() -> None:
        work = Work()
        shared, tasks = await begun(work, 3)
        work.may_end.set()
        assert await asyncio.gather(*tasks) == [1, 1, 1]
        assert await shared() == 2

    asyncio.run(ask())


def test_who_gives_up_ends_nothing() -> None:
    """A run goes on for the others when one gives up, and when all do: no second one is begun beside it."""

    async def ask() -> None:
        work = Work()
        shared, tasks = await begun(work, 3)
        for task in tasks:
            task.cancel()
        assert all(
            isinstance(end, asyncio.CancelledError) for end in await asyncio.gather(*tasks, return_exceptions=True)
        )
        late = asyncio.create_task(shared())
        await asyncio.sleep(0)
        work.may_end.set()
        assert await late == 1

    asyncio.run(ask())


def test_a_failure_is_everybodys() -> None:
    """Who waits for a run that fails is told so; the next one begins anew."""

    async def ask() -> None:
        work = Work(ZeroDivisionError())
        shared, tasks = await begun(work, 2)
        work.may_end.set()
        ends = await asyncio.gather(*tasks, return_exceptions=True)
        assert [type(end) for end in ends] == [ZeroDivisionError] * 2
        with pytest.raises(ZeroDivisionError):
            await shared()
        assert work.begun == 2

    asyncio.run(ask())


def test_a_failure_that_nobody_waits_for_disturbs_nothing() -> None:
    """A run that fails after all gave up is no error of the loop's."""

    async def ask() -> None:
        unhandled: list[object] = []
        asyncio.get_running_loop().set_exception_handler(lambda _, context: unhandled.append(context))
        work = Work(ZeroDivisionError())
        shared, (waiting,) = await begun(work, 1)
        waiting.cancel()
        await asyncio.gather(waiting, return_exceptions=True)
        work.may_end.set()
        await work.has_ended.wait()
        await asyncio.sleep(0)  # the run's own end
        del shared, waiting  # and the run with them
        gc.collect()
        assert unhandled == []

    asyncio.run(ask())
