"""The inner loops of the ranking over all postings, in numpy; in machine code where numba is installed.

Both give the same sums, in machine code in single precision; a test holds them together. Numpy is as fast for a few
articles, and then numba, which takes half a second to load, is not even imported.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from itertools import count, pairwise
from types import ModuleType

import numpy as np

from index.bm25 import saturated
from index.postings import Floats, Ints, Postings, places_of, summed

_LOADED_AFTER = 12  # calls: a process that answers one question, of nine calls, ends sooner without
_CALLS = count()

_COMPILED_FROM = 5_000  # documents; below, numpy answers in two milliseconds as well
_TERMS = 20_000  # of a vocabulary, likewise
_TOKENS = 10_000  # of some documents, likewise
_COLUMNS, _ROWS = 1_000, 2
_CELLS = 4_000_000  # of a table of words and documents: what numpy works on at once


@dataclass(frozen=True, slots=True)
class Scored:
    """The postings of a field with BM25's numbers.

    Attributes:
        starts: Where each term's postings begin, shape (terms + 1,).
        documents: The document of each posting.
        kinds: The kind of each posting: a pair of count and document length.
        counts: How often a term stands in a document, of each kind.
        impacts: What a posting of each kind adds to its document's score for a term that stands for itself alone; empty
            where that depends on more.
        lengths: How long each document is, as a multiple of the average.
        k1: BM25's saturation.
        b: BM25's weight of the length.
    """

    starts: Ints
    documents: Ints
    kinds: Ints
    counts: Floats
    impacts: Floats
    lengths: Floats
    k1: float
    b: float


def group_scores(field: Scored, scores: Floats, words: Ints, terms: Ints, shares: Floats, weights: Floats) -> None:
    """Add the BM25 score of every document for words that each stand for a group of terms.

    In a document, a word's frequency is the sum over its group's terms of frequency times share.

    Args:
        field: The postings.
        scores: What is added to, single precision, shape (documents,).
        words: The number of each group's word, in ascending order, one for each of its terms.
        terms: The terms of the groups, beside ``words``.
        shares: What each term counts, beside ``words``.
        weights: What each word counts, its idf included, shape (words,).
    """
    if len(field.lengths) >= _COMPILED_FROM and (compiled := _compiled()):
        postings = (field.starts, field.documents, field.kinds)
        alone = (shares == 1) & (np.bincount(words, minlength=1)[words] == 1) & bool(len(field.impacts))
        compiled.add_impacts(*postings, field.impacts, scores, terms[alone], weights[words[alone]])
        if not alone.all():
            groups = words[~alone], terms[~alone], shares[~alone], weights
            compiled.group_scores(*postings, field.counts, field.lengths, field.k1, field.b, scores, *groups)
    else:
        scores += _group_scores(field, words, terms, shares, weights)


def nearest(
    starts: Ints, owners: Ints, grams: Ints, weights: Floats, begins: Ints, norms: Floats, least: float
) -> list[tuple[Ints, Floats]]:
    """Return for each of some words those of a vocabulary whose cosine with it is high enough, and the cosines.

    Args:
        starts: Where each n-gram's words begin, shape (n-grams + 1,).
        owners: The vocabulary's words, one n-gram's after another's.
        grams: The n-grams of the given words, one word's after another's; none twice in a word.
        weights: What each adds to the cosine, before the division.
        begins: Where each given word's n-grams begin, shape (given + 1,).
        norms: What is divided by; infinite for words that do not count, and for those without an n-gram.
        least: The lowest cosine, above 0.

    Returns:
        For each given word (words in ascending order, their cosines).
    """
    if len(norms) >= _COMPILED_FROM and (compiled := _compiled()):
        most = int((starts[grams + 1] - starts[grams]).sum())
        words, cosines, ends = np.empty(most + 1, np.int32), np.empty(most + 1), np.empty(len(begins) - 1, np.int64)
        # What compiled code returns as new arrays takes longer to hand over than to make.
        compiled.nearest(starts, owners, grams, weights, begins, norms, least, words, cosines, ends)
        found = [(words[first:last], cosines[first:last]) for first, last in pairwise([0, *ends.tolist()])]
        orders = [np.argsort(of_word) for of_word, _ in found]
        return [(each[0][order], each[1][order]) for each, order in zip(found, orders, strict=True)]
    return [
        _nearest(starts, owners, grams[first:last], weights[first:last], norms, least)
        for first, last in pairwise(begins.tolist())
    ]


def by_term(words: Ints, terms: Ints, shares: Floats, size: int) -> Postings:
    """Return groups of terms the other way round: for each of ``size`` terms the words that it stands for.

    Args:
        words: The number of each group's word, one for each of its terms.
        terms: The terms of the groups, beside ``words``; none twice in a group.
        shares: What each term counts, beside ``words``.
        size: How many terms there are.
    """
    if size >= _TERMS and (compiled := _compiled()):
        starts = np.zeros(size + 2, np.int64)
        sorted_words, sorted_shares = np.empty(len(terms), np.int32), np.empty(len(terms), np.float32)
        compiled.by_term(words, terms, shares, starts, sorted_words, sorted_shares)
        return Postings(starts[:-1], sorted_words, sorted_shares)
    return Postings.of(words, terms, shares, size)


def scores_of_tokens(
    rows: Postings, lengths: Floats, owners: Ints, tokens: Ints, weights: Floats, k1: float, b: float
) -> Floats:
    """Return the BM25 score of some documents by their tokens; the same as :func:`group_scores` gives them.

    Args:
        rows: For each term, which words it belongs to the group of, and what it counts there.
        lengths: How long each document is, as a multiple of the average.
        owners: The number of each token's document, in ascending order.
        tokens: The tokens, beside ``owners``.
        weights: What each word counts, its idf included.
        k1: BM25's saturation.
        b: BM25's weight of the length.
    """
    if len(tokens) >= _TOKENS and (compiled := _compiled()):
        scores: Floats = compiled.scores_of_tokens(
            rows.starts, rows.documents, rows.values, lengths, owners, tokens, weights, k1, b
        )
        return scores
    return _scores_of_tokens(rows, lengths, owners, tokens, weights, k1, b)


def document_frequencies(starts: Ints, documents: Ints, groups: Postings, size: int) -> Ints:
    """Return in how many documents at least one term of each group stands.

    Args:
        starts: Where each term's postings begin, shape (terms + 1,).
        documents: The document of each posting.
        groups: Which terms are of each group.
        size: How many documents there are.
    """
    if size >= _COMPILED_FROM and (compiled := _compiled()):
        frequencies: Ints = compiled.document_frequencies(starts, documents, groups.starts, groups.documents, size)
        return frequencies
    return _document_frequencies(starts, documents, groups, size)


def best(scores: Floats, count: int) -> Ints:
    """Return the numbers of the documents with the highest scores above 0, in ascending order.

    Of equal scores at the end, those of the first documents are taken.

    The scores are taken as a table, and the highest of each column is found first, many columns at a time: the lowest
    of the ``count`` highest is a score that all of the best reach, and few others.
    """
    columns = max(_COLUMNS, 8 * count)
    rows = len(scores) // columns
    if rows >= _ROWS:
        highest = scores[: rows * columns].reshape(rows, columns).max(axis=0)
        highest.partition(columns - count)
        if highest[columns - count] > 0:
            likely = np.flatnonzero(scores >= highest[columns - count])
            found: Ints = likely[_best(scores[likely], count)]
            return found
    return _best(scores, count)


def _nearest(
    starts: Ints, owners: Ints, grams: Ints, weights: Floats, norms: Floats, least: float
) -> tuple[Ints, Floats]:
    where, counts = places_of(starts, grams)
    cosines = summed(owners[where], np.repeat(weights, counts), len(norms)) / norms
    words = np.flatnonzero(cosines >= least)
    return words, cosines[words]


def _group_scores(field: Scored, words: Ints, terms: Ints, shares: Floats, weights: Floats) -> Floats:
    scores = np.zeros(len(field.lengths))
    at_once = max(1, _CELLS // max(len(scores), 1))  # words
    for first in range(0, len(weights), at_once):
        some = slice(*np.searchsorted(words, (first, first + at_once)))
        where, counts = places_of(field.starts, terms[some])
        cell = np.repeat(words[some] - first, counts) * len(scores) + field.documents[where]
        frequencies = field.counts[field.kinds[where]] * np.repeat(shares[some], counts)
        scores += _scored(cell, frequencies, field.lengths, weights[first : first + at_once], field.k1, field.b)
    return scores


def _scores_of_tokens(
    rows: Postings, lengths: Floats, owners: Ints, tokens: Ints, weights: Floats, k1: float, b: float
) -> Floats:
    where, counts = rows.of_terms(tokens)
    cell = rows.documents[where] * len(lengths) + np.repeat(owners, counts)
    return _scored(cell, rows.values[where], lengths, weights, k1, b)


def _scored(cell: Ints, frequencies: Floats, lengths: Floats, weights: Floats, k1: float, b: float) -> Floats:
    shape = (len(weights), len(lengths))
    table = summed(cell, frequencies, shape[0] * shape[1]).reshape(shape)
    scores: Floats = weights @ saturated(table, lengths, k1, b)
    return scores


def _document_frequencies(starts: Ints, documents: Ints, groups: Postings, size: int) -> Ints:
    where, counts = places_of(starts, groups.documents)
    group = np.repeat(np.repeat(np.arange(len(groups.starts) - 1), groups.frequencies), counts)
    pairs = np.unique(group * size + documents[where])
    return np.bincount(pairs // max(size, 1), minlength=len(groups.starts) - 1)


def _best(scores: Floats, count: int) -> Ints:
    found = np.flatnonzero(scores > 0)
    if len(found) <= count:
        return found
    of_found = scores[found]
    least = np.partition(of_found, len(found) - count)[len(found) - count]
    above, equal = found[of_found > least], found[of_found == least]
    numbers: Ints = np.sort(np.concatenate((above, equal[: count - len(above)])))
    return numbers


def _compiled() -> ModuleType | None:
    """Return the compiled loops; None where numba is not installed, or for a process's first question."""
    return _loaded() if next(_CALLS) >= _LOADED_AFTER else None


@cache
def _loaded() -> ModuleType | None:
    """Return the compiled loops, None where numba is not installed (the extra ``poochho[fast]``)."""
    if find_spec("numba") is None:
        return None
    from index import compiled

    return compiled
