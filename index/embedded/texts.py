"""The texts of a segment: articles and where their passages stand in them, read one by one from flat arrays."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from functools import partial

import numpy as np
from numpy.typing import NDArray

from index.article import Article, Entry, Listed, Source
from index.embedded.arrays import Allocate
from index.passage import Passage
from index.postings import Ints
from index.spans import Span
from index.strings import Strings, keys_of


@dataclass(frozen=True, slots=True)
class Texts:
    """Articles and their passages.

    Attributes:
        contents: The text of each article.
        records: What else is known of each, in JSON.
        keys: The key of each article's id (:func:`index.strings.keys_of`).
        spans: Where each passage stands in its article's text, shape (passages, 2).
        numbers: The place of each passage in its article, from 1.
    """

    contents: Strings
    records: Strings
    keys: NDArray[np.uint64]
    spans: Ints
    numbers: Ints

    @classmethod
    def of(cls, articles: Sequence[Article], passages: Sequence[Passage]) -> Texts:
        """Return the texts of articles and of all their passages."""
        return cls(
            Strings.of(article.text for article in articles),
            Strings.of(map(record_of, articles)),
            keys_of(article.id for article in articles),
            np.array([passage.span for passage in passages], np.int32).reshape(-1, 2),
            np.array([passage.number for passage in passages], np.int32),
        )

    def entry(self, number: int) -> Entry:
        """Return one of the articles without its text."""
        return entry_of(self.records[number])

    def article(self, number: int) -> Article:
        """Return one of the articles."""
        return article_of(self.records[number], self.contents[number])

    def passage(self, article: Article, number: int) -> Passage:
        """Return the passage of a number among all; ``article`` is its own."""
        return Passage(article, int(self.numbers[number]), Span(*self.spans[number].tolist()))

    @classmethod
    def merged(
        cls,
        parts: Sequence[Texts],
        articles: Sequence[NDArray[np.bool_]],
        passages: Sequence[NDArray[np.bool_]],
        allocate: Allocate,
    ) -> Texts:
        """Return the texts of several, one's after another's; of each, the articles and passages that are kept."""
        kept = [np.flatnonzero(mask) for mask in articles]
        contents = [(part.contents, some) for part, some in zip(parts, kept, strict=True)]
        return cls(
            Strings.joined(contents, partial(allocate, "contents.content")),
            Strings.joined([(part.records, some) for part, some in zip(parts, kept, strict=True)]),
            np.concatenate([part.keys[some] for part, some in zip(parts, kept, strict=True)]),
            np.concatenate([part.spans[mask] for part, mask in zip(parts, passages, strict=True)]),
            np.concatenate([part.numbers[mask] for part, mask in zip(parts, passages, strict=True)]),
        )


def record_of(article: Article) -> str:
    """Return all that is known of an article but its text, as JSON."""
    known = {"id": article.id, "title": article.title, "language": article.language, "source": asdict(article.source)}
    return json.dumps(known)  # in ASCII: also halves of surrogate pairs, which some storages refuse


def entry_of(record: str) -> Entry:
    """Return what :func:`record_of` says of an article, without its text."""
    known = json.loads(record)
    return Listed(known["id"], known["title"], known["language"], Source(**known["source"]))


def article_of(record: str, text: str) -> Article:
    """Return the article of :func:`record_of` and a text."""
    entry = entry_of(record)
    return Article(entry.id, entry.title, entry.language, text, entry.source)
