"""Questions that are edited: the answer is edited with them, and nobody gets a second one."""

from __future__ import annotations

import pytest

from tests.botapi import BotMessage, FakeBotApi, Person
from tests.botapi.text import marked
from tests.features.conftest import Shared, gets_no_other

ABOUT_TOKAYEV, ABOUT_CHINA = "टोकायव ने क्या कहा?", "चीन ने क्या कहा?"
STANDS_IN = {ABOUT_TOKAYEV: "अनुच्छेद 3", ABOUT_CHINA: "अनुच्छेद 6"}
NO_QUESTION = "🙂🙂"
ASK_BACK = "किसके बारे में?"


def answers(answer: BotMessage, question: str) -> bool:
    """Return whether a message answers a question of those above."""
    return STANDS_IN[question] in answer.text and marked(answer, "italic") == [question]


@pytest.mark.usefixtures("shared")
def test_answer_is_edited_with_its_question(asha: Person) -> None:
    """An edited question has its answer edited, however often, and gets no second one."""
    question = asha.says(ABOUT_TOKAYEV)
    answer = asha.gets(timeout=20)
    assert answers(answer, ABOUT_TOKAYEV)
    asha.edits(question, ABOUT_CHINA)
    edited = asha.gets_edit(answer)
    assert answers(edited, ABOUT_CHINA)
    assert edited.reply_to == question.message_id
    asha.edits(question, ABOUT_TOKAYEV)
    again = asha.gets_edit(edited)
    assert (again.html, again.buttons) == (answer.html, answer.buttons)
    gets_no_other(asha, answer)


@pytest.mark.usefixtures("shared")
def test_question_edited_to_nonsense_and_back(asha: Person) -> None:
    """What is edited to no question is asked back about, without buttons; edited to one, it is answered."""
    question = asha.says(ABOUT_TOKAYEV)
    answer = asha.gets(timeout=20)
    asha.edits(question, NO_QUESTION)
    asked_back = asha.gets_edit(answer)
    assert asked_back.text.startswith(ASK_BACK)
    assert asked_back.buttons == {}
    asha.edits(question, ABOUT_CHINA)
    edited = asha.gets_edit(asked_back)
    assert answers(edited, ABOUT_CHINA)
    assert edited.buttons
    gets_no_other(asha, answer)


@pytest.mark.usefixtures("shared")
def test_edit_that_changes_nothing(asha: Person) -> None:
    """A question that is edited to the same words keeps its answer, and nothing more is said."""
    question = asha.says(ABOUT_TOKAYEV)
    answer = asha.gets(timeout=20)
    asha.edits(question, ABOUT_TOKAYEV)
    gets_no_other(asha, answer)
    assert asha.sees(answer) == answer


@pytest.mark.usefixtures("api")
def test_question_edited_after_a_restart(shared: Shared, asha: Person) -> None:
    """Which message answers which question is still known after a restart."""
    question = asha.says(ABOUT_TOKAYEV)
    answer = asha.gets(timeout=20)
    shared.restart()
    asha.edits(question, ABOUT_CHINA)
    assert answers(asha.gets_edit(answer, timeout=20), ABOUT_CHINA)
    gets_no_other(asha, answer)


@pytest.mark.usefixtures("shared")
def test_question_edited_when_its_answer_was_deleted(asha: Person) -> None:
    """Where the answer is gone, the edited question gets a new one, which is edited from then on."""
    question = asha.says(ABOUT_TOKAYEV)
    asha.deletes(asha.gets(timeout=20))
    asha.edits(question, ABOUT_CHINA)
    answer = asha.gets()
    assert answers(answer, ABOUT_CHINA)
    assert answer.reply_to == question.message_id
    asha.edits(question, ABOUT_TOKAYEV)
    assert answers(asha.gets_edit(answer), ABOUT_TOKAYEV)
    gets_no_other(asha, answer)


@pytest.mark.usefixtures("shared")
def test_question_edited_before_its_answer_came(api: FakeBotApi, asha: Person) -> None:
    """An edit that comes while the answer is under way waits for it, and then edits it."""
    api.delay_next("sendMessage", 0.3, chat_id=asha.id)
    question = asha.says(ABOUT_TOKAYEV)
    asha.edits(question, ABOUT_CHINA)
    answer = asha.gets(timeout=20)
    edited = asha.sees(answer) if answer.edits else asha.gets_edit(answer)
    assert answers(edited, ABOUT_CHINA)
    gets_no_other(asha, answer)


@pytest.mark.usefixtures("api")
def test_question_edited_while_the_bot_was_away(shared: Shared, asha: Person) -> None:
    """A question and its edit that waited for the bot together get one answer, to the question as edited."""
    shared.stop()
    question = asha.says(ABOUT_TOKAYEV)
    asha.edits(question, ABOUT_CHINA)
    shared.start()
    answer = asha.gets(timeout=20)
    assert answer.reply_to == question.message_id
    edited = answer if answer.edits else asha.gets_edit(answer)
    assert answers(edited, ABOUT_CHINA)
    gets_no_other(asha, answer)


@pytest.mark.usefixtures("shared")
@pytest.mark.parametrize(
    ("before", "after", "is_edited"),
    [
        (f"/ask {ABOUT_TOKAYEV}", f"/ask {ABOUT_CHINA}", True),
        (f"@poochho_bot {ABOUT_TOKAYEV}", f"{ABOUT_CHINA} @poochho_bot", True),
        (f"/ask {ABOUT_TOKAYEV}", ABOUT_CHINA, False),
        (f"/ask {ABOUT_TOKAYEV}", f"/ask@other_bot {ABOUT_CHINA}", False),
    ],
)
def test_question_edited_in_a_group(
    api: FakeBotApi,
    asha: Person,
    before: str,
    after: str,
    is_edited: bool,  # noqa: FBT001  # an expectation
) -> None:
    """In a group the answer is edited as long as the message is still addressed to the bot, else left alone."""
    group = api.group(asha)
    question = asha.says(before, group)
    answer = asha.gets(group, timeout=20)
    asha.edits(question, after)
    if is_edited:
        assert answers(asha.gets_edit(answer), ABOUT_CHINA)
    gets_no_other(asha, answer, group)
    assert answers(asha.sees(answer), ABOUT_CHINA if is_edited else ABOUT_TOKAYEV)


@pytest.mark.usefixtures("shared")
def test_message_that_became_a_question_only_by_an_edit(api: FakeBotApi, asha: Person) -> None:
    """What was not for the bot, and is edited such that it is, gets its answer then; an edit of small talk none."""
    group = api.group(asha)
    small_talk = asha.says("नमस्ते", group)
    message = asha.says(ABOUT_TOKAYEV, group)
    asha.edits(small_talk, "नमस्ते सबको")
    asha.edits(message, f"@poochho_bot {ABOUT_TOKAYEV}")
    answer = asha.gets(group, timeout=20)
    assert answers(answer, ABOUT_TOKAYEV)
    assert answer.reply_to == message.message_id
    gets_no_other(asha, answer, group)


@pytest.mark.usefixtures("shared")
def test_edit_that_changes_nothing_leaves_the_page(asha: Person) -> None:
    """An edit that changes nothing of the question, as Telegram sends too, leaves the answer at the page it shows."""
    question = asha.says("सैनिकों के बारे में किसने क्या कहा?")
    answer = asha.gets(timeout=20)
    asha.presses(answer, "अगला ▶")
    second = asha.gets_edit(answer)
    asha.edits(question, question.text)
    gets_no_other(asha, answer)
    assert asha.sees(answer) == second
