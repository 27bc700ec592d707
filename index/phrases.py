"""Quoted phrases, which a passage must have word for word."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from index.collection import Collection
from index.postings import Floats
from index.query import Query

_SAME = 0.99
"""The credit by ear from which two words are the same: of one sound, or an acronym and the names of its letters."""


def having_phrases(collection: Collection, query: Query, credit: Floats) -> NDArray[np.bool_]:
    """Return which passages have every quoted phrase of the query: the same words one after another, in any script.

    Args:
        collection: The passages.
        query: The question.
        credit: What each word of the vocabulary counts for each of the query's by ear, shape (words, vocabulary).
    """
    has = np.ones(collection.passages.size, dtype=bool)
    for phrase in query.phrases:
        begins = np.ones(len(collection.tokens), dtype=bool)
        for place, word in enumerate(phrase):
            here = (credit[word] >= _SAME)[collection.tokens]
            left = max(0, len(here) - place)  # places with so many words after them
            begins[:left] &= here[place:]
            begins[left:] = False
        first = np.flatnonzero(begins)
        passage = np.searchsorted(collection.starts, first, side="right") - 1
        whole = first + len(phrase) <= collection.starts[passage + 1]
        having = np.zeros_like(has)
        having[passage[whole]] = True
        has &= having
    return has
