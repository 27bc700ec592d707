"""The sentence of a passage that most likely answers."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.search import Searcher
from index.sentences import split_sentences
from tests.index.articles import passages_of, searcher_of
from tests.texts import indic_text

# A passage's sentences, questions, and which sentence answers each, from 0.
SENTENCES = [
    "सेना गुरुवार को पुल पर पहुँची।",
    "रक्षा मंत्री शोइगु ने बैठक में पुष्टि की।",
    "नगर में 250 सैनिक और बहुत से वाहन थे।",
    "राष्ट्रपति टोकायव ने आपातकाल की घोषणा की।",
    "दंगे जनवरी में ईंधन की कीमत बढ़ने से भड़के।",
]
QUESTIONS = [
    ("शोइगु ने क्या किया?", 1),
    ("shoigu ne kya kiya", 1),
    ("कितने सैनिक थे?", 2),
    ("kitne sainik the", 2),
    ("टोकयव ने क्या घोषित किया?", 3),
    ("Tokayev", 3),
    ("दंगे कब भड़के?", 4),
    ("danga kab bhadke", 4),
    ("सेना कहाँ पहुँची?", 0),
    ("२५० वाहन", 2),
]

# Two sentences with the same words of the question; the second has what is asked for.
FITTING = [
    ("कितने सैनिक आए?", "सैनिक नगर में आए।", "सैनिक 250 आए।"),
    ("कितने सैनिक आए?", "सैनिक नगर में आए।", "सैनिक सैकड़ों आए।"),
    ("सैनिक कब आए?", "सैनिक नगर में आए।", "सैनिक जनवरी में आए।"),
    ("सैनिक कब आए?", "सैनिक नगर में आए।", "सैनिक 2022 में आए।"),
]


def best(texts: list[str], question: str, title: str = "") -> str:
    """Return the best sentence of an article of one passage."""
    (hit, *_) = Searcher.of(passages_of([" ".join(texts)], titles=[title])).ask(question).hits
    return hit.passage.text[hit.best_sentence.start : hit.best_sentence.end]


@pytest.mark.parametrize(("question", "number"), QUESTIONS)
def test_the_sentence_that_answers_is_best(question: str, number: int) -> None:
    """The sentence with what is asked about is marked, in whatever spelling or script it is asked."""
    assert best(SENTENCES, question) == SENTENCES[number]


@pytest.mark.parametrize(("question", "plain", "fitting"), FITTING)
def test_a_number_or_a_time_is_best_where_one_is_asked_for(question: str, plain: str, fitting: str) -> None:
    """Of two sentences about the same, the one with a number answers how many, the one with a time when."""
    assert best([plain, fitting], question) == fitting
    assert best([fitting, plain], question) == fitting


def test_words_of_the_title_do_not_decide() -> None:
    """What every sentence of an article is about tells nothing of where the answer is."""
    sentences = ["दंगे राजधानी से फैले।", "कजाकिस्तान पर्वतों का देश है।"]
    assert best(sentences, "दंगे कजाकिस्तान में कहाँ हुए?") == sentences[1]
    assert best(sentences, "दंगे कजाकिस्तान में कहाँ हुए?", "कजाकिस्तान") == sentences[0]


def test_words_of_the_title_decide_where_there_are_no_others() -> None:
    """A question of the title's words alone gets the sentence that has them."""
    sentences = ["दंगे राजधानी में भड़के।", "यह कजाकिस्तान की बात है।"]
    assert best(sentences, "कजाकिस्तान", "कजाकिस्तान") == sentences[1]


def test_a_sentence_carries_on_the_one_before() -> None:
    """Where the subject was named in the sentence before, "he" is the subject still."""
    sentences = ["दल के प्रमुख ने खाना खाया।", "वहाँ शोइगु पहुँचे।", "वे दल के प्रमुख नेता थे।"]
    assert best(sentences, "शोइगु किस दल के प्रमुख थे?") == sentences[2]


def test_the_word_beside_the_question_word_decides() -> None:
    """Of two sentences with a word of the question each, the one that has what "which" stands before is better."""
    sentences = ["पुल नदी पर खड़ा है।", "वर्षा बहुत तेज़ हुई।", "कंपनी नगर की पुरानी है।"]
    assert best(sentences, "किस कंपनी ने यह पुल खरीदा?") == sentences[2]
    assert best(sentences, "किस पुल को कंपनी ने खरीदा?") == sentences[0]


def test_the_first_of_equal_sentences_is_best() -> None:
    """Of sentences that say the same, the first is marked."""
    (hit,) = searcher_of("सेना लौटी। सेना लौटी।").ask("सेना").hits
    assert hit.best_sentence == (0, 10)


@given(st.lists(indic_text(8), min_size=1, max_size=3), indic_text(4))
def test_the_best_sentence_is_one_of_the_passage(texts: list[str], question: str) -> None:
    """Whatever the texts: what is marked is a whole sentence of the passage."""
    for hit in searcher_of(*texts).ask(f"{question} {texts[0]}").hits:
        assert hit.best_sentence in split_sentences(hit.passage.text)
