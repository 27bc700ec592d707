"""Follow-ups: a reply to an answer that names no subject of its own is asked together with the question before it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.botapi import BotMessage, FakeBotApi, Person, Said
from tests.botapi.text import marked
from tests.features.conftest import Shared

QUESTION = "सैनिक कब तक वापस जाएंगे?"
FOLLOW_UP = "और कितने?"
TOGETHER = "पिछले सवाल के साथ जोड़कर:"
ALONE = "सवाल:"
ASK_BACK = "किसके बारे में?"
NEXT = "अगला ▶"
PEOPLE = 13


def asks(person: Person, question: str, reply_to: BotMessage | Said | None = None) -> BotMessage:
    """Return the answer to a question, or to a reply."""
    person.says(question, reply_to=reply_to)
    return person.gets(timeout=20)


@pytest.fixture(scope="module")
def conversations(shared: Shared) -> Iterator[tuple[Person, BotMessage]]:
    """People who have their answer to the question, for a while already: a chat takes a message a second."""
    people = [shared.api.person("Asha", language_code="hi") for _ in range(PEOPLE)]
    return iter([(person, asks(person, QUESTION)) for person in people])


@pytest.fixture
def answered(api: FakeBotApi, conversations: Iterator[tuple[Person, BotMessage]]) -> tuple[Person, BotMessage]:
    """Somebody who has their answer to the question, and that."""
    del api  # which sees that nothing wrong is sent
    return next(conversations)


def asked(answer: BotMessage) -> str:
    """Return the line that says what was asked, of an answer."""
    return answer.text.splitlines()[-1]


@pytest.mark.parametrize("follow_up", [FOLLOW_UP, "kitne?", "और कब?", "क्यों", "when?"])
def test_follow_up_is_asked_together_with_the_question_before_it(
    answered: tuple[Person, BotMessage], follow_up: str
) -> None:
    """A reply that names no subject is put behind the question that was answered, and the answer says so."""
    asha, before = answered
    answer = asks(asha, follow_up, reply_to=before)
    assert asked(answer) == f"{TOGETHER} {QUESTION} {follow_up}"
    assert marked(answer, "italic") == [f"{QUESTION} {follow_up}"]
    assert "19 जनवरी" in answer.text


def test_pager_works_on_a_follow_up(answered: tuple[Person, BotMessage]) -> None:
    """The further passages below a follow-up are those of both questions together, and still say so."""
    asha, before = answered
    first = asks(asha, FOLLOW_UP, reply_to=before)
    asha.presses(first, NEXT)
    second = asha.gets_edit(first)
    assert "2/2" in second.buttons
    assert asked(second) == asked(first) == f"{TOGETHER} {QUESTION} {FOLLOW_UP}"
    assert second.text != first.text


def test_follow_ups_make_a_chain(answered: tuple[Person, BotMessage]) -> None:
    """A follow-up to the answer to a follow-up takes all before it along."""
    asha, before = answered
    second = asks(asha, FOLLOW_UP, reply_to=before)
    third = asks(asha, "और कहाँ?", reply_to=second)
    assert asked(third) == f"{TOGETHER} {QUESTION} {FOLLOW_UP} और कहाँ?"


@pytest.mark.usefixtures("api")
def test_follow_up_after_a_restart(shared: Shared, asha: Person) -> None:
    """The question before stands in the answer, so it is still there after a restart, in another language too."""
    answer = asks(asha, QUESTION)
    shared.restart()
    asha.user["language_code"] = "en"
    together = asks(asha, "kitne?", reply_to=answer)
    assert asked(together) == f"Asked together with the question before it: {QUESTION} kitne?"


def test_edited_follow_up_is_asked_together_again(answered: tuple[Person, BotMessage]) -> None:
    """A follow-up that is edited has its answer edited, again with the question before it."""
    asha, before = answered
    follow_up = asha.says("kitne?", reply_to=before)
    answer = asha.gets()
    asha.edits(follow_up, FOLLOW_UP)
    assert asked(asha.gets_edit(answer)) == f"{TOGETHER} {QUESTION} {FOLLOW_UP}"


def test_reply_with_a_subject_of_its_own_is_asked_alone(answered: tuple[Person, BotMessage]) -> None:
    """A reply that says what it is about has nothing to do with the question before it."""
    asha, before = answered
    answer = asks(asha, "अमेरिका ने क्या कहा?", reply_to=before)
    assert asked(answer) == f"{ALONE} अमेरिका ने क्या कहा?"
    assert "अनुच्छेद 7" in answer.text


@pytest.mark.parametrize("thanks", ["thanks", "धन्यवाद!", "👍", "ok"])
def test_thanks_are_no_follow_up(answered: tuple[Person, BotMessage], thanks: str) -> None:
    """A reply that asks nothing is not put together with anything: in a private chat it is asked back about."""
    asha, before = answered
    assert asks(asha, thanks, reply_to=before).text.startswith(ASK_BACK)


@pytest.mark.usefixtures("shared")
def test_follow_up_too_long_to_be_repeated_is_asked_alone(asha: Person) -> None:
    """What could not be repeated in full, and so not be turned over, is not put together."""
    long = f"{QUESTION} {'🙂' * 135}"
    answer = asks(asha, long)
    assert asked(answer) == f"{ALONE} {long}"
    assert asks(asha, FOLLOW_UP, reply_to=answer).text.startswith(ASK_BACK)


@pytest.mark.usefixtures("shared")
@pytest.mark.parametrize("command", ["/help", "/sources"])
def test_reply_to_what_is_no_answer_is_asked_alone(asha: Person, command: str) -> None:
    """What the bot says else has no question to go on from."""
    assert asks(asha, FOLLOW_UP, reply_to=asks(asha, command)).text.startswith(ASK_BACK)


@pytest.mark.usefixtures("shared")
@pytest.mark.parametrize("kind", ["group", "supergroup"])
def test_follow_up_in_a_group(api: FakeBotApi, asha: Person, kind: str) -> None:
    """In a group anybody can follow up an answer by a reply; a reply that asks nothing is met with silence."""
    ben, chitra = api.person("Ben", "hi"), api.person("Chitra", "hi")
    group = api.group(asha, ben, chitra, supergroup=kind == "supergroup")
    asha.says(f"/ask {QUESTION}", group)
    answer = asha.gets(group, timeout=20)
    for words in ("thanks", "धन्यवाद", "😀", "ok"):
        chitra.says(words, group, reply_to=answer)
    follow_up = ben.says("kitne?", group, reply_to=answer)
    together = asha.gets(group)
    assert together.reply_to == follow_up.message_id
    assert asked(together) == f"{TOGETHER} {QUESTION} kitne?"
