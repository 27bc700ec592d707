"""The articles that the bot answers from, ready to be asked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.digest import digest
from bot.errors import UsageError
from bot.settings import Settings
from index import ArticleError, Searcher, open_engine, read_corpus, split_passages

_CACHE_NAME = 8  # bytes of a digest


@dataclass(frozen=True, slots=True)
class Library:
    """A searcher over articles, and what was wrong with files that are none."""

    searcher: Searcher
    problems: Sequence[ArticleError] = ()


def open_library(articles: Path | None, address: str | None, settings: Settings) -> Library:
    """Open an index, or read and index the articles of a folder.

    Args:
        articles: The folder; None for that of the settings.
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
    corpus = read_corpus(articles or settings.poochho_articles)
    passages = (passage for article in corpus.articles for passage in split_passages(article))
    return Library(Searcher.of(passages), corpus.problems)


def cache_of(address: str, settings: Settings) -> Path:
    """Return the file where this machine keeps what it has read of an index in an object storage."""
    return settings.poochho_home / "cache" / f"{digest(address, _CACHE_NAME)}.sqlite3"


def _open_index(address: str, settings: Settings) -> Library:
    searcher = Searcher(open_engine(address, cache_of(address, settings), settings.poochho_engine))
    if not searcher.articles:
        raise UsageError(f"{address}: there is no article in this index. Put some in: poochho index FOLDER {address}")
    return Library(searcher)
