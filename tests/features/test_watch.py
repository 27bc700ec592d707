"""`poochho add --watch`, at a keyboard that interrupts it."""

from __future__ import annotations

import json
import os
import queue
import signal
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.bot.adding.documents import page_of, text_of
from tests.conftest import POOCHHO, Run

LONGEST = 30  # seconds until something has to have come


class Watching:
    """The process, and what it prints as it prints it.

    Args:
        folder: What it watches.
        environment: Its settings.
    """

    def __init__(self, folder: Path, environment: dict[str, str]) -> None:
        self._lines: queue.Queue[str] = queue.Queue()
        self._process = subprocess.Popen(
            [POOCHHO, "add", "--watch", "--json", folder],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            env=environment,
            start_new_session=True,
        )
        threading.Thread(target=self._read, daemon=True).start()

    def next(self) -> dict[str, Any]:
        """Return the next object that it prints."""
        told: dict[str, Any] = json.loads(self._lines.get(timeout=LONGEST))
        return told

    def interrupt(self) -> tuple[int, str]:
        """Press Ctrl-C, which goes to all processes there, and return the exit code and what was said of errors."""
        os.killpg(self._process.pid, signal.SIGINT)
        code = self._process.wait(LONGEST)
        assert self._process.stderr
        return code, self._process.stderr.read()

    def end(self) -> None:
        """End it, whatever it does."""
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdout, self._process.stderr):
            if pipe:
                pipe.close()

    def _read(self) -> None:
        assert self._process.stdout
        for line in self._process.stdout:
            self._lines.put(line)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of one article."""
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "a.html").write_bytes(page_of("पटना").body)
    return folder


@pytest.fixture
def watching(folder: Path, environment: dict[str, str]) -> Iterator[Watching]:
    """The command, watching that folder."""
    watching = Watching(folder, environment)
    yield watching
    watching.end()


def test_changes_are_followed(watching: Watching, folder: Path, poochho: Run) -> None:
    """A file that is written is added, changed updated, deleted removed; Ctrl-C ends it without a complaint."""
    first = watching.next()
    assert (first["title"], first["change"]) == ("पटना", "added")
    (folder / "b.txt").write_text(text_of("गया"), encoding="utf-8")
    added = watching.next()
    assert (added["change"], added["title"].split()[0]) == ("added", "गया")
    (folder / "a.html").unlink()
    (folder / "b.txt").write_text(text_of("आरा"), encoding="utf-8")
    removed, updated = watching.next(), watching.next()
    assert (removed["change"], removed["id"]) == ("removed", first["id"])
    assert (updated["change"], updated["id"]) == ("updated", added["id"])
    assert watching.interrupt() == (0, "")
    assert [each["id"] for each in json.loads(poochho("list", "--json").stdout)] == [added["id"]]
