"""Distinct words: how they are spelled, and tables that find them by what they share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.grams import gram_codes
from index.lexicon import Asks, answers
from index.phonetics import acronym, skeletons, sounds, stems
from index.postings import Ints, Postings
from index.strings import Lookup, Strings, keys_of

# By ear: runs of the sound, and of its consonants alone. By eye: runs of the word as it is written.
_SOUND_GRAMS, _SKELETON_GRAMS, _LETTER_GRAMS = (2, 3, 4), (3,), (2, 3)
_SKELETON_TAG = 128  # sounds are ASCII: this keeps the skeletons' grams apart from theirs

RUN_LENGTHS = (3, 4)
"""Consonants in a run, of which the field of runs is made."""

_LONG_SKELETON, _LONG_STEM = 4, 3
"""Consonants of a skeleton, letters of a stem, from which on two words that share it are surely alike."""

_LONGEST_ACRONYM = 8

FITTING = (Asks.NUMBER, Asks.TIME)
"""What a question may ask for that a word by itself can answer."""


@dataclass(frozen=True, slots=True)
class Words:
    """Distinct words in their spellings, beside each other."""

    forms: Sequence[str]
    sounds: Sequence[str]
    skeletons: Sequence[str]

    @classmethod
    def of(cls, forms: Sequence[str]) -> Words:
        """Return normalised words with their sounds and skeletons."""
        of_forms = sounds(forms)
        # An acronym's consonants are those of its letters, not of their names: CSTO and सीएसटीओ share their runs.
        spelled = sounds([acronym(form) or form for form in forms])
        return cls(forms, of_forms, skeletons(spelled))

    def some(self, numbers: Sequence[int]) -> Words:
        """Return some of the words."""
        return Words(
            *([spelling[number] for number in numbers] for spelling in (self.forms, self.sounds, self.skeletons))
        )

    def by_ear(self) -> Grams:
        """Return what makes words alike by ear."""
        sounds, of_sounds = gram_codes(self.sounds, _SOUND_GRAMS)
        skeletons, of_skeletons = gram_codes(self.skeletons, _SKELETON_GRAMS, _SKELETON_TAG)
        codes, owners = np.concatenate((sounds, skeletons)), np.concatenate((of_sounds, of_skeletons))
        return Grams.of(codes, owners, len(self.forms))

    def by_eye(self) -> Grams:
        """Return what makes words alike by eye."""
        return Grams.of(*gram_codes(self.forms, _LETTER_GRAMS), len(self.forms))

    def runs(self) -> Grams:
        """Return the runs of consonants."""
        return Grams.of(*gram_codes(self.skeletons, RUN_LENGTHS), len(self.forms))

    def long_skeletons(self) -> list[str]:
        """Return the skeleton of each word that is long enough to tell words apart, else an empty string."""
        return [skeleton if len(skeleton) >= _LONG_SKELETON else "" for skeleton in self.skeletons]

    def long_stems(self) -> list[str]:
        """Return the stem of each word that is long enough to tell words apart, else an empty string."""
        return [stem if len(stem) >= _LONG_STEM else "" for stem in stems(self.sounds)]

    def letters(self) -> list[str]:
        """Return the letters of what may be an acronym, in Latin or spelled by their names; empty for other words."""
        return list(map(_letters, self.forms))


@dataclass(frozen=True, slots=True)
class Grams:
    """Which words have each n-gram, and how often.

    Attributes:
        codes: The n-grams (:mod:`index.grams`), in ascending order.
        starts: Where each one's words begin, shape (n-grams + 1,).
        owners: The words' numbers, of one n-gram in ascending order.
        counts: How often the word has it, beside ``owners``.
        words: How many words there are, those without an n-gram included; an array of one number.
    """

    codes: NDArray[np.uint64]
    starts: Ints
    owners: Ints
    counts: Ints
    words: Ints

    @classmethod
    def of(cls, codes: NDArray[np.uint64], owners: Ints, words: int, counts: Ints | None = None) -> Grams:
        """Return the table of pairs of n-gram and word in any order; those that are equal are counted."""
        distinct, grams = np.unique(codes, return_inverse=True)
        counted = np.ones(len(codes)) if counts is None else counts.astype(np.float64)
        postings = Postings.of(owners, grams.astype(np.int64), counted, len(distinct))
        most = int(postings.values.max(initial=0))
        narrow = postings.values.astype(np.min_scalar_type(most))
        return cls(distinct, postings.starts, postings.documents, narrow, np.array([words]))

    @classmethod
    def joined(cls, tables: Sequence[Grams]) -> Grams:
        """Return the table of the words of several, one's after another's."""
        bases = np.cumsum([0, *(int(table.words[0]) for table in tables)])
        codes = [np.repeat(table.codes, np.diff(table.starts)) for table in tables]
        owners = [table.owners.astype(np.int64) + base for table, base in zip(tables, bases[:-1], strict=True)]
        counts = [table.counts for table in tables]
        nothing = np.zeros(0, np.uint64), np.zeros(0, np.int64), np.zeros(0, np.uint8)
        parts = zip(nothing, *zip(codes, owners, counts, strict=True), strict=True)
        all_codes, all_owners, all_counts = (np.concatenate(part) for part in parts)
        return cls.of(all_codes, all_owners, int(bases[-1]), all_counts)

    def places(self, codes: NDArray[np.uint64]) -> tuple[Ints, NDArray[np.bool_]]:
        """Return where n-grams stand in ``codes``, and which do; the place of others means nothing."""
        if not len(self.codes):
            return np.zeros(len(codes), np.int64), np.zeros(len(codes), dtype=bool)
        places = np.searchsorted(self.codes, codes).clip(max=len(self.codes) - 1)
        return places, self.codes[places] == codes

    @property
    def by_gram(self) -> Ints:
        """How many words have each n-gram."""
        frequencies: Ints = np.diff(self.starts)
        return frequencies

    @property
    def by_word(self) -> Ints:
        """How many n-grams each word has, equal ones counted."""
        totals: Ints = np.bincount(self.owners, self.counts, minlength=int(self.words[0])).astype(np.int32)
        return totals


@dataclass(frozen=True, slots=True)
class WordTable:
    """Words that came into an index together, and what finds them: flat arrays, which can be stored.

    The words' numbers count from 0 here.

    Attributes:
        forms: As they are compared.
        answers: What each answers, a bit for each of :data:`FITTING`.
        by_form: The words by their forms.
        by_skeleton: Those with a long skeleton by it.
        by_stem: Those with a long stem by it.
        by_letters: What may be an acronym by its letters.
        ear: Their n-grams by ear.
        eye: Their n-grams by eye.
        runs: Their runs of consonants.
    """

    forms: Strings
    answers: NDArray[np.uint8]
    by_form: Lookup
    by_skeleton: Lookup
    by_stem: Lookup
    by_letters: Lookup
    ear: Grams
    eye: Grams
    runs: Grams

    @classmethod
    def of(cls, forms: Sequence[str]) -> WordTable:
        """Return the table of distinct normalised words."""
        words = Words.of(forms)
        return cls(
            forms=Strings.of(forms),
            answers=np.array(list(map(_answered, forms, words.sounds)), np.uint8),
            by_form=_lookup(forms),
            by_skeleton=_lookup(words.long_skeletons()),
            by_stem=_lookup(words.long_stems()),
            by_letters=_lookup(words.letters()),
            ear=words.by_ear(),
            eye=words.by_eye(),
            runs=words.runs(),
        )

    @classmethod
    def joined(cls, tables: Sequence[WordTable]) -> WordTable:
        """Return the table of the words of several, one's after another's."""
        sizes = [len(table) for table in tables]
        return cls(
            forms=Strings.joined([(table.forms, np.arange(len(table))) for table in tables]),
            answers=np.concatenate([np.zeros(0, np.uint8), *(table.answers for table in tables)]),
            by_form=Lookup.joined([table.by_form for table in tables], sizes),
            by_skeleton=Lookup.joined([table.by_skeleton for table in tables], sizes),
            by_stem=Lookup.joined([table.by_stem for table in tables], sizes),
            by_letters=Lookup.joined([table.by_letters for table in tables], sizes),
            ear=Grams.joined([table.ear for table in tables]),
            eye=Grams.joined([table.eye for table in tables]),
            runs=Grams.joined([table.runs for table in tables]),
        )

    def __len__(self) -> int:
        """Return how many words there are."""
        return len(self.forms)


def _lookup(keys: Sequence[str]) -> Lookup:
    """Return which words have each key; an empty key is none."""
    owners = np.flatnonzero([bool(key) for key in keys])
    return Lookup.of(keys_of(key for key in keys if key), owners)


def _answered(form: str, sound: str) -> int:
    """Return the bits of what a word answers."""
    return sum(1 << bit for bit, kind in enumerate(FITTING) if answers(kind, form, sound))


def _letters(form: str) -> str:
    letters = form if form.isascii() and form.isalpha() else acronym(form)
    return letters if 1 < len(letters) <= _LONGEST_ACRONYM else ""
