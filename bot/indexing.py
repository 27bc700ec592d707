"""Taking articles into an index, and moving an index: with a bar, since both may take long."""

from __future__ import annotations

import json
from collections.abc import Sequence
from contextlib import closing
from dataclasses import asdict, dataclass
from pathlib import Path

from rich.console import Console
from rich.table import Table

from bot.errors import UsageError
from bot.library import cache_of
from bot.progress import progress
from bot.settings import Settings
from index import ArticleError, EngineKind, KeptEngine, open_engine, read_corpus
from index.migration import QUESTIONS, Verified, move, verify

Place = tuple[str, EngineKind | None]
"""An address, and the engine there; None for that which the address says."""


@dataclass(frozen=True, slots=True)
class Taken:
    """What was taken into an index, and what was wrong with files that were not."""

    articles: int
    passages: int
    problems: Sequence[ArticleError]


def take_in(folder: Path, address: str, settings: Settings) -> Taken:
    """Take the articles of a folder into an index.

    Raises:
        index.IndexingError: There is no article in the folder, or the index cannot be written.
    """
    corpus = read_corpus(folder)
    with closing(_opened((address, settings.poochho_engine), settings)) as engine, progress() as bar:
        task = bar.add_task("articles", total=len(corpus.articles))
        passages = engine.add(corpus.articles, lambda done: bar.advance(task, done))
    return Taken(len(corpus.articles), passages, corpus.problems)


def migrated(old: Place, new: Place, settings: Settings) -> Verified:
    """Move an index to another place, and say how the two compare.

    Raises:
        UsageError: There is nothing to be moved.
        index.EngineError: One of the two cannot be read or written.
    """
    with closing(_opened(old, settings)) as source, closing(_opened(new, settings)) as target, progress() as bar:
        count = source.snapshot().statistics.articles
        if not count:
            raise UsageError(f"{old[0]}: there is no article in this index. Name the one to be moved first.")
        articles = bar.add_task("articles", total=count)
        move(source, target, lambda done: bar.advance(articles, done))
        questions = bar.add_task("questions", total=QUESTIONS)
        return verify(source, target, lambda done: bar.advance(questions, done))


def show(console: Console, verified: Verified, old: str, new: str) -> None:
    """Print how two indexes compare."""
    table = Table()
    for name in ("", old, new):
        table.add_column(name, justify="right" if name else "left")
    for name, counts in (("articles", verified.articles), ("passages", verified.passages)):
        table.add_row(name, *(f"{count:,}" for count in counts))
    console.print(table)
    console.print(f"Questions answered alike: {verified.questions - len(verified.differing)} of {verified.questions}.")
    for question in verified.differing:
        console.print(f"Answered differently: {question}", markup=False, highlight=False)


def as_json(verified: Verified) -> str:
    """Return how two indexes compare as a JSON object."""
    return json.dumps(asdict(verified) | {"same": verified.same}, ensure_ascii=False)


def _opened(place: Place, settings: Settings) -> KeptEngine:
    address, kind = place
    return open_engine(address, cache_of(address, settings), kind)
