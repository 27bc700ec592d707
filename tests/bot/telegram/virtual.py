"""Time that passes at once: an event loop for tests of what waits."""

from __future__ import annotations

import asyncio
import selectors
from collections.abc import Callable, Coroutine
from concurrent.futures import Executor
from contextlib import ExitStack
from types import ModuleType, SimpleNamespace
from typing import Any, TypeVar
from unittest.mock import patch

_Result = TypeVar("_Result")


class _Skipping(selectors.DefaultSelector):
    """Waits for nothing but threads: where none works, the time until something is to be done passes at once."""

    def __init__(self) -> None:
        super().__init__()
        self.now = 1_000_000.0
        self.threads = 0

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        if self.threads or timeout is None:
            return super().select(timeout if timeout == 0 else None)
        self.now += timeout
        return super().select(0)


class _Loop(asyncio.SelectorEventLoop):
    """An event loop whose time passes at once."""

    def __init__(self) -> None:
        self._skipping = _Skipping()
        super().__init__(self._skipping)

    def time(self) -> float:
        return self._skipping.now

    def stall(self, seconds: float) -> None:
        """Let time pass in which nothing is done."""
        self._skipping.now += seconds

    def run_in_executor(
        self, executor: Executor | None, func: Callable[..., _Result], *args: object
    ) -> asyncio.Future[_Result]:
        """Call on a thread; no time passes meanwhile."""
        self._skipping.threads += 1
        done = super().run_in_executor(executor, func, *args)
        done.add_done_callback(self._has_ended)
        return done

    def _has_ended(self, _: object) -> None:
        self._skipping.threads -= 1


def virtually(main: Callable[[], Coroutine[Any, Any, _Result]], *modules: ModuleType) -> _Result:
    """Run something in an event loop whose time passes as soon as all wait for it; some modules go by its clock."""
    with asyncio.Runner(loop_factory=_Loop) as runner, ExitStack() as patched:
        clock = SimpleNamespace(monotonic=runner.get_loop().time)
        for module in modules:
            patched.enter_context(patch.object(module, "time", clock))
        return runner.run(main())


def now() -> float:
    """Return the time of the event loop, in seconds."""
    return asyncio.get_running_loop().time()


def stall(seconds: float) -> None:
    """Let time pass in which the event loop does nothing, as on a machine that is too busy."""
    loop = asyncio.get_running_loop()
    assert isinstance(loop, _Loop)
    loop.stall(seconds)


async def settled() -> None:
    """Let all that can go on go on, without time: a few rounds of the event loop, more than anything here takes."""
    for _ in range(50):
        await asyncio.sleep(0)
