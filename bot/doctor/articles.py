"""What is answered from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.doctor.finding import Finding, Level
from bot.library import Served, open_served
from bot.settings import Settings

_NAME = "articles"
_A_FEW = 3  # files that are named


def check_articles(settings: Settings) -> Iterator[Finding]:
    """Find whether there is something to answer from.

    Raises:
        index.IndexingError: It cannot be opened.
        bot.errors.UsageError: There is nothing in it.
    """
    served = open_served(None, None, settings)
    try:
        yield _count(served)
        yield from _skipped(served)
    finally:
        if served.library:
            served.library.close()


def _count(served: Served) -> Finding:
    searcher = served.searcher
    if served.library and not served.library.catalogue.count():
        found = "The library is empty; the bot answers from the article that comes with it."
        return Finding(_NAME, Level.INFO, found, "Put some in: poochho add FILE.")
    return Finding(_NAME, Level.OK, f"{len(searcher.articles):,}, of {searcher.passages:,} passages.")


def _skipped(served: Served) -> Iterator[Finding]:
    problems: Sequence[str] = [str(problem) for problem in served.problems]
    if served.library:
        problems = [each.problem for each in served.library.catalogue.unreadable()]
    for problem in problems[:_A_FEW]:
        yield Finding(_NAME, Level.WARNING, f"Skipped {problem}")  # which says what to do
    if len(problems) > _A_FEW:
        more = f"{len(problems) - _A_FEW:,} more files are skipped."
        yield Finding(_NAME, Level.WARNING, more, "See them: poochho list.")
