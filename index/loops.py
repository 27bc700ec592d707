"""The inner loops of the ranking over all postings, in numpy; in machine code where numba is installed.

Both give the same sums to the last few bits; a test holds them together. Numpy is as fast for a few articles, and then
numba, which takes half a second to load, is not even imported.
"""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec
from types import ModuleType

import numpy as np

from index.bm25 import saturated
from index.postings import Floats, Ints, Postings, summed

_COMPILED_FROM = 5_000  # documents; below, numpy answers in two milliseconds as well


def group_scores(
    postings: Postings, lengths: Floats, words: Ints, terms: Ints, shares: Floats, weights: Floats
) -> Floats:
    """Return the BM25 score of every document for words that each stand for a group of terms.

    In a document, a word's frequency is the sum over its group's terms of frequency times share.

    Args:
        postings: How often each term stands in each document.
        lengths: How long each document is, as a multiple of the average.
        words: The number of each group's word, in ascending order, one for each of its terms.
        terms: The terms of the groups, beside ``words``.
        shares: What each term counts, beside ``words``.
        weights: What each word counts, its idf included, shape (words,).
    """
    if len(lengths) >= _COMPILED_FROM and (compiled := _compiled()):
        scores: Floats = compiled.group_scores(
            postings.starts, postings.documents, postings.values, lengths, words, terms, shares, weights
        )
        return scores
    return _group_scores(postings, lengths, words, terms, shares, weights)


def impact_sums(postings: Postings, terms: Ints, weights: Floats, size: int) -> Floats:
    """Return the sum of the values of some terms in every document, each term's values times its weight.

    Args:
        postings: What each term adds to a document's score.
        terms: The terms; one may come more than once.
        weights: Beside them.
        size: How many documents there are.
    """
    if size >= _COMPILED_FROM and (compiled := _compiled()):
        sums: Floats = compiled.impact_sums(postings.starts, postings.documents, postings.values, terms, weights, size)
        return sums
    return _impact_sums(postings, terms, weights, size)


def best(scores: Floats, count: int) -> Ints:
    """Return the numbers of the documents with the highest scores above 0, in ascending order.

    Of equal scores at the end, those of the first documents are taken.
    """
    if len(scores) >= _COMPILED_FROM and (compiled := _compiled()):
        numbers: Ints = np.sort(compiled.best(scores, count))
        return numbers
    return _best(scores, count)


def _group_scores(
    postings: Postings, lengths: Floats, words: Ints, terms: Ints, shares: Floats, weights: Floats
) -> Floats:
    where, counts = postings.of_terms(terms)
    cell = np.repeat(words, counts) * len(lengths) + postings.documents[where]
    frequencies = postings.values[where] * np.repeat(shares, counts)
    shape = (len(weights), len(lengths))
    table = summed(cell, frequencies, shape[0] * shape[1]).reshape(shape)
    scores: Floats = weights @ saturated(table, lengths)
    return scores


def _impact_sums(postings: Postings, terms: Ints, weights: Floats, size: int) -> Floats:
    where, counts = postings.of_terms(terms)
    return summed(postings.documents[where], postings.values[where] * np.repeat(weights, counts), size)


def _best(scores: Floats, count: int) -> Ints:
    found = np.flatnonzero(scores > 0)
    if len(found) <= count:
        return found
    least = np.partition(scores[found], len(found) - count)[len(found) - count]
    above, equal = found[scores[found] > least], found[scores[found] == least]
    return np.sort(np.concatenate((above, equal[: count - len(above)])))


@cache
def _compiled() -> ModuleType | None:
    """Return the compiled loops, None where numba is not installed (the extra ``poochho[fast]``)."""
    if find_spec("numba") is None:
        return None
    from index import compiled

    return compiled
