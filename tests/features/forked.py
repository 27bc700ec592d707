"""The bot as a process that is there in a moment: forked off one that has imported all of it.

Starting Python and importing take most of a start, and are the same every time.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import sys
from collections.abc import Collection, Mapping
from multiprocessing.context import ForkServerProcess
from pathlib import Path

_FORKING = multiprocessing.get_context("forkserver")
_FORKING.set_forkserver_preload(["bot.cli", "bot.running", __name__])


class Forked:
    """A process, with what is needed of `subprocess.Popen`.

    Args:
        environment: Its environment.
        folder: Where it runs.
        log: The file to which it writes.
    """

    def __init__(self, environment: Mapping[str, str], folder: Path, log: Path) -> None:
        self._process: ForkServerProcess = _FORKING.Process(
            target=_run, args=(dict(environment), set(os.environ), folder, log)
        )
        self._process.start()

    def send_signal(self, number: int) -> None:
        """Send a signal, unless it has ended."""
        if self._process.is_alive() and self._process.pid:
            os.kill(self._process.pid, number)

    def kill(self) -> None:
        """End it as a crash does."""
        self.send_signal(signal.SIGKILL)

    def poll(self) -> int | None:
        """Return its exit code; None while it runs."""
        return self._process.exitcode

    def wait(self, timeout: float) -> int:
        """Wait until it has ended, and return its exit code.

        Raises:
            subprocess.TimeoutExpired: It has not, in so many seconds.
        """
        self._process.join(timeout)
        if self._process.exitcode is None:
            raise subprocess.TimeoutExpired("poochho run", timeout)
        return self._process.exitcode


def _run(environment: Mapping[str, str], others: Collection[str], folder: Path, log: Path) -> None:
    """Be the command; of the environment of the tests nothing is left, what imports have set is."""
    for name in others:
        os.environ.pop(name, None)
    os.environ.update(environment)
    os.chdir(folder)
    with log.open("a") as file:
        os.dup2(file.fileno(), 1)
        os.dup2(file.fileno(), 2)
    sys.argv = ["poochho", "run"]
    from bot.cli import main

    main()
