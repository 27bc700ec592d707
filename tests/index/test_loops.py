"""The inner loops: in numpy and compiled, the same sums."""

from __future__ import annotations

import itertools
import sys
from collections.abc import Iterator

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index import compiled, loops
from index.bm25 import K1, B, saturated
from index.loops import Scored
from index.postings import Floats, Ints, Postings

SIZE, TERMS, WORDS = 12, 6, 3

Triple = tuple[int, int, int]
Groups = tuple[Ints, Ints, Floats]

TRIPLES = st.lists(st.tuples(st.integers(0, SIZE - 1), st.integers(0, TERMS - 1), st.integers(1, 5)), max_size=60)
NUMBERS = st.integers(1, 1000).map(lambda number: number / 64)
SHARES = NUMBERS | st.just(1.0)


@st.composite
def groups(draw: st.DrawFn) -> Groups:
    """Draw words with their terms, in the words' order, and what each term counts."""
    pairs = sorted(draw(st.sets(st.tuples(st.integers(0, WORDS - 1), st.integers(0, TERMS - 1)))))
    shares = draw(st.lists(SHARES, min_size=len(pairs), max_size=len(pairs)))
    words, terms = (np.array([pair[side] for pair in pairs], dtype=np.int64) for side in (0, 1))
    return words, terms, np.array(shares)


def field_of(triples: list[tuple[int, int, int]], lengths: Floats, *, saved: bool = False) -> Scored:
    """Return the field of (document, term, count) triples, with impacts worked out before or not."""
    documents, terms, counts = (np.array([triple[part] for triple in triples], dtype=np.int64) for part in range(3))
    postings = Postings.of(documents, terms, counts.astype(np.float64), TERMS)
    of_postings = np.column_stack((postings.values, lengths[postings.documents]))
    kinds, numbers = np.unique(of_postings.reshape(-1, 2), axis=0, return_inverse=True)
    impacts = saturated(kinds[:, 0], kinds[:, 1]).astype(np.float32) if saved else np.zeros(0, np.float32)
    starts, found, of_kinds = postings.starts, postings.documents, kinds[:, 0].astype(np.float32)
    return Scored(starts, found, numbers.astype(np.uint8), of_kinds, impacts, lengths.astype(np.float32), K1, B)


@pytest.fixture(autouse=True, scope="module")
def loaded_at_once() -> Iterator[None]:
    """Have the compiled loops from the first call on."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(loops, "_LOADED_AFTER", 0)
        yield


def added(field: Scored, grouped: Groups, weights: Floats, *, fast: bool, cells: int = loops._CELLS) -> Floats:
    """Return the scores after they were added to ones, by the compiled loops or by numpy's."""
    scores = np.ones(SIZE, np.float32)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(loops, "_COMPILED_FROM", 0 if fast else SIZE + 1)
        patch.setattr(loops, "_CELLS", cells)
        loops.group_scores(field, scores, *grouped, weights)
    return scores


def lengths_of(numbers: list[float]) -> Floats:
    """Return the lengths of all documents."""
    return np.array(numbers)


LENGTHS = st.lists(NUMBERS, min_size=SIZE, max_size=SIZE).map(lengths_of)
WEIGHTS = st.lists(NUMBERS, min_size=WORDS, max_size=WORDS).map(lengths_of)


@given(triples=TRIPLES, grouped=groups(), lengths=LENGTHS, weights=WEIGHTS)
def test_group_scores_are_bm25(triples: list[Triple], grouped: Groups, lengths: Floats, weights: Floats) -> None:
    """What is added to every document is BM25 of each word's frequency, the sum over its group by share."""
    expected = np.ones(SIZE)
    for word, document in itertools.product(range(WORDS), range(SIZE)):
        shares = {term: share for other, term, share in zip(*grouped, strict=True) if other == word}
        frequency = sum(shares.get(term, 0) * count for other, term, count in triples if other == document)
        expected[document] += weights[word] * saturated(np.array(frequency), lengths[document])
    np.testing.assert_allclose(added(field_of(triples, lengths), grouped, weights, fast=False), expected, rtol=1e-5)


