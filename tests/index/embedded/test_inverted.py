"""An inverted index of one field."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.bm25 import Okapi, idf
from index.embedded import inverted as module
from index.embedded.arrays import in_memory
from index.embedded.inverted import Field, Inverted
from index.postings import Floats, Ints

TERMS, SIZE = 5, 6
# Documents, each as its terms; and beside them which are kept.
DOCUMENTS = st.lists(st.lists(st.integers(0, TERMS - 1), max_size=8), max_size=SIZE)
PARTS = st.lists(st.lists(st.tuples(st.lists(st.integers(0, TERMS - 1), max_size=8), st.booleans()), max_size=5),
                 min_size=1, max_size=4)  # fmt: skip

Table = dict[int, dict[int, int]]


def triples_of(documents: list[list[int]]) -> tuple[Ints, Ints, Ints]:
    """Return each word of documents as a (document, term, count) triple, in an order that is not theirs."""
    pairs = [(number, term) for number, terms in enumerate(documents) for term in terms][::-1]
    numbers, terms = (np.array([pair[side] for pair in pairs], np.int64) for side in (0, 1))
    return numbers, terms, np.ones(len(pairs), np.int64)


def inverted_of(documents: list[list[int]]) -> Inverted:
    """Return the index of documents."""
    return Inverted.of(*triples_of(documents), len(documents))


def table_of(inverted: Inverted) -> Table:
    """Return {term: {document: count}}, and assert that terms and documents are in order."""
    table: Table = {}
    assert (np.diff(inverted.terms) > 0).all()
    for row, term in enumerate(inverted.terms.tolist()):
        of_term = slice(inverted.starts[row], inverted.starts[row + 1])
        documents = inverted.documents[of_term]
        assert len(documents)
        assert (np.diff(documents) > 0).all()
        table[term] = dict(zip(documents.tolist(), inverted.kind_counts[inverted.kinds[of_term]].tolist(), strict=True))
        kinds = inverted.kinds[of_term]
        np.testing.assert_array_equal(inverted.kind_lengths[kinds], inverted.lengths[documents])
    return table


def okapi_table(documents: list[list[int]]) -> Table:
    """Return what rank-bm25 counts."""
    table: Table = {}
    for number, counts in enumerate(Okapi([*map(names, documents)]).doc_freqs if any(documents) else []):
        for name, count in counts.items():
            table.setdefault(int(name), {})[number] = int(count)
    return table


def names(terms: list[int]) -> list[str]:
    """Return terms as words."""
    return [str(term) for term in terms]


def field_scores(fields: list[Inverted], documents: list[list[int]], asked: list[int]) -> Floats:
    """Return the scores of all documents, segment by segment, each word asked for standing for itself."""
    average = sum(map(len, documents)) / len(documents)
    weights = idf(len(documents), np.array([sum(term in words for words in documents) for term in asked]))
    parts = []
    for inverted in fields:
        scores = np.zeros(inverted.size, np.float32)
        words, shares = np.arange(len(asked)), np.ones(len(asked))
        Field(inverted, average).add_scores(scores, words, np.array(asked, np.int64), shares, weights)
        parts.append(scores)
    return np.concatenate(parts)


@given(DOCUMENTS)
def test_counts_are_rank_bm25s(documents: list[list[int]]) -> None:
    """Whatever the documents, those without words included, each term is counted as rank-bm25 counts it."""
    inverted = inverted_of(documents)
    assert table_of(inverted) == okapi_table(documents)
    assert inverted.lengths.tolist() == [len(terms) for terms in documents]
    assert inverted.size == len(documents)
    assert inverted.frequencies.tolist() == [len(of_term) for _, of_term in sorted(table_of(inverted).items())]


def test_counts_of_one_pair_are_summed() -> None:
    """A triple may stand for several words, and several for one."""
    inverted = Inverted.of(np.array([1, 0, 1, 1]), np.array([2, 2, 2, 4]), np.array([3, 300, 4, 1]), 3)
    assert table_of(inverted) == {2: {0: 300, 1: 7}, 4: {1: 1}}
    assert inverted.lengths.tolist() == [300, 8, 0]


@given(DOCUMENTS, st.lists(st.integers(0, TERMS + 2), max_size=4))
def test_documents_having_a_term_are_known(documents: list[list[int]], wanted: list[int]) -> None:
    """It is known which documents have any of some terms; terms that occur nowhere are in none."""
    inverted, terms = inverted_of(documents), np.array(wanted, np.int64)
    assert inverted.having(terms).tolist() == [bool({*words} & {*wanted}) for words in documents]
    rows, occur = inverted.rows_of(terms)
    assert occur.tolist() == [term in okapi_table(documents) for term in wanted]
    assert inverted.terms[rows[occur]].tolist() == [term for term in wanted if term in okapi_table(documents)]


@given(DOCUMENTS, st.permutations(range(10, 10 + TERMS)))
def test_renumbered_terms_keep_their_documents(documents: list[list[int]], numbers: list[int]) -> None:
    """With other numbers for the terms, in any order, it is the index of the same documents."""
    renumbered = inverted_of(documents).renumbered(np.array(numbers))
    assert table_of(renumbered) == {numbers[term]: found for term, found in okapi_table(documents).items()}
    assert renumbered.lengths.tolist() == [len(terms) for terms in documents]


@given(PARTS, st.integers(1, 12))
def test_merged_is_the_index_of_what_is_kept(parts: list[list[tuple[list[int], bool]]], at_once: int) -> None:
    """Over any split, with any documents left out, however few postings are taken at once."""
    documents = [[terms for terms, _ in part] for part in parts]
    kept = [np.array([keep for _, keep in part], dtype=bool) for part in parts]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "_AT_ONCE", at_once)
        merged = Inverted.merged([*map(inverted_of, documents)], kept, in_memory)
    left = [terms for part in parts for terms, keep in part if keep]
    assert table_of(merged) == okapi_table(left)
    assert merged.lengths.tolist() == [len(terms) for terms in left]


def test_many_kinds_take_more_than_a_byte() -> None:
    """However many pairs of count and length there are, each posting has its own, merged or not."""
    documents = [[0] * count + [1] * (count % 7) for count in range(1, 400)]
    halves = inverted_of(documents[:200]), inverted_of(documents[200:])
    merged = Inverted.merged(halves, [np.ones(half.size, dtype=bool) for half in halves], in_memory)
    assert table_of(merged) == table_of(inverted_of(documents)) == okapi_table(documents)
    assert halves[0].kinds.dtype == np.uint16


@given(st.lists(DOCUMENTS, min_size=1, max_size=3), st.lists(st.integers(0, TERMS), max_size=4, unique=True))
def test_scores_are_rank_bm25s(parts: list[list[list[int]]], asked: list[int]) -> None:
    """Over one segment and over several, every document has rank-bm25's score."""
    documents = [terms for part in parts for terms in part]
    if not any(documents):  # it divides by the number of words
        return
    expected = Okapi([*map(names, documents)]).get_scores(names(asked))
    whole = field_scores([inverted_of(documents)], documents, asked)
    np.testing.assert_allclose(whole, expected, rtol=0, atol=1e-5)
    split = field_scores([*map(inverted_of, parts)], documents, asked)
    np.testing.assert_allclose(split, expected, rtol=0, atol=1e-5)


def test_nothing_scores_nothing() -> None:
    """Neither an index without documents nor documents without words are a division by 0."""
    nothing: list[list[list[int]]] = [[], [[]], [[], []]]
    for documents in nothing:
        scores = np.zeros(len(documents), np.float32)
        field = Field(inverted_of(documents), 0)
        field.add_scores(scores, np.zeros(1, np.int64), np.zeros(1, np.int64), np.ones(1), np.ones(1))
        assert scores.tolist() == [0] * len(documents)
