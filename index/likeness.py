"""How much alike words are, by the runs of letters that they share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.bm25 import idf
from index.grams import gram_codes
from index.postings import Floats, Ints, Postings, summed


@dataclass(frozen=True, slots=True)
class Spelling:
    """One way to spell the same words, and how many letters its n-grams have.

    Attributes:
        words: The words.
        lengths: The n-grams' lengths.
        tag: Keeps the n-grams of one spelling apart from another's.
    """

    words: Sequence[str]
    lengths: tuple[int, ...]
    tag: int = 0


class Likeness:
    """The cosine of words' n-grams, each weighted by its idf over a vocabulary.

    An n-gram of few words says much, an ending that a thousand words share says little: inflected forms of a word come
    out alike and words that share an ending do not, without a stemmer for any language. The vector space model (Salton,
    Wong and Yang, 1975) on character n-grams.

    Args:
        spellings: The vocabulary in one or more spellings, their n-grams taken together.
    """

    def __init__(self, spellings: Sequence[Spelling]) -> None:
        self.size = len(spellings[0].words)
        codes, owners = _grams(spellings)
        self._grams, grams = np.unique(codes, return_inverse=True)
        postings = Postings.of(owners, grams.astype(np.int64), np.ones(len(grams)), len(self._grams))
        self._idf = idf(self.size, postings.frequencies)
        self._unknown = float(idf(self.size, 0))
        weights = np.repeat(self._idf, postings.frequencies)
        norms = np.sqrt(summed(postings.documents, weights**2, self.size))
        # Either side gives one factor idf; the other word's length is divided by when it is known.
        impacts = (weights**2 / norms[postings.documents]).astype(np.float32)
        self._postings = Postings(postings.starts, postings.documents, impacts)

    def to(self, spellings: Sequence[Spelling]) -> Floats:
        """Return the cosine of each given word with each word of the vocabulary, shape (given, vocabulary)."""
        count = len(spellings[0].words)
        codes, owners = _grams(spellings)
        place = np.searchsorted(self._grams, codes)
        place[place == len(self._grams)] = 0
        known = self._grams[place] == codes if len(self._grams) else np.zeros(len(codes), dtype=bool)
        weights = np.where(known, self._idf[place], self._unknown) if len(self._grams) else np.ones(len(codes))
        norms = np.sqrt(summed(owners, weights**2, count))
        grams, words = place[known], owners[known]
        where, counts = self._postings.of_terms(grams)
        cell = np.repeat(words, counts) * self.size + self._postings.documents[where]
        products = summed(cell, self._postings.values[where], count * self.size)
        cosines: Floats = (products.reshape(count, self.size) / np.maximum(norms, 1e-9)[:, None]).astype(np.float32)
        return cosines


def _grams(spellings: Sequence[Spelling]) -> tuple[NDArray[np.uint64], Ints]:
    """Return the distinct n-grams of each word in all spellings, as (codes, the number of each one's word)."""
    parts = [gram_codes(spelling.words, spelling.lengths, spelling.tag) for spelling in spellings]
    codes = np.concatenate([codes for codes, _ in parts])
    owners = np.concatenate([owners for _, owners in parts])
    order = np.lexsort((codes, owners))
    codes, owners = codes[order], owners[order]
    again = np.zeros(len(codes), dtype=bool)
    again[1:] = (codes[1:] == codes[:-1]) & (owners[1:] == owners[:-1])
    return codes[~again], owners[~again]


Row = tuple[Ints, Floats]
"""The words of a vocabulary that are alike to one word, and how much: cosines from 0 to 1."""


@dataclass(frozen=True, slots=True)
class Alike:
    """Pairs of words that are alike: one of a question, one of the vocabulary.

    Attributes:
        shape: How many words the question and the vocabulary have.
        word: The question's word of each pair.
        term: The vocabulary's word of each pair.
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

    def credits(self) -> Floats:
        """Return what each word of the vocabulary counts for each of the question's: the squared cosine, or 0."""
        matrix = np.zeros(self.shape, np.float32)
        matrix[self.word, self.term] = self.cosine**2
        return matrix

    def group_idf(self, frequencies: Ints, size: int) -> Floats:
        """Return the idf of each of the question's words, taken together with all that is alike, shape (question,).

        A spelling counts by its cosine cubed, less than its credit: chance likenesses are many and weak, and together
        would make a rare word look common.
        """
        group = summed(self.word, frequencies[self.term] * self.cosine**3, self.shape[0])
        return idf(size, np.minimum(group, size))