@given(triples=TRIPLES, grouped=groups(), lengths=LENGTHS, weights=WEIGHTS)
def test_group_scores_are_the_same_compiled(
    triples: list[Triple], grouped: Groups, lengths: Floats, weights: Floats
) -> None:
    """Compiled or not, with impacts worked out before or not, every document has the same score for groups of terms."""
    plain = added(field_of(triples, lengths), grouped, weights, fast=False)
    for saved in (True, False):
        fast = added(field_of(triples, lengths, saved=saved), grouped, weights, fast=True)
        np.testing.assert_allclose(fast, plain, rtol=1e-5)


@given(triples=TRIPLES, grouped=groups(), lengths=LENGTHS, weights=WEIGHTS, cells=st.integers(1, SIZE * WORDS))
def test_words_are_taken_in_chunks(
    triples: list[Triple], grouped: Groups, lengths: Floats, weights: Floats, cells: int
) -> None:
    """However few words numpy works on at once, the scores are the same."""
    field = field_of(triples, lengths)
    whole = added(field, grouped, weights, fast=False)
    np.testing.assert_allclose(added(field, grouped, weights, fast=False, cells=cells), whole, rtol=1e-6)


@given(triples=TRIPLES, grouped=groups(), lengths=LENGTHS, weights=WEIGHTS)
def test_scores_of_tokens_are_those_of_postings(
    triples: list[Triple], grouped: Groups, lengths: Floats, weights: Floats
) -> None:
    """Read from the documents' tokens, compiled or not, the scores are those of the postings."""
    field = field_of(triples, lengths)
    tokens = [(document, term) for document, term, count in sorted(triples) for _ in range(count)]
    owners, terms = (np.array([token[side] for token in tokens], dtype=np.int64) for side in (0, 1))
    words, members, shares = grouped
    rows = Postings.of(words, members, shares, TERMS)
    expected = loops._group_scores(field, *grouped, weights)
    plain = loops._scores_of_tokens(rows, lengths, owners, terms, weights, K1, B)
    fast = compiled.scores_of_tokens(rows.starts, rows.documents, rows.values, lengths, owners, terms, weights, K1, B)
    np.testing.assert_allclose(plain, expected, rtol=1e-6)
    np.testing.assert_allclose(fast, expected, rtol=1e-6)


@given(triples=TRIPLES, grouped=groups())
def test_document_frequencies_count_each_document_once(triples: list[Triple], grouped: Groups) -> None:
    """A document counts once for a group, however many of its terms it has; compiled or not."""
    field, (words, terms, shares) = field_of(triples, np.ones(SIZE)), grouped
    members = Postings.of(terms, words, shares, WORDS)
    expected = [
        len({document for document, term, _ in triples if term in members.documents[start:end]})
        for start, end in itertools.pairwise(members.starts)
    ]
    assert loops._document_frequencies(field.starts, field.documents, members, SIZE).tolist() == expected
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(loops, "_COMPILED_FROM", 0)
        assert loops.document_frequencies(field.starts, field.documents, members, SIZE).tolist() == expected


@given(
    pairs=st.sets(st.tuples(st.integers(0, TERMS - 1), st.integers(0, SIZE - 1))),
    norms=st.lists(NUMBERS | st.just(np.inf), min_size=SIZE, max_size=SIZE),
    least=st.integers(1, 8),
    asked=st.lists(st.dictionaries(st.integers(0, TERMS - 1), NUMBERS), max_size=4),
)
def test_nearest_words_share_enough(
    pairs: set[tuple[int, int]], norms: list[float], least: int, asked: list[dict[int, float]]
) -> None:
    """For each word asked every word with enough of its n-grams is found once, in order, with its cosine."""
    expected = [
        {
            word: cosine
            for word, norm in enumerate(norms)
            if (cosine := sum(weight for gram, weight in grams.items() if (gram, word) in pairs) / norm) >= least / 8
        }
        for grams in asked
    ]
    of_grams, owners = (np.array([pair[side] for pair in sorted(pairs)], np.int64) for side in (0, 1))
    starts = np.searchsorted(of_grams, np.arange(TERMS + 1))
    grams = np.array([gram for each in asked for gram in each], np.int64)
    weights = np.array([weight for each in asked for weight in each.values()], np.float64)
    begins = np.cumsum([0, *map(len, asked)])
    for from_size in (0, SIZE + 1):  # compiled or not
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(loops, "_COMPILED_FROM", from_size)
            found = loops.nearest(starts, owners, grams, weights, begins, np.array(norms), least / 8)
        assert [words.tolist() for words, _ in found] == [sorted(each) for each in expected]
        for (words, cosines), each in zip(found, expected, strict=True):
            assert dict(zip(words.tolist(), cosines.tolist(), strict=True)) == pytest.approx(each)


