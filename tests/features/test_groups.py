"""Groups: the bot answers what is addressed to it, shortly and not too often, and is silent otherwise."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.botapi import BotMessage, FakeBotApi, Group, Person
from tests.botapi.text import marked
from tests.features.conftest import Shared, gets_no_other

QUESTION = "टोकायव ने क्या कहा?"
ABOUT_CHINA = "चीन ने क्या कहा?"
SOURCE = "अनुच्छेद 3"
NO_ANSWER = "इन लेखों में इसका उत्तर नहीं है।"
USAGE = "सवाल आदेश के बाद लिखिए"
TOO_FAST = "कृपया एक बार में एक सवाल। मैं आपको 5 सेकंड बाद फिर उत्तर दूँगा।"
HELP = "इस समूह में /ask"
KINDS = ("group", "supergroup")


def new_group(api: FakeBotApi, kind: str, *members: Person) -> Group:
    """Return a new group of one of the kinds."""
    return api.group(*members, supergroup=kind == "supergroup")


def asks(person: Person, text: str, group: Group, reader: Person | None = None) -> BotMessage:
    """Return the bot's reply to what somebody says in a group.

    Args:
        person: Who says it.
        text: What is said.
        group: Where.
        reader: Who has read all that the bot said there before; None for the same person.
    """
    said = person.says(text, group)
    answer = (reader or person).gets(group, timeout=20)
    assert answer.reply_to == said.message_id
    return answer


@pytest.mark.usefixtures("shared")
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    "text",
    [
        f"/ask {QUESTION}",
        f"/ask@poochho_bot {QUESTION}",
        f"/ASK@Poochho_Bot\n{QUESTION}",
        f"@poochho_bot {QUESTION}",
        f"{QUESTION} @poochho_bot",
        "टोकायव ने, @poochho_bot, क्या कहा?",
    ],
)
def test_what_is_addressed_to_the_bot_is_answered(api: FakeBotApi, asha: Person, kind: str, text: str) -> None:
    """The command, with the bot's name or without, and a mention anywhere in the message ask the bot."""
    group = new_group(api, kind, asha)
    answer = asks(asha, text, group)
    assert SOURCE in answer.text
    gets_no_other(asha, answer, group)


@pytest.mark.usefixtures("shared")
@pytest.mark.parametrize("kind", KINDS)
def test_reply_to_the_bot_is_answered(api: FakeBotApi, asha: Person, kind: str) -> None:
    """A question in reply to any message of the bot is for the bot."""
    group = new_group(api, kind, asha)
    question = asha.says(QUESTION, group, reply_to=asks(asha, "/help", group))
    answer = asha.gets(group)
    assert SOURCE in answer.text
    assert answer.reply_to == question.message_id


@pytest.mark.usefixtures("shared")
@pytest.mark.parametrize("text", ["/ask", "/ask@poochho_bot", "/ask  \n"])
def test_ask_without_a_question_says_how(api: FakeBotApi, asha: Person, text: str) -> None:
    """The command alone is told what belongs behind it."""
    group = api.group(asha)
    assert asks(asha, text, group).text.startswith(USAGE)


@pytest.mark.usefixtures("shared")
def test_asked_in_reply_to_a_question(api: FakeBotApi, asha: Person) -> None:
    """The command alone, or a mention, in reply to somebody's question asks that question."""
    ben, chitra = api.person("Ben", "hi"), api.person("Chitra", "hi")
    group = api.group(asha, ben, chitra)
    question = asha.says(QUESTION, group)
    for person, text in ((ben, "/ask"), (chitra, "@poochho_bot")):
        said = person.says(text, group, reply_to=question)
        answer = asha.gets(group, timeout=20)
        assert answer.reply_to == said.message_id
        assert marked(answer, "italic") == [QUESTION]


