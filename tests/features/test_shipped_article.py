"""Questions that people ask about the shipped article, as they type them, and what it does not answer."""

from __future__ import annotations

import pytest

from index import Searcher

# The passage that answers, and questions to it: in Hindi, in Latin letters, with other spellings, mixed.
ANSWERED = {
    1: ["शांति सेना किसके नेतृत्व में थी?", "शांति सेना कितने दिन तैनात रही?", "roosi sena ne kya ghoshna ki"],
    2: [
        "सैनिक कब तक वापस जाएंगे?",
        "sainik kab tak wapas jayenge",
        "रूस के रक्षा मंत्री कौन हैं?",
        "rus ke raksha mantri kaun hai",
        "शोयगु ने क्या कहा",
        "শোইগু কী বলেছেন?",
    ],
    3: ["पुतिन ने शोइगु को धन्यवाद क्यों दिया?", "पुतिन ने शांति मिशन के बारे में क्या कहा?"],
    4: [
        "कितने सैनिक भेजे गए थे?",
        "kitne sainik bheje gaye",
        "CSTO ke kitne sainik kazakhstan gaye",
        "toqayev ne aapatkaal kyon lagaya",
        "दंगे कब हुए?",
        "2000 सैनिक",
    ],
    5: [
        "ईंधन के दाम क्यों बढ़े?",
        "राजधानी का नाम क्या है?",
        "havai adde par kabza kisne kiya",
        "मेयर के कार्यालय पर किसने हमला किया?",
    ],
    6: ['"रंग क्रांति" क्या है?', "चीन के विदेश मंत्री कौन हैं?", "wang yi kaun hai"],
    7: ["अमेरिका ने क्या कहा?", "america ne kya kaha", "जेन साकी कौन हैं?", "कज़ाख़स्तान में कौन से खनिज हैं?"],
}
NOT_ANSWERED = [
    "भारत की राजधानी क्या है?",
    "bharat ki rajdhani kya hai",
    "आज मौसम कैसा है?",
    "क्रिकेट विश्व कप किसने जीता?",
    "मोदी ने क्या कहा?",
    "चंद्रयान कब उतरा?",
    "sone ka bhav kya hai",
    "What is the price of gold?",
    "who is the president of india",
    "গঙ্গা নদীর দৈর্ঘ্য কত?",
]


@pytest.mark.parametrize(
    ("passage", "question"), [(n, question) for n, asked in ANSWERED.items() for question in asked]
)
def test_question_finds_its_passage(searcher: Searcher, passage: int, question: str) -> None:
    """The passage that answers a question comes first, and counts as an answer."""
    answer = searcher.ask(question)
    assert answer.answered
    assert answer.hits[0].passage.number == passage


@pytest.mark.parametrize("question", NOT_ANSWERED)
def test_what_is_not_there_is_not_answered(searcher: Searcher, question: str) -> None:
    """A question that the article does not answer gets no answer, even if some of its words stand there."""
    assert not searcher.ask(question).answered
