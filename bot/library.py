"""The articles that the bot answers from, ready to be asked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from index import ArticleError, Searcher, read_corpus, split_passages


@dataclass(frozen=True, slots=True)
class Library:
    """A searcher over a folder of articles, and what was wrong with other files there."""

    searcher: Searcher
    problems: Sequence[ArticleError]


def open_library(folder: Path) -> Library:
    """Read and index the articles in ``folder``.

    Raises:
        index.CorpusError: There is no such folder, or no article in it.
    """
    corpus = read_corpus(folder)
    passages = (passage for article in corpus.articles for passage in split_passages(article))
    return Library(Searcher.of(passages), corpus.problems)
