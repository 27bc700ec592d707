"""Quoted phrases, which a passage must have word for word."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from index.collection import Collection
from index.query import Query


def having_phrases(collection: Collection, query: Query) -> NDArray[np.bool_]:
    """Return which passages have every quoted phrase of the query: the same sounds one after another, in any script."""
    has = np.ones(collection.passages.size, dtype=bool)
    sounds = np.array(collection.vocabulary.words.sounds, dtype=object)
    for phrase in query.phrases:
        begins = np.ones(len(collection.tokens), dtype=bool)
        for place, word in enumerate(phrase):
            same = np.flatnonzero(sounds == query.words.sounds[word])
            here = np.isin(collection.tokens, same)
            following = here[place:]
            begins[: len(following)] &= following
            begins[len(following) :] = False
        first = np.flatnonzero(begins)
        passage = np.searchsorted(collection.starts, first, side="right") - 1
        whole = first + len(phrase) <= collection.starts[passage + 1]
        having = np.zeros_like(has)
        having[passage[whole]] = True
        has &= having
    return has
