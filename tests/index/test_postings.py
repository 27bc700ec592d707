"""Postings: the documents of each term, as flat arrays."""

from __future__ import annotations

from collections import Counter

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from index.postings import Floats, Postings, ranges, summed

VOCABULARY = 5
TRIPLES = st.lists(st.tuples(st.integers(0, 6), st.integers(0, VOCABULARY - 1), st.integers(1, 4)), max_size=30)
PAIRS = st.lists(st.tuples(st.integers(0, 50), st.integers(0, 5)), max_size=10)


def integers(*values: int) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    """Return an array of whole numbers, also of none."""
    return np.array(values, dtype=np.int64)


def postings_of(triples: list[tuple[int, int, int]]) -> Postings:
    """Return the postings of (document, term, count) triples."""
    documents, terms, counts = (integers(*(triple[part] for triple in triples)) for part in range(3))
    values: Floats = counts.astype(np.float64)
    return Postings.of(documents, terms, values, VOCABULARY)


def as_table(postings: Postings) -> dict[tuple[int, int], float]:
    """Return how often each document has each term: {(document, term): count}."""
    terms = np.repeat(np.arange(VOCABULARY), postings.frequencies)
    pairs = zip(postings.documents.tolist(), terms.tolist(), strict=True)
    return dict(zip(pairs, postings.values.tolist(), strict=True))


@given(TRIPLES)
def test_every_count_is_kept_and_those_of_one_pair_are_summed(triples: list[tuple[int, int, int]]) -> None:
    """Postings say how often each document has each term, whatever the order of what they are made of."""
    expected: Counter[tuple[int, int]] = Counter()
    for document, term, count in triples:
        expected[document, term] += count
    assert as_table(postings_of(triples)) == expected
    assert as_table(postings_of(triples[::-1])) == expected


@given(TRIPLES)
def test_documents_of_a_term_ascend(triples: list[tuple[int, int, int]]) -> None:
    """Each term has its documents in order, each once, and the frequencies count them."""
    postings = postings_of(triples)
    assert postings.starts.shape == (VOCABULARY + 1,)
    for term in range(VOCABULARY):
        documents = postings.documents[postings.starts[term] : postings.starts[term + 1]].tolist()
        assert documents == sorted({document for document, other, _ in triples if other == term})
        assert postings.frequencies[term] == len(documents)


@given(TRIPLES, st.lists(st.integers(0, VOCABULARY - 1), max_size=8))
def test_places_of_terms_lead_to_their_postings(triples: list[tuple[int, int, int]], terms: list[int]) -> None:
    """The places of several terms, also of one asked twice, are each term's own, one after another."""
    postings = postings_of(triples)
    where, counts = postings.of_terms(integers(*terms))
    expected = [np.arange(postings.starts[term], postings.starts[term + 1]) for term in terms]
    assert where.tolist() == [place for places in expected for place in places.tolist()]
    assert counts.tolist() == [len(places) for places in expected]


def test_nothing_has_no_postings() -> None:
    """No triples, or no vocabulary at all, is no error."""
    assert postings_of([]).frequencies.tolist() == [0] * VOCABULARY
    nothing = Postings.of(integers(), integers(), np.zeros(0), 0)
    assert nothing.starts.tolist() == [0]
    assert [len(part) for part in nothing.of_terms(integers())] == [0, 0]


@given(PAIRS)
def test_ranges_count_up_from_each_start(pairs: list[tuple[int, int]]) -> None:
    """Every start is followed by as many numbers as its count says; a count of 0 gives none."""
    found = ranges(integers(*(start for start, _ in pairs)), integers(*(count for _, count in pairs)))
    assert found.tolist() == [start + step for start, count in pairs for step in range(count)]
    assert found.dtype == np.int64


def test_sums_are_floats_also_of_nothing() -> None:
    """Values are summed by cell; cells without a value are 0, and the result is never of whole numbers."""
    assert summed(integers(1, 1, 3), np.array([0.5, 0.25, 1]), 5).tolist() == [0, 0.75, 0, 1, 0]
    nothing = summed(integers(), np.zeros(0), 2)
    assert nothing.tolist() == [0, 0]
    assert nothing.dtype == np.float64
