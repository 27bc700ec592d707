"""Inline results and guest answers in the double: messages that the bot reaches by their inline_message_id alone."""

from typing import Any

import pytest
from telegram import Bot, Message, Update

from tests.botapi import ELSEWHERE, FakeBotApi, Group, InlineMessage, Person
from tests.botapi.library import asked, post, refusal, run
from tests.botapi.table import small_table

KEYBOARD = {"inline_keyboard": [[{"text": "▶", "callback_data": "next"}]]}
CONTENT = {"message_text": "<b>दिल्ली</b> 1/2", "parse_mode": "HTML"}
PLAIN = {"type": "article", "id": "plain", "title": "दिल्ली", "input_message_content": CONTENT}
PAGED = {**PLAIN, "id": "paged", "reply_markup": KEYBOARD}


@pytest.fixture
def asha(api: FakeBotApi) -> Person:
    """Give somebody who has started a chat with the bot."""
    person = api.person("Asha", language_code="hi")
    person.says("/start")
    return person


def chosen(api: FakeBotApi, person: Person, number: int, chat: Group | None = None) -> InlineMessage:
    """Return what somebody sends who types a query and chooses the result without, or with, a keyboard."""
    answer = asked(api, "inline", lambda: person.types_inline("दिल्ली"), results=[PLAIN, PAGED])
    return person.chooses(answer, number, chat)


def updates(api: FakeBotApi) -> tuple[Update, ...]:
    """Return the updates that wait, as the library reads them."""
    return run(api, lambda bot: bot.get_updates())


def test_a_chosen_result_is_the_persons_message_via_the_bot(api: FakeBotApi, asha: Person) -> None:
    """In a chat with the bot it comes back as a message with via_bot, and which one was chosen is told."""
    group = api.group(asha)
    for chat in (None, group):
        message = chosen(api, asha, 1, chat)
        assert (message.text, message.html) == ("दिल्ली 1/2", "<b>दिल्ली</b> 1/2")
        assert [entity["type"] for entity in message.entities] == ["bold"]
        *_, choice, update = updates(api)
        result, echo = choice.chosen_inline_result, update.message
        assert result is not None
        assert (result.result_id, result.query, result.from_user.id) == ("paged", "दिल्ली", asha.id)
        assert result.inline_message_id == message.inline_message_id
        assert echo is not None
        assert echo.chat_id == (chat or asha).id
        assert (echo.from_user and echo.from_user.id, echo.text) == (asha.id, "दिल्ली 1/2")
        assert (echo.via_bot and echo.via_bot.username) == "poochho_bot"
        assert echo.reply_markup is not None
        asha.gets_nothing(chat, within=0.02)


def test_what_is_chosen_elsewhere_is_told_on_request_only(api: FakeBotApi, asha: Person) -> None:
    """Of a message in another chat the bot learns nothing but the choice, and that only if it asked for choices."""
    chosen(api, asha, 0, ELSEWHERE)
    *_, query, choice = updates(api)
    assert query.inline_query is not None
    assert choice.chosen_inline_result is not None
    assert choice.chosen_inline_result.inline_message_id is None
    post(api, "getUpdates", offset=choice.update_id + 1, allowed_updates=["inline_query"])
    chosen(api, asha, 0, ELSEWHERE)
    assert [bool(update.inline_query) for update in updates(api)] == [True]


def test_a_chosen_result_is_edited_and_pressed_by_its_inline_id(api: FakeBotApi, asha: Person) -> None:
    """Edits return True and are seen; a press names the message by that id alone."""
    message = chosen(api, asha, 1, ELSEWHERE)
    asha.taps(message, "▶")
    *_, update = updates(api)
    query = update.callback_query
    assert query is not None
    assert (query.message, query.inline_message_id) == (None, message.inline_message_id)
    assert query.data == "next"

    async def edit(bot: Bot) -> Message | bool:
        return await bot.edit_message_text("2/2", inline_message_id=query.inline_message_id)

    assert run(api, edit) is True
    edited = asha.gets_edit(message)
    assert (edited.text, edited.buttons, asha.sees(message).edits) == ("2/2", {}, 1)
    assert refusal(api, edit).startswith("Message is not modified")
    markup = post(api, "editMessageReplyMarkup", inline_message_id=message.inline_message_id, reply_markup=KEYBOARD)
    assert markup == {"ok": True, "result": True}
    assert list(asha.sees(message).buttons) == ["▶"]


def test_an_edit_in_a_chat_with_the_bot_comes_back(api: FakeBotApi, asha: Person) -> None:
    """A message via the bot is the person's, so that its change is an edited message of theirs."""
    message = chosen(api, asha, 1)
    run(api, lambda bot: bot.edit_message_text("2/2", inline_message_id=message.inline_message_id))
    *_, update = updates(api)
    assert update.edited_message is not None
    assert update.edited_message.via_bot is not None
    by_chat = refusal(api, lambda bot: bot.edit_message_text("3", asha.id, message.message_id))
    assert by_chat == "Message can't be edited"


def test_no_keyboard_no_inline_id(api: FakeBotApi, asha: Person) -> None:
    """A result without an inline keyboard becomes a message that the bot cannot reach."""
    assert chosen(api, asha, 0).inline_message_id is None