SILENT: dict[str, Callable[[FakeBotApi, Person, Group], object]] = {
    "plain text": lambda _, asha, group: asha.says(QUESTION, group),
    "another bot's command": lambda _, asha, group: asha.says(f"/ask@other_bot {QUESTION}", group),
    "an unknown command": lambda _, asha, group: asha.says(f"/question {QUESTION}", group),
    "a mention of another bot": lambda _, asha, group: asha.says(f"@other_bot {QUESTION}", group),
    "a name that begins like the bot's": lambda _, asha, group: asha.says(f"@poochho_bot2 {QUESTION}", group),
    "a command of private chats": lambda _, asha, group: asha.says("/settings", group),
    "a photo": lambda _, asha, group: asha.sends_photo(chat=group),
    "a photo with words": lambda _, asha, group: asha.sends_photo(QUESTION, group),
    "a forwarded question": lambda _, asha, group: asha.says(QUESTION, group, forwarded=True),
    "a reply to somebody": lambda _, asha, group: asha.says(QUESTION, group, reply_to=asha.says("नमस्ते", group)),
    "a result of another bot": lambda _, asha, group: asha.says_via_other_bot(f"/ask {QUESTION}", group),
    "a result of another bot with a mention": lambda _, asha, group: asha.says_via_other_bot(
        f"@poochho_bot {QUESTION}", group
    ),
    "another bot": lambda api, _, group: api.other_bot_says(QUESTION, group),
    "another bot that mentions this one": lambda api, _, group: api.other_bot_says(QUESTION, group, mentioning=True),
    "another bot that commands this one": lambda api, _, group: api.other_bot_says(f"/ask {QUESTION}", group),
    "somebody who joins": lambda api, _, group: api.person("Ben").joins(group),
    "an edit of plain text": lambda _, asha, group: asha.edits(asha.says("नमस्ते", group), QUESTION),
    "a post in a channel": lambda api, _, __: api.channel_post(f"/ask@poochho_bot {QUESTION}"),
}


@pytest.mark.usefixtures("shared")
@pytest.mark.parametrize("kind", KINDS)
def test_bot_is_silent_otherwise(api: FakeBotApi, asha: Person, kind: str) -> None:
    """What people say to each other, other bots, results of bots, photos, comings and goings are no questions."""
    group = new_group(api, kind, asha)
    last = asks(asha, "/help", group)
    before = len(api.calls_of("sendMessage"))
    for happens in SILENT.values():
        happens(api, asha, group)
    gets_no_other(asha, last, group)
    assert len(api.calls_of("sendMessage")) == before  # in no other chat either


@pytest.mark.usefixtures("shared")
def test_photo_whose_words_ask_the_bot_is_answered(api: FakeBotApi, asha: Person) -> None:
    """The words below a photo ask as the words of a message do."""
    group = api.group(asha)
    asha.sends_photo(f"@poochho_bot {QUESTION}", group)
    assert SOURCE in asha.gets(group, timeout=20).text


@pytest.mark.usefixtures("shared")
def test_answer_is_shorter_than_in_private(api: FakeBotApi, asha: Person) -> None:
    """In a group the answer is the best sentence with its source; where there is none, a line without suggestions."""
    ben = api.person("Ben", "hi")
    group = api.group(asha, ben)
    answer = asks(asha, f"/ask {QUESTION}", group)
    asha.says(QUESTION)
    in_private = asha.gets()
    assert marked(answer, "bold") == marked(in_private, "bold") == marked(answer, "blockquote")
    assert answer.text.splitlines()[-2:] == in_private.text.splitlines()[-2:]
    assert len(answer.text) < len(in_private.text)
    nothing = asks(ben, "/ask क्रिकेट विश्व कप किसने जीता?", group, reader=asha)
    assert (nothing.text, nothing.buttons) == (NO_ANSWER, {})


@pytest.mark.usefixtures("shared")
def test_typing_is_not_shown_in_groups(api: FakeBotApi, asha: Person) -> None:
    """A group may get twenty calls a minute: none is spent on "typing …"."""
    group = api.group(asha)
    asks(asha, f"/ask {QUESTION}", group)
    assert not [call for call in api.calls_of("sendChatAction") if call.parameters["chat_id"] == group.id]


@pytest.mark.usefixtures("shared")
def test_who_asks_too_fast_is_told_once(api: FakeBotApi, asha: Person) -> None:
    """A person gets one answer in five seconds; the next question is told so, those after it nothing."""
    ben = api.person("Ben", "hi")
    group = api.group(asha, ben)
    assert SOURCE in asks(asha, f"/ask {QUESTION}", group).text
    assert asks(asha, f"/ask {ABOUT_CHINA}", group).text == TOO_FAST
    for _ in range(3):
        asha.says(f"/ask {ABOUT_CHINA}", group)
    assert "अनुच्छेद 6" in asks(ben, f"/ask {ABOUT_CHINA}", group, reader=asha).text  # another person is unaffected
    elsewhere = api.group(asha)
    assert "अनुच्छेद 6" in asks(asha, f"/ask {ABOUT_CHINA}", elsewhere).text  # and so is another group
    said = [asha.says(QUESTION) for _ in range(2)]
    assert [asha.gets().reply_to for _ in said] == [each.message_id for each in said]  # and the private chat


