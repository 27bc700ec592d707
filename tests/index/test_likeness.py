"""How much alike words are by the runs of letters that they share."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.bm25 import idf
from index.grams import gram_codes
from index.likeness import Alike, Likeness, Row
from index.postings import Floats
from index.words import Grams
from tests.texts import indic_words

LENGTHS = (2, 3)
VOCABULARY = ["सेना", "सेनाएँ", "सैनिक", "नदी", "नदियों", "घर", "मकान", "दुकान", "शहर", "लहर"]
WORDS = st.lists(indic_words() | st.text("अबकमनस", min_size=1, max_size=5), min_size=1, max_size=6, unique=True)

# A word, one that is more alike to it, and one that is less.
CLOSER = [
    ("नदियाँ", "नदियों", "दुकान"),
    ("सेनाओं", "सेना", "सैनिक"),
    ("मकानों", "मकान", "दुकान"),
    ("शहरी", "शहर", "लहर"),
]


def grams_of(words: Sequence[str], lengths: Sequence[int] = LENGTHS) -> Grams:
    """Return the n-grams of words."""
    return Grams.of(*gram_codes(words, lengths), len(words))


def likeness_of(*tables: Grams) -> Likeness:
    """Return the likeness to words that all count."""
    return Likeness(tables, np.ones(sum(int(table.words[0]) for table in tables), dtype=bool))


def table_of(likeness: Likeness, size: int, words: Grams, floor: float = 1e-9) -> Floats:
    """Return the cosine of each word with each of the vocabulary's ``size``, 0 below the floor."""
    rows = likeness.rows(words, floor)
    table = np.zeros((len(rows), size), np.float32)
    for row, (terms, found) in zip(table, rows, strict=True):
        assert terms.tolist() == sorted({*terms.tolist()})
        row[terms] = found
    return table


def cosines(vocabulary: list[str], *words: str) -> Floats:
    """Return the cosine of each word with each of the vocabulary."""
    return table_of(likeness_of(grams_of(vocabulary)), len(vocabulary), grams_of(words))


def grams(word: str) -> set[str]:
    """Return a word's n-grams."""
    marked = f"^{word}$"
    return {marked[start : start + length] for length in LENGTHS for start in range(len(marked) - length + 1)}


@pytest.mark.parametrize(("word", "near", "far"), CLOSER)
def test_inflected_forms_are_closer_than_other_words(word: str, near: str, far: str) -> None:
    """Words of one stem are more alike than words that share an ending or a beginning."""
    of = dict(zip(VOCABULARY, cosines(VOCABULARY, word)[0].tolist(), strict=True))
    assert of[near] > of[far]


@given(WORDS)
def test_a_word_is_wholly_alike_to_itself(words: list[str]) -> None:
    """Each word of a vocabulary has cosine 1 with itself, and none is more alike to it."""
    found = cosines(words, *words)
    np.testing.assert_allclose(np.diag(found), 1, rtol=0, atol=1e-5)
    assert found.min() >= 0
    assert found.max() <= 1 + 1e-5


@given(WORDS)
def test_likeness_goes_both_ways(words: list[str]) -> None:
    """One word is as much alike to another as the other to it."""
    found = cosines(words, *words)
    np.testing.assert_allclose(found, found.T, rtol=0, atol=1e-5)


@given(WORDS, WORDS)
def test_cosine_by_its_definition(vocabulary: list[str], words: list[str]) -> None:
    """The cosine is that of vectors of distinct n-grams weighted by idf, also of words that nobody wrote before."""
    of_vocabulary = [grams(word) for word in vocabulary]

    def weight(gram: str) -> float:
        return float(idf(len(vocabulary), sum(gram in one for one in of_vocabulary)))

    def product(one: set[str], other: set[str]) -> float:
        return sum(weight(gram) ** 2 for gram in one & other)

    expected = [
        [product(mine, its) / math.sqrt(product(mine, mine) * product(its, its)) for its in of_vocabulary]
        for mine in map(grams, words)
    ]
    np.testing.assert_allclose(cosines(vocabulary, *words), expected, rtol=0, atol=1e-5)


@given(WORDS, WORDS, st.floats(0.05, 1))
def test_what_is_less_alike_is_left_out(vocabulary: list[str], words: list[str], floor: float) -> None:
    """Only words that have at least the cosine asked for are returned, and all of these."""
    found = table_of(likeness_of(grams_of(vocabulary)), len(vocabulary), grams_of(words), floor)
    every = cosines(vocabulary, *words)
    np.testing.assert_array_equal(found, np.where(found > 0, every, 0))
    np.testing.assert_array_less(every[found == 0], floor + 1e-6)


def test_a_rare_run_tells_more_than_a_common_one() -> None:
    """Sharing a beginning of few words counts for more than sharing an ending of many."""
    vocabulary = ["करना", "मरना", "डरना", "भरना", "चरना", "शोइगु"]
    (found,) = cosines(vocabulary, "शोइना")
    assert found[-1] > max(found[:-1])


