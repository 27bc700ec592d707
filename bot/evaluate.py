"""The figures of ``poochho evaluate``: asking with a progress bar, and a table or JSON of what came out."""

from __future__ import annotations

import json
import math
from pathlib import Path

from rich.console import Console
from rich.progress import Progress
from rich.table import Table

from bot.progress import progress
from index import Searcher
from index.evaluation import Asked, EvaluationSet, Question, ask_all, auroc, measures, read_set, refused

Figures = dict[str, dict[str, float]]

_TIMES = ("ms_p50", "ms_p95")


def evaluate(folder: Path, against: Path | None) -> Figures:
    """Return the figures of each file of questions in ``folder``, by the file's name without its ending.

    Args:
        folder: Passages and questions.
        against: Another set, whose questions are asked of the passages in ``folder`` too, as questions that they do
            not answer.

    Raises:
        index.IndexingError: A folder is no evaluation set.
    """
    own = read_set(folder)
    foreign = read_set(against) if against else None
    searcher = Searcher.of(own.passages)
    figures: Figures = {}
    with progress() as bar:
        asked = {name: _ask(bar, searcher, own, name, questions) for name, questions in own.questions.items()}
        for name, answers in asked.items():
            figures[name] = measures(answers)
        if foreign:
            for name, answers in asked.items():
                strangers = _ask(bar, searcher, own, f"{name} of {against}", _alike(foreign, name))
                figures[name] |= {
                    "foreign_n": len(strangers),
                    "foreign_refused": refused(strangers),
                    "auroc": auroc(answers, strangers),
                }
    return figures


def show(console: Console, figures: Figures, title: str) -> None:
    """Print the figures as a table, a column for each file of questions."""
    table = Table(title=title)
    table.add_column()
    for name in figures:
        table.add_column(name, justify="right")
    for measure in dict.fromkeys(measure for column in figures.values() for measure in column):
        table.add_row(measure, *(_number(measure, column[measure]) for column in figures.values()))
    console.print(table)


def as_json(figures: Figures) -> str:
    """Return the figures as a JSON object; what there is nothing to measure on is null."""
    rows = {
        name: {measure: None if math.isnan(value) else round(value, 6) for measure, value in row.items()}
        for name, row in figures.items()
    }
    return json.dumps(rows)


def _ask(bar: Progress, searcher: Searcher, own: EvaluationSet, name: str, questions: list[Question]) -> list[Asked]:
    task = bar.add_task(name, total=len(questions))
    return ask_all(searcher, own, questions, lambda: bar.advance(task))


def _alike(foreign: EvaluationSet, name: str) -> list[Question]:
    """Return the other set's questions in the same language, all of them where it has none in that."""
    every = [question for questions in foreign.questions.values() for question in questions]
    return foreign.questions.get(name, every)


def _number(measure: str, value: float) -> str:
    if isinstance(value, int):
        return str(value)
    if math.isnan(value):
        return "–"
    return f"{value:.2f}" if measure in _TIMES else f"{value:.3f}"
