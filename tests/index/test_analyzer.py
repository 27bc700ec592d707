"""Words of a text: which there are, where they stand, how they are spelt."""

from __future__ import annotations

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given

from index.analyzer import Token, analyze
from tests.texts import HOSTILE, any_text, indic_numbers, indic_text, indic_words

# A text and its words as they stand in it. What is between them is no part of a word.
WORDS = [
    ("शोइगू ने कहा: सेना", ["शोइगू", "ने", "कहा", "सेना"]),  # the library makes a visarga of the colon
    ("कहा:", ["कहा"]),
    ("दुःख", ["दुःख"]),
    ("१०:३०", ["१०", "३०"]),  # and here
    ("कहा|सुना।देखा॥", ["कहा", "सुना", "देखा"]),
    ("“सेना” ‘शांति’ «संधि» (रूस)", ["सेना", "शांति", "संधि", "रूस"]),
    ("पूर्व-सोवियत—देश–सेना", ["पूर्व", "सोवियत", "देश", "सेना"]),
    ("क्या?!हाँ…", ["क्या", "हाँ"]),
    ("सी.एस.टी.ओ. की", ["सी.एस.टी.ओ.", "की"]),
    ("(सी.एस.टी.ओ)", ["सी.एस.टी.ओ"]),
    ("U.S.A. has", ["U.S.A.", "has"]),
    ("वह गया.फिर आया.", ["वह", "गया", "फिर", "आया"]),  # a missing space is no abbreviation
    ("1,600 और १,६०० और 1,00,000", ["1,600", "और", "१,६००", "और", "1,00,000"]),
    ("2021,2022", ["2021", "2022"]),
    ("1,2,3", ["1", "2", "3"]),
    ("3.5 और ३.५", ["3.5", "और", "३.५"]),
    ("19.1.2022 १९/१/२०२२", ["19", "1", "2022", "१९", "१", "२०२२"]),
    ("वर्ष 2024।", ["वर्ष", "2024"]),
    ("2024में १९वीं", ["2024", "में", "१९", "वीं"]),
    ("NFL COVID-19 G20 MP3", ["NFL", "COVID", "19", "G20", "MP3"]),
    ("NFLमें कोविड19", ["NFL", "में", "कोविड", "19"]),
    ("(1500/₹2000) (90.‘91)", ["1500", "2000", "90", "91"]),  # the library joins numbers over white space
    ("₹500 50% 20°", ["500", "50", "20"]),
    ("snake_case x@y.in", ["snake", "case", "x", "y", "in"]),
    ("<b>सेना</b> *शांति*", ["b", "सेना", "b", "शांति"]),
    ("सेना🙂शांति", ["सेना", "शांति"]),
    ("अ\ud800ब", ["अ", "ब"]),
    ("सेना\x00शांति\x1fसंधि\x7f", ["सेना", "शांति", "संधि"]),
    ("", []),
    (" \n", []),
    ("?! । — 🙂 ½", []),
    ("\u200d\u200c\ufeff", []),
    ("ऽ", []),  # a letter without a sound
]

# Texts that are the same to who asks.
SAME = [
    ("1,600", "१,६००", "1600", "१६००", "૧,૬૦૦", "1600."),
    ("1,00,000", "१,००,०००", "100,000", "100000"),
    ("12,34,567", "1,234,567", "१२३४५६७"),
    ("3.5", "३.५", "(३.५)"),
    ("१०:३०", "10:30", "10 30"),
    ("19/1/2022", "१९-१-२०२२", "19.1.2022"),
    ("सी.एस.टी.ओ.", "सीएसटीओ", "सी.एस.टी.ओ", "(सी.एस.टी.ओ.)।"),
    ("U.S.A.", "USA", "usa"),
    ("कहा:", "कहा", "कहा।", "“कहा”", "कहा|"),
    ("हिन्दी", "हिंदी", "हि\u200dन्दी"),
    ("सम्बन्ध", "संबंध"),
    ("कज़ाख़स्तान", "कजाखस्तान", "क\u091c\u093cाख\u093cस्तान", "क\u095bा\u0959स्तान"),
    ("COVID-19", "covid 19", "Covid–१९"),
    ("2024में", "2024 में", "२०२४ में"),
]

