"""Long work beside the conversation, on threads that nobody waits for when the bot stops."""

from __future__ import annotations

import asyncio
import contextlib
import threading
from collections.abc import Callable
from typing import TypeVar

_Result = TypeVar("_Result")


async def beside(call: Callable[[], _Result]) -> _Result:
    """Return what a call returns, made on a thread of its own.

    Unlike :func:`asyncio.to_thread`, whose threads a process waits for before it ends: this is for what takes up to a
    minute and can be begun anew.
    """
    loop = asyncio.get_running_loop()
    done: asyncio.Future[_Result] = loop.create_future()

    def tell(settle: Callable[[], None]) -> None:
        with contextlib.suppress(RuntimeError):  # the loop is closed: nobody wants to know
            loop.call_soon_threadsafe(lambda: None if done.done() else settle())

    def work() -> None:
        try:
            result = call()
        except BaseException as error:  # noqa: BLE001  # handed to the one who waits
            failure = error
            tell(lambda: done.set_exception(failure))
        else:
            tell(lambda: done.set_result(result))

    threading.Thread(target=work, daemon=True, name="beside").start()
    return await done
