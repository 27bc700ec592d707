"""A question as the ranking takes it."""

from __future__ import annotations

import pytest
from hypothesis import given

from index.lexicon import Asks
from index.query import FRAMING_SUBJECT, FRAMING_WORD, FUNCTION_WORD, Query, asks_on, names_subject, parse
from tests.texts import HOSTILE, any_text, indic_text

# A question and what each of its distinct words weighs.
WEIGHTS = [
    ("शोइगु ने क्या कहा?", {"शोइगु": 1, "ने": FUNCTION_WORD, "क्या": 0, "कहा": FRAMING_WORD}),
    ("Putin ने kya bola", {"putin": 1, "ने": FUNCTION_WORD, "kya": 0, "bola": FRAMING_WORD}),
    ("Shoigu ne Kya bola", {"shoigu": 1, "ne": FUNCTION_WORD, "kya": 0, "bola": FRAMING_WORD}),
    ("What did पुतिन announce", {"what": 0, "did": FUNCTION_WORD, "पुतिन": 1, "announce": 1}),
    ("१९ जनवरी, 19 जनवरी", {"19": 1, "जनवरी": 1}),
    ("सेना सेना सेना", {"सेना": 1}),
    ("?", {}),
    ("", {}),
]
CAPITALS = [
    ("What did the US do", {"what": 0, "did": FUNCTION_WORD, "the": FUNCTION_WORD, "us": 1, "do": FUNCTION_WORD}),
    ("IT sector mein", {"it": 1, "sector": 1, "mein": FUNCTION_WORD}),
    # Devanagari has no capitals: these are not all in capitals.
    ("US ने क्या किया?", {"us": 1, "ने": FUNCTION_WORD, "क्या": 0, "किया": FUNCTION_WORD}),
    ("IT क्षेत्र", {"it": 1, "क्षेत्र": 1}),
]
# A question and how much each of its words says about the subject.
SUBJECT = [
    ("कितने सैनिक भेजे गए?", {"कितने": 0, "सैनिक": 1, "भेजे": FRAMING_SUBJECT, "गए": 0}),
    ("kitne sainik bheje", {"kitne": 0, "sainik": 1, "bheje": FRAMING_SUBJECT}),
    ("क्या भेजा?", {"क्या": 0, "भेजा": 1}),  # there is no other subject
]
ASKS = [
    ("कितने सैनिक?", [Asks.NUMBER, None]),
    ("सैनिक कब तक", [None, Asks.TIME, None]),
    ("sainik kab tak", [None, Asks.TIME, None]),
]
# A question and the words of each quoted phrase.
PHRASES = [
    ('"रंग क्रांति" क्या है', [["रंग", "क्रांति"]]),
    ("“रंग क्रांति” क्या है", [["रंग", "क्रांति"]]),
    ("„रंग क्रांति“ क्या है", [["रंग", "क्रांति"]]),
    ("«रंग क्रांति» क्या है", [["रंग", "क्रांति"]]),
    ('"rang kranti"', [["rang", "kranti"]]),
    ('"रंग" और "रंग की क्रांति"', [["रंग"], ["रंग", "की", "क्रांति"]]),
    ('"रंग रंग"', [["रंग", "रंग"]]),  # a word twice is a word twice
    ('"1,600 सैनिक"', [["1600", "सैनिक"]]),
    ("रंग क्रांति", []),
    ('"रंग क्रांति', []),  # not closed
    ('"" "?" क्रांति', []),  # nothing in it
    ("रंग's क्रांति's", []),
]
NOTHING_SAID = ["क्या कब कहाँ", "kya kab kahan", "ने के में", "ne ke me kya hai ka", "what is the", "কী কখন", "", "🙂 ?"]
# What people send after an answer, by whether it says what it is about, and if not, whether it asks all the same.
NAMING = [
    *("शोइगु ने क्या कहा?", "और सैनिक?", "kitne sainik", "sainik", "পুতিন কবে?", "19 जनवरी", "२०२२?"),
    *("US ने क्या किया?", "और US में?", "यह IT है", "WHAT IS NATO"),  # in capitals beside words that are not: names
]
ASKING_ON = [
    *("और कब?", "kitne?", "kab", "KAB", "और कितने भेजे?", "किसने कहा", "why?", "and when", "কখন?", "کب؟", "کیوں"),
    *("US?", "aur?", "?", "؟", " ? \n"),
]
SAYING_NOTHING = ["और", "है", "the", "OK", "ok", "thanks", "", " \n", "🙂", "...", "!"]


