"""Chats in the double of the Bot API server: replies, groups that change, senders that are no people."""

import pytest
from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Message, ReplyParameters, Update
from telegram.error import ChatMigrated

from tests.botapi import ELSEWHERE, FakeBotApi, Person
from tests.botapi.library import post, refusal, run
from tests.botapi.table import small_table

BUTTON = InlineKeyboardMarkup([[InlineKeyboardButton("▶", callback_data="next")]])


@pytest.fixture
def asha(api: FakeBotApi) -> Person:
    """Give somebody who has started a chat with the bot."""
    person = api.person("Asha", language_code="hi")
    person.says("/start")
    return person


def updates(api: FakeBotApi) -> tuple[Update, ...]:
    """Return the updates that wait, as the library reads them."""
    return run(api, lambda bot: bot.get_updates())


def heard(api: FakeBotApi) -> Message:
    """Return the message that the bot heard last."""
    message = updates(api)[-1].message
    assert message is not None
    return message


def pressed(api: FakeBotApi) -> Message:
    """Return the message under which a button was pressed last."""
    query = updates(api)[-1].callback_query
    assert query is not None
    assert isinstance(query.message, Message)
    return query.message


# What people write


def test_a_person_quotes_a_part_of_a_message(api: FakeBotApi, asha: Person) -> None:
    """A selected part comes with its place in UTF-16 units and, of its marks, those that quotes keep."""
    text = "😀 <blockquote>दिल्ली <b>राजधानी</b> है</blockquote>"
    run(api, lambda bot: bot.send_message(asha.id, text, parse_mode="HTML"))
    asha.says("कब से?", reply_to=asha.gets(), quote="ली राज")
    quote = heard(api).quote
    assert quote is not None
    assert (quote.text, quote.position, quote.is_manual) == ("ली राज", 7, True)
    assert [(entity.type, entity.offset, entity.length) for entity in quote.entities or ()] == [("bold", 3, 3)]


@pytest.mark.parametrize("quote", ["मुंबई", ""])
def test_a_quote_of_what_is_not_there_is_the_tests_mistake(api: FakeBotApi, asha: Person, quote: str) -> None:
    """Nobody can select what a message does not hold, nor a part of no message at all."""
    said = asha.says("दिल्ली")
    with pytest.raises(AssertionError, match="to select"):
        asha.says("?", reply_to=said, quote=quote)
    with pytest.raises(AssertionError, match="to select"):
        asha.says("?", quote="दिल्ली")
    ravi = api.person("Ravi")
    with pytest.raises(AssertionError, match="'दिल्ली' is in another chat"):
        ravi.says("?", reply_to=said)


def test_a_reply_shows_what_it_replies_to_and_nothing_deeper(api: FakeBotApi, asha: Person) -> None:
    """The message replied to comes with its text, marks, sender, keyboard and via_bot, but without its own reply."""
    group = api.group(asha)
    question = asha.says_via_other_bot("see example.org", group)
    reply = ReplyParameters(question.message_id)
    run(api, lambda bot: bot.send_message(group.id, "<b>a</b>", "HTML", reply_parameters=reply, reply_markup=BUTTON))
    answer = asha.gets(group)
    asha.says("?", group, reply_to=answer)
    first = heard(api).reply_to_message
    assert first is not None
    assert (first.text, first.from_user and first.from_user.username) == ("a", "poochho_bot")
    assert [entity.type for entity in first.entities] == ["bold"]
    assert first.reply_markup == BUTTON
    assert first.reply_to_message is None
    asha.says("?", group, reply_to=question)
    second = heard(api).reply_to_message
    assert second is not None
    assert (second.via_bot and second.via_bot.username, second.entities[0].type) == ("other_bot", "url")


def test_a_forwarded_message_says_so(api: FakeBotApi, asha: Person) -> None:
    """A message passed on names its origin, with a date; one that was typed has none."""
    asha.says("दिल्ली?", forwarded=True)
    origin = heard(api).forward_origin
    assert origin is not None
    assert (origin.type, origin.date.year > 2000) == ("hidden_user", True)
    asha.says("दिल्ली?")
    assert heard(api).forward_origin is None


def test_a_photo_has_sizes_and_a_caption(api: FakeBotApi, asha: Person) -> None:
    """A photo is no text: its words are the caption, with entities, and a bot can quote them."""
    said = asha.sends_photo("यह @poochho_bot", forwarded=True)
    message = heard(api)
    assert (said.text, message.text, message.caption) == ("यह @poochho_bot", None, "यह @poochho_bot")
    assert [entity.type for entity in message.caption_entities] == ["mention"]
    assert [size.width for size in message.photo] == [90, 320, 800]
    assert message.forward_origin is not None
    quoting = ReplyParameters(said.message_id, quote="@poochho")
    sent = run(api, lambda bot: bot.send_message(asha.id, "a", reply_parameters=quoting))
    assert sent.quote is not None
    assert sent.quote.position == 3
    asha.sends_photo()
    assert heard(api).caption is None


