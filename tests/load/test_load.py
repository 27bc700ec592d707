"""The load test itself: that it drives the bots and tells what it saw. What it tells of speed, no test asserts."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from tests.load import __main__ as load
from tests.load.bots import PEER, commands
from tests.load.corpus import write_articles

QUESTIONS = 40


def test_every_bot_is_driven(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """All bots answer every question, and the figures of each are told, also to machines."""
    monkeypatch.setattr(load, "_WARM", 5)
    monkeypatch.setattr(load, "_PEOPLE", 60)
    monkeypatch.setattr(sys, "argv", ["load", "--questions", str(QUESTIONS), "--passages", "20", "--json"])
    load.main()
    figures = json.loads(capsys.readouterr().out)
    assert figures.keys() == commands(Path()).keys()
    for row in figures.values():
        assert 0 < row["p50_ms"] <= row["p95_ms"] <= row["p99_ms"]
        assert min(row.values()) > 0


def test_table_has_the_shares_of_the_peer() -> None:
    """In the table each bot's figures stand beside how many times those of the echo bot they are."""
    row = {"per_second": 100.0, "p50_ms": 1.0, "p95_ms": 2.0, "p99_ms": 3.0, "early_mb": 4.0, "late_mb": 5.0}
    shown = load.table({"Poochho": row | {"per_second": 75.0, "p99_ms": 6.0}, PEER: row})
    cells = [list(column.cells) for column in shown.columns]
    assert cells[2] == ["0.75", "1.00"]
    assert cells[6] == ["2.00", "1.00"]


def test_questions_are_about_the_articles(tmp_path: Path) -> None:
    """There are so many passages and questions as were asked for, and the words of a question stand in an article."""
    questions = write_articles(tmp_path / "articles", passages=20, questions=3)
    texts = [file.read_text(encoding="utf-8") for file in (tmp_path / "articles").iterdir()]
    assert sum(len(text.splitlines()) for text in texts) == 20
    assert len(questions) == 3
    for question in questions:
        words = set(question.removesuffix("?").split())
        assert any(words <= set(text.split()) for text in texts)
