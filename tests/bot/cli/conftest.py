"""The command in the process of the tests: what it prints, and its exit code."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from bot import cli
from bot.adding import bring
from bot.adding.bring import Bringing
from bot.settings import Settings
from index.reading.apart import Apart


@dataclass(frozen=True, slots=True)
class Done:
    """A command that has ended."""

    code: int
    out: str
    err: str

    def objects(self) -> list[Any]:
        """Return the JSON on standard output, a value a line."""
        return [json.loads(line) for line in self.out.splitlines()]


Command = Callable[..., Done]


@pytest.fixture
def command(
    settings: Settings,  # noqa: ARG001  # a home of its own, and an empty folder to stand in
    logging_as_before: None,  # noqa: ARG001
    apart: Apart,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> Command:
    """Run the command."""
    monkeypatch.setattr(os, "fsync", lambda _: None)
    monkeypatch.setattr(bring, "Apart", lambda: apart)
    monkeypatch.setattr(Bringing, "close", lambda _: None)  # the next command has the same process

    def run(*arguments: str) -> Done:
        monkeypatch.setattr(sys, "argv", ["poochho", *arguments])
        with pytest.raises(SystemExit) as ended:
            cli.main()
        return Done(int(ended.value.code or 0), *capsys.readouterr())

    return run


@pytest.fixture
def write(tmp_path: Path) -> Callable[[str, str], str]:
    """Write a file below the folder that one stands in, and return its name."""

    def write(name: str, text: str) -> str:
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
        return name

    return write