@pytest.mark.parametrize(
    ("text", "offset"),
    [("नमस्ते @poochho_bot, दिल्ली कहाँ है?", 7), ("है।@poochho_bot है", 3), ("😀 (@poochho_bot)", 4)],
)
def test_the_bots_name_is_found_in_the_middle_of_a_text(api: FakeBotApi, asha: Person, text: str, offset: int) -> None:
    """A mention in a group is an entity, in UTF-16 units, in Devanagari and without spaces too."""
    asha.says(text, api.group(asha))
    (entity,) = heard(api).entities
    assert (entity.type, entity.offset, entity.length) == ("mention", offset, len("@poochho_bot"))


# Buttons under answers


def test_a_press_shows_the_question_as_it_stands(api: FakeBotApi, asha: Person) -> None:
    """Under the pressed button the question is shown with its later edit, and is gone once it is deleted."""
    question = asha.says("दिल्ली?")
    reply = ReplyParameters(question.message_id)
    run(api, lambda bot: bot.send_message(asha.id, "a", reply_parameters=reply, reply_markup=BUTTON))
    answer = asha.gets()
    asha.edits(question, "मुंबई?")
    asha.taps(answer, "▶")
    shown = pressed(api)
    assert shown.reply_to_message is not None
    assert shown.reply_to_message.text == "मुंबई?"
    asha.deletes(question)
    asha.taps(answer, "▶")
    shown = pressed(api)
    assert shown.reply_to_message is None


def test_a_press_under_a_deleted_message(api: FakeBotApi, asha: Person) -> None:
    """Of a message that is gone the bot learns where it was, not what it said."""
    run(api, lambda bot: bot.send_message(asha.id, "a", reply_markup=BUTTON))
    answer = asha.gets()
    asha.deletes(answer)
    asha.taps(answer, "▶")
    gone = pressed(api)
    assert (gone.is_accessible, gone.message_id, gone.text) == (False, answer.message_id, None)


# Coming and going


@pytest.mark.parametrize("kind", ["group", "supergroup"])
def test_the_bot_is_thrown_out_and_added_again(api: FakeBotApi, asha: Person, kind: str) -> None:
    """Out of a group it hears nothing and may not write; the change of its membership comes both times."""
    group = api.group(asha, supergroup=kind == "supergroup")
    api.remove_from(group)
    assert asha.says("psst", group).update_id is None
    sentence = refusal(api, lambda bot: bot.send_message(group.id, "a"))
    assert sentence == f"Forbidden: bot was kicked from the {kind} chat"
    api.add_to(group)
    changes = [update.my_chat_member for update in updates(api) if update.my_chat_member]
    statuses = [(change.old_chat_member.status, change.new_chat_member.status) for change in changes]
    assert statuses == [("member", "kicked"), ("kicked", "member")]
    assert [user.username for user in heard(api).new_chat_members] == ["poochho_bot"]
    assert run(api, lambda bot: bot.send_message(group.id, "a"))
    with pytest.raises(AssertionError, match="was not shut out"):
        api.add_to(group)


def test_who_blocked_the_bot_can_unblock_it(api: FakeBotApi, asha: Person) -> None:
    """Nobody writes to a bot that they have blocked; after unblocking all is as before."""
    api.block(asha.id)
    with pytest.raises(AssertionError, match="has blocked the bot"):
        asha.says("?")
    asha.unblocks()
    *_, update = updates(api)
    assert update.my_chat_member is not None
    assert update.my_chat_member.new_chat_member.status == "member"
    asha.says("?")
    assert run(api, lambda bot: bot.send_message(asha.id, "a"))
    with pytest.raises(AssertionError, match="was not shut out"):
        asha.unblocks()


def test_somebody_joins_a_group(api: FakeBotApi, asha: Person) -> None:
    """Telegram reports it in a message without a text, and whoever joined can write."""
    group = api.group()
    with pytest.raises(AssertionError, match="Asha is not in the group"):
        asha.says("?", group)
    assert asha.joins(group).text == ""
    message = heard(api)
    assert message.text is None
    assert [user.id for user in message.new_chat_members] == [asha.id]
    assert asha.says("?", group).update_id
    with pytest.raises(AssertionError, match="already"):
        asha.joins(group)


