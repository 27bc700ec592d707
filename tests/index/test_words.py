"""Distinct words, and tables that find them by what they share."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.embedded.arrays import _arrays
from index.lexicon import Asks
from index.normalize import normalize_words
from index.strings import Lookup
from index.words import FITTING, Grams, Words, WordTable
from tests.texts import indic_numbers, indic_words

LATIN = st.sampled_from(["csto", "nfl", "army", "a", "kazakhstan", "1990s", "abcdefghij"])
FORMS = st.lists(indic_words() | indic_numbers() | LATIN, max_size=8).map(
    lambda written: [form for form in dict.fromkeys(normalize_words(written)) if form]
)
PAIRS = st.lists(st.tuples(st.integers(0, 6), st.integers(0, 4)), max_size=30)


def grams_of(pairs: Sequence[tuple[int, int]], words: int = 5) -> Grams:
    """Return the table of pairs of n-gram and word."""
    codes, owners = (np.array([pair[side] for pair in pairs], np.int64) for side in (0, 1))
    return Grams.of(codes.astype(np.uint64), owners, words)


def assert_same(one: object, other: object) -> None:
    """Assert that two records have the same arrays; of lookups, that each key has the same strings in their order."""
    for (name, mine), (other_name, others) in zip(_arrays(one), _arrays(other), strict=True):
        assert name == other_name
        np.testing.assert_array_equal(mine, others, err_msg=name)


def test_words_stand_beside_their_spellings() -> None:
    """Sounds and skeletons are in the words' order."""
    words = Words.of(["सेना", "shoigu", "19"])
    assert words == Words(["सेना", "shoigu", "19"], ["sen", "soigu", "19"], ["sn", "sg", "19"])


def test_an_acronym_has_the_consonants_of_its_letters() -> None:
    """An acronym in the names of its letters has the skeleton that it has in Latin ones."""
    (named,), (latin,) = (Words.of([form]).skeletons for form in normalize_words(["सीएसटीओ", "CSTO"]))
    assert named == latin


@given(FORMS, st.data())
def test_some_words_are_these(forms: list[str], data: st.DataObject) -> None:
    """Words picked out have the spellings that they have among all."""
    numbers = data.draw(st.lists(st.sampled_from(range(len(forms))), unique=True)) if forms else []
    assert Words.of(forms).some(numbers) == Words.of([forms[number] for number in numbers])


@given(PAIRS)
def test_grams_are_counted(pairs: list[tuple[int, int]]) -> None:
    """Each n-gram has its words in order, and how often each has it."""
    grams, counted = grams_of(pairs), Counter(pairs)
    assert grams.codes.tolist() == sorted({gram for gram, _ in pairs})
    for place, gram in enumerate(grams.codes.tolist()):
        of_gram = slice(grams.starts[place], grams.starts[place + 1])
        found = list(zip(grams.owners[of_gram].tolist(), grams.counts[of_gram].tolist(), strict=True))
        assert found == sorted((word, count) for (other, word), count in counted.items() if other == gram)


@given(PAIRS)
def test_grams_count_by_word_and_by_gram(pairs: list[tuple[int, int]]) -> None:
    """A word has as many n-grams as it has, equal ones too; an n-gram has so many distinct words."""
    grams = grams_of(pairs)
    assert grams.by_word.tolist() == [sum(word == number for _, word in pairs) for number in range(5)]
    assert grams.by_gram.tolist() == [len({word for other, word in pairs if other == gram}) for gram in grams.codes]


@given(PAIRS, st.lists(st.integers(0, 9), max_size=6))
def test_grams_are_found(pairs: list[tuple[int, int]], wanted: list[int]) -> None:
    """It is known of any n-gram whether the table has it, and where."""
    grams = grams_of(pairs)
    places, known = grams.places(np.array(wanted, np.uint64))
    assert known.tolist() == [code in {gram for gram, _ in pairs} for code in wanted]
    assert grams.codes[places[known]].tolist() == [code for code, has in zip(wanted, known, strict=True) if has]


@given(st.lists(PAIRS, max_size=4))
def test_joined_grams_are_those_of_all_words(tables: list[list[tuple[int, int]]]) -> None:
    """Tables one after another are the table of all words, those without an n-gram included."""
    joined = Grams.joined([grams_of(pairs) for pairs in tables])
    shifted = [(gram, word + 5 * table) for table, pairs in enumerate(tables) for gram, word in pairs]
    assert_same(joined, grams_of(shifted, 5 * len(tables)))


def test_many_counts_take_more_than_a_byte() -> None:
    """A word of one letter four thousand times over is counted as any other."""
    assert grams_of([(1, 0)] * 4096).counts.tolist() == [4096]
    assert grams_of([(1, 0)] * 255).counts.dtype == np.uint8


@given(FORMS)
def test_words_are_found_by_what_they_share(forms: list[str]) -> None:
    """Each form finds its word; a long skeleton, a long stem and an acronym's letters find all that have them."""
    table, words = WordTable.of(forms), Words.of(forms)
    assert len(table) == len(forms)
    assert list(table.forms) == forms
    assert table.by_form.first_of(forms).tolist() == [*range(len(forms))]
    found: list[tuple[Lookup, list[str]]] = [
        (table.by_skeleton, words.long_skeletons()),
        (table.by_stem, words.long_stems()),
        (table.by_letters, words.letters()),
    ]
    for lookup, keys in found:
        for key in {*keys} - {""}:
            assert lookup.all_of(key).tolist() == [number for number, other in enumerate(keys) if other == key]
        assert len(lookup.keys) == sum(map(bool, keys))


@pytest.mark.parametrize(("written", "letters"), [("CSTO", "csto"), ("सीएसटीओ", "csto"), ("सेना", ""), ("a", "")])
def test_letters_are_of_acronyms(written: str, letters: str) -> None:
    """What may be an acronym has its letters, in whatever script; other words have none."""
    assert Words.of(normalize_words([written])).letters() == [letters]


def test_what_a_word_answers_is_a_bit() -> None:
    """A number and a month answer what is asked for, a noun nothing."""
    table = WordTable.of(normalize_words(["1900", "जनवरी", "सेना"]))
    answered = {kind: (table.answers >> FITTING.index(kind) & 1).tolist() for kind in FITTING}
    assert answered[Asks.NUMBER][0] == 1
    assert answered[Asks.TIME][1] == 1
    assert [of_kind[2] for of_kind in answered.values()] == [0, 0]


@given(st.lists(FORMS, max_size=4))
def test_joined_tables_are_the_table_of_all_words(parts: list[list[str]]) -> None:
    """Words that came in one after another are, array by array, as if they had come in together."""
    seen: set[str] = set()
    distinct = []
    for part in parts:
        distinct.append([form for form in part if form not in seen])
        seen.update(part)
    whole = WordTable.of([form for part in distinct for form in part])
    assert_same(WordTable.joined([WordTable.of(part) for part in distinct]), whole)
