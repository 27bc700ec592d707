"""A question's words compared with those of an index, and what each part of a score counts."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from index.bm25 import idf
from index.postings import Floats, Ints
from index.query import Query
from index.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Weights:
    """What each part of the score counts: round values on broad plateaus, the same for all languages."""

    ear: float = 1.0
    eye: float = 1.0
    runs: float = 0.25
    article: float = 1.0
    context: float = 1 / 3
    near: float = 0.5


@dataclass(frozen=True, slots=True)
class Statistics:
    """What BM25 needs to know of a whole index.

    Attributes:
        passages: How many there are.
        articles: How many there are.
        in_passages: In how many passages each word stands, shape (vocabulary,).
        in_articles: In how many articles each word stands, their titles included.
    """

    passages: int
    articles: int
    in_passages: Ints
    in_articles: Ints


class Matching:
    """A query compared with the vocabulary of an index.

    Attributes:
        ear: What is alike by ear.
        eye: What is alike by eye.
        ear_idf: The idf of each word's group by ear, shape (words,).
        eye_idf: The same by eye.
        article_idf: The idf of each word's group by ear, among articles.
        idf: What each word tells: by ear alone where it is in Latin letters, else by the commoner of the two.
        terms: The words of the vocabulary that are alike to any, in ascending order.
        ear_credit: What each of them counts for each of the query's by ear, shape (words, terms + 1); the last column,
            of zeros, is for all other words of the vocabulary.
        eye_credit: The same by eye.
        credit: The higher of the two.
        known: The highest credit that each word has, 0 where the vocabulary has nothing alike.
        mass: What each word would weigh if it were found; as far as the vocabulary does not know it, the most.
    """

    def __init__(self, vocabulary: Vocabulary, statistics: Statistics, query: Query) -> None:
        size, frequencies = statistics.passages, statistics.in_passages
        self.ear, self.eye = vocabulary.alike(query.words)
        self.ear_idf = self.ear.group_idf(frequencies, size)
        self.eye_idf = self.eye.group_idf(frequencies, size)
        self.article_idf = self.ear.group_idf(statistics.in_articles, statistics.articles)
        latin = np.array([form.isascii() for form in query.words.forms], dtype=bool)
        self.idf = np.where(latin, self.ear_idf, np.minimum(self.ear_idf, self.eye_idf))
        self.terms: Ints = np.unique(np.concatenate((self.ear.term, self.eye.term)))
        self.ear_credit, self.eye_credit = self.ear.credits(self.terms), self.eye.credits(self.terms)
        self.credit: Floats = np.maximum(self.ear_credit, self.eye_credit)
        self.known: Floats = self.credit.max(axis=1, initial=0)
        self.mass = self.idf * self.known + float(idf(size, 0)) * (1 - self.known)

    def places(self, tokens: Ints) -> Ints:
        """Return the columns of the credits in which some words of the vocabulary stand."""
        if not len(self.terms):
            return np.zeros(len(tokens), np.int64)
        places = np.searchsorted(self.terms, tokens)
        places[self.terms.take(places, mode="clip") != tokens] = len(self.terms)
        return places
