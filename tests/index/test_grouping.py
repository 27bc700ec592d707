"""Questions that ask the same, put together."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.grouping import group, wording
from tests.texts import HOSTILE, any_text

# Ways to ask the same.
SAME = {
    "letters": ["सैनिक कब तक लौटेंगे?", "sainik kab tak lautenge"],
    "a name in three scripts": ["शोइगु ने क्या कहा?", "shoigu ne kya kaha", "শোইগু ने क्या कहा?"],
    "spelling": ["शोइगु कौन है?", "शोयगु कौन हैं"],
    "romanised in two ways": ["rashtrapati ka kaaryakaal kitna hai", "raashtrapati ka karyakal kitnaa he"],
    "nasals and nukta": ["हिन्दी दिवस कब मनाते हैं?", "हिंदी दिवस कब मनाते है", "हिंदी दिवस कब मनाते हैं ॥"],
    "the order of words": ["पासपोर्ट का नवीनीकरण कैसे होता है?", "कैसे होता है नवीनीकरण पासपोर्ट का"],
    "digits": ["2022 में बजट कितना था?", "२०२२ में बजट कितना था"],
    "numbers": ["1,600 सैनिक कब लौटे?", "१६०० सैनिक कब लौटे?"],
    "capitals": ["METRO KA KIRAYA KITNA HAI??", "metro ka kiraya kitna hai"],
    "politeness": ["मेट्रो का किराया कितना है?", "नमस्ते, कृपया बताइए मेट्रो का किराया कितना है", "मुझे मेट्रो का किराया बताना"],
    "English with a please": ["please tell me who is the president", "Who is the president?"],
    "keywords": ["दिल्ली मेट्रो का किराया कितना है?", "दिल्ली मेट्रो किराया"],
    "which in one word and in two": ["पासपोर्ट के लिए कौनसे दस्तावेज़ चाहिए?", "पासपोर्ट के लिए कौन से दस्तावेज चाहिए"],
    "a word that sounds like not": ["नौ नए मार्ग कब खुले?", "nau naye marg kab khule"],
    "an acronym": ["सी.एस.टी.ओ. क्या है?", "सीएसटीओ क्या है", "CSTO kya hai"],
    "endings": ["किसानों को कर्ज़ कैसे मिलता है?", "किसान को कर्ज कैसे मिलता है"],
    "an English word among others": [
        "केंद्रीय शिक्षा मंत्रालय का बजट कितना है?",
        "kendriya shiksha mantralaya ka budget kitna hai",
    ],
    "nothing but grammar": ["यह क्या है?", "यह क्या है"],
}

# Questions that are much alike and ask something else, each for itself.
DIFFERENT = {
    "when, where, who": ["शोइगु कब आए?", "शोइगु कहाँ आए?", "शोइगु किसके साथ आए?", "shoigu kaise aaye"],
    "of one person": ["शोइगु का जन्म कब हुआ?", "शोइगु की मृत्यु कब हुई?", "शोइगु का विवाह कब हुआ?"],
    "of one person in Latin letters": ["shoigu ka janm kab hua", "shoigu ki mrityu kab hui", "shoigu ka vivah kab hua"],
    "of one person over scripts": ["शोइगु का जन्म कब हुआ?", "shoigu ka vivah kab hua"],
    "of two in Latin letters": ["putin ka janm kab hua", "lenin ka janm kab hua"],
    "of two in a long question": [
        "अलमाटी के हवाई अड्डे पर शुक्रवार को विमान से कितने रूसी सैनिक उतरे?",
        "अलमाटी के हवाई अड्डे पर शुक्रवार को विमान से कितने चीनी सैनिक उतरे?",
    ],
    "another verb": ["शोइगु ने पुतिन को क्या भेजा?", "शोइगु ने पुतिन को क्या बताया?"],
    "another number": ["2022 में बजट कितना था?", "२०२३ में बजट कितना था?", "बजट कितना था?"],
    "a number more": ["कोर 50 कब बना?", "कोर कब बना?"],
    "not": ["सैनिक क्यों लौटे?", "सैनिक क्यों नहीं लौटे?"],
    "not, in Latin letters": ["sainik kyon laute", "sainik kyon nahi laute"],
    "not, in English": ["who signed the treaty", "who did not sign the treaty"],
    "narrower": ["संगठन का अध्यक्ष कौन है?", "संगठन का पहला अध्यक्ष कौन था?"],
    "narrower among many words": ["दिल्ली मेट्रो का किराया कितना है?", "दिल्ली मेट्रो का नया किराया कितना है?"],
    "narrower in Latin letters": ["dilli metro ka kiraya kitna hai", "dilli metro ka naya kiraya kitna hai"],
    "a number more among many words": [
        "विश्व कप के उद्घाटन में मंच पर राष्ट्रगान किसने गाया?",
        "विश्व कप 2022 के उद्घाटन में मंच पर राष्ट्रगान किसने गाया?",
    ],
    "two of three words over scripts": ["रक्षा मंत्रालय का बजट?", "raksha mantralaya ka pata?"],
    "who and what": ["शोइगु कौन है?", "शोइगु क्या है?"],
}

# Groups of several questions each, of which every one is alike to others by its subject.
GROUPS = [
    ["मेट्रो का किराया कितना है?", "metro ka kiraya kitna hai", "कृपया मेट्रो का किराया बताइए"],
    ["मेट्रो का समय क्या है?", "metro ka samay kya hai"],
    ["बस का किराया कितना है?", "bas ka kiraya kitna hai"],
    ["आधार कार्ड कैसे बनवाएँ?", "आधार कार्ड कैसे बनवाये"],
    ["राशन कार्ड कैसे बनवाएँ?", "राशन कार्ड कैसे बनवाये"],
    ["पासपोर्ट की फीस कितनी है?", "passport ki fees kitni hai"],
]

WHEN, WHERE = "शोइगु का जन्म कब हुआ?", "शोइगु का जन्म कहाँ हुआ?"

MIXED = [question for questions in GROUPS for question in questions]


def groups_of(questions: Sequence[str]) -> set[frozenset[str]]:
    """Return the groups as the questions in them."""
    return {frozenset(questions[place] for place in places) for places in group(questions)}


@pytest.mark.parametrize("questions", SAME.values(), ids=SAME)
def test_the_same_is_one_group(questions: list[str]) -> None:
    """Ways to ask the same are put together, by themselves and among other questions."""
    assert groups_of(questions) == {frozenset(questions)}
    assert any({*questions} <= together for together in groups_of([*MIXED, *questions]))


@pytest.mark.parametrize("questions", DIFFERENT.values(), ids=DIFFERENT)
def test_what_is_different_stays_apart(questions: list[str]) -> None:
    """Questions that share most of their words and ask something else are not put together."""
    assert group(questions) == [[place] for place in range(len(questions))]
    among_others = groups_of([*MIXED, *questions])
    assert all(len(each & {*questions}) <= 1 for each in among_others)


@pytest.mark.parametrize("step", [1, 5, 8])
def test_groups_do_not_depend_on_the_order(step: int) -> None:
    """Questions are in the same groups in whatever order they come."""
    shuffled = [MIXED[place * step % len(MIXED)] for place in range(len(MIXED))]
    assert {*shuffled} == {*MIXED}
    assert groups_of(shuffled) == {frozenset(questions) for questions in GROUPS}


def test_groups_are_in_the_order_of_the_questions() -> None:
    """Places of a group ascend, and groups come in the order of their first questions."""
    assert group(["पुल कब बना?", "नदी कहाँ है?", "pul kab bana", "नदी कहाँ है", "बारिश?"]) == [[0, 2], [1, 3], [4]]


def test_no_questions_are_no_groups() -> None:
    """Of no questions there are no groups."""
    assert group([]) == []


@pytest.mark.parametrize("questions", list(permutations([WHEN, WHERE, "शोइगु जन्म"])))
def test_what_joins_a_group_goes_with_each_of_its_members(questions: tuple[str, str, str]) -> None:
    """A question that goes with two others which ask for different things goes with one of them."""
    assert sorted(map(len, group(questions))) == [1, 2]
    assert frozenset([WHEN, WHERE]) not in groups_of(questions)


@given(st.lists(any_text() | st.sampled_from([*HOSTILE.values(), *MIXED]), max_size=6))
def test_every_question_is_in_one_group(questions: list[str]) -> None:
    """Whatever texts come, each is in one group, and equal ones that have words are in the same."""
    groups = group(questions)
    assert sorted(place for places in groups for place in places) == list(range(len(questions)))
    group_of = {place: number for number, places in enumerate(groups) for place in places}
    for place, question in enumerate(questions):
        if wording(question):
            assert group_of[questions.index(question)] == group_of[place]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("बजट 2022 क्या है?", "बजट २०२२ क्या है ॥", True),
        ("हिन्दी दिवस", "हिंदी “दिवस”", True),
        ("CSTO", "csto", True),
        ("मार्ग कब खुला?", "कब खुला मार्ग?", False),
        ("मार्ग कब खुला?", "marg kab khula", False),
    ],
    ids=["digits and marks", "nasals", "capitals", "another order", "other letters"],
)
def test_a_wording_is_the_words(one: str, other: str, *, same: bool) -> None:
    """Questions that are spelled and marked otherwise have one wording; other words, or another order, have another."""
    assert (wording(one) == wording(other)) is same
