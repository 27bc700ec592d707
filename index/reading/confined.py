"""A process that does dangerous things: it can take so much and no more, and ends with the one that began it."""

from __future__ import annotations

import contextlib
import logging
import math
import os
import threading
from collections.abc import Callable, Mapping, Sequence
from multiprocessing import parent_process
from pathlib import Path
from typing import TypeVar

try:
    import resource
except ImportError:  # Windows has no such limits
    resource = None  # type: ignore[assignment]

_STATUS = Path("/proc/self/statm")
_NICE = 5
_GRACE = 10  # seconds of the processor beyond the time that is watched from outside

R = TypeVar("R")


def confine(memory: int) -> None:
    """Confine this process.

    Args:
        memory: How many bytes it may take besides those that it has.
    """
    logging.disable()  # what parsers say of broken documents is told once, by the error
    threading.Thread(target=_end_with_parent, daemon=True).start()
    with contextlib.suppress(OSError, AttributeError):  # AttributeError: Windows
        os.nice(_NICE)
    if resource is not None:
        _limit(resource.RLIMIT_AS, _taken() + memory)


def within_time(seconds: float, function: Callable[..., R], args: Sequence[object], kwargs: Mapping[str, object]) -> R:
    """Run a function, and have the system end this process if it takes too much of the processor's time.

    Who began this process ends it first, unless that has ended meanwhile and this is in a loop that nothing interrupts.
    """
    if resource is not None:
        used = resource.getrusage(resource.RUSAGE_SELF)
        _limit(resource.RLIMIT_CPU, math.ceil(used.ru_utime + used.ru_stime + seconds) + _GRACE)
    return function(*args, **kwargs)


def _limit(what: int, amount: int) -> None:
    _, most = resource.getrlimit(what)
    if most != resource.RLIM_INFINITY:
        amount = min(amount, most)
    with contextlib.suppress(OSError, ValueError):  # systems that know a limit, but do not let it be set
        resource.setrlimit(what, (amount, most))


def _taken() -> int:
    """Return how many bytes of addresses this process has; 0 where the system does not tell."""
    try:
        return int(_STATUS.read_text().split()[0]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, ValueError):
        return 0


def _end_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
