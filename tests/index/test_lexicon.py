"""Question words and function words, in every script and in Latin letters."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from importlib.resources import files

import pytest

from index.analyzer import analyze
from index.lexicon import Asks, answers, asks, frames, is_function_word
from index.phonetics import sounds
from index.scripts import LATIN, SCRIPTS

# In several spellings, to be found after analysis.
QUESTION_WORDS = {
    Asks.NUMBER: "कितने कितनी KITNE kitney কত",
    Asks.TIME: "कब কখন ਕਦੋਂ ક્યારે ఎప్పుడు کب When kab",
    Asks.PERSON: "कौन किसने কে யார் ఎవరు ಯಾರು ആര് ਕੌਣ કોણ କିଏ کون Who kaun kisne",
    Asks.PLACE: "कहाँ कहां কোথায় எங்கே where kahan kahaan",
    Asks.REASON: "क्यों কেন why kyon kyoon",
    Asks.MANNER: "कैसे how kaise kaisey",
    Asks.OTHER: "क्या কী என்ன ఏమిటి ಏನು എന്ത് ਕੀ શું କଣ What kya kyaa",
}
FUNCTION_WORDS = """
में ने से है हैं था और यह আর এবং ਅਤੇ અને ଏବଂ மற்றும் మరియు ಮತ್ತು ഒരു میں اور the of The is mein hai aur
ne ke me ka hain tha liye liey
"""
# What questions are about is in no list.
SUBJECTS = """
सेना शांति रूस कज़ाख़स्तान जनवरी राष्ट्रपति सीएसटीओ NFL COVID 19 সেনা இராணுவம் army soldiers sena sainik president
Putin kranti vapsi
"""

ANSWERING = {
    Asks.NUMBER: "19 2,000 दो सैकड़ों लाख ৫ हज़ार hazaar",
    Asks.TIME: "1947 २०२२ जनवरी janvari सोमवार ஜூலை জানুয়ারি",
}
NOT_ANSWERING = {
    Asks.NUMBER: "सेना जनवरी रूस",
    Asks.TIME: "19 20000 सेना 1,600,000",
    Asks.PERSON: "पुतिन 1947",
    Asks.PLACE: "मॉस्को",
}

# They frame a question, and a passage that answers seldom has them.
FRAMING = "भेजे बताया लगाया नाम कारण sent Name bheje bataya naam reason বলেছেন పేరు பெயர் કહ્યું"

LISTS = {
    script.name: tomllib.loads(file.read_text(encoding="utf-8"))
    for script in SCRIPTS
    if (file := files("index").joinpath("lexicons", f"{script.name.lower()}.toml")).is_file()
}
"""The list of each script."""


def words(text: str) -> Iterator[tuple[str, str]]:
    """Yield the words of a text as they stand there, with their forms."""
    for token in analyze(text):
        yield text[token.start : token.end], token.word


def each(table: dict[Asks, str]) -> list[tuple[Asks, str]]:
    """Return a table's words, each with what it stands beside."""
    return [(kind, word) for kind, text in table.items() for word in text.split()]


@pytest.mark.parametrize(("kind", "word"), each(QUESTION_WORDS))
def test_question_words_say_what_they_ask_for(kind: Asks, word: str) -> None:
    """A word that asks is known as one, however it is spelt or capitalised, and says nothing of the subject."""
    ((written, form),) = words(word)
    assert asks(written, form) is kind
    assert is_function_word(written, form)


@pytest.mark.parametrize("word", FUNCTION_WORDS.split())
def test_function_words_are_known(word: str) -> None:
    """A word that only joins is known as one, also in Latin letters, and asks nothing."""
    ((written, form),) = words(word)
    assert is_function_word(written, form)
    assert asks(written, form) is None


@pytest.mark.parametrize("word", SUBJECTS.split())
def test_subjects_are_in_no_list(word: str) -> None:
    """What a question is about counts."""
    ((written, form),) = words(word)
    assert not is_function_word(written, form)
    assert asks(written, form) is None


@pytest.mark.parametrize("script", LISTS)
def test_every_word_of_a_list_is_met(script: str) -> None:
    """Each entry is found as what it is listed for; one that is in both lists only joins."""
    lists = LISTS[script]
    assert lists["asks"]
    joining = [*words(lists["function"])]
    assert joining
    assert all(is_function_word(*word) and asks(*word) is None for word in joining)
    for text in lists["asks"].values():
        asking = [word for word in words(text) if word not in joining]
        assert all(is_function_word(*word) and asks(*word) for word in asking)


@pytest.mark.parametrize(
    ("script", "kind"), [(script, kind) for script, lists in LISTS.items() for kind in lists["asks"]]
)
def test_every_list_names_what_is_asked_for(script: str, kind: str) -> None:
    """A person who mends a list can only name what the index knows."""
    assert Asks(kind) in Asks
    assert [*words(LISTS[script]["asks"][kind])]


def test_every_script_with_a_normalizer_has_a_list() -> None:
    """The scripts that the index serves fully have their words, and so has English."""
    assert {script.name for script in SCRIPTS if script.normalizer} | {LATIN.name} <= LISTS.keys()


@pytest.mark.parametrize(("kind", "word"), each(ANSWERING))
def test_what_may_answer_is_known(kind: Asks, word: str) -> None:
    """Digits and numerals answer how many; years, months and days answer when."""
    ((_, form),) = words(word)
    assert answers(kind, form, sounds([form])[0])


@pytest.mark.parametrize(("kind", "word"), each(NOT_ANSWERING))
def test_what_answers_nothing_is_known(kind: Asks, word: str) -> None:
    """Other words answer neither; and no list tells what is a person or a place."""
    ((_, form),) = words(word)
    assert not answers(kind, form, sounds([form])[0])


def test_framing_words_are_known() -> None:
    """Words that say, send, name and give reasons frame a question, in every script and in Latin letters."""
    assert [word for word, form in words(FRAMING) if not frames(word, form)] == []


def test_subjects_frame_nothing() -> None:
    """What a question is about does not frame it."""
    assert [word for word, form in words(SUBJECTS) if frames(word, form)] == []
