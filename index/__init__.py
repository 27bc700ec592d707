"""Find the passages of articles that answer a question; knows no Telegram, no terminal and no web.

The data takes one way: file -> :class:`Article` -> :class:`Passage` -> tokens -> :class:`Searcher`, and
question -> tokens -> ranked passages -> :class:`Answer`.
"""

from index.answer import Answer, Hit
from index.article import Article, Entry, Source, read_article
from index.candidates import KeptEngine
from index.corpus import Corpus, read_corpus
from index.engines import EngineKind, open_engine
from index.errors import (
    ArticleError,
    CorpusError,
    DocumentError,
    EngineError,
    IndexingError,
    LibraryError,
    NoSuchArticleError,
)
from index.origin import Origin
from index.passage import Passage, split_passages
from index.query import asks_on, names_subject
from index.search import Searcher
from index.spans import Span

__all__ = [
    "Answer",
    "Article",
    "ArticleError",
    "Corpus",
    "CorpusError",
    "DocumentError",
    "EngineError",
    "EngineKind",
    "Entry",
    "Hit",
    "IndexingError",
    "KeptEngine",
    "LibraryError",
    "NoSuchArticleError",
    "Origin",
    "Passage",
    "Searcher",
    "Source",
    "Span",
    "asks_on",
    "names_subject",
    "open_engine",
    "read_article",
    "read_corpus",
    "split_passages",
]
