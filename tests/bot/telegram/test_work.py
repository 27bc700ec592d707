"""Working on updates: how many at a time, and what is stored when one is done."""

from __future__ import annotations

import asyncio
import gc
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any

import pytest
from sqlalchemy.orm import Session

from bot.telegram import work as module
from bot.telegram.work import Slots, Work, at_work, store_when_done
from tests.bot.telegram.virtual import settled, virtually

Step = Callable[[], Coroutine[Any, Any, None]]


class Places:
    """Some places, with updates that are worked on until they are let go."""

    def __init__(self, number: int) -> None:
        self.slots = Slots(number)
        self.began: list[str] = []
        self.tasks: dict[str, asyncio.Task[None]] = {}
        self._go: dict[str, asyncio.Event] = {}

    async def add(self, name: str, *, leaving: bool = False) -> None:
        """Work on an update until it is let go; when `leaving`, with the place left to others meanwhile."""
        self._go[name] = asyncio.Event()
        self.tasks[name] = asyncio.create_task(self._leave(name) if leaving else self._work(name))
        await settled()

    async def let_go(self, name: str) -> None:
        """Let an update go on to its end, if there is a place for it."""
        self._go[name].set()
        await settled()

    async def cancel(self, name: str) -> None:
        """Cut an update off."""
        self.tasks[name].cancel()
        await settled()

    async def free(self) -> int:
        """Return how many places are free."""
        before = list(self.began)
        names = [f"probe {number}" for number in range(9)]
        for name in names:
            await self.add(name)
        number = len(self.began) - len(before)
        for name in reversed(names):  # those that have no place first
            await self.cancel(name)
        self.began = before
        return number

    async def _work(self, name: str) -> None:
        async with self.slots.taken(Work()):
            self.began.append(name)
            await self._go[name].wait()

    async def _leave(self, name: str) -> None:
        async with self.slots.taken(Work()):
            self.began.append(name)
            async with self.slots.left():
                await self._go[name].wait()
            self.began.append(f"{name} again")


def told(number: int, story: Callable[[Places], Awaitable[None]]) -> list[str]:
    """Return what began, in a story about so many places; all of them are free in the end."""

    async def run() -> list[str]:
        places = Places(number)
        await story(places)
        began = list(places.began)
        assert await places.free() == number
        return began

    return virtually(run)


def test_at_most_so_many_are_under_way() -> None:
    """No more updates are under way than there are places; a place that falls free goes to who waits longest."""

    async def story(places: Places) -> None:
        for name in "abcde":
            await places.add(name)
        assert places.began == ["a", "b"]
        for name in "badce":
            await places.let_go(name)

    assert told(2, story) == ["a", "b", "c", "d", "e"]


def test_who_fails_or_is_cut_off_gives_the_place_back() -> None:
    """A failure, and a cancellation, also of who waits for a place, cost no place."""

    async def fail(slots: Slots) -> None:
        async with slots.taken(Work()):
            raise ZeroDivisionError

    async def story(places: Places) -> None:
        with pytest.raises(ZeroDivisionError):
            await fail(places.slots)
        for name in "abc":
            await places.add(name)
        await places.cancel("b")
        await places.cancel("a")
        assert places.began == ["a", "c"]
        await places.let_go("c")

    told(1, story)


def test_who_waits_leaves_the_place_to_others() -> None:
    """Who only waits holds up nobody, and goes on when there is a place again, behind those who came before."""

    async def story(places: Places) -> None:
        await places.add("waits", leaving=True)
        await places.add("other")
        await places.add("third")
        assert places.began == ["waits", "other"]
        await places.let_go("waits")
        assert places.began == ["waits", "other"]
        await places.let_go("other")
        assert places.began[2:] == ["third"]
        await places.let_go("third")

    assert told(1, story)[3:] == ["waits again"]


def test_who_is_cut_off_while_waiting_costs_no_place() -> None:
    """Cut off while it has left its place, or waits to have it back, an update gives back no more than it has."""

    async def story(places: Places) -> None:
        await places.add("first", leaving=True)
        await places.cancel("first")
        assert places.tasks["first"].cancelled()
        await places.add("second", leaving=True)
        await places.add("other")
        await places.let_go("second")
        await places.cancel("second")
        await places.let_go("other")
        assert places.tasks["second"].cancelled()

    told(1, story)