# A word of each script that indic-nlp-library supports, and of some that it does not; each is one word.
ONE_WORD = [
    *("हिन्दी", "বাংলা", "অসমীয়া", "ਪੰਜਾਬੀ", "ગુજરાતી", "ଓଡ଼ିଆ", "தமிழ்", "తెలుగు", "ಕನ್ನಡ", "മലയാളം", "සිංහල", "اردو"),
    *("ᱥᱟᱱᱛᱟᱲᱤ", "ꯃꯤꯇꯩꯂꯣꯟ", "ภาษาไทย", "Привет", "Ελλάδα", "印地语", "𑄌𑄋𑄴𑄟𑄳𑄦", "English", "Ğız", "ﬁn"),
    "अ" * 4096,
    "a" * 4096,
    "१" * 4096,
]


def words(text: str) -> list[str]:
    """Return the words of a text as they are compared."""
    return [token.word for token in analyze(text)]


def is_spoken(letter: str) -> bool:
    """Return whether one asks for what has this letter or digit in it."""
    return unicodedata.category(letter) in {"Lu", "Ll", "Lo", "Nd"} and "AVAGRAHA" not in unicodedata.name(letter, "")


def assert_sound(text: str, tokens: list[Token]) -> None:
    """Assert what holds for the words of any text."""
    assert all(0 <= token.start < token.end <= len(text) for token in tokens)
    assert all(one.end <= other.start for one, other in pairwise(tokens))
    assert all(token.word and not any(map(str.isspace, token.word)) for token in tokens)


@pytest.mark.parametrize(("text", "parts"), WORDS)
def test_words_stand_where_the_offsets_say(text: str, parts: list[str]) -> None:
    """The offsets of the words lead to them in the text as it was written."""
    assert [text[token.start : token.end] for token in analyze(text)] == parts


@pytest.mark.parametrize("texts", SAME, ids=lambda texts: texts[0])
def test_ways_of_writing_have_the_same_words(texts: tuple[str, ...]) -> None:
    """A question finds a passage that writes its words and numbers in another way."""
    assert len({tuple(words(text)) for text in texts}) == 1


@pytest.mark.parametrize("word", ONE_WORD, ids=lambda word: word[:20])
def test_a_word_in_any_script_is_one_word(word: str) -> None:
    """A word is found whole in every script, known or unknown, however long."""
    (token,) = analyze(f"“{word}”")
    assert (token.start, token.end) == (1, 1 + len(word))


def test_many_words_are_all_found() -> None:
    """A text of 10,000 different words has 10,000 different words."""
    assert len(set(words(" ".join(chr(0x4E00 + number) for number in range(10_000))))) == 10_000


def test_numbers_that_differ_stay_different() -> None:
    """Taking the grouping out of numbers makes no two numbers one."""
    assert len({tuple(words(number)) for number in ("1600", "1.600", "1 600", "16,00", "160", "16000")}) == 6


@given(indic_text() | any_text())
def test_words_of_any_text_are_in_order_and_in_it(text: str) -> None:
    """Whatever the text: the words lie in it one after another, and none is empty."""
    assert_sound(text, list(analyze(text)))


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_words_of_hostile_texts_are_in_order_and_in_them(text: str) -> None:
    """No text is an error, and the words of the worst lie in them as those of others do."""
    assert_sound(text, list(analyze(text)))


@given(indic_text() | any_text())
def test_letters_and_digits_are_in_words(text: str) -> None:
    """Nothing that can be asked for is lost: each letter and digit is in a word, but for avagraha, which is silent."""
    covered = {place for token in analyze(text) for place in range(token.start, token.end)}
    assert all(place in covered for place, letter in enumerate(text) if is_spoken(letter))


@given(indic_text() | any_text())
def test_analysing_is_deterministic(text: str) -> None:
    """A passage and a question with the same text have the same words, today and tomorrow."""
    assert list(analyze(text)) == list(analyze(text))


@given(indic_text(), indic_text())
def test_words_do_not_depend_on_their_neighbours(one: str, other: str) -> None:
    """Words are the same in a question of three words and in a long passage."""
    assert words(f"{one} {other}") == words(one) + words(other)


@given(indic_words())
def test_punctuation_around_a_word_changes_nothing(word: str) -> None:
    """A word is itself in quotes, in brackets, before a danda and before a question mark."""
    assert words(f"“{word}”") == words(f"({word})?") == words(f"{word}।") == words(word)


@given(indic_numbers())
def test_digits_of_any_script_are_the_same(number: str) -> None:
    """A number in the digits of one script is the number in those of another."""
    ascii_digits = "".join(str(unicodedata.decimal(letter, letter)) for letter in number)
    assert words(number) == words(ascii_digits)
