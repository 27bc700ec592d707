"""Many strings in two arrays, and what finds them."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.strings import Lookup, Strings, keys_of
from tests.texts import HOSTILE, any_text

TEXTS = st.lists(any_text(20), max_size=8)
PARTS = st.lists(st.lists(st.tuples(any_text(8), st.booleans()), max_size=5), max_size=4)
# Few keys, so that several strings have the same.
KEYS = st.lists(st.sampled_from(["", "सेना", "सेन", "\ud800", "a"]), max_size=12)


@given(TEXTS)
def test_any_text_is_kept(texts: list[str]) -> None:
    """Whatever the strings hold, each is read back as it was."""
    strings = Strings.of(texts)
    assert len(strings) == len(texts)
    assert list(strings) == texts
    assert [strings[number] for number in range(len(texts))] == texts


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_text_is_kept(text: str) -> None:
    """Nothing that can stand in a file is bent."""
    assert list(Strings.of([text, "सेना", text])) == [text, "सेना", text]


@given(TEXTS, st.integers(-9, 9), st.integers(-9, 9))
def test_places_are_those_of_a_list(texts: list[str], one: int, other: int) -> None:
    """Slices and places from the end give what a list gives; a place outside is an error."""
    strings = Strings.of(texts)
    assert strings[one:other] == texts[one:other]
    assert strings[one::-1] == texts[one::-1]
    if -len(texts) <= one < len(texts):
        assert strings[one] == texts[one]
    else:
        with pytest.raises(IndexError):
            strings[one]


@given(PARTS)
def test_joined_are_the_chosen_of_each(parts: list[list[tuple[str, bool]]]) -> None:
    """Of several sequences, the strings that are taken follow each other, and go where they are told to."""
    chosen = [
        (Strings.of(text for text, _ in part), np.flatnonzero([taken for _, taken in part]).astype(np.int64))
        for part in parts
    ]
    expected = [text for part in parts for text, taken in part if taken]
    assert list(Strings.joined(chosen)) == expected
    given_room = []

    def allocate(length: int, kind: np.dtype[np.uint8]) -> np.ndarray[tuple[int], np.dtype[np.uint8]]:
        given_room.append(np.zeros(length, kind))
        return given_room[-1]

    joined = Strings.joined(chosen, allocate)
    assert joined.content is given_room[0]
    assert list(joined) == expected


def test_keys_are_those_of_the_spelling() -> None:
    """Keys are the same in every process and version: an index on a disk is found by them."""
    assert keys_of(["", "सेना", "a"]).tolist() == [3244421341483603138, 10685754266846295477, 16629034431890738719]
    assert len(keys_of([])) == 0


@given(KEYS, st.sampled_from(["", "सेना", "सेन", "\ud800", "a", "नदी"]))
def test_all_that_have_a_key_are_found(keys: list[str], wanted: str) -> None:
    """A key finds every string that has it, in their order, and none that has not."""
    lookup = Lookup.of(keys_of(keys), np.arange(len(keys)))
    assert lookup.all_of(wanted).tolist() == [number for number, key in enumerate(keys) if key == wanted]


@given(KEYS, KEYS)
def test_first_that_has_a_key_is_found(keys: list[str], wanted: list[str]) -> None:
    """A key finds the first string that has it; one that none has finds -1."""
    lookup = Lookup.of(keys_of(keys), np.arange(len(keys)))
    expected = [keys.index(key) if key in keys else -1 for key in wanted]
    assert lookup.first_of(wanted).tolist() == expected
    assert lookup.first_of_numbers(keys_of(wanted)).tolist() == expected


def test_unknown_is_found_nowhere() -> None:
    """In an empty lookup, and for a key beyond all others, there is nothing and no error."""
    nothing = Lookup.of(keys_of([]), np.zeros(0, np.int64))
    assert nothing.first_of(["सेना", ""]).tolist() == [-1, -1]
    assert nothing.all_of("सेना").tolist() == []
    highest = Lookup.of(np.array([5], np.uint64), np.array([0]))
    assert highest.first_of_numbers(np.array([2**64 - 1, 0, 5], np.uint64)).tolist() == [-1, -1, 0]


@given(st.lists(KEYS, max_size=4), KEYS)
def test_joined_lookup_finds_what_is_in_each(parts: list[list[str]], wanted: list[str]) -> None:
    """The lookup of sequences one after another is that of all their strings, counted through."""
    joined = Lookup.joined(
        [Lookup.of(keys_of(keys), np.arange(len(keys))) for keys in parts], [len(keys) for keys in parts]
    )
    whole = [key for keys in parts for key in keys]
    assert joined.first_of(wanted).tolist() == [whole.index(key) if key in whole else -1 for key in wanted]
    for key in wanted:
        assert joined.all_of(key).tolist() == [number for number, other in enumerate(whole) if other == key]
