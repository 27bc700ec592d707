"""A question to ranked passages.

    score = (ear + eye + runs / 4 + article + context / 3) * (1 + near / 2)

Every addend is a sum of BM25 over the question's words. In ear, eye, article and context a word of the question stands
for all words of the vocabulary that are alike to it: their frequencies are added up, each times its credit, and their
idf is that of the group; so a word counts once, however many spellings of it match. ear, runs and article are summed
over all passages; the others need the order of words, and only the best candidates are looked at.

- ear: words that sound alike, in whatever script. It carries romanised questions and other people's spelling.
- eye: words that are written alike, which the sound, folding much, would take for equal.
- runs: BM25 over runs of consonants, without regard to words: compounds written apart or together.
- article: the whole article, its title three times: a passage seldom repeats its article's subject.
- context: the words before and after the passage: "he" is named there.
- near: the share of the question in the best stretch of a few lines: words of one question stand together.
"""

from __future__ import annotations

from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

from index.bm25 import idf, saturated
from index.collection import Collection, Documents
from index.likeness import Alike
from index.loops import best
from index.phrases import having_phrases
from index.postings import Floats, Ints, ranges
from index.query import Query

CANDIDATES = 30
"""How many passages are looked at word by word; 25 to 100 rank alike."""

_CONTEXT = 100  # words before a passage and after it
_STRETCH = 24  # words: about two lines on a phone held upright


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
class Parts:
    """The parts of the score, shape (candidates,) each; near is a share from 0 to 1."""

    ear: Floats
    eye: Floats
    runs: Floats
    article: Floats
    context: Floats
    near: Floats

    def total(self, weights: Weights) -> Floats:
        """Return the scores."""
        sums = (getattr(weights, part.name) * getattr(self, part.name) for part in fields(self) if part.name != "near")
        scores: Floats = np.sum(list(sums), axis=0) * (1 + weights.near * self.near)
        return scores

    def at(self, places: Ints) -> Parts:
        """Return the parts of some candidates."""
        return Parts(*(getattr(self, part.name)[places] for part in fields(self)))


class Matching:
    """A query compared with the vocabulary of a collection.

    Attributes:
        ear: What is alike by ear.
        eye: What is alike by eye.
        ear_idf: The idf of each word's group by ear, shape (words,).
        eye_idf: The same by eye.
        idf: What each word tells: by ear alone where it is in Latin letters, else by the commoner of the two.
        ear_credit: What each word of the vocabulary counts for each of the query's by ear, shape (words, vocabulary).
        eye_credit: The same by eye.
        credit: The higher of the two.
        known: The highest credit that each word has, 0 where the vocabulary has nothing alike.
        mass: What each word would weigh if it were found; as far as the vocabulary does not know it, the most.
    """

    def __init__(self, collection: Collection, query: Query) -> None:
        size, frequencies = collection.passages.size, collection.passages.frequencies
        self.ear, self.eye = collection.vocabulary.alike(query.words)
        self.ear_idf = self.ear.group_idf(frequencies, size)
        self.eye_idf = self.eye.group_idf(frequencies, size)
        latin = np.array([form.isascii() for form in query.words.forms], dtype=bool)
        self.idf = np.where(latin, self.ear_idf, np.minimum(self.ear_idf, self.eye_idf))
        self.ear_credit, self.eye_credit = self.ear.credits(), self.eye.credits()
        self.credit = np.maximum(self.ear_credit, self.eye_credit)
        self.known = self.credit.max(axis=1, initial=0)
        self.mass = self.idf * self.known + float(idf(size, 0)) * (1 - self.known)


@dataclass(frozen=True, slots=True)
class Ranking:
    """Passages, best first.

    Attributes:
        passages: Their numbers.
        scores: Beside them.
        parts: What the scores are made of.
    """

    passages: Ints
    scores: Floats
    parts: Parts


def rank(
    collection: Collection,
    query: Query,
    matching: Matching,
    weights: Weights,
    candidates: int = CANDIDATES,
    among: NDArray[np.bool_] | None = None,
) -> Ranking | None:
    """Return the best passages for a query; None where nothing matches.

    Args:
        collection: The passages.
        query: The question.
        matching: The query compared with the collection's vocabulary.
        weights: What each part of the score counts.
        candidates: How many passages are looked at, and returned at most.
        among: Which passages may be returned, shape (passages,); all where None.
    """
    telling = query.weights * query.content
    of_articles = _over_all(collection.articles, matching.ear, telling)[collection.article]
    coarse = weights.ear * _over_all(collection.passages, matching.ear, telling) + weights.article * of_articles
    allowed = _allowed(collection, query, matching, among)
    coarse *= allowed
    asked, words = collection.runs.of(query.words.skeletons)
    runs = collection.runs.add_to(coarse, asked, query.weights[words], weights.runs)
    coarse *= allowed
    looked_at = best(coarse, candidates)
    if not len(looked_at):
        return None
    parts = _looked_at(collection, query, matching, looked_at, runs[looked_at], of_articles[looked_at])
    scores = parts.total(weights)
    order = np.argsort(-scores, kind="stable")  # equal scores in the order of the passages
    return Ranking(looked_at[order], scores[order], parts.at(order))


