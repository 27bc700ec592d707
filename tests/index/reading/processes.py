"""What tests have another process do: functions of a module, which can be sent there."""

from __future__ import annotations

import os
import resource
import sys
import threading
import time
from typing import NoReturn

from index.reading.apart import Apart


def hang() -> NoReturn:
    """Do nothing for ever, and use a processor for it; before that, say which process this is."""
    print(os.getpid(), flush=True)  # noqa: T201
    while True:
        pass


def eat() -> NoReturn:
    """Take memory for ever."""
    taken = []
    while True:
        taken.append(bytearray(2**24))


def die() -> NoReturn:
    """End this process as a crash does."""
    os.abort()


def fail() -> NoReturn:
    """Fail as a function may."""
    raise LookupError("nothing there")


def limits() -> tuple[int, int, int]:
    """Return how many bytes and seconds of the processor this process may take, and how nice it is."""
    return resource.getrlimit(resource.RLIMIT_AS)[0], resource.getrlimit(resource.RLIMIT_CPU)[0], os.nice(0)


def seconds_used() -> float:
    """Return how many seconds of the processor this process has used."""
    return time.process_time()


def forget() -> None:
    """Have a process hang, and end this one without ending that, when there is nothing more to read."""
    threading.Thread(target=Apart().run, args=(hang,), daemon=True).start()
    sys.stdin.read()


if __name__ == "__main__":
    forget()
