"""The loops of :mod:`index.loops`, compiled by numba; imported only where they pay."""

from __future__ import annotations

import numpy as np
from numba import njit

from index.bm25 import K1, B
from index.postings import Floats, Ints


@njit(cache=True, nogil=True)
def group_scores(
    starts: Ints,
    documents: Ints,
    values: Floats,
    lengths: Floats,
    words: Ints,
    terms: Ints,
    shares: Floats,
    weights: Floats,
) -> Floats:
    """Return what :func:`index.loops.group_scores` does, touching only documents that have one of the terms."""
    size = len(lengths)
    scores = np.zeros(size)
    frequency = np.zeros(size)
    touched = np.empty(size, np.int32)
    place = 0
    while place < len(words):
        word = words[place]
        count = 0
        while place < len(words) and words[place] == word:
            credit = shares[place]
            for posting in range(starts[terms[place]], starts[terms[place] + 1]):
                document = documents[posting]
                if frequency[document] == 0:
                    touched[count] = document
                    count += 1
                frequency[document] += values[posting] * credit
            place += 1
        for number in range(count):
            document = touched[number]
            found = frequency[document]
            frequency[document] = 0
            scores[document] += weights[word] * found * (K1 + 1) / (found + K1 * (1 - B + B * lengths[document]))
    return scores


@njit(cache=True, nogil=True)
def impact_sums(starts: Ints, documents: Ints, values: Floats, terms: Ints, weights: Floats, size: int) -> Floats:
    """Return what :func:`index.loops.impact_sums` does."""
    sums = np.zeros(size)
    for place in range(len(terms)):
        for posting in range(starts[terms[place]], starts[terms[place] + 1]):
            sums[documents[posting]] += values[posting] * weights[place]
    return sums


@njit(cache=True, nogil=True)
def best(scores: Floats, count: int) -> Ints:
    """Return what :func:`index.loops.best` does, in any order."""
    numbers = np.empty(count, np.int64)
    held = np.empty(count)
    size = 0
    least = 0  # the place of the lowest score held; of equal ones, of the last document
    for number in range(len(scores)):
        score = scores[number]
        if score <= 0 or (size == count and score <= held[least]):
            continue
        place = size if size < count else least
        numbers[place] = number
        held[place] = score
        size = min(size + 1, count)
        if size == count:
            least = 0
            for other in range(1, count):
                lower = held[other] < held[least]
                if lower or (held[other] == held[least] and numbers[other] > numbers[least]):
                    least = other
    return numbers[:size]
