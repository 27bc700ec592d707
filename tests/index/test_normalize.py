"""One spelling for what is spelt in many ways, word by word."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.normalize import _FORMS, normalize_words
from tests.texts import HOSTILE, INVISIBLE, any_text, indic_words

# Spellings of one word, each of which is in use.
SAME = [
    ("हिन्दी", "हिंदी"),
    ("सम्बन्ध", "संबंध"),
    ("पञ्जाब", "पंजाब"),
    ("ठण्डा", "ठंडा"),
    ("गङ्गा", "गंगा"),
    ("कहाँ", "कहां"),
    ("कज़ाख़स्तान", "कजाखस्तान"),
    ("क\u093cलम", "\u0958लम", "कलम"),  # nukta as its own code point, precomposed, left out
    ("पढ\u093cाई", "प\u095dाई", "पढाई"),
    ("क\u094d\u200dष", "क्ष", "क\u094d\u200cष"),  # with a joiner, without, with a non-joiner
    ("से\u200bना", "सेना", "\ufeffसेना"),  # indic-nlp-library makes a space of the zero-width space
    ("१९", "19", "۱۹", "১৯", "੧੯", "૧૯", "୧୯", "௧௯", "౧౯", "೧೯", "൧൯"),
    ("সম্বন্ধ", "সংবন্ধ"),
    ("ড\u09bcাক", "\u09dcাক"),
    ("ക\u0d4b", "ക\u0d47\u0d3e"),  # a vowel sign in one part or in two
    ("കൊ", "ക\u0d46\u0d3e"),
    ("தொ", "த\u0bc6\u0bbe"),
    ("অবো", "অব\u09c7\u09be"),
    ("അവന\u0d4d\u200d", "അവ\u0d7b"),  # chillu as consonant, virama and joiner, and as a letter
    ("সত্যজিৎ", "সত্যজিত\u09cd\u200d"),  # khanda ta, as a letter and as it was written before it had a code point
    ("ভারত", "ਭਾਰਤ", "ભારત", "ଭାରତ", "భారత", "ಭಾರತ", "ഭാരത", "भारत"),  # a name is itself in every script
    ("ਲੜਕਾ", "लड़का"),
    ("ਸੱਚ", "ਸਚ"),  # with addak and without
    ("ಜ\u0cbcೂ", "ಜೂ"),
    ("गये", "गए"),
    ("गयी", "गई"),
    ("NFL", "nfl", "Nfl"),
    ("Café", "cafe\u0301", "CAFÉ"),
    ("STRASSE", "straße"),
]

# Words that look alike to a careless normaliser and are different.
DIFFERENT = [
    ("जन्म", "जंम"),  # "relaxed" nasals of indic-nlp-library make the one of the other
    ("कहा", "कहाः"),
    ("कहा", "कहां"),
    ("दिन", "दीन"),
    ("और", "ओर"),
    ("कम", "काम"),
    ("क्षमा", "कषमा"),
    ("दुख", "दुःख"),
    ("cafe", "café"),
]


def any_words() -> st.SearchStrategy[str]:
    """Any text without white space."""
    return any_text().map(lambda text: "".join(text.split()))


def normalize_word(word: str) -> str:
    """Return the form of one word, worked out and not remembered."""
    _FORMS.clear()
    (form,) = normalize_words([word])
    return form


@pytest.mark.parametrize("spellings", SAME, ids=lambda spellings: spellings[0])
def test_spellings_of_a_word_are_one(spellings: tuple[str, ...]) -> None:
    """A word is found however it is spelt, encoded or capitalised."""
    assert len({normalize_word(word) for word in spellings}) == 1


@pytest.mark.parametrize(("word", "other"), DIFFERENT)
def test_different_words_stay_different(word: str, other: str) -> None:
    """What is another word to a reader is another word to the index."""
    assert normalize_word(word) != normalize_word(other)


@pytest.mark.parametrize("word", ["जन्म", "सेना", "संबंध", "दुःख", "क्षत्रिय", "ये", "nfl", "19", "මගේ", "پاکستان", "มา"])
def test_usual_spellings_stay_as_they_are(word: str) -> None:
    """A word in its plain spelling is not changed at all."""
    assert normalize_word(word) == word


@pytest.mark.parametrize("invisible", INVISIBLE[:-1], ids=ascii)
def test_invisible_characters_leave_nothing(invisible: str) -> None:
    """Where nothing of a word is left, the spelling is empty."""
    assert normalize_word(invisible * 3) == ""


@given(indic_words())
def test_encodings_of_a_word_are_one(word: str) -> None:
    """Composed and decomposed text, which look the same, have the same words."""
    decomposed = unicodedata.normalize("NFD", word)
    assert normalize_word(decomposed) == normalize_word(unicodedata.normalize("NFC", word)) == normalize_word(word)


@given(indic_words().map(lambda word: "".join(letter for letter in word if letter not in INVISIBLE)))
def test_a_normalized_word_is_normal(word: str) -> None:
    """Normalising once is enough."""
    once = normalize_word(word)
    assert normalize_word(once) == once


@given(indic_words())
def test_what_cannot_be_seen_is_gone(word: str) -> None:
    """A normalised word holds no white space, no format characters, and no digits but ASCII's."""
    normal = normalize_word(word + "१")
    assert not any(letter.isspace() or unicodedata.category(letter) == "Cf" for letter in normal)
    assert all(letter.isascii() for letter in normal if unicodedata.category(letter) == "Nd")


@given(st.lists(indic_words() | any_words(), max_size=12))
def test_a_form_does_not_depend_on_other_words(words: list[str]) -> None:
    """The words of a long passage have the forms that each has alone, in their order, and when they come again."""
    alone = [normalize_word(word) for word in words]
    _FORMS.clear()
    assert normalize_words(words) == alone
    assert normalize_words(words[::-1]) == alone[::-1]


def test_forgetting_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """A vocabulary too large to remember is worked out anew, with the same forms."""
    words = ["हिन्दी", "NFL", "ભારત", "हिन्दी"]
    expected = [normalize_word(word) for word in words]
    monkeypatch.setattr("index.normalize._MOST_REMEMBERED", 1)
    assert [normalize_words(words), normalize_words(words[:1]), normalize_words(words)] == [
        expected,
        expected[:1],
        expected,
    ]


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_words_have_forms(text: str) -> None:
    """Any words can be normalised, the longest and the strangest too: each has one form."""
    _FORMS.clear()
    assert len(normalize_words(text.split())) == len(text.split())