def test_a_group_becomes_a_supergroup(api: FakeBotApi, asha: Person) -> None:
    """Both chats report it; the old one answers every method with the new id, and its messages stay behind."""
    group = api.group(asha, title="प्रश्न")
    run(api, lambda bot: bot.send_message(group.id, "a", reply_markup=BUTTON))
    answer = asha.gets(group)
    supergroup = api.migrate(group)
    *_, to, from_ = (update.message for update in updates(api))
    assert to is not None
    assert from_ is not None
    assert (to.chat.id, to.chat.type, to.migrate_to_chat_id) == (group.id, "group", supergroup.id)
    assert (from_.chat.id, from_.chat.type, from_.migrate_from_chat_id) == (supergroup.id, "supergroup", group.id)
    assert (from_.text, from_.chat.title) == (None, "प्रश्न")
    calls: dict[str, dict[str, object]] = {
        "sendMessage": {"text": "b"},
        "editMessageText": {"text": "b", "message_id": answer.message_id},
        "deleteMessage": {"message_id": answer.message_id},
        "sendChatAction": {"action": "typing"},
        "getChat": {},
    }
    for method, body in calls.items():
        assert post(api, method, chat_id=group.id, **body) == {
            "ok": False,
            "error_code": 400,
            "description": "Bad Request: group chat was upgraded to a supergroup chat",
            "parameters": {"migrate_to_chat_id": supergroup.id},
        }
    with pytest.raises(ChatMigrated) as moved:
        run(api, lambda bot: bot.send_message(group.id, "b"))
    assert moved.value.new_chat_id == supergroup.id
    lost = refusal(api, lambda bot: bot.edit_message_text("b", supergroup.id, answer.message_id))
    assert lost == "Message to edit not found"
    with pytest.raises(AssertionError, match="write there"):
        asha.says("?", group)
    assert asha.says("?", supergroup).update_id
    with pytest.raises(AssertionError, match="no group that the bot is in"):
        api.migrate(supergroup)


# Senders that are no people


def test_other_bots_say_that_they_are_bots(api: FakeBotApi, asha: Person) -> None:
    """Another bot's message comes as one, with or without a mention, and is no answer of this bot."""
    group = api.group(asha)
    api.other_bot_says("2 + 2 = 4", group)
    message = heard(api)
    assert message.from_user is not None
    assert (message.from_user.is_bot, message.entities) == (True, ())
    said = api.other_bot_says("2 + 2?", group, mentioning=True)
    assert (said.text, heard(api).entities[0].type) == ("@poochho_bot 2 + 2?", "mention")
    asha.says("?", group, reply_to=said)
    asha.gets_nothing(group, within=0.02)


def test_a_message_via_another_bot_is_the_persons(api: FakeBotApi, asha: Person) -> None:
    """Whoever chose another bot's result is its sender, and the bot is named beside."""
    asha.says_via_other_bot("दिल्ली?")
    message = heard(api)
    assert message.via_bot is not None
    assert (message.from_user and message.from_user.id, message.via_bot.username) == (asha.id, "other_bot")


def test_a_channel_post_has_no_person(api: FakeBotApi) -> None:
    """A post comes as an update of its own kind, of the channel, without a sender."""
    said = api.channel_post("दिल्ली?")
    *_, update = updates(api)
    assert (update.update_id, update.message) == (said.update_id, None)
    assert update.channel_post is not None
    assert update.channel_post.sender_chat == update.channel_post.chat
    assert (update.channel_post.from_user, update.channel_post.chat.type) == (None, "channel")


def test_an_anonymous_administrator_is_the_group(api: FakeBotApi) -> None:
    """The message is in the group's name, with Telegram's stand-in for the sender; basic groups have none such."""
    group = api.group(supergroup=True)
    api.anonymous_admin_says("दिल्ली?", group)
    message = heard(api)
    assert message.sender_chat == message.chat
    assert message.from_user is not None
    assert (message.from_user.id, message.from_user.username) == (1087968824, "GroupAnonymousBot")
    with pytest.raises(AssertionError, match="Only supergroups"):
        api.anonymous_admin_says("?", api.group())


def test_a_chat_elsewhere_is_unknown_to_the_bot(api: FakeBotApi, asha: Person) -> None:
    """What is said there it does not hear, and it cannot write there."""
    assert asha.says("psst", ELSEWHERE).update_id is None
    assert refusal(api, lambda bot: bot.send_message(ELSEWHERE.id, "a")) == "Chat not found"


def test_the_small_description_knows_all_these_messages() -> None:
    """Where only the repository's own description is at hand, every kind of message still passes its check."""
    with FakeBotApi(small_table()) as api:
        asha = api.person()
        asha.says("?", reply_to=asha.says("दिल्ली?"), quote="दिल्ली", forwarded=True)
        asha.sends_photo("दिल्ली")
        group = api.group(asha)
        api.person("Ravi").joins(group)
        api.remove_from(group)
        api.add_to(group)
        api.anonymous_admin_says("?", api.migrate(group))
        api.channel_post("?")
        assert len(updates(api)) == 11
