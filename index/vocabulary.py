"""The distinct words of a corpus, each analysed once however often it stands there, and what in them is alike."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from index.likeness import Alike, Likeness, Row, Spelling
from index.phonetics import acronym, skeletons, sounds, stems
from index.postings import Floats

# By ear: runs of the sound, and of its consonants alone. By eye: runs of the word as it is written.
_SOUND_RUNS, _SKELETON_RUNS, _LETTER_RUNS = (2, 3, 4), (3,), (2, 3)
_SKELETON_TAG = 128  # sounds are ASCII: this keeps the skeletons' runs apart from theirs

_EAR_FLOOR, _EYE_FLOOR = 0.35, 0.3
"""The cosines below which two words are taken for different ones; 0.2 to 0.4 rank alike."""

_SAME_SKELETON, _LONG_SKELETON = 0.7, 4
"""Two words of one skeleton of so many consonants are at least so much alike: कजाकिस्तान and kazakhstan."""

_SAME_STEM, _LONG_STEM = 0.8, 3
"""Likewise two words of one stem, which keeps its vowels and needs fewer letters: दंगे and दंगों."""

_LONGEST_ACRONYM = 8
_MOST_REMEMBERED = 20_000  # words of questions: the same names and function words are asked again and again


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

    def by_ear(self) -> list[Spelling]:
        """Return what makes words alike by ear."""
        return [
            Spelling(self.sounds, _SOUND_RUNS),
            Spelling(self.skeletons, _SKELETON_RUNS, _SKELETON_TAG),
        ]

    def by_eye(self) -> list[Spelling]:
        """Return what makes words alike by eye."""
        return [Spelling(self.forms, _LETTER_RUNS)]


class Vocabulary:
    """The words of a corpus, numbered.

    Args:
        forms: The distinct words, normalised.
    """

    def __init__(self, forms: Sequence[str]) -> None:
        self.words = Words.of(forms)
        self.number_of = {form: number for number, form in enumerate(forms)}
        self._ear = Likeness(self.words.by_ear())
        self._eye = Likeness(self.words.by_eye())
        self._of_skeleton = _numbers_of(self.words.skeletons, _LONG_SKELETON)
        self._of_stem = _numbers_of(stems(self.words.sounds), _LONG_STEM)
        self._remembered: dict[str, tuple[Row, Row]] = {}
        self._of_acronym = _numbers_of(list(map(_letters, forms)), 2)

    def __len__(self) -> int:
        """Return how many words there are."""
        return len(self.words.forms)

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
        ear, eye = self._ear.to(words.by_ear()), self._eye.to(words.by_eye())
        for number, (skeleton, stem) in enumerate(zip(words.skeletons, stems(words.sounds), strict=True)):
            for same, least in (
                (self._of_skeleton.get(skeleton), _SAME_SKELETON),
                (self._of_stem.get(stem), _SAME_STEM),
            ):
                if same:
                    ear[number, same] = ear[number, same].clip(min=least)
        for cosines in (ear, eye):
            self._settle(words.forms, cosines)
        return {
            form: (_from(_EAR_FLOOR, ear[number]), _from(_EYE_FLOOR, eye[number]))
            for number, form in enumerate(words.forms)
        }

    def _settle(self, forms: Sequence[str], cosines: Floats) -> None:
        """Let numbers match themselves only, and acronyms the names of their letters too."""
        for number, form in enumerate(forms):
            if form[0].isdigit():
                cosines[number] = 0
                if form in self.number_of:
                    cosines[number, self.number_of[form]] = 1
            cosines[number, self._of_acronym.get(_letters(form), [])] = 1


def _from(floor: float, cosines: Floats) -> Row:
    """Return the words whose cosines reach the floor."""
    terms = np.flatnonzero(cosines >= floor)
    return terms, np.minimum(cosines[terms], 1)


def _numbers_of(keys: Sequence[str], shortest: int) -> dict[str, list[int]]:
    """Return the numbers of the words that have each key, of those that are long enough to tell words apart."""
    numbers: dict[str, list[int]] = defaultdict(list)
    for number, key in enumerate(keys):
        if len(key) >= shortest:
            numbers[key].append(number)
    return numbers


def _letters(form: str) -> str:
    """Return the letters of what may be an acronym, in Latin or spelled by their names; empty for other words."""
    letters = form if form.isascii() and form.isalpha() else acronym(form)
    return letters if 1 < len(letters) <= _LONGEST_ACRONYM else ""
