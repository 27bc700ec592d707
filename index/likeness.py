"""How much alike words are, by the runs of letters that they share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from index.bm25 import idf
from index.loops import nearest
from index.postings import Floats, Ints, summed
from index.words import Grams

Row = tuple[Ints, Floats]
"""The words of a vocabulary that are alike to one word, and how much: cosines from 0 to 1."""


class Likeness:
    """The cosine of words' n-grams, each weighted by its idf over a vocabulary.

    An n-gram of few words says much, an ending that a thousand words share says little: inflected forms of a word come
    out alike and words that share an ending do not, without a stemmer for any language. The vector space model (Salton,
    Wong and Yang, 1975) on character n-grams.

    Args:
        tables: The n-grams of the vocabulary's words, which are numbered through all tables.
        live: Which words count, shape (words,).
    """

    def __init__(self, tables: Sequence[Grams], live: NDArray[np.bool_]) -> None:
        self._tables = tables
        bases = np.cumsum([0, *(int(table.words[0]) for table in tables)]).tolist()
        self._bases = bases[:-1]
        lives = [live[begin:end] for begin, end in pairwise(bases)]
        size = int(np.count_nonzero(live))
        self._unknown = float(idf(size, 0))
        self._idfs = [idf(size, frequencies) for frequencies in _in_all(tables, lives)]
        self._norms = [_norms(*each) for each in zip(tables, self._idfs, lives, strict=True)]

    def rows(self, words: Grams, floor: float) -> list[Row]:
        """Return the words of the vocabulary that count and have at least a cosine with each given word.

        Args:
            words: The n-grams of the given words.
            floor: The cosine, above 0.
        """
        order = np.argsort(words.owners, kind="stable")  # from n-gram by n-gram to word by word
        owners, codes = words.owners[order], np.repeat(words.codes, words.by_gram)[order]
        found = [table.places(codes) for table in self._tables]
        weights = np.full(len(codes), self._unknown)
        for idfs, (places, known) in zip(self._idfs, found, strict=True):
            weights[known] = idfs[places[known]]
        count = int(words.words[0])
        # Either side gives one factor idf.
        weights = weights**2 / np.maximum(np.sqrt(summed(owners, weights**2, count)), 1e-9)[owners]
        parts: list[list[Row]] = [[] for _ in range(count)]
        for table, base, norms, (places, known) in zip(self._tables, self._bases, self._norms, found, strict=True):
            begins = np.searchsorted(owners[known], np.arange(count + 1))
            rows = nearest(table.starts, table.owners, places[known], weights[known], begins, norms, floor)
            for part, (terms, cosines) in zip(parts, rows, strict=True):
                # Rounded, a cosine may come out above 1.
                part.append((terms.astype(np.int64) + base, np.minimum(cosines, 1).astype(np.float32)))
        return [_joined(part) for part in parts]


def _joined(rows: Sequence[Row]) -> Row:
    terms = np.concatenate([np.zeros(0, np.int64), *(terms for terms, _ in rows)])
    return terms, np.concatenate([np.zeros(0, np.float32), *(cosines for _, cosines in rows)])


def _norms(table: Grams, idfs: Floats, live: NDArray[np.bool_]) -> Floats:
    """Return the norm of each word of a table; infinite for those that do not count or have no n-gram."""
    squares = summed(table.owners, np.repeat(idfs**2, table.by_gram), len(live))
    norms: Floats = np.where(live & (squares > 0), np.sqrt(squares), np.inf)
    return norms


def _in_all(tables: Sequence[Grams], lives: Sequence[NDArray[np.bool_]]) -> Sequence[Ints]:
    """Return in how many words of all tables each n-gram of each table occurs; words that do not count are left out."""
    own = [_in_live(table, live) for table, live in zip(tables, lives, strict=True)]
    total = [frequencies.astype(np.int64) for frequencies in own]
    for one in range(len(tables)):
        for other in range(one):
            # What both have is looked for by the fewer codes among the more.
            few, many = sorted((one, other), key=lambda number: len(tables[number].codes))
            places, both = tables[many].places(tables[few].codes)
            total[many][places[both]] += own[few][both].astype(np.int64)
            total[few][both] += own[many][places[both]].astype(np.int64)
    return total


def _in_live(table: Grams, live: NDArray[np.bool_]) -> Ints:
    """Return in how many words that count each n-gram occurs."""
    if live.all():
        return table.by_gram
    grams = np.repeat(np.arange(len(table.codes)), table.by_gram)
    return np.bincount(grams[live[table.owners]], minlength=len(table.codes))


@dataclass(frozen=True, slots=True)
class Alike:
    """Pairs of words that are alike: one of a question, one of the vocabulary.

    Attributes:
        shape: How many words the question and the vocabulary have.
        word: The question's word of each pair, in ascending order.
        term: The vocabulary's word of each pair, of one word in ascending order.
        cosine: How alike they are, above 0 and at most 1.
    """

    shape: tuple[int, int]
    word: Ints
    term: Ints
    cosine: Floats

    @classmethod
    def of(cls, rows: Sequence[Row], size: int) -> Alike:
        """Return the pairs of a question's words, given what is alike to each, with a vocabulary of ``size`` words."""
        nothing = np.zeros(0, np.int64), np.zeros(0, np.float32)
        terms, cosines = (np.concatenate(parts) for parts in zip(nothing, *rows, strict=True))
        word = np.repeat(np.arange(len(rows)), [len(row_terms) for row_terms, _ in rows])
        return cls((len(rows), size), word, terms, cosines)

    def credits(self, terms: Ints) -> Floats:
        """Return what some words of the vocabulary count for each of the question's: the squared cosine, or 0.

        Args:
            terms: The vocabulary's words, in ascending order; all that are alike are among them.

        Returns:
            Shape (question, terms + 1); the last column, of zeros, is for words that are not among them.
        """
        table = np.zeros((self.shape[0], len(terms) + 1), np.float32)
        table[self.word, np.searchsorted(terms, self.term)] = self.cosine**2
        return table

    def group_idf(self, frequencies: Ints, size: int) -> Floats:
        """Return the idf of each of the question's words, taken together with all that is alike, shape (question,).

        A spelling counts by its cosine cubed, less than its credit: chance likenesses are many and weak, and together
        would make a rare word look common.
        """
        group = summed(self.word, frequencies[self.term] * self.cosine**3, self.shape[0])
        return idf(size, np.minimum(group, size))
