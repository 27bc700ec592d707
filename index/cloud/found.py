"""The articles that were found for a question, their words one after another's."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

import numpy as np

from index.candidates import around
from index.cloud.rows import Content
from index.embedded.segment import TITLE_COUNTS
from index.passage import Passage
from index.postings import Floats, Ints, ranges, summed
from index.vocabulary import Numbering


class Found:
    """Articles and all their passages, in the order that decides between equal scores.

    Args:
        contents: The articles, at least one.
        words: The numbers of words. A word that came in since they were read has none; it counts as one more.

    Attributes:
        ids: The articles' ids.
        tokens: The words of all passages, one passage's after another's.
        starts: Where each passage's begin there, shape (passages + 1,).
        lengths: How many words each passage has.
        article_of: The place of each passage's article.
        article_starts: The place of each article's first passage, shape (articles + 1,).
        titles: The words of the articles' titles.
    """

    def __init__(self, contents: Sequence[Content], words: Numbering) -> None:
        self._contents = sorted(contents, key=lambda content: (content.place, content.key))
        keys, places = np.unique(np.concatenate([content.words for content in self._contents]), return_inverse=True)
        numbers = words.numbers_of_keys(keys)
        numbers[numbers < 0] = len(words)
        own = np.split(numbers[places], np.cumsum([len(content.words) for content in self._contents])[:-1])
        numbered = list(zip(self._contents, own, strict=True))
        self.ids = [content.article.id for content in self._contents]
        self.tokens: Ints = np.concatenate([of_words[content.tokens] for content, of_words in numbered])
        self.titles = [of_words[content.title] for content, of_words in numbered]
        self.lengths: Ints = np.concatenate([np.diff(content.starts) for content in self._contents])
        self.starts: Ints = np.concatenate(([0], np.cumsum(self.lengths)))
        sizes = [len(content.numbers) for content in self._contents]
        self.article_of: Ints = np.repeat(np.arange(len(sizes)), sizes)
        self.article_starts: Ints = np.concatenate(([0], np.cumsum(sizes)))

    @cached_property
    def texts(self) -> tuple[Ints, Ints]:
        """The place of each word's passage, and the word."""
        return np.repeat(np.arange(len(self.lengths)), self.lengths), self.tokens

    @cached_property
    def wholes(self) -> tuple[Ints, Ints]:
        """The place of each word's article, and the word; those of titles as often as they count."""
        ends = self.starts[self.article_starts]
        parts = [
            np.concatenate((self.tokens[begin:end], np.tile(title, TITLE_COUNTS)))
            for begin, end, title in zip(ends[:-1].tolist(), ends[1:].tolist(), self.titles, strict=True)
        ]
        return np.repeat(np.arange(len(parts)), [len(part) for part in parts]), np.concatenate(parts)

    @property
    def article_lengths(self) -> Ints:
        """How many words each article has, its title's as often as they count."""
        return np.bincount(self.wholes[0], minlength=len(self.titles))

    def run_lengths(self, run_sizes: Ints) -> Floats:
        """Return how many runs of consonants each passage has, given how many each word has."""
        return summed(self.texts[0], run_sizes[self.tokens], len(self.lengths))

    def around(self, passages: Ints) -> tuple[Ints, Ints]:
        """Return the words around some passages in their articles, one passage's after another's, and how many."""
        begins, counts, sizes = around(self.starts, self.article_starts, self.article_of[passages], passages)
        return self.tokens[ranges(begins, counts)], sizes

    def keys(self, passages: Ints) -> list[str]:
        """Return the keys of the articles that some passages are of."""
        return [self._contents[article].key for article in np.unique(self.article_of[passages]).tolist()]

    def passage(self, place: int) -> Passage:
        """Return one of the passages."""
        article = int(self.article_of[place])
        return self._contents[article].passage(place - int(self.article_starts[article]))

    def words_at(self, place: int) -> tuple[Ints, Ints]:
        """Return where the words of a passage begin and end in its text."""
        article = int(self.article_of[place])
        return self._contents[article].words_at(place - int(self.article_starts[article]))
