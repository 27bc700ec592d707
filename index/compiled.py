"""The loops of :mod:`index.loops`, compiled by numba; imported only where they pay."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

import numpy as np
from numba import njit

from index.postings import Floats, Ints

_Given = ParamSpec("_Given")
_Result = TypeVar("_Result")


def _loop(function: Callable[_Given, _Result]) -> Callable[_Given, _Result]:
    """Compile a function when it is first called, and keep that on the disk where there is room for it."""
    fresh: Callable[_Given, _Result] = njit(nogil=True)(function)
    try:
        kept: Callable[_Given, _Result] = njit(cache=True, nogil=True)(function)
    except RuntimeError:  # no folder may be written
        return fresh

    @wraps(function)
    def call(*given: _Given.args, **named: _Given.kwargs) -> _Result:
        try:
            return kept(*given, **named)
        except OSError:  # the disk is full; nothing has been computed yet
            return fresh(*given, **named)

    return call


@_loop
def add_impacts(
    starts: Ints, documents: Ints, kinds: Ints, impacts: Floats, scores: Floats, terms: Ints, weights: Floats
) -> None:
    """Add to the documents' scores what terms give that stand for themselves alone."""
    for place in range(len(terms)):
        term, weight = terms[place], np.float32(weights[place])
        for posting in range(starts[term], starts[term + 1]):
            scores[documents[posting]] += weight * impacts[kinds[posting]]


@_loop
def group_scores(
    starts: Ints,
    documents: Ints,
    kinds: Ints,
    counts: Floats,
    lengths: Floats,
    k1: float,
    b: float,
    scores: Floats,
    words: Ints,
    terms: Ints,
    shares: Floats,
    weights: Floats,
) -> None:
    """Do what :func:`index.loops.group_scores` does, touching only documents that have one of the terms."""
    # Single precision throughout: half as much to keep in the processor's cache.
    weight_of_length, rest = np.float32(k1 * b), np.float32(k1 * (1 - b))
    frequency, touched = np.zeros(len(lengths), np.float32), np.empty(len(lengths) + 1, np.int32)
    begin = 0
    while begin < len(words):
        end = begin + 1
        while end < len(words) and words[end] == words[begin]:
            end += 1
        weight = np.float32(weights[words[begin]] * (k1 + 1))
        count = 0
        for place in range(begin, end):
            term, share = terms[place], np.float32(shares[place])
            for posting in range(starts[term], starts[term + 1]):
                document = documents[posting]
                before = frequency[document]
                touched[count] = document  # written always and kept if new: no branch to guess wrong
                count += before == 0
                frequency[document] = before + counts[kinds[posting]] * share
        for document in touched[:count]:
            found = frequency[document]
            frequency[document] = 0
            scores[document] += weight * found / (found + rest + weight_of_length * lengths[document])
        begin = end


@_loop
def nearest(
    starts: Ints,
    owners: Ints,
    grams: Ints,
    weights: Floats,
    begins: Ints,
    norms: Floats,
    least: float,
    words: Ints,
    cosines: Floats,
    ends: Ints,
) -> None:
    """Write what :func:`index.loops.nearest` finds into ``words`` and ``cosines``, and each word's end to ``ends``."""
    products, touched = np.zeros(len(norms), np.float64), np.empty(len(norms) + 1, np.int32)
    kept = 0
    for word in range(len(ends)):
        count = 0
        for place in range(begins[word], begins[word + 1]):
            for posting in range(starts[grams[place]], starts[grams[place] + 1]):
                owner = owners[posting]
                touched[count] = owner
                count += products[owner] == 0
                products[owner] += weights[place]
        for owner in touched[:count]:
            cosine = products[owner] / norms[owner]
            products[owner] = 0
            if cosine >= least:
                words[kept] = owner
                cosines[kept] = cosine
                kept += 1
        ends[word] = kept


@_loop
def by_term(words: Ints, terms: Ints, shares: Floats, starts: Ints, sorted_words: Ints, sorted_shares: Floats) -> None:
    """Write what :func:`index.loops.by_term` returns into the last three: a counting sort.

    ``starts`` is of zeros, and one longer than what is wanted.
    """
    for term in terms:
        starts[term + 2] += 1
    for term in range(2, len(starts)):
        starts[term] += starts[term - 1]
    for place in range(len(terms)):
        where = starts[terms[place] + 1]
        sorted_words[where] = words[place]
        sorted_shares[where] = shares[place]
        starts[terms[place] + 1] += 1


@_loop
def scores_of_tokens(
    starts: Ints,
    words: Ints,
    shares: Floats,
    lengths: Floats,
    owners: Ints,
    tokens: Ints,
    weights: Floats,
    k1: float,
    b: float,
) -> Floats:
    """Return what :func:`index.loops.scores_of_tokens` does."""
    scores = np.zeros(len(lengths))
    frequency = np.zeros(len(weights))
    place = 0
    for document in range(len(lengths)):
        begin = place
        while place < len(owners) and owners[place] == document:
            for row in range(starts[tokens[place]], starts[tokens[place] + 1]):
                frequency[words[row]] += shares[row]
            place += 1
        norm = k1 * (1 - b + b * lengths[document])
        for token in tokens[begin:place]:
            for row in range(starts[token], starts[token + 1]):
                word = words[row]
                if frequency[word]:
                    scores[document] += weights[word] * frequency[word] * (k1 + 1) / (frequency[word] + norm)
                    frequency[word] = 0
    return scores


@_loop
def document_frequencies(starts: Ints, documents: Ints, group_starts: Ints, group_terms: Ints, size: int) -> Ints:
    """Return what :func:`index.loops.document_frequencies` does."""
    frequencies = np.zeros(len(group_starts) - 1, np.int64)
    seen_in = np.full(size, -1)
    for group in range(len(frequencies)):
        for term in group_terms[group_starts[group] : group_starts[group + 1]]:
            for document in documents[starts[term] : starts[term + 1]]:
                if seen_in[document] != group:
                    seen_in[document] = group
                    frequencies[group] += 1
    return frequencies