def _allowed(
    collection: Collection, query: Query, matching: Matching, among: NDArray[np.bool_] | None
) -> NDArray[np.bool_]:
    """Return which passages may be returned: those wanted, and of these those that have every quoted phrase."""
    allowed = np.ones(collection.passages.size, dtype=bool) if among is None else among
    return allowed & having_phrases(collection, query, matching.ear_credit) if query.phrases else allowed


def _over_all(documents: Documents, alike: Alike, weights: Floats) -> Floats:
    """Return the BM25 score of every document, each of the query's words standing for what is alike to it."""
    used = weights[alike.word] > 0
    idfs = alike.group_idf(documents.frequencies, documents.size)
    return documents.scores(alike.word[used], alike.term[used], alike.cosine[used] ** 2, weights * idfs)


def _looked_at(
    collection: Collection, query: Query, matching: Matching, best: Ints, runs: Floats, of_articles: Floats
) -> Parts:
    """Return the parts of the candidates' scores, with those that need their words in order."""
    used = np.flatnonzero(query.weights > 0)
    weights = query.weights[used]
    starts, ends = collection.starts[best], collection.starts[best + 1]
    sizes = ends - starts
    tokens = collection.tokens[ranges(starts, sizes)]
    ear, eye = matching.ear_credit[used], matching.eye_credit[used]
    lengths = collection.passages.lengths[best]
    own_ear, own_eye = ear[:, tokens], eye[:, tokens]
    by_ear = saturated(_summed(own_ear, sizes), lengths)
    by_eye = saturated(_summed(own_eye, sizes), lengths)
    held, pieces = _stretches(np.maximum(own_ear, own_eye), sizes)
    mass = max(float(weights @ matching.mass[used]), 1e-9)
    content = query.content[used]
    return Parts(
        ear=(weights * matching.ear_idf[used]) @ by_ear,
        eye=(weights * matching.eye_idf[used]) @ by_eye,
        runs=runs,
        article=of_articles,
        context=(weights * matching.ear_idf[used])[content] @ _context(collection, best, ear[content]),
        near=_near((weights * matching.idf[used]) @ held, pieces) / mass,
    )


def _context(collection: Collection, best: Ints, credit: Floats) -> Floats:
    """Return the saturated frequencies of words around each passage, in its article, shape (words, passages)."""
    starts, ends = collection.starts[best], collection.starts[best + 1]
    article = collection.article[best]
    before = starts - np.maximum(starts - _CONTEXT, collection.starts[collection.article_starts[article]])
    after = np.minimum(ends + _CONTEXT, collection.starts[collection.article_starts[article + 1]]) - ends
    # What stands before and what stands after a passage, in turn.
    around = ranges(np.column_stack((starts - before, ends)).ravel(), np.column_stack((before, after)).ravel())
    sizes = before + after
    return saturated(_summed(credit[:, collection.tokens[around]], sizes), sizes / (2 * _CONTEXT))


def _near(held: Floats, pieces: Ints) -> Floats:
    """Return the most that any stretch of each candidate holds, shape (candidates,)."""
    return np.maximum.reduceat(held, np.cumsum(pieces) - pieces)


def _stretches(credit: Floats, sizes: Ints) -> tuple[Floats, Ints]:
    """Return the highest credit that each word has in each stretch of the candidates, and how many stretches they have.

    Stretches overlap by half, so that what stands together is together in one of them.

    Args:
        credit: Shape (words, tokens of all candidates).
        sizes: How many tokens each candidate has.
    """
    step = _STRETCH // 2
    pieces = 1 + np.maximum(0, -(-(sizes - _STRETCH) // step))
    begins = np.repeat(np.cumsum(sizes) - sizes, pieces)
    left = begins + ranges(np.zeros(len(sizes), np.int64), pieces) * step
    right = np.minimum(left + _STRETCH, begins + np.repeat(sizes, pieces))
    # Every other result lies between two stretches and is passed over.
    held: Floats = np.maximum.reduceat(_closed(credit), np.column_stack((left, right)).ravel(), axis=1)[:, ::2]
    held[:, left == right] = 0  # of nothing reduceat makes the next one's first
    return held, pieces


def _summed(credit: Floats, sizes: Ints) -> Floats:
    """Return the sums over each candidate's tokens, shape (words, candidates).

    Args:
        credit: Shape (words, tokens of all candidates).
        sizes: How many tokens each candidate has.
    """
    sums: Floats = np.add.reduceat(_closed(credit), np.cumsum(sizes) - sizes, axis=1)
    sums[:, sizes == 0] = 0  # of nothing reduceat makes the next one's first
    return sums


def _closed(credit: Floats) -> Floats:
    """Return the columns with one of zeros after them, where what reduceat is given may begin or end."""
    closed = np.zeros((credit.shape[0], credit.shape[1] + 1), dtype=credit.dtype)
    closed[:, :-1] = credit
    return closed
