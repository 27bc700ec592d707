"""Quoted phrases, which a passage must have word for word."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from index.matching import Matching
from index.postings import Ints

_SAME = 0.99
"""The credit by ear from which two words are the same: of one sound, or an acronym and the names of its letters."""


def same_words(matching: Matching, word: int) -> Ints:
    """Return the words of the vocabulary that are the same as one of the question's."""
    return matching.terms[matching.ear_credit[word, :-1] >= _SAME]


def having_phrases(
    phrases: Sequence[Sequence[int]], matching: Matching, tokens: Ints, starts: Ints
) -> NDArray[np.bool_]:
    """Return which passages have every phrase: the same words one after another, in any script.

    Args:
        phrases: The places of each phrase's words in the question.
        matching: The question compared with the vocabulary.
        tokens: The words of the passages, one passage's after another's.
        starts: Where each passage's words begin there, shape (passages + 1,).
    """
    has = np.ones(len(starts) - 1, dtype=bool)
    for phrase in phrases:
        begins = np.ones(len(tokens), dtype=bool)
        for place, word in enumerate(phrase):
            here = np.isin(tokens, same_words(matching, word))
            left = max(0, len(here) - place)  # places with so many words after them
            begins[:left] &= here[place:]
            begins[left:] = False
        first = np.flatnonzero(begins)
        passage = np.searchsorted(starts, first, side="right") - 1
        whole = first + len(phrase) <= starts[passage + 1]
        having = np.zeros_like(has)
        having[passage[whole]] = True
        has &= having
    return has
