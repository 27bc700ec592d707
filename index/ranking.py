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

from collections.abc import Collection as Members
from dataclasses import dataclass, fields

import numpy as np

from index.bm25 import saturated
from index.candidates import CONTEXT, Candidates, Snapshot
from index.matching import Matching, Weights
from index.passage import Passage
from index.postings import Floats, Ints, ranges
from index.query import Query

CANDIDATES = 30
"""How many passages are looked at word by word; 25 to 100 rank alike."""

_DECIMALS = 5  # of a score: what is smaller is rounding, and two equal passages are to stay in their order

_STRETCH = 24  # words: about two lines on a phone held upright


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


@dataclass(frozen=True, slots=True)
class Ranking:
    """Passages, best first.

    Attributes:
        candidates: The passages that were looked at.
        places: The places of the passages among them.
        scores: Beside ``places``.
        parts: What the scores are made of.
    """

    candidates: Candidates
    places: Ints
    scores: Floats
    parts: Parts

    @property
    def passages(self) -> list[Passage]:
        """The passages."""
        return [self.candidates.passages[place] for place in self.places.tolist()]


def rank(
    snapshot: Snapshot,
    query: Query,
    matching: Matching,
    weights: Weights,
    candidates: int = CANDIDATES,
    within: Members[str] | None = None,
) -> Ranking | None:
    """Return the best passages for a query; None where nothing matches.

    Args:
        snapshot: The index.
        query: The question.
        matching: The query compared with the index's vocabulary.
        weights: What each part of the score counts.
        candidates: How many passages are looked at, and returned at most.
        within: The ids of the articles whose passages may be returned; all where None.
    """
    found = snapshot.candidates(query, matching, weights, candidates, within)
    if found is None:
        return None
    parts = _looked_at(query, matching, found)
    scores = parts.total(weights).round(_DECIMALS)
    order = np.argsort(-scores, kind="stable")  # equal scores in the order of the candidates
    return Ranking(found, order, scores[order], parts.at(order))


def _looked_at(query: Query, matching: Matching, found: Candidates) -> Parts:
    """Return the parts of the candidates' scores, with those that need their words in order."""
    used = np.flatnonzero(query.weights > 0)
    weights = query.weights[used]
    ear_credit, eye_credit = matching.ear_credit[used], matching.eye_credit[used]
    places = matching.places(found.tokens)
    own_ear, own_eye = ear_credit.take(places, axis=1), eye_credit.take(places, axis=1)
    by_ear = saturated(_summed(own_ear, found.sizes), found.lengths)
    by_eye = saturated(_summed(own_eye, found.sizes), found.lengths)
    held, pieces = _stretches(np.maximum(own_ear, own_eye), found.sizes)
    mass = max(float(weights @ matching.mass[used]), 1e-9)
    content = query.content[used]
    around = ear_credit[content].take(matching.places(found.around), axis=1)
    return Parts(
        ear=(weights * matching.ear_idf[used]) @ by_ear,
        eye=(weights * matching.eye_idf[used]) @ by_eye,
        runs=found.runs,
        article=found.of_articles,
        context=(weights * matching.ear_idf[used])[content] @ _context(around, found.around_sizes),
        near=_near((weights * matching.idf[used]) @ held, pieces) / mass,
    )


def _context(credit: Floats, sizes: Ints) -> Floats:
    """Return the saturated frequencies of the words around each passage, shape (words, passages)."""
    return saturated(_summed(credit, sizes), sizes / (2 * CONTEXT))


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