def test_a_failure_while_waiting_costs_no_place() -> None:
    """What fails while the place is left is told, and the place is as before."""

    async def fail(slots: Slots) -> None:
        async with slots.taken(Work()), slots.left():
            raise ZeroDivisionError

    async def story(places: Places) -> None:
        with pytest.raises(ZeroDivisionError):
            await fail(places.slots)

    told(2, story)


def test_a_task_without_a_place_frees_none() -> None:
    """Who works on nobody's update, also a task that an update began, leaves no place, for it has none."""

    async def story(places: Places) -> None:
        async def wait(free: int) -> None:
            async with places.slots.left():
                assert await places.free() == free
            assert await places.free() == free

        await wait(1)
        async with places.slots.taken(Work()):
            await asyncio.create_task(wait(0))

    told(1, story)


def test_what_waits_is_given_up() -> None:
    """Before a stop what waits, in its place or not, is cut off, now and later; what works comes to its end."""

    async def wait_in_place(slots: Slots) -> None:
        async with slots.taken(Work()):
            with slots.kept():
                await asyncio.sleep(1)

    async def story() -> None:
        places = Places(2)
        in_place = asyncio.create_task(wait_in_place(places.slots))
        await places.add("left", leaving=True)
        await places.add("works")
        await places.add("has no place")
        assert places.slots.give_up() == 3
        await places.add("comes later")
        assert in_place.cancelled()
        await places.let_go("works")
        ended = {name: task.done() and not task.cancelled() for name, task in places.tasks.items()}
        assert ended == {"left": False, "works": True, "has no place": False, "comes later": False}
        assert all(task.done() for task in places.tasks.values())
        assert places.slots.give_up() == 0

    virtually(story)


def test_what_begins_to_wait_afterwards_is_given_up_before_it_waits() -> None:
    """Of what has its place when the rest is given up, only what need not wait any more comes to its end."""

    async def answer(slots: Slots, go_on: asyncio.Event, reached: list[str]) -> None:
        async with slots.taken(Work()):
            await go_on.wait()
            async with slots.left():
                reached.append("waits")

    async def story() -> None:
        slots, go_on = Slots(1), asyncio.Event()
        reached: list[str] = []
        task = asyncio.create_task(answer(slots, go_on, reached))
        await settled()
        assert slots.give_up() == 0
        go_on.set()
        await settled()
        assert task.cancelled()
        assert reached == []

    virtually(story)


def test_what_has_sent_something_is_not_given_up() -> None:
    """An update of whose answer a message was sent goes on, for it would be sent a second time."""

    async def answer(slots: Slots) -> None:
        work = Work()
        async with slots.taken(work):
            work.sent = True
            async with slots.left():
                await asyncio.sleep(5)
            with slots.kept():
                await asyncio.sleep(5)

    async def story() -> None:
        slots = Slots(1)
        task = asyncio.create_task(answer(slots))
        await settled()
        assert slots.give_up() == 0
        await task

    virtually(story)


def test_what_is_worked_on_is_known_in_its_task_alone() -> None:
    """A task knows the update that it works on, for as long as it does; another one knows its own, or none."""

    async def other() -> Work | None:
        return at_work()

    async def run() -> None:
        slots, first, second = Slots(2), Work(late=True), Work()
        assert at_work() is None
        async with slots.taken(first):
            assert at_work() is first
            assert await asyncio.create_task(other()) is None
            async with slots.left():
                assert at_work() is first
        async with slots.taken(second):
            assert at_work() is second
        assert at_work() is None

    virtually(run)


def test_what_is_to_be_stored_is_kept_with_the_update() -> None:
    """What is to be stored when an update is done is kept in order; where none is under way it cannot be."""

    def write(_: Session) -> None: ...

    def other(_: Session) -> None: ...

    async def run() -> None:
        work = Work()
        async with Slots(1).taken(work):
            store_when_done(write)
            store_when_done(other)
        assert work.writes == [write, other]
        with pytest.raises(LookupError):
            store_when_done(write)
        assert Work().writes == []

    virtually(run)


def test_nothing_is_kept_of_what_is_done() -> None:
    """However many updates were worked on, failed or were cut off, nothing is kept of them."""

    async def story(places: Places) -> None:
        for name in "abc":
            await places.add(name, leaving=name == "b")
        await places.cancel("b")
        await places.let_go("a")
        await places.let_go("c")
        places.tasks.clear()

    told(1, story)
    gc.collect()
    assert len(module._UNDER_WAY) == 0
