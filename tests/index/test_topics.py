"""What an article can be asked about."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given

from index.analyzer import analyze
from index.article import Article, Source
from index.passage import Passage, split_passages
from index.topics import LONGEST_TOPIC, own_questions, topics
from tests.index.articles import passages_of
from tests.texts import HOSTILE, any_text, indic_text

# A passage, and the questions that it asks itself.
QUESTIONS = {
    "a question with its answer": ("पुल कब बना?\nपुल पिछले साल बना।", ["पुल कब बना?"]),
    "after a sentence": ("शहर बढ़ रहा है। पुल कब बना? पिछले साल।", ["पुल कब बना?"]),
    "below a heading": ("पुल\nपुल कब बना?\nपिछले साल।", ["पुल कब बना?"]),
    "in Urdu": ("پل کب بنا؟ پچھلے سال۔", ["پل کب بنا؟"]),
    "the same twice": ("पुल कब बना? पिछले साल। पुल कब बना?", ["पुल कब बना?"]),
    "two in their order": ("पुल कब बना? सेना कहाँ है?", ["पुल कब बना?", "सेना कहाँ है?"]),
    "longer than a button": (f"{'पुल ' * 20}कब बना?", []),
    "none": ("पुल पिछले साल बना।", []),
}
# The beginning of a passage, and the heading that it has.
HEADINGS = {
    "a line above the text": ("पुल का उद्घाटन\n\n", ["पुल का उद्घाटन"]),
    "ends in a vowel sign": ("सेना की वापसी\n", ["सेना की वापसी"]),
    "ends in a digit": ("बजट 2024\n", ["बजट 2024"]),
    "Markdown": ("## सेना की वापसी ##\n", ["सेना की वापसी"]),
    "underlined": ("**मौसम का हाल**\n====\n", ["मौसम का हाल"]),
    "a sentence": ("सेना लौट गई।\n", []),
    "a lead-in": ("सूची इस प्रकार है:\n", []),
    "signs only": ("***\n", []),
    "longer than a button": ("सामूहिक सुरक्षा संधि संगठन के तहत रूस के नेतृत्व वाली शांति सेना\n", []),
    "the text itself": ("सेना की वापसी", []),
}
BODY = "यह है।"  # nothing to ask about
# Texts of an article, and its key phrases, best first.
PHRASES = {
    "said twice": (["मौसम गर्म है। मौसम बदला है।", "पुल है।"], ["मौसम", "गर्म"]),
    "a phrase of several words": (["शांति सेना आई। शांति सेना गई।", "पुल है।"], ["शांति सेना"]),
    "oftener is better": (["पहाड़, मौसम, पहाड़, मौसम, मौसम", "पुल।"], ["मौसम", "पहाड़"]),
    "in fewer passages is better": (["मौसम।", "पहाड़ का पहाड़।", "मौसम।", "पुल।"], ["पहाड़", "मौसम"]),
    "said once is last": (["मौसम", "मौसम, बारिश"], ["मौसम", "बारिश"]),
    "a phrase before a word of it": (["मौसम गर्म है।", "पहाड़ दूर है।"], ["मौसम गर्म", "पहाड़ दूर"]),
    "not over punctuation": (["शांति, सेना। शांति? सेना।", "पुल है।"], ["शांति", "सेना"]),
    "not over the end of a line": (["शांति\nसेना", "शांति\nसेना"], ["शांति", "सेना"]),
    "over a hyphen": (["शांति-सेना आई। शांति-सेना गई।", "पुल है।"], ["शांति-सेना"]),
    "no function words": (["के लिए में से है। के लिए में से है।"], []),
    "no framing words": (["उन्होंने बताया। उन्होंने बताया।"], []),
    "no numbers": (["2022 और 2022", "2022"], []),
    "no words of few letters": (["आम है। आम है।"], []),
    "no words longer than a button": ([f"{'कखगघ' * 15} है। {'कखगघ' * 15} है।"], []),
    "no four words": (["एक्स वाई ज़ेड डब्ल्यू। एक्स वाई ज़ेड डब्ल्यू।"], ["एक्स वाई ज़ेड", "डब्ल्यू"]),
    "in one spelling, the first": (["कज़ाख़स्तान है। कजाखस्तान है।", "पुल है।"], ["कज़ाख़स्तान"]),
}


def equal(_: str) -> float:
    """Let every word tell as much of the article."""
    return 1


@pytest.mark.parametrize(("text", "questions"), QUESTIONS.values(), ids=QUESTIONS)
def test_own_questions_are_those_that_stand_there(text: str, questions: list[str]) -> None:
    """What ends in a question mark and fits a button is a question that the article asks itself, once."""
    assert own_questions(passages_of([text])) == questions


@pytest.mark.parametrize(("head", "headings"), HEADINGS.values(), ids=HEADINGS)
def test_headings_are_topics(head: str, headings: list[str]) -> None:
    """A line above others that is no sentence is a topic, without the marks around it."""
    found = topics(passages_of([f"{head}{BODY}" if head.endswith("\n") else head]), equal)
    lines = {line.strip(" #*=_-") for line in head.splitlines()}
    assert [topic for topic in found if topic in lines] == found[: len(headings)] == headings


@pytest.mark.parametrize(("texts", "phrases"), PHRASES.values(), ids=PHRASES)
def test_key_phrases_are_topics(texts: list[str], phrases: list[str]) -> None:
    """Words between function words and punctuation are topics: those that come back first, the most telling before."""
    assert topics(passages_of(texts), equal) == phrases


def test_what_tells_the_article_from_others_is_first() -> None:
    """Of two words as frequent, the one that other articles have not is the better topic."""
    passages = passages_of(["मौसम, पहाड़, मौसम, पहाड़"])
    assert topics(passages, {"मौसम": 2.0, "पहाड": 1.0}.__getitem__) == ["मौसम", "पहाड़"]
    assert topics(passages, {"मौसम": 1.0, "पहाड": 2.0}.__getitem__) == ["पहाड़", "मौसम"]


def test_headings_are_before_key_phrases() -> None:
    """What the author wrote above a text says more of it than what is often in it."""
    assert topics(passages_of([f"मौसम\n{BODY}", "पहाड़ है। पहाड़ है।"]), equal) == ["मौसम", "पहाड़"]


def test_no_two_topics_share_a_word() -> None:
    """Suggestions are of different things: the second heading about the army is left out."""
    assert topics(passages_of([f"सेना की वापसी\n{BODY}", f"सेना का काम\n{BODY}", f"काम\n{BODY}"]), equal) == [
        "सेना की वापसी",
        "काम",
    ]


def test_a_split_article_keeps_its_headings() -> None:
    """Headings as a file has them are found in the passages that the article is split into."""
    text = "सेना की वापसी\n\nसेना ने कहा कि सब सैनिक जनवरी तक अपने घर लौट जाएँगे।"
    assert topics(split_passages(Article("a", "", "hi", text, Source())), equal)[0] == "सेना की वापसी"


def assert_sound(passages: Sequence[Passage]) -> None:
    """Assert what holds for the topics of any article."""
    found = topics(passages, equal)
    words = [{token.word for token in analyze(topic)} for topic in found]
    assert all(words)
    assert sum(map(len, words)) == len(set().union(*words))
    for topic in [*found, *own_questions(passages)]:
        assert 0 < len(topic) <= LONGEST_TOPIC
        assert any(topic in passage.text for passage in passages)


@given(indic_text(30) | any_text())
def test_topics_of_any_article_stand_in_it(text: str) -> None:
    """Whatever is written: topics and questions fit a button, stand in the article as they are, and share no word."""
    assert_sound(split_passages(Article("a", "", "hi", f"{text}\n{text} {text[:20]} {text[:20]}", Source())))


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_articles_have_topics_or_none(text: str) -> None:
    """Nothing that stands in a file breaks it."""
    assert_sound(passages_of([text, text[:500]]))
