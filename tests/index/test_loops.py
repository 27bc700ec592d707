"""The inner loops: in numpy and compiled, the same sums."""

from __future__ import annotations

import itertools
import sys

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index import compiled, loops
from index.bm25 import K1, B, saturated
from index.postings import Floats, Ints, Postings

SIZE, TERMS, WORDS = 12, 6, 3

TRIPLES = st.lists(st.tuples(st.integers(0, SIZE - 1), st.integers(0, TERMS - 1), st.integers(1, 5)), max_size=60)
NUMBERS = st.integers(1, 1000).map(lambda number: number / 64)
SHARES = NUMBERS | st.just(1.0)


@st.composite
def groups(draw: st.DrawFn) -> tuple[Ints, Ints, Floats]:
    """Draw words with their terms, in the words' order, and what each term counts."""
    pairs = sorted(draw(st.sets(st.tuples(st.integers(0, WORDS - 1), st.integers(0, TERMS - 1)))))
    shares = draw(st.lists(SHARES, min_size=len(pairs), max_size=len(pairs)))
    words, terms = (np.array([pair[side] for pair in pairs], dtype=np.int64) for side in (0, 1))
    return words, terms, np.array(shares)


def postings_of(triples: list[tuple[int, int, int]]) -> Postings:
    """Return the postings of (document, term, count) triples."""
    documents, terms, counts = (np.array([triple[part] for triple in triples], dtype=np.int64) for part in range(3))
    return Postings.of(documents, terms, counts.astype(np.float64), TERMS)


def lengths_of(numbers: list[float]) -> Floats:
    """Return the lengths of all documents."""
    return np.array(numbers)


@given(
    triples=TRIPLES,
    grouped=groups(),
    lengths=st.lists(NUMBERS, min_size=SIZE, max_size=SIZE).map(lengths_of),
    weights=st.lists(NUMBERS, min_size=WORDS, max_size=WORDS).map(lengths_of),
)
def test_group_scores_are_the_same_compiled(
    triples: list[tuple[int, int, int]], grouped: tuple[Ints, Ints, Floats], lengths: Floats, weights: Floats
) -> None:
    """Compiled or not, with values saturated before or not, every document has the same score for groups of terms."""
    postings = postings_of(triples)
    plain = loops._group_scores(postings, lengths, *grouped, weights, K1, B)
    saved = saturated(postings.values, lengths[postings.documents]).astype(np.float32)
    for impacts in (saved, saved[:0]):
        fast = compiled.group_scores(
            postings.starts, postings.documents, postings.values, lengths, *grouped, weights, K1, B, impacts
        )
        np.testing.assert_allclose(fast, plain, rtol=1e-5)


@given(
    triples=TRIPLES,
    grouped=groups(),
    lengths=st.lists(NUMBERS, min_size=SIZE, max_size=SIZE).map(lengths_of),
    weights=st.lists(NUMBERS, min_size=WORDS, max_size=WORDS).map(lengths_of),
)
def test_scores_of_tokens_are_those_of_postings(
    triples: list[tuple[int, int, int]], grouped: tuple[Ints, Ints, Floats], lengths: Floats, weights: Floats
) -> None:
    """Read from the documents' tokens, compiled or not, the scores are those of the postings."""
    postings = postings_of(triples)
    tokens = [(document, term) for document, term, count in sorted(triples) for _ in range(count)]
    owners, terms = (np.array([token[side] for token in tokens], dtype=np.int64) for side in (0, 1))
    words, members, shares = grouped
    rows = Postings.of(words, members, shares, TERMS)
    expected = loops._group_scores(postings, lengths, *grouped, weights, K1, B)
    plain = loops._scores_of_tokens(rows, lengths, owners, terms, weights, K1, B)
    fast = compiled.scores_of_tokens(rows.starts, rows.documents, rows.values, lengths, owners, terms, weights, K1, B)
    np.testing.assert_allclose(plain, expected, rtol=1e-6)
    np.testing.assert_allclose(fast, expected, rtol=1e-6)


@given(triples=TRIPLES, grouped=groups())
def test_document_frequencies_count_each_document_once(
    triples: list[tuple[int, int, int]], grouped: tuple[Ints, Ints, Floats]
) -> None:
    """A document counts once for a group, however many of its terms it has; compiled or not."""
    postings, (words, terms, shares) = postings_of(triples), grouped
    members = Postings.of(terms, words, shares, WORDS)
    expected = [
        len({document for document, term, _ in triples if term in members.documents[start:end]})
        for start, end in itertools.pairwise(members.starts)
    ]
    assert loops._document_frequencies(postings, members, SIZE).tolist() == expected
    fast = compiled.document_frequencies(postings.starts, postings.documents, members.starts, members.documents, SIZE)
    assert fast.tolist() == expected


@given(scores=st.lists(st.integers(0, 4)), count=st.integers(1, 6))
def test_best_are_the_first_of_the_highest(scores: list[int], count: int) -> None:
    """The best have a score, are as many as wanted or there are, and of equal ones are the first; compiled or not."""
    wanted = sorted(range(len(scores)), key=lambda number: (-scores[number], number))[:count]
    expected = sorted(number for number in wanted if scores[number] > 0)
    numbers = np.array(scores, dtype=np.float64)
    assert loops._best(numbers, count).tolist() == expected
    assert sorted(compiled.best(numbers, count).tolist()) == expected


def test_few_documents_do_without_numba(monkeypatch: pytest.MonkeyPatch) -> None:
    """For a few articles the compiler is not even loaded."""
    monkeypatch.setattr(loops, "_compiled", lambda: pytest.fail("loaded"))
    assert loops.best(np.array([0.0, 2, 1]), 2).tolist() == [1, 2]


def test_without_numba_there_is_numpy(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where numba is not installed, many documents are scored all the same."""
    monkeypatch.setattr(loops, "_COMPILED_FROM", 0)
    monkeypatch.setitem(sys.modules, "numba", None)
    monkeypatch.setattr(loops, "find_spec", lambda _: None)
    loops._compiled.cache_clear()
    assert loops.best(np.array([0.0, 2, 1]), 1).tolist() == [1]
    loops._compiled.cache_clear()
