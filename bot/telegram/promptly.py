"""The database, asked by somebody who waits: in time, or not at all."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from bot.errors import StateError

_Result = TypeVar("_Result")
_PATIENCE = 0.5  # seconds: answers stand in the articles, and do not wait for what is remembered of people

# Threads of their own: calls that hang must not take those that look answers up.
_THREADS = ThreadPoolExecutor(max_workers=8, thread_name_prefix="database")

_log = logging.getLogger(__name__)


async def promptly(call: Callable[[], _Result]) -> _Result | None:
    """Return what a call to the database returns; None, with a line in the log, where it fails or takes too long.

    A call that takes too long goes on by itself.
    """
    try:
        return await asyncio.wait_for(asyncio.get_running_loop().run_in_executor(_THREADS, call), _PATIENCE)
    except StateError as error:
        _log.warning("%s", error)
    except TimeoutError:
        _log.warning("The database takes longer than %s s; going on without it. Check its load.", _PATIENCE)
    return None