@pytest.mark.usefixtures("shared")
def test_anonymous_administrator_is_answered(api: FakeBotApi, asha: Person) -> None:
    """Who writes in the name of the group is a person all the same; the bot speaks English to them."""
    group = api.group(asha, supergroup=True)
    asks(asha, "/help", group)
    said = api.anonymous_admin_says(f"/ask {QUESTION}", group)
    answer = asha.gets(group)
    assert answer.reply_to == said.message_id
    assert "paragraph 3" in answer.text


@pytest.mark.usefixtures("shared")
def test_group_that_becomes_a_supergroup_while_an_answer_is_under_way(api: FakeBotApi, asha: Person) -> None:
    """The answer comes in the supergroup, where all goes on."""
    ben = api.person("Ben", "hi")
    group = api.group(asha, ben)
    asks(asha, "/help", group)
    with api.world.changed:  # no call of the bot comes in between
        asha.says(f"/ask {QUESTION}", group)
        supergroup = api.migrate(group)
    answer = asha.gets(supergroup)
    assert SOURCE in answer.text
    assert answer.reply_to is None
    asha.presses(answer, "अगला ▶")
    assert "अनुच्छेद 5" in asha.gets_edit(answer).text
    assert SOURCE in asks(ben, f"/ask {QUESTION}", supergroup, reader=asha).text


def test_answers_in_a_group_that_became_a_supergroup_are_forgotten(
    shared: Shared, api: FakeBotApi, asha: Person
) -> None:
    """Ids of messages begin anew in the supergroup: what is known of the old ones would be wrong there."""
    group = api.group(asha)
    answer = asks(asha, f"/ask {QUESTION}", group)
    gets_no_other(asha, answer, group)
    assert len(shared.rows("SELECT * FROM sent_answers WHERE chat_id = ?", group.id)) == 1
    asks(asha, "/help", api.migrate(group))
    shared.restart()  # what is under way is finished first
    assert shared.rows("SELECT * FROM sent_answers WHERE chat_id = ?", group.id) == []


@pytest.mark.parametrize("kind", KINDS)
def test_thrown_out_and_added_again(shared: Shared, api: FakeBotApi, asha: Person, kind: str) -> None:
    """Thrown out, the bot forgets its answers there; added again, it answers, and says nothing by itself."""
    ben = api.person("Ben", "hi")
    group = new_group(api, kind, asha, ben)
    answer = asks(asha, f"/ask {QUESTION}", group)
    gets_no_other(asha, answer, group)
    assert len(shared.rows("SELECT * FROM sent_answers WHERE chat_id = ?", group.id)) == 1
    api.remove_from(group)
    api.add_to(group)
    gets_no_other(asha, answer, group)
    assert shared.rows("SELECT * FROM sent_answers WHERE chat_id = ?", group.id) == []
    assert SOURCE in asks(ben, f"/ask {QUESTION}", group, reader=asha).text


@pytest.mark.usefixtures("shared")
@pytest.mark.parametrize("kind", KINDS)
def test_thrown_out_while_an_answer_is_under_way(api: FakeBotApi, asha: Person, kind: str) -> None:
    """An answer that nobody wants any more is dropped quietly, and everybody else is served."""
    group = new_group(api, kind, asha)
    asks(asha, "/help", group)
    with api.world.changed:
        asha.says(f"/ask {QUESTION}", group)
        api.remove_from(group)
    asha.says(QUESTION)
    assert SOURCE in asha.gets(timeout=20).text
    asha.gets_nothing(group, within=0)


def test_who_blocks_the_bot_is_forgotten(shared: Shared, api: FakeBotApi, asha: Person) -> None:
    """What is known of somebody who blocks the bot is deleted: after unblocking they are a stranger."""
    asha.says("/settings")
    asha.presses(asha.gets(timeout=20), "English")
    asha.says(QUESTION)
    assert "paragraph 3" in asha.gets().text
    api.block(asha.id)
    asha.unblocks()
    asha.says("/help")
    assert asha.gets().text.startswith("अपना सवाल")
    assert shared.rows("SELECT * FROM people WHERE telegram_id = ?", asha.id) == []
    assert shared.rows("SELECT * FROM sent_answers WHERE chat_id = ?", asha.id) == []
