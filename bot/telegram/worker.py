"""Working on what is in the inbox: many chats side by side, each in its order, until every update has its answer."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Awaitable, Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import partial
from itertools import chain
from typing import TypeVar

from bot.errors import StateError
from bot.state.inbox import LEASE, Claimed, Done, Inbox, Incoming
from bot.telegram.attempts import Aside, Attempts, Outcome, Postponed
from bot.telegram.together import Together
from bot.telegram.trouble import unless

_IN_MEMORY = 1000  # updates that are worked on or wait for a place
_ASLEEP = 10_000  # updates that are tried again later; fewer of them keep no others from being worked on
_AT_A_TIME = 100  # claimed, where there is room for so many: to find them, all that wait are looked through
_LOOKS_AGAIN = 1.0  # seconds: for what another worker left, and what is to be tried again
_GATHERS = 0.02  # seconds: what comes in that time is claimed in one go, and marks, on the same thread, go first
_MARKS_APART = 0.01  # seconds; at the pace of Telegram answers are farther apart, and each is marked at once
_RENEWS = LEASE.total_seconds() / 4
_TRUSTS = _RENEWS  # seconds after trouble with the database: so long other workers may take to renew what they have

_Result = TypeVar("_Result")

_log = logging.getLogger(__name__)


class Worker:
    """Works on the updates of one bot.

    Args:
        inbox: Where they are.
        attempts: Answers them.
    """

    def __init__(self, inbox: Inbox, attempts: Attempts) -> None:
        self._inbox = inbox
        self._attempts = attempts
        # One: SQLite has one writer at a time, and lets a second one wait for longer than the first one takes.
        self._thread = ThreadPoolExecutor(1, "inbox")
        self._arriving = Together(self._keep)
        self._finishing = Together(self._finish, _MARKS_APART)
        self._work: dict[int, asyncio.Task[None]] = {}
        self._bell = asyncio.Event()
        self._loops: list[asyncio.Task[None]] = []
        self._asleep = 0
        self._trouble = ""
        self._troubled = -_TRUSTS  # when that was last, in seconds of the event loop's clock
        self._stopped = False

    async def keep(self, updates: Sequence[Incoming]) -> None:
        """Return when updates are in the inbox; from then on they are answered, whatever happens.

        Raises:
            StateError: They could not be kept, or this worker has ended.
        """
        if self._stopped:
            raise StateError("This process ends, and keeps nothing any more.")
        await self._arriving.do(updates)

    async def start(self) -> None:
        """Begin, with what this worker had not finished when it was killed."""
        await self._stored(self._inbox.release)
        self._loops = [asyncio.create_task(self._claim_on()), asyncio.create_task(self._renew_on())]

    async def watch(self, stop: asyncio.Event) -> None:
        """Return when ``stop`` is set.

        Raises:
            Exception: What nobody thought of, and ended the work.
        """
        await unless(stop, self._loops_end())

    async def _loops_end(self) -> None:
        await asyncio.gather(*self._loops)

    async def stop(self, seconds: float) -> None:
        """End: what is under way may take some seconds more; what is left is for the next start, or another worker."""
        for loop in self._loops:
            loop.cancel()
        await asyncio.gather(*self._loops, return_exceptions=True)
        if self._work:
            await asyncio.wait(self._work.values(), timeout=seconds)
        left = list(self._work.values())
        for task in left:
            task.cancel()
        await asyncio.gather(*left, return_exceptions=True)
        await self._finishing.rest()  # of what is sent, the marks
        if left:
            _log.info("%s updates are left for the next start", len(left))
        try:
            await self._in_thread(self._inbox.release)
        except StateError as error:
            _log.warning("%s", error)
        self._stopped = True
        self._thread.shutdown()

    async def _claim_on(self) -> None:
        loop = asyncio.get_running_loop()
        while True:
            self._bell.clear()
            claimed = await self._stored(partial(self._claim, loop)) if self._has_room() else []
            for each in claimed:
                if each.update_id not in self._work:  # after a jump of the clock, its lease may seem to be over
                    self._work[each.update_id] = asyncio.create_task(self._answer(each))
            if len(claimed) < _AT_A_TIME:
                with contextlib.suppress(TimeoutError):
                    # Not wait_for, which before Python 3.12 goes on where it is cancelled while the bell rings.
                    async with asyncio.timeout(_LOOKS_AGAIN):
                        await self._bell.wait()
            await asyncio.sleep(_GATHERS)

    def _claim(self, loop: asyncio.AbstractEventLoop) -> list[Claimed]:
        # Others may be back from the same trouble with the database a moment later.
        return self._inbox.claim(_AT_A_TIME, take_over=loop.time() - self._troubled >= _TRUSTS)

    def _has_room(self) -> bool:
        return len(self._work) - self._asleep <= _IN_MEMORY - _AT_A_TIME and self._asleep < _ASLEEP

    async def _renew_on(self) -> None:
        loop = asyncio.get_running_loop()
        while True:
            await asyncio.sleep(_RENEWS)
            took = _LOOKS_AGAIN
            while self._work and took >= _LOOKS_AGAIN:  # a lease counts from when it was asked for
                began = loop.time()
                await self._stored(partial(self._inbox.renew, list(self._work)))
                took = loop.time() - began

    async def _answer(self, claimed: Claimed) -> None:
        """Work on an update until it has an outcome, and mark that."""
        number = claimed.update_id
        try:
            while isinstance(outcome := await self._attempt(claimed), Postponed):
                if outcome.error is not None:
                    await self._stored(partial(self._inbox.failed, number, outcome.error))
                    claimed = replace(claimed, failures=claimed.failures + 1)
                await self._sleep(outcome.seconds)
            if isinstance(outcome, Aside):
                _log.error("update %s: set aside. To see why: poochho inbox", number)
                await self._stored(partial(self._inbox.set_aside, number, outcome.error))
            else:
                await self._persisting(lambda: self._finishing.do(outcome))
        finally:
            del self._work[number]
            self._bell.set()

    async def _sleep(self, seconds: float) -> None:
        self._asleep += 1
        self._bell.set()
        try:
            await asyncio.sleep(seconds)
        finally:
            self._asleep -= 1

    async def _attempt(self, claimed: Claimed) -> Outcome:
        try:
            return await self._attempts.at(claimed)
        except Exception as error:  # noqa: BLE001  # whatever it is, the others go on
            _log.exception("update %s failed, and the person was not told", claimed.update_id)
            return Aside(type(error).__name__)

    async def _keep(self, arrived: Sequence[Sequence[Incoming]]) -> None:
        await self._in_thread(lambda: self._inbox.store(chain.from_iterable(arrived)))
        self._bell.set()

    async def _finish(self, done: Sequence[Done]) -> None:
        try:
            await self._in_thread(lambda: self._inbox.finish(done))
        except Exception:  # noqa: BLE001  # one of the writes may be at fault: that costs the others nothing
            for each in done:
                await self._finish_alone(each)

    async def _finish_alone(self, done: Done) -> None:
        """Mark an update; if need be, without what is to be stored with it."""
        try:
            await self._in_thread(lambda: self._inbox.finish([done]))
        except Exception:  # noqa: BLE001  # whatever the write does: the mark is worth more
            await self._in_thread(lambda: self._inbox.finish([Done(done.update_id)]))
            _log.warning("update %s: what was to be remembered could not be stored", done.update_id, exc_info=True)

    async def _stored(self, call: Callable[[], _Result]) -> _Result:
        """Return what a call to the database returns, made as often as it takes."""
        return await self._persisting(lambda: self._in_thread(call))

    async def _persisting(self, ask: Callable[[], Awaitable[_Result]]) -> _Result:
        loop = asyncio.get_running_loop()
        began = loop.time()
        while True:
            try:
                result = await ask()
            except StateError as error:
                self._troubled = loop.time()
                self._say(str(error))
                await asyncio.sleep(_LOOKS_AGAIN)
            else:
                self._say("")
                if loop.time() - began >= _LOOKS_AGAIN:
                    self._troubled = loop.time()
                return result

    def _say(self, trouble: str) -> None:
        """Log trouble with the database once, not every second."""
        if trouble != self._trouble:
            _log.warning("%s", trouble or "The database works again")
            self._trouble = trouble

    async def _in_thread(self, call: Callable[[], _Result]) -> _Result:
        return await asyncio.get_running_loop().run_in_executor(self._thread, call)