def test_messages_that_no_inline_id_leads_to(api: FakeBotApi, asha: Person) -> None:
    """An id that was never given, and that of a deleted message, are refused; so is no id at all."""
    message = chosen(api, asha, 1, ELSEWHERE)
    asha.deletes(message)
    for inline_id in ("unheard-of", message.inline_message_id):
        answer = post(api, "editMessageText", inline_message_id=inline_id, text="2")
        assert answer["description"] == "Bad Request: MESSAGE_ID_INVALID"
    assert post(api, "editMessageText", text="2")["description"] == "Bad Request: message identifier is not specified"


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"title": " "}, "ARTICLE_TITLE_EMPTY"),
        ({"id": ""}, "RESULT_ID_INVALID"),
        ({"input_message_content": {"message_text": ""}}, "message text is empty"),
        ({"input_message_content": {"message_text": "<b> </b>", "parse_mode": "HTML"}}, "text must be non-empty"),
        ({"input_message_content": {"message_text": "न" * 4097}}, "message is too long"),
        ({"input_message_content": {"message_text": "<b>", "parse_mode": "HTML"}}, "can't parse entities"),
        ({"reply_markup": {"inline_keyboard": [[{"text": "▶", "callback_data": "न" * 22}]]}}, "BUTTON_DATA_INVALID"),
        ({"reply_markup": {"inline_keyboard": [[{"text": "▶", "copy_text": {"text": ""}}]]}}, "BUTTON_COPY_TEXT"),
    ],
)
def test_results_that_telegram_refuses(api: FakeBotApi, changed: dict[str, Any], sentence: str) -> None:
    """The message of a result is held to the limits of any message, and a title has to say something."""
    result = {**PAGED, **changed}
    inline = post(api, "answerInlineQuery", inline_query_id="1", results=[result])
    guest = post(api, "answerGuestQuery", guest_query_id="1", result=result)
    assert [answer["description"].startswith(f"Bad Request: {sentence}") for answer in (inline, guest)] == [True] * 2


@pytest.mark.parametrize(
    ("button", "sentence"),
    [
        ({"text": " ", "start_parameter": "help"}, "SWITCH_PM_TEXT_EMPTY"),
        ({"text": "?", "start_parameter": "हिंदी"}, "START_PARAM_INVALID"),
    ],
)
def test_buttons_above_results_that_telegram_refuses(api: FakeBotApi, button: dict[str, str], sentence: str) -> None:
    """The button above the results has a text, and a deep link of the letters that links have."""
    answer = post(api, "answerInlineQuery", inline_query_id="1", results=[], button=button)
    assert answer["description"] == f"Bad Request: {sentence}"


def test_an_article_has_a_content(api: FakeBotApi) -> None:
    """An article is nothing that could be sent by itself, so that one without a message is no article."""
    result = {"type": "article", "id": "1", "title": "दिल्ली"}
    assert post(api, "answerInlineQuery", inline_query_id="1", results=[result])["error_code"] == 400
    assert "lacks 'input_message_content'" in api.violations.pop()


def test_a_time_to_cache_that_telegram_bends_is_noticed(api: FakeBotApi, asha: Person) -> None:
    """A negative time is taken for none, and recorded."""
    asked(api, "inline", lambda: asha.types_inline("दिल्ली"), results=[], cache_time=-1)
    assert "cache_time -1" in api.violations.pop()


def test_a_guest_answer_is_seen_pressed_and_edited(api: FakeBotApi, asha: Person) -> None:
    """The answer to a mention elsewhere is a message there, which the bot reaches by the id that it was given."""
    answer = asked(api, "guest", lambda: asha.mentions_as_guest("@poochho_bot दिल्ली?"), result=PAGED)
    message = asha.guest_message(answer)
    assert api.calls[-1].answer == {"ok": True, "result": {"inline_message_id": message.inline_message_id}}
    assert message.text == "दिल्ली 1/2"
    query_id = asha.taps(message, "▶")
    *_, update = updates(api)
    assert update.callback_query is not None
    assert (update.callback_query.message, update.callback_query.id) == (None, query_id)
    assert update.callback_query.inline_message_id == message.inline_message_id
    run(api, lambda bot: bot.edit_message_text("2/2", inline_message_id=message.inline_message_id))
    assert asha.gets_edit(message).text == "2/2"
    with pytest.raises(AssertionError, match="no button"):
        asha.presses(asha.sees(message), "▶")


@pytest.mark.parametrize("replied_to", [None, "दिल्ली कहाँ है?"])
def test_a_guest_mention_can_be_a_reply(api: FakeBotApi, asha: Person, replied_to: str | None) -> None:
    """A mention under somebody else's message comes with that message; one by itself comes alone."""
    asked(api, "guest", lambda: asha.mentions_as_guest("@poochho_bot?", reply_to_text=replied_to), result=PLAIN)
    guest = updates(api)[-1].guest_message
    assert guest is not None
    replied = guest.reply_to_message
    assert (replied and replied.text) == replied_to
    assert replied is None or replied.from_user != guest.from_user


def test_the_small_description_knows_inline_messages() -> None:
    """Where only the repository's own description is at hand, all this passes its check too."""
    with FakeBotApi(small_table()) as api:
        asha = api.person()
        message = chosen(api, asha, 1)
        assert post(api, "editMessageText", inline_message_id=message.inline_message_id, text="2")["result"] is True
        asha.taps(message, "▶")
        asked(api, "guest", lambda: asha.mentions_as_guest("?", reply_to_text="दिल्ली?"), result=PLAIN)
        assert api.violations == []
