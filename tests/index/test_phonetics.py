"""Words by their sound: one for every script, whoever spelt them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.normalize import normalize_words
from index.phonetics import acronym, skeletons, sounds, stems
from tests.texts import indic_words

# Words that are one to the ear: of two scripts, or as two people spell them.
SAME_SOUND = [
    ("शोइगु", "Shoigu"),
    ("शोइगु", "शोयगु"),
    ("शोइगु", "शोइगू"),
    ("पुतिन", "Putin"),
    ("टोकायव", "Tokayev"),
    ("टोकायव", "टोकयव"),
    ("टोकायव", "तोकायेव"),
    ("कज़ाख़स्तान", "kazakhstan"),
    ("कजाकिस्तान", "kazakistan"),
    ("सैनिक", "sainik"),
    ("वापस", "wapas"),
    ("वापस", "vaapas"),
    ("कितने", "kitne"),
    ("राष्ट्रपति", "rashtrapati"),
    ("राष्ट्रपति", "raashtrapathi"),
    ("शांति", "shanti"),
    ("शांति", "shaanthi"),
    ("ज्ञान", "gyan"),
    ("ज्ञान", "dnyan"),  # as it is written in Marathi
    ("किया", "kiya"),
    ("किया", "kia"),
    ("गए", "gaye"),
    ("गए", "gae"),
    ("भारत", "bharat"),
    ("कृष्ण", "krishna"),
    ("लक्ष्मी", "laxmi"),
    ("क़ानून", "qanoon"),
    ("फ़ोन", "fon"),
    ("चीन", "cheen"),
    ("अमेरिका", "America"),
    ("मुंबई", "mumbai"),
    ("मुंबई", "मुम्बई"),
    ("मुंबई", "মুম্বাই"),
    ("मुंबई", "ముంబై"),
    ("पुतिन", "পুতিন"),
    ("पुतिन", "પુતિન"),
    ("पुतिन", "ਪੁਤਿਨ"),
    ("पुतिन", "ପୁତିନ"),
    ("पुतिन", "పుతిన్"),
    ("पुतिन", "புதின்"),
    ("पुतिन", "ಪುತಿನ್"),
    ("गांधी", "ગાંધી"),
    ("गांधी", "గాంధీ"),
    ("जनवरी", "జనవరి"),
    ("தமிழ்", "tamil"),
    ("ದೆಹಲಿ", "dehali"),
]
# Words that share their consonants when vowels are heard amiss.
SAME_SKELETON = [
    ("कज़ाख़स्तान", "कजाकिस्तान"),
    ("कजाकिस्तान", "Kazakhstan"),
    ("फ़ोन", "phone"),
    ("पुलिस", "police"),
    ("पंजाब", "Punjab"),
    ("सर्गेई", "Sergei"),
    ("जनवरी", "जानेवारी"),
    ("सड़क", "सड़कें"),  # an ending is no part of it
    ("घोषणा", "घोषणाओं"),
]
SAME_STEM = [
    ("दंगे", "दंगों"),
    ("सैनिक", "सैनिकों"),
    ("sainik", "सैनिकों"),
    ("घोषणा", "घोषणाओं"),
]
DIFFERENT_SOUND = [
    ("सेना", "सोना"),
    ("दिन", "दान"),
    ("बात", "बाग"),
    ("रूस", "रोस"),
    ("काम", "नाम"),
    ("पुतिन", "पुतला"),
    ("पुतिन", "Paton"),
    ("शांति", "शक्ति"),
    ("इमारत", "भारत"),
    ("19", "91"),
    ("nfl", "nba"),
]
# Normalised words that spell an acronym by the names of its letters.
ACRONYMS = [
    ("सीएसटीओ", "csto"),
    ("सिएसटिओ", "csto"),
    ("यूएसए", "usa"),
    ("एनएफएल", "nfl"),
    ("आईपीएल", "ipl"),
    ("आइपीएल", "ipl"),
    ("बीबीसी", "bbc"),
    ("डब्ल्यूएचओ", "who"),
    ("केसीआर", "kcr"),
    ("एक्सवाईजेड", "xyz"),
]
NO_ACRONYMS = ["सेना", "शांति", "बी", "सीएसटीओका", "csto", "19", "", "एसएसएसएसएसएसएसएसएस"]


def sound(word: str) -> str:
    """Return the sound of one word as it is written."""
    return sounds(normalize_words([word]))[0]


def skeleton(word: str) -> str:
    """Return the skeleton of one word as it is written."""
    return skeletons([sound(word)])[0]


@pytest.mark.parametrize(("word", "other"), SAME_SOUND)
def test_one_word_has_one_sound(word: str, other: str) -> None:
    """A word sounds the same in Indic and in Latin letters, and however people spell it."""
    assert sound(word) == sound(other)


@pytest.mark.parametrize(("word", "other"), SAME_SKELETON)
def test_one_word_has_one_skeleton(word: str, other: str) -> None:
    """Where the vowels differ, or an ending is added, the consonants are still the same."""
    assert skeleton(word) == skeleton(other)


@pytest.mark.parametrize(("word", "other"), SAME_STEM)
def test_one_word_has_one_stem(word: str, other: str) -> None:
    """Plural and oblique endings are no part of a stem, which keeps the other vowels."""
    assert stems([sound(word)]) == stems([sound(other)])


@pytest.mark.parametrize(("word", "other"), DIFFERENT_SOUND)
def test_different_words_sound_different(word: str, other: str) -> None:
    """Folding does not go so far that words become each other."""
    assert sound(word) != sound(other)


@pytest.mark.parametrize("number", ["19", "2000", "3٫5"])
def test_a_number_sounds_as_it_is_written(number: str) -> None:
    """Digits are no letters to fold, nor is a doubled one a single one."""
    assert sounds([number, "1100"]) == [number, "1100"]


@pytest.mark.parametrize(("word", "letters"), ACRONYMS)
def test_letters_called_by_their_names_are_an_acronym(word: str, letters: str) -> None:
    """An acronym written out gives its Latin letters."""
    assert acronym(word) == letters


@pytest.mark.parametrize("word", NO_ACRONYMS)
def test_other_words_are_no_acronym(word: str) -> None:
    """One letter, a word with something more in it, or a very long one spells nothing."""
    assert acronym(word) == ""


@given(st.lists(indic_words(), max_size=8))
def test_sounds_of_many_are_those_of_each(written: list[str]) -> None:
    """All at once gives what one by one gives, in the order given, of any words of any script."""
    words = [word for word in normalize_words(written) if word]
    together = sounds(words)
    assert together == [sounds([word])[0] for word in words]
    assert skeletons(together) == [skeletons([one])[0] for one in together]
    assert stems(together) == [stems([one])[0] for one in together]


def test_no_words_have_no_sounds() -> None:
    """Nothing is no error."""
    assert sounds([]) == stems([]) == skeletons([]) == []
