"""Working on an update: how many are under way at a time, and what is to be stored when one is done."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from weakref import WeakKeyDictionary

from bot.state.database import Write

_UNDER_WAY: WeakKeyDictionary[asyncio.Task[object], Work] = WeakKeyDictionary()


@dataclass(slots=True)
class Work:
    """What one task does about one update.

    Attributes:
        late: Whether the person has waited for long.
        writes: What is stored together with the mark that it is done.
        sent: Whether a message was sent: doing it all again would send a second one.
        error: What went wrong; None as long as nothing did.
        has_place: Whether it counts among those under way.
    """

    late: bool = False
    writes: list[Write] = field(default_factory=list)
    sent: bool = False
    error: BaseException | None = None
    has_place: bool = False


class Slots:
    """Places for updates under way.

    Args:
        number: How many there are.
    """

    def __init__(self, number: int) -> None:
        self._free = asyncio.Semaphore(number)  # fair: who waits longest goes first
        self._waiting: set[asyncio.Task[object]] = set()
        self._given_up = False

    @asynccontextmanager
    async def taken(self, work: Work) -> AsyncIterator[None]:
        """Work on an update in the current task, as soon as there is a place."""
        task = _current()
        await self._take(work)
        _UNDER_WAY[task] = work
        try:
            yield
        finally:
            del _UNDER_WAY[task]
            self._leave(work)

    @asynccontextmanager
    async def left(self) -> AsyncIterator[None]:
        """Leave the place to others meanwhile: who only waits shall hold nobody up."""
        work = at_work()
        if work is None:  # a task of its own, say that of a document, which holds no place
            yield
            return
        had_place = work.has_place
        self._leave(work)
        try:
            with self._idle(work):
                yield
        finally:
            if had_place:
                await self._take(work)

    def give_back(self) -> None:
        """Leave the place to others for good, but go on: what is left to do costs others no time."""
        if work := at_work():
            self._leave(work)

    @contextmanager
    def kept(self) -> Iterator[None]:
        """Wait in the place, for so short a time that others had no use of it."""
        work = at_work()
        if work is None:
            yield
            return
        with self._idle(work):
            yield

    def give_up(self) -> int:
        """Cut off what waits and has sent no message, now or from now on, and return how much waits now.

        What does not wait may be sending just now: cut off, it would be sent once more.
        """
        self._given_up = True
        waiting = list(self._waiting)
        for task in waiting:
            task.cancel()
        return len(waiting)

    async def _take(self, work: Work) -> None:
        with self._idle(work):
            await self._free.acquire()
        work.has_place = True

    @contextmanager
    def _idle(self, work: Work) -> Iterator[None]:
        task = _current()
        if not work.sent:
            if self._given_up:
                raise asyncio.CancelledError  # here, not with the next await, which may be the one that sends
            self._waiting.add(task)
        try:
            yield
        finally:
            self._waiting.discard(task)

    def _leave(self, work: Work) -> None:
        """Give the place back, if there is one: it may be given back already, or be waited for."""
        if work.has_place:
            work.has_place = False
            self._free.release()


def at_work() -> Work | None:
    """Return what the current task works on; None if it is on nobody's update."""
    return _UNDER_WAY.get(_current())


def store_when_done(write: Write) -> None:
    """Store something together with the mark that the update is done: both or neither, and in one go.

    Raises:
        LookupError: The current task is on nobody's update.
    """
    work = at_work()
    if work is None:
        raise LookupError("nothing is under way")
    work.writes.append(write)


def _current() -> asyncio.Task[object]:
    task = asyncio.current_task()
    assert task is not None  # noqa: S101  # coroutines run in tasks
    return task
