"""The figures of ``poochho evaluate``."""

from __future__ import annotations

import io
import json
import math
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console

from bot.evaluate import as_json, evaluate, show
from index.errors import IndexingError
from tests.conftest import Run

PASSAGES = {"1": "चाय असम में उगती है।", "2": "बाघ रणथंभौर में रहता है।", "3": "मोर बारिश में नाचता है।"}
ASKED = {"1": "चाय कहाँ उगती है?", "2": "बाघ कहाँ रहता है?", "3": "मोर कब नाचता है?"}
OTHER = {"1": "पुल कब खुला?"}


def lines(rows: list[dict[str, Any]]) -> str:
    """Return JSON lines."""
    return "".join(json.dumps(row) + "\n" for row in rows)


def set_of(folder: Path, asked: dict[str, str]) -> Path:
    """Write an evaluation set, and return its folder."""
    folder.mkdir()
    passages = [{"id": key, "article": key, "title": key, "text": text} for key, text in PASSAGES.items()]
    questions = [{"id": f"q{key}", "question": text, "gold": [key]} for key, text in asked.items()]
    (folder / "passages.jsonl").write_text(lines(passages), encoding="utf-8")
    (folder / "questions.hi.jsonl").write_text(lines(questions), encoding="utf-8")
    return folder


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A set whose every question is answered by its passage."""
    return set_of(tmp_path / "own", ASKED)


def test_figures(own: Path) -> None:
    """Each file of questions has its figures; what is not known is not measured."""
    figures = evaluate(own, None)
    assert list(figures) == ["questions.hi"]
    assert (figures["questions.hi"]["n"], figures["questions.hi"]["mrr@10"]) == (3, 1)
    assert "auroc" not in figures["questions.hi"]


def test_against_another_set(own: Path, tmp_path: Path) -> None:
    """Questions of another set find no answer in this one, and the two are told apart."""
    figures = evaluate(own, set_of(tmp_path / "other", OTHER))["questions.hi"]
    assert (figures["foreign_n"], figures["foreign_refused"], figures["auroc"]) == (1, 1, 1)


def test_folder_that_is_no_set(tmp_path: Path) -> None:
    """A folder without passages and questions is an error that names it."""
    with pytest.raises(IndexingError, match="passages"):
        evaluate(tmp_path, None)


def test_shown() -> None:
    """Figures are a table, a column for each file; what there is nothing to measure on is a dash, and null in JSON."""
    figures = {"questions.hi": {"n": 3, "mrr@10": 0.98765, "ms_p50": 1.234, "auroc": math.nan}}
    output = io.StringIO()
    show(Console(file=output, width=80), figures, "own")
    told = output.getvalue()
    assert all(cell in told for cell in ("own", "questions.hi", "mrr@10", "0.988", "1.23", "–"))
    assert json.loads(as_json(figures)) == {"questions.hi": {"n": 3, "mrr@10": 0.98765, "ms_p50": 1.234, "auroc": None}}


def test_command(poochho: Run, own: Path) -> None:
    """The command prints the figures for people, and one JSON object for machines."""
    done = poochho("evaluate", str(own), "--json")
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout)["questions.hi"]["mrr@10"] == 1