def phrases(query: Query) -> list[list[str]]:
    """Return the words of the query's phrases."""
    return [[query.words.forms[number] for number in phrase] for phrase in query.phrases]


@pytest.mark.parametrize(("question", "weights"), WEIGHTS)
def test_words_weigh_what_they_tell(question: str, weights: dict[str, float]) -> None:
    """Words of the subject count 1, those that only join less, those that ask nothing; each once."""
    query = parse(question)
    assert dict(zip(query.words.forms, query.weights.tolist(), strict=True)) == weights
    assert query.content.tolist() == [weight > FUNCTION_WORD for weight in weights.values()]


@pytest.mark.parametrize(("question", "weights"), CAPITALS)
def test_short_words_in_capitals_are_names(question: str, weights: dict[str, float]) -> None:
    """US and IT are names among words in small letters, and words in another script."""
    query = parse(question)
    assert dict(zip(query.words.forms, query.weights.tolist(), strict=True)) == weights


@pytest.mark.parametrize(("question", "subject"), SUBJECT)
def test_framing_words_say_little_of_the_subject(question: str, subject: dict[str, float]) -> None:
    """Words that frame a question say little of its subject, unless there is no other."""
    query = parse(question)
    assert dict(zip(query.words.forms, query.subject.tolist(), strict=True)) == subject


@pytest.mark.parametrize(("question", "kinds"), ASKS)
def test_it_is_known_what_is_asked_for(question: str, kinds: list[Asks | None]) -> None:
    """A question word says what it asks for, at its place."""
    assert parse(question).asks == kinds


def test_the_order_of_words_is_kept() -> None:
    """Words are numbered as they first come, and the order names them by those numbers."""
    query = parse("सेना और शांति सेना")
    assert query.words.forms == ["सेना", "और", "शांति"]
    assert query.order == [0, 1, 2, 0]


@pytest.mark.parametrize(("question", "quoted"), PHRASES)
def test_quoted_phrases_are_known(question: str, quoted: list[list[str]]) -> None:
    """What stands in quotation marks of any kind is a phrase, in order."""
    assert phrases(parse(question)) == quoted


@pytest.mark.parametrize("question", NOTHING_SAID)
def test_a_question_may_say_nothing(question: str) -> None:
    """Words that only ask or join leave nothing to look for, in any script."""
    assert not parse(question).content.any()


@pytest.mark.parametrize("question", NAMING)
def test_a_question_with_a_subject_stands_alone(question: str) -> None:
    """A question with a word of the subject, or a number, needs none before it."""
    assert names_subject(question)
    assert not asks_on(question)


@pytest.mark.parametrize("question", ASKING_ON)
def test_a_question_without_a_subject_asks_on(question: str) -> None:
    """Question words, or a question mark, and nothing named: it goes on with the question before."""
    assert not names_subject(question)
    assert asks_on(question)


@pytest.mark.parametrize("text", SAYING_NOTHING)
def test_what_neither_names_nor_asks_is_no_question(text: str) -> None:
    """Thanks and nods are not asked together with the question before them."""
    assert not names_subject(text)
    assert not asks_on(text)


def assert_sound(question: str) -> None:
    """Assert what holds for any question."""
    query = parse(question)
    count = len(query.words.forms)
    assert count == len({*query.words.forms}) == len(query.asks)
    assert query.weights.shape == query.content.shape == (count,)
    assert {*query.order} == {*range(count)}
    assert all(0 <= weight <= 1 for weight in query.weights.tolist())
    assert all(phrase and {*phrase} <= {*range(count)} for phrase in query.phrases)
    assert not (names_subject(question) and asks_on(question))


@given(indic_text() | any_text())
def test_any_text_is_a_question(question: str) -> None:
    """Whatever is asked, every distinct word has its weight, and every place and phrase names a word."""
    assert_sound(question)


@pytest.mark.parametrize("question", HOSTILE.values(), ids=HOSTILE)
def test_hostile_texts_are_questions(question: str) -> None:
    """Nothing that is sent breaks it."""
    assert_sound(question)
