"""The articles that the bot answers from, ready to be asked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from bot.digest import digest
from bot.errors import UsageError
from bot.settings import SHIPPED_ARTICLES, Settings
from index import Article, ArticleError, Searcher, open_engine, read_corpus, split_passages
from index.candidates import Snapshot
from index.embedded.memory import InMemory
from index.library.library import Library

_CACHE_NAME = 8  # bytes of a digest


@dataclass(frozen=True, slots=True)
class Served:
    """What is answered from.

    Attributes:
        searcher: Where to look.
        problems: What was wrong with files that are no articles.
        library: The library, which articles can be added to; None where a folder or an index is served.
    """

    searcher: Searcher
    problems: Sequence[ArticleError] = ()
    library: Library | None = None


class OrShipped:
    """The engine of a library that answers from the shipped articles as long as it has none of its own."""

    def __init__(self, library: Library) -> None:
        self._library = library

    def snapshot(self) -> Snapshot:
        """Return the library's index, or that of the shipped articles."""
        own = self._library.snapshot()
        return own if own.statistics.articles else self._shipped

    @cached_property
    def _shipped(self) -> Snapshot:
        return _in_memory(read_corpus(SHIPPED_ARTICLES).articles).snapshot()


def open_served(articles: Path | None, address: str | None, settings: Settings) -> Served:
    """Open the library, or another index, or read and index the articles of a folder.

    Args:
        articles: The folder; None for that of the settings, if they name one.
        address: Where the index is; None for that of the settings, if they name one.
        settings: The settings.

    Raises:
        UsageError: Both are named.
        index.CorpusError: There is no such folder, or no article in it.
        index.EngineError: The index cannot be read, or is empty.
    """
    if articles and address:
        raise UsageError("--articles and --index are both named. Name the one to answer from.")
    address = address or (None if articles else settings.poochho_index)
    if address:
        return _open_index(address, settings)
    if folder := articles or settings.poochho_articles:
        corpus = read_corpus(folder)
        return Served(Searcher(_in_memory(corpus.articles)), corpus.problems)
    library = Library(settings.poochho_home)
    return Served(Searcher(OrShipped(library)), library=library)


def cache_of(address: str, settings: Settings) -> Path:
    """Return the file where this machine keeps what it has read of an index in an object storage."""
    return settings.poochho_home / "cache" / f"{digest(address, _CACHE_NAME)}.sqlite3"


def _in_memory(articles: Sequence[Article]) -> InMemory:
    return InMemory.of([passage for article in articles for passage in split_passages(article)])


def _open_index(address: str, settings: Settings) -> Served:
    searcher = Searcher(open_engine(address, cache_of(address, settings), settings.poochho_engine))
    if not searcher.articles:
        raise UsageError(f"{address}: there is no article in this index. Put some in: poochho index FOLDER {address}")
    return Served(searcher)
