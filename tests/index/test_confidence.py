"""How sure the best passage answers."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.confidence import ANSWERED_FROM
from index.search import Searcher
from tests.index.articles import passages_of, searcher_of
from tests.texts import indic_text

TEXTS = [
    "शोइगु ने पुष्टि की कि सैनिक 19 जनवरी तक वापसी पूरी कर लेंगे।",
    "टोकायव ने दो सप्ताह के आपातकाल की घोषणा की।",
    "दंगे ईंधन की कीमतों में वृद्धि के बाद भड़के।",
]

OWN = [
    "शोइगु ने क्या पुष्टि की?",
    "सैनिक कब तक वापसी पूरी करेंगे?",
    "sainik kab tak wapsi poori karenge",
    "टोकायव ने किसकी घोषणा की?",
    "Tokayev ne kis ki ghoshna ki",
    "दंगे क्यों भड़के?",
    "शोइगु",
    "19",
]
FOREIGN = [
    "प्रकाश संश्लेषण में क्लोरोफिल का क्या काम है?",
    "क्रिकेट विश्वकप किस देश ने जीता?",
    "photosynthesis kya hota hai",
    "ताजमहल किसने बनवाया?",
    "1857",
    "xyzzy",
]

# Questions, each with one word more that nobody wrote here.
EVER_STRANGER = [
    "सैनिक वापसी",
    "सैनिक वापसी झंझट",
    "सैनिक वापसी झंझट फुलवारी",
    "सैनिक वापसी झंझट फुलवारी मृदंग ढोलक",
]


@pytest.fixture(scope="module")
def small() -> Searcher:
    """A searcher of an article of a few passages."""
    return Searcher.of(passages_of(TEXTS))


@pytest.mark.parametrize("question", OWN)
def test_what_is_written_is_answered(small: Searcher, question: str) -> None:
    """A question about what a passage says is answered, in any script."""
    answer = small.ask(question)
    assert answer.confidence >= ANSWERED_FROM
    assert answer.answered


@pytest.mark.parametrize("question", FOREIGN)
def test_what_is_not_written_is_not_answered(small: Searcher, question: str) -> None:
    """A question about something else is not, however many little words it shares."""
    answer = small.ask(question)
    assert answer.confidence < ANSWERED_FROM
    assert not answer.answered


def test_every_strange_word_makes_less_sure(small: Searcher) -> None:
    """The more of a question is nowhere in the articles, the less sure an answer is."""
    sure = [small.ask(question).confidence for question in EVER_STRANGER]
    assert all(more > less for more, less in pairwise(sure))


def test_a_long_question_is_no_surer_for_being_long(small: Searcher) -> None:
    """Sureness is a share, not a sum: a word of the articles among many strange ones does not make an answer."""
    assert not small.ask(" ".join([*EVER_STRANGER[-1].split()[2:], *FOREIGN[0].split(), "सैनिक"])).answered


@given(st.lists(indic_text(8), max_size=3), indic_text(6))
def test_confidence_is_a_share(texts: list[str], question: str) -> None:
    """From 0 to 1 for any texts and question; 0 exactly where nothing was found; it decides what is answered."""
    answer = searcher_of(*texts).ask(question)
    assert 0 <= answer.confidence <= 1
    assert answer.answered == (answer.confidence >= ANSWERED_FROM)
    assert bool(answer.hits) or answer.confidence == 0


@given(st.lists(indic_text(8), min_size=1, max_size=3))
def test_a_passage_answers_itself(texts: list[str]) -> None:
    """Asked word for word what a passage says, with a word that is told apart, it is sure."""
    answer = searcher_of(*texts, "शोइगु ने पुष्टि की").ask("शोइगु ने पुष्टि की")
    assert answer.answered
    assert answer.hits[0].passage.text == "शोइगु ने पुष्टि की"
