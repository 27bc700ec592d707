"""The figures of ``poochho bench``: measuring with a progress bar, and a table or JSON of what came out."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from bot.printable import printable
from bot.settings import SHIPPED_ARTICLES
from index import read_corpus
from index.bench import Measured, Row, measure

_PIPED_WIDTH = 160  # columns: where there is no terminal, no cell is folded

_COLUMNS: dict[str, Callable[[Row], str]] = {
    "": lambda row: row.name,
    "version": lambda row: row.version,
    "p50 ms": lambda row: f"{row.p50_ms:.3f}",
    "p95 ms": lambda row: f"{row.p95_ms:.3f}",
    "× fastest": lambda row: _number(row.ratio, 2),
    "overlap": lambda row: _number(row.overlap, 4),
    "build s": lambda row: _number(row.build_s, 2),
    "passages/s": lambda row: _number(row.passages_per_s, 0),
    "load ms": lambda row: _number(None if row.load_s is None else row.load_s * 1000, 1),
    "peak MB": lambda row: _megabytes(row.peak_bytes),
    "rest MB": lambda row: _megabytes(row.rest_bytes),
    "asked MB": lambda row: _megabytes(row.asked_bytes),
    "disk MB": lambda row: _megabytes(row.disk_bytes),
}


def bench(passages: int, questions: int, *, all_fields: bool) -> Measured:
    """Return the figures on a corpus modelled on the shipped article, with a progress bar on standard error.

    Raises:
        index.IndexingError: The corpus cannot be made.
    """
    texts = [article.text for article in read_corpus(SHIPPED_ARTICLES).articles]
    with _progress() as progress:
        task = progress.add_task("", total=None)
        return measure(
            texts,
            passages,
            questions,
            lambda what, done, total: progress.update(task, description=what, completed=done, total=total),
            all_fields=all_fields,
        )


def show(console: Console, measured: Measured) -> None:
    """Print a row for each peer, and a line for each that was left out."""
    if not console.is_terminal:
        console.width = max(console.width, _PIPED_WIDTH)
    title = f"{measured.passages:,} passages, {measured.words:,} words, {measured.questions:,} questions"
    table = Table(title=title)
    for place, name in enumerate(_COLUMNS):
        table.add_column(name, justify="right" if place > 1 else "left", no_wrap=place == 0)
    for row in measured.rows:
        table.add_row(*(cell(row) for cell in _COLUMNS.values()))
    console.print(table)
    for sentence in measured.left_out:
        console.print(printable(sentence), soft_wrap=True)


def as_json(measured: Measured) -> str:
    """Return the figures as a JSON object; what there is nothing to measure on is null."""
    return json.dumps(asdict(measured), ensure_ascii=False)


def _progress() -> Progress:
    # On standard error, and gone when it is done: standard output is for the figures.
    console = Console(stderr=True)
    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        console=console,
        transient=True,
        disable=not console.is_terminal,
    )


def _number(value: float | None, digits: int) -> str:
    return "–" if value is None else f"{value:,.{digits}f}"


def _megabytes(value: int | None) -> str:
    return _number(None if value is None else value / 1e6, 0 if value and value >= 1e7 else 1)
