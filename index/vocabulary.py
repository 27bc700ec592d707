"""The distinct words of an index, and what in them is alike."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from index.lexicon import Asks
from index.likeness import Alike, Likeness, Row
from index.postings import Floats, Ints, places_of
from index.strings import Lookup, keys_of
from index.words import FITTING, Words, WordTable

_EAR_FLOOR, _EYE_FLOOR = 0.35, 0.3
"""The cosines below which two words are taken for different ones; 0.2 to 0.4 rank alike."""

_SAME_SKELETON = 0.7
"""Two words of one long skeleton are at least so much alike: कजाकिस्तान and kazakhstan."""

_SAME_STEM = 0.8
"""Likewise two words of one stem, which keeps its vowels and needs fewer letters: दंगे and दंगों."""

_NOTHING: Row = np.zeros(0, np.int64), np.zeros(0, np.float32)

_MOST_REMEMBERED = 20_000  # words of questions: the same names and function words are asked again and again


class Numbering:
    """The numbers of the words of an index, which count through all its tables.

    Args:
        tables: The words as they came in.
    """

    def __init__(self, tables: Sequence[WordTable]) -> None:
        self._tables = tables
        self._bases = np.cumsum([0, *(len(table) for table in tables)])

    def __len__(self) -> int:
        """Return how many words there are."""
        return int(self._bases[-1])

    def form(self, term: int) -> str:
        """Return a word as it is compared."""
        table = int(np.searchsorted(self._bases, term, side="right")) - 1
        return self._tables[table].forms[term - int(self._bases[table])]

    def answers(self, kind: Asks, terms: Ints) -> NDArray[np.bool_]:
        """Return which words answer a question for something of a kind, one of :data:`index.words.FITTING`."""
        fits = np.zeros(len(terms), dtype=bool)
        for table, base in zip(self._tables, self._bases, strict=False):
            here = (terms >= base) & (terms < base + len(table))
            fits[here] = table.answers[terms[here] - base] >> FITTING.index(kind) & 1
        return fits

    def run_sizes(self) -> Ints:
        """Return how many runs of consonants each word has, shape (words,)."""
        return np.concatenate([np.zeros(0, np.int32), *(table.runs.by_word for table in self._tables)])

    def numbers_of(self, forms: Sequence[str]) -> Ints:
        """Return the number of each form, -1 for those that are not here."""
        return self.numbers_of_keys(keys_of(forms))

    def numbers_of_keys(self, keys: NDArray[np.uint64]) -> Ints:
        """Return what :meth:`numbers_of` does, given the forms' keys."""
        numbers = np.full(len(keys), -1, np.int64)
        for table, base in zip(self._tables, self._bases, strict=False):
            found = table.by_form.first_of_numbers(keys)
            numbers = np.where(found >= 0, found + base, numbers)
        return numbers

    def runs_of(self, codes: NDArray[np.uint64]) -> tuple[Ints, Ints, Floats]:
        """Return the words that have each run of consonants.

        Returns:
            The run's place in ``codes``, in ascending order; the word; how often the word has it.
        """
        runs, words, counts = [np.zeros(0, np.int64)], [np.zeros(0, np.int64)], [np.zeros(0, np.float32)]
        for table, base in zip(self._tables, self._bases, strict=False):
            places, known = table.runs.places(codes)
            where, sizes = places_of(table.runs.starts, places[known])
            runs.append(np.repeat(np.flatnonzero(known), sizes))
            words.append(table.runs.owners[where] + base)
            counts.append(table.runs.counts[where].astype(np.float32))
        all_runs = np.concatenate(runs)
        order = np.argsort(all_runs, kind="stable")
        return all_runs[order], np.concatenate(words)[order], np.concatenate(counts)[order]


class Vocabulary(Numbering):
    """The words of an index, and what in them is alike.

    Args:
        tables: The words as they came in.
        live: Which of them still stand somewhere, shape (words,); all where None. The others are alike to nothing.
    """

    def __init__(self, tables: Sequence[WordTable], live: NDArray[np.bool_] | None = None) -> None:
        super().__init__(tables)
        self.live = np.ones(len(self), dtype=bool) if live is None else live
        self._ear = Likeness([table.ear for table in tables], self.live)
        self._eye = Likeness([table.eye for table in tables], self.live)
        self._remembered: dict[str, tuple[Row, Row]] = {}

    @classmethod
    def of(cls, forms: Sequence[str]) -> Vocabulary:
        """Return the vocabulary of distinct normalised words."""
        return cls([WordTable.of(forms)])

    def alike(self, words: Words) -> tuple[Alike, Alike]:
        """Return what in the vocabulary is alike to the given words, by ear and by eye."""
        rows = {form: row for form in words.forms if (row := self._remembered.get(form))}  # another thread may forget
        new = [number for number, form in enumerate(words.forms) if form not in rows]
        if new:
            learned = self._compared(words.some(new))
            rows |= learned
            if len(self._remembered) > _MOST_REMEMBERED:
                self._remembered.clear()
            self._remembered.update(learned)
        ear, eye = ([rows[form][sense] for form in words.forms] for sense in (0, 1))
        return Alike.of(ear, len(self)), Alike.of(eye, len(self))

    def _compared(self, words: Words) -> dict[str, tuple[Row, Row]]:
        """Return what is alike to each word, by ear and by eye."""
        ear = self._ear.rows(words.by_ear(), _EAR_FLOOR)
        eye = self._eye.rows(words.by_eye(), _EYE_FLOOR)
        keys = zip(words.forms, words.long_skeletons(), words.long_stems(), words.letters(), strict=True)
        compared = {}
        for number, (form, skeleton, stem, letters) in enumerate(keys):
            if form[0].isdigit():  # a number is itself only
                ear[number] = eye[number] = _at_least(1, self._having("by_form", form), _NOTHING)
            else:
                ear[number] = _at_least(_SAME_SKELETON, self._having("by_skeleton", skeleton), ear[number])
                ear[number] = _at_least(_SAME_STEM, self._having("by_stem", stem), ear[number])
            # An acronym is the names of its letters too.
            spelled = self._having("by_letters", letters)
            compared[form] = _at_least(1, spelled, ear[number]), _at_least(1, spelled, eye[number])
        return compared

    def _having(self, lookup: str, key: str) -> Ints:
        """Return the words that still stand somewhere and have a key; an empty key is none."""
        if not key:
            return np.zeros(0, np.int64)
        lookups: list[Lookup] = [getattr(table, lookup) for table in self._tables]
        parts = [each.all_of(key) + base for each, base in zip(lookups, self._bases, strict=False)]
        terms: Ints = np.concatenate([np.zeros(0, np.int64), *parts])
        alive: Ints = terms[self.live[terms]]
        return alive


def _at_least(least: float, terms: Ints, row: Row) -> Row:
    """Return what is alike to a word, some terms at least so much."""
    if not len(terms):
        return row
    all_terms = np.union1d(row[0], terms)
    cosines = np.zeros(len(all_terms), np.float32)
    cosines[np.searchsorted(all_terms, row[0])] = row[1]
    places = np.searchsorted(all_terms, terms)
    cosines[places] = cosines[places].clip(min=least)
    return all_terms, cosines
