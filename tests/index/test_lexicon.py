"""Question words and function words, in every script."""

from __future__ import annotations

import tomllib
from importlib.resources import files

import pytest

from index.analyzer import analyze
from index.lexicon import lexicon
from index.scripts import SCRIPTS

# In several spellings, to be found after analysis.
QUESTION_WORDS = "क्या कब कहाँ कहां क्यों कैसे कौन कितने किसने কী কে কখন কোথায় কেন কত என்ன யார் எங்கே ఏమిటి ఎవరు ఎప్పుడు \
ಏನು ಯಾರು എന്ത് ആര് ਕੀ ਕੌਣ ਕਦੋਂ શું કોણ ક્યારે କଣ କିଏ کیا کب کون what Who when why how kab kahan kyon kaise kaun"
FUNCTION_WORDS = "में ने से है हैं था और यह আর এবং ਅਤੇ અને ଏବଂ மற்றும் మరియు ಮತ್ತು ഒരു میں اور the of in is mein hai aur"
# What questions are about is in no list.
SUBJECTS = "सेना शांति रूस कज़ाख़स्तान जनवरी राष्ट्रपति सीएसटीओ NFL COVID 19 সেনা இராணுவம் army soldiers sena sainik president"

FILES = sorted(files("index").joinpath("lexicons").iterdir(), key=lambda file: file.name)


def words(text: str) -> set[str]:
    """Return the words of a text as they are compared."""
    return {token.word for token in analyze(text)}


@pytest.mark.parametrize("word", QUESTION_WORDS.split())
def test_question_words_are_known(word: str) -> None:
    """A word that asks is known as one, however it is spelt or capitalised."""
    assert words(word) <= lexicon().question


@pytest.mark.parametrize("word", FUNCTION_WORDS.split())
def test_function_words_are_known(word: str) -> None:
    """A word that only joins is known as one."""
    assert words(word) <= lexicon().function


@pytest.mark.parametrize("word", SUBJECTS.split())
def test_subjects_are_in_no_list(word: str) -> None:
    """What a question is about counts."""
    assert not words(word) & (lexicon().question | lexicon().function)


def test_no_word_is_in_both_lists() -> None:
    """A word asks, or it joins; one that does both asks."""
    assert not lexicon().question & lexicon().function


def test_words_are_spelt_as_the_analyzer_spells_them() -> None:
    """Every entry is what analysing it gives: otherwise it would never be met."""
    entries = lexicon().question | lexicon().function
    assert words(" ".join(entries)) == entries


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_every_file_says_what_joins_and_what_asks(file: object) -> None:
    """A list that a person mends is complete: function words, and question words by what they ask for."""
    lists = tomllib.loads(file.read_text(encoding="utf-8"))  # type: ignore[attr-defined]
    assert words(lists["function"]) <= lexicon().function | lexicon().question
    assert lists["asks"]
    assert all(words(asking) for asking in lists["asks"].values())


def test_every_script_with_a_normalizer_has_a_file() -> None:
    """The scripts that the index serves fully have their words."""
    names = {file.name for file in FILES}
    assert {f"{script.name.lower()}.toml" for script in SCRIPTS if script.normalizer} <= names
