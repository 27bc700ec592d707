"""How sure the best passage answers a question: 0 (nothing) to 1.

The mean of shares, each of the idf mass of the question's words, so that a word counts as much as it tells and one that
the collection does not know counts most of all. A BM25 score by itself is no measure of sureness (a long question
scores high on any passage); a share of what it could be is.
"""

from __future__ import annotations

import numpy as np

from index.matching import Matching
from index.query import Query
from index.ranking import Ranking

ANSWERED_FROM = 0.27
"""The confidence from which a question counts as answered: about as many of its own questions are refused as foreign
ones are answered too many; docs/ranking.md has the curve."""

_RUNS_FULL = 4.0
"""The score in runs per unit of idf mass that counts as all; 3 to 8 separate alike."""


def confidence(query: Query, matching: Matching, ranking: Ranking) -> float:
    """Return how sure the first passage of a ranking is an answer."""
    subject = query.subject
    # How far the collection has the question's words at all: a foreign question uses words that nobody wrote here.
    known = float((matching.idf * matching.known) @ subject) / max(float(matching.mass @ subject), 1e-9)
    # How much of it stands in one stretch of the passage, and how much in its runs of letters; of what framing words
    # weigh in the ranking, only their part in the subject is missed.
    ranked = max(float(query.weights @ matching.mass), 1e-9)
    mass = max(float(np.where(query.content, subject, query.weights) @ matching.mass), 1e-9)
    near = min(1.0, float(ranking.parts.near[0]) * ranked / mass)
    runs = min(1.0, float(ranking.parts.runs[0]) / mass / _RUNS_FULL)
    shares = [known, near, runs]
    # How much stands around the passage, where anything does.
    if not ranking.candidates.alone[ranking.places[0]]:
        shares.append(min(1.0, float(ranking.parts.context[0]) / mass))
    # A word that stands nowhere is worse than one that stands elsewhere: it is held against all shares.
    return float(np.clip(np.mean(shares) * (1 + known) / 2, 0, 1))