@given(grouped=groups())
def test_groups_are_turned_round(grouped: Groups) -> None:
    """Each term has the words that it stands for, in order, with its shares; compiled or not."""
    expected = sorted(zip(grouped[1].tolist(), *(part.tolist() for part in grouped[::2]), strict=True))
    for without in (True, False):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(loops, "_TERMS", TERMS + 1 if without else 0)
            rows = loops.by_term(*grouped, TERMS)
        terms = np.repeat(np.arange(TERMS), rows.frequencies)
        assert list(zip(terms.tolist(), rows.documents.tolist(), rows.values.tolist(), strict=True)) == expected


@given(
    scores=st.lists(st.integers(0, 4), max_size=80),
    count=st.integers(1, 6),
    columns=st.sampled_from([1, 9, 1000]),
    kind=st.sampled_from([np.float32, np.float64]),
)
def test_best_are_the_first_of_the_highest(
    scores: list[int], count: int, columns: int, kind: type[np.float32 | np.float64]
) -> None:
    """The best have a score, are as many as wanted or there are, and of equal ones are the first, by columns or not."""
    wanted = sorted(range(len(scores)), key=lambda number: (-scores[number], number))[:count]
    expected = sorted(number for number in wanted if scores[number] > 0)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(loops, "_COLUMNS", columns)
        assert loops.best(np.array(scores, dtype=kind), count).tolist() == expected


FIELD = field_of([(0, 0, 1), (2, 0, 2)], np.ones(SIZE))
GROUP = np.zeros(1, np.int64), np.zeros(1, np.int64), np.ones(1)


def test_few_documents_do_without_numba(monkeypatch: pytest.MonkeyPatch) -> None:
    """For a few articles the compiler is not even loaded."""
    monkeypatch.setattr(loops, "_compiled", lambda: pytest.fail("loaded"))
    scores = np.zeros(SIZE, np.float32)
    loops.group_scores(FIELD, scores, *GROUP, np.ones(1))
    assert np.flatnonzero(scores).tolist() == [0, 2]


def test_the_first_question_does_without_numba(monkeypatch: pytest.MonkeyPatch) -> None:
    """A process that answers one question over many articles does not wait until the compiler is loaded."""
    monkeypatch.setattr(loops, "_COMPILED_FROM", 0)
    monkeypatch.setattr(loops, "_LOADED_AFTER", 1)
    monkeypatch.setattr(loops, "_CALLS", itertools.count())
    monkeypatch.setattr(loops, "_loaded", lambda: pytest.fail("loaded"))
    loops.group_scores(FIELD, np.zeros(SIZE, np.float32), *GROUP, np.ones(1))
    with pytest.raises(pytest.fail.Exception, match="loaded"):
        loops.group_scores(FIELD, np.zeros(SIZE, np.float32), *GROUP, np.ones(1))


def test_without_numba_there_is_numpy(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where numba is not installed, many documents are scored all the same."""
    monkeypatch.setattr(loops, "_COMPILED_FROM", 0)
    monkeypatch.setitem(sys.modules, "numba", None)
    monkeypatch.setattr(loops, "find_spec", lambda _: None)
    loops._loaded.cache_clear()
    scores = np.zeros(SIZE, np.float32)
    loops.group_scores(FIELD, scores, *GROUP, np.ones(1))
    assert np.flatnonzero(scores).tolist() == [0, 2]
    loops._loaded.cache_clear()
