"""Quoted phrases, which a passage must have word for word."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.analyzer import analyze
from index.matching import Matching
from index.phrases import having_phrases, same_words
from index.query import parse
from tests.index.articles import collection_of

PASSAGES = [
    "तथाकथित रंग क्रांति परिदृश्य न हो",
    "क्रांति का रंग",
    "रंग की क्रांति",
    "रंग",
    "क्रांति",
    "नीला रंग क्रांति रंग",
    "🙂",
    "1,600 सैनिक CSTO के",
]

# A question and the numbers of the passages that have its phrases.
HAVING = [
    ('"रंग क्रांति"', [0, 5]),
    ('"क्रांति रंग"', [5]),
    ('"रंग की क्रांति"', [2]),
    ('"रंग"', [0, 1, 2, 3, 5]),
    ('"rang kranti"', [0, 5]),  # by sound, in any script
    ('"रङ्ग क्रान्ती"', [0, 5]),
    ('"રંગ ક્રાંતિ"', [0, 5]),
    ('"रंग" "परिदृश्य"', [0]),  # every phrase
    ('"रंग परिदृश्य"', []),
    ('"रंग क्रांति" रंग नीला', [0, 5]),  # what is not quoted need not be there
    ('"१६०० सैनिक"', [7]),
    ('"160 सैनिक"', []),
    ('"नीला रंग क्रांति रंग और एक और"', []),
    ('"पर्वत"', []),
    ("रंग क्रांति", [0, 1, 2, 3, 4, 5, 6, 7]),
]
WORDS = ["रंग", "क्रांति", "नदी", "19"]


def having(texts: list[str], question: str) -> list[int]:
    """Return the numbers of the texts that have the question's phrases."""
    collection = collection_of(*([text] for text in texts))
    query = parse(question)
    matching = Matching(collection.vocabulary, collection.statistics, query)
    forms = [[token.word for token in analyze(text)] for text in texts]
    tokens = collection.vocabulary.numbers_of([word for words in forms for word in words])
    starts = np.concatenate(([0], np.cumsum([len(words) for words in forms]))).astype(np.int64)
    return having_phrases(query.phrases, matching, tokens, starts).nonzero()[0].tolist()


@pytest.mark.parametrize(("question", "numbers"), HAVING)
def test_a_phrase_is_had_word_for_word(question: str, numbers: list[int]) -> None:
    """The words of a phrase stand one after another in one passage, as they sound."""
    assert having(PASSAGES, question) == numbers


@given(
    st.lists(st.lists(st.sampled_from(WORDS), max_size=6), max_size=4),
    st.lists(st.sampled_from([*WORDS, "पर्वत"]), min_size=1, max_size=7),
)
def test_phrases_of_any_length_are_found_in_any_passages(texts: list[list[str]], phrase: list[str]) -> None:
    """A phrase longer than any passage, over the end of one, or twice in one: had where its words are in a row."""
    expected = [
        number
        for number, text in enumerate(texts)
        if any(text[start : start + len(phrase)] == phrase for start in range(len(text)))
    ]
    assert having([" ".join(text) for text in texts], f'"{" ".join(phrase)}"') == expected


@pytest.mark.parametrize("texts", [[], ["🙂"], ["रंग"], ["रंग क्रांति"], ["रंग क्रांति नदी"]])
def test_a_phrase_longer_than_all_passages_is_in_none(texts: list[str]) -> None:
    """A long phrase asked of a short article is no error."""
    assert having(texts, '"रंग क्रांति नदी पुल घर शहर पर्वत"') == []


@pytest.mark.parametrize(("text", "question"), [("सीएसटीओ की सेना", '"CSTO"'), ("CSTO की सेना", '"सी.एस.टी.ओ. की सेना"')])
def test_an_acronym_in_a_phrase_is_its_letters_names(text: str, question: str) -> None:
    """A quoted acronym is the same word in Latin letters and written by its letters' names."""
    assert having([text], question) == [0]


@pytest.mark.parametrize(("question", "same"), [("csto", {"csto", "सीएसटीओ"}), ("रंग", {"रंग"}), ("पर्वत", set())])
def test_same_words_are_those_of_one_sound(question: str, same: set[str]) -> None:
    """A word of a phrase is every word that sounds the same, and no word that is only alike."""
    collection = collection_of(["CSTO सी.एस.टी.ओ. रंग रंगों"])
    query = parse(question)
    matching = Matching(collection.vocabulary, collection.statistics, query)
    assert {collection.vocabulary.form(term) for term in same_words(matching, 0)} == same