def test_two_spellings_are_taken_together() -> None:
    """What is alike in one spelling and not in the other is half alike; tags keep the spellings apart."""

    def spellings(one: str, other: str) -> Grams:
        (own, owners), (others, of_others) = gram_codes([one], LENGTHS), gram_codes([other], LENGTHS, 128)
        return Grams.of(np.concatenate((own, others)), np.concatenate((owners, of_others)), 1)

    likeness = likeness_of(spellings("abc", "xyz"))
    assert table_of(likeness, 1, spellings("abc", "xyz"))[0, 0] == pytest.approx(1)
    assert 0 < table_of(likeness, 1, spellings("abc", "uvw"))[0, 0] < 1
    assert table_of(likeness, 1, spellings("xyz", "abc"))[0, 0] == 0


@pytest.mark.parametrize(("vocabulary", "words"), [([], []), ([], ["सेना"]), (["सेना"], [])])
def test_nothing_is_alike_to_nothing(vocabulary: list[str], words: list[str]) -> None:
    """An empty vocabulary or no words at all give a matrix of that shape."""
    assert cosines(vocabulary, *words).shape == (len(words), len(vocabulary))


def test_words_without_a_run_are_alike_to_none() -> None:
    """A word too short for any n-gram, such as an empty skeleton, has cosine 0, and no division by 0."""
    words = grams_of(["", "ab"], (3,))
    assert table_of(likeness_of(words), 2, words).tolist() == [[0, 0], [0, pytest.approx(1)]]


@given(st.lists(WORDS, max_size=4), WORDS)
def test_likeness_over_tables_is_that_over_all_words(parts: list[list[str]], words: list[str]) -> None:
    """However the words came in, the cosines are exactly those with all words in one table."""
    whole = [word for part in parts for word in part]
    found = table_of(likeness_of(*map(grams_of, parts)), len(whole), grams_of(words))
    np.testing.assert_array_equal(found, cosines(whole, *words))


@given(st.lists(WORDS, min_size=1, max_size=3), WORDS, st.data())
def test_words_that_are_gone_change_nothing(parts: list[list[str]], words: list[str], data: st.DataObject) -> None:
    """A word that stands nowhere any more is alike to none, and the others are as if it had never been."""
    whole = [word for part in parts for word in part]
    live = np.array(data.draw(st.lists(st.booleans(), min_size=len(whole), max_size=len(whole))), dtype=bool)
    found = table_of(Likeness([*map(grams_of, parts)], live), len(whole), grams_of(words))
    left = [word for word, lives in zip(whole, live, strict=True) if lives]
    np.testing.assert_array_equal(found[:, live], cosines(left, *words))
    assert not found[:, ~live].any()


# What is alike to each of three words in a vocabulary of four: the words' numbers and cosines.
ROWS: list[Row] = [
    (np.array([0, 1]), np.array([1, 0.5], dtype=np.float32)),
    (np.array([1]), np.array([0.3], dtype=np.float32)),
    (np.array([], dtype=np.int64), np.array([], dtype=np.float32)),
]


def test_pairs_stand_beside_each_other() -> None:
    """Each word's likenesses follow those of the word before."""
    alike = Alike.of(ROWS, 4)
    assert alike.shape == (3, 4)
    assert alike.word.tolist() == [0, 0, 1]
    assert alike.term.tolist() == [0, 1, 1]
    assert alike.cosine.tolist() == pytest.approx([1, 0.5, 0.3])


def test_credit_is_the_cosine_squared() -> None:
    """A spelling that is half alike counts a quarter, one that is not alike nothing."""
    expected = np.array([[1, 0.25, 0, 0, 0], [0, 0.09, 0, 0, 0], [0, 0, 0, 0, 0]])
    np.testing.assert_allclose(Alike.of(ROWS, 4).credits(np.arange(4)).astype(np.float64), expected, atol=1e-6)


def test_credit_is_of_the_words_asked_for() -> None:
    """Only some words of the vocabulary have a column, and after them all others have one of zeros."""
    alike = Alike.of([(np.array([7]), np.array([0.5])), (np.array([3, 7]), np.array([1, 0.25]))], 10)
    found = alike.credits(np.array([3, 5, 7])).astype(np.float64)
    np.testing.assert_allclose(found, [[0, 0, 0.25, 0], [1, 0, 0.0625, 0]])
    assert Alike.of([], 0).credits(np.zeros(0, np.int64)).shape == (0, 1)


def test_idf_of_a_group_is_that_of_all_its_spellings() -> None:
    """A group is as frequent as its words together, each by its cosine cubed, and never more than all passages."""
    alike = Alike.of(ROWS, 4)
    frequencies = np.array([3, 8, 1, 1])
    expected = [idf(10, 3 + 8 * 0.5**3), idf(10, 8 * 0.3**3), idf(10, 0)]
    np.testing.assert_allclose(alike.group_idf(frequencies, 10), expected, atol=1e-6)
    np.testing.assert_allclose(alike.group_idf(frequencies * 100, 10)[0], idf(10, 10))
