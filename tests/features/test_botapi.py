"""The double of the Bot API server, driven by python-telegram-bot's own `Bot`."""

import asyncio
import json
import threading
import time
from collections.abc import Awaitable, Callable
from datetime import timedelta

import httpx
import pytest
from telegram import (
    Bot,
    CopyTextButton,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InlineQueryResultArticle,
    InputTextMessageContent,
    LinkPreviewOptions,
    Message,
    ReplyParameters,
    Update,
)
from telegram.error import BadRequest, Conflict, Forbidden, InvalidToken, NetworkError, RetryAfter, TelegramError

from tests.botapi import FakeBotApi, Person, table
from tests.botapi.endpoint import METHODS
from tests.botapi.library import post, refusal, run
from tests.botapi.text import found_entities, parsed

PAGER = InlineKeyboardMarkup(
    [[InlineKeyboardButton("◀", callback_data="back"), InlineKeyboardButton("▶", callback_data="next")]]
)
PRESSED_PAGER = InlineKeyboardMarkup([[InlineKeyboardButton("◀", callback_data="back")]])
WHOLE = table.whole_api()


@pytest.fixture
def asha(api: FakeBotApi) -> Person:
    """Give somebody who has started a chat with the bot."""
    person = api.person("Asha", language_code="hi")
    person.says("/start")
    return person


# Questions and answers


def test_a_question_reaches_the_library_and_its_answer_the_person(api: FakeBotApi, asha: Person) -> None:
    """A question comes out of getUpdates as it was asked, and the bot's reply arrives as Telegram shows it."""

    async def answer(bot: Bot) -> Update:
        update = (await bot.get_updates(timeout=2))[-1]
        assert update.message is not None
        await update.message.reply_html(
            "😀 <b>दिल्ली</b> &amp; more",
            do_quote=True,
            reply_markup=PAGER,
            link_preview_options=LinkPreviewOptions(is_disabled=True),
        )
        return update

    said = asha.says("भारत की राजधानी?")
    update = run(api, answer)
    message = asha.gets()
    assert (update.update_id, update.message and update.message.text) == (said.update_id, "भारत की राजधानी?")
    assert update.effective_user is not None
    assert update.effective_user.language_code == "hi"
    assert message.text == "😀 दिल्ली & more"
    assert message.entities == [{"type": "bold", "offset": 3, "length": 6}]
    assert message.html == "😀 <b>दिल्ली</b> &amp; more"
    assert message.reply_to == said.message_id
    assert list(message.buttons) == ["◀", "▶"]
    asha.gets_nothing(within=0.02)


def test_a_person_may_have_no_language(api: FakeBotApi) -> None:
    """Telegram leaves the language out where it knows none, and so does the double."""
    nobody = api.person(language_code=None)
    nobody.says("?")
    (update,) = run(api, lambda bot: bot.get_updates())
    assert update.effective_user is not None
    assert update.effective_user.language_code is None


def test_waiting_in_vain_says_what_did_not_come(api: FakeBotApi, asha: Person) -> None:
    """A test that waits for a message gets a sentence with the name and the chat, and one that wants none its text."""
    with pytest.raises(AssertionError, match="Asha got no message in the private chat"):
        asha.gets(timeout=0.01)
    run(api, lambda bot: bot.send_message(asha.id, "surprise"))
    with pytest.raises(AssertionError, match="surprise"):
        asha.gets_nothing(within=1)


def test_commands_and_mentions_are_found_in_utf16() -> None:
    """Entities of what people type are Telegram's own, counted in UTF-16 units behind emoji."""
    assert found_entities("😀 /ask@poochho_bot @asha_k") == [
        {"type": "bot_command", "offset": 3, "length": 16},
        {"type": "mention", "offset": 20, "length": 7},
    ]


def test_an_edited_question_comes_as_an_edit(api: FakeBotApi, asha: Person) -> None:
    """An edit of a person's message is an edited_message with the same id."""
    said = asha.says("दिल्ली?")
    asha.edits(said, "मुंबई?")
    *_, update = run(api, lambda bot: bot.get_updates())
    assert update.edited_message is not None
    assert (update.edited_message.message_id, update.edited_message.text) == (said.message_id, "मुंबई?")


def test_groups_have_their_own_messages(api: FakeBotApi, asha: Person) -> None:
    """What is said in a group arrives there, with the message that it replies to."""
    group = api.group(asha, supergroup=True)
    run(api, lambda bot: bot.send_message(group.id, "answer"))
    asha.says("और?", group, reply_to=asha.gets(group))
    *_, update = run(api, lambda bot: bot.get_updates())
    assert update.message is not None
    assert update.message.reply_to_message is not None
    assert (update.message.chat_id, update.message.reply_to_message.text) == (group.id, "answer")
    asha.gets_nothing(within=0.02)


# getUpdates


def test_an_update_stays_until_a_later_offset_confirms_it(api: FakeBotApi, asha: Person) -> None:
    """Unconfirmed updates are given again, confirmed ones never, and a negative offset counts from the end."""

    async def polls(bot: Bot) -> list[list[str | None]]:
        first, *_ = await bot.get_updates()
        offsets = None, first.update_id + 1, first.update_id, -1, None
        batches = [await bot.get_updates(offset=offset) for offset in offsets]
        return [[update.message.text for update in batch if update.message] for batch in batches]

    asha.says("2")
    asha.says("3")
    assert run(api, polls) == [["/start", "2", "3"], ["2", "3"], ["2", "3"], ["3"], ["3"]]


def test_a_long_poll_ends_with_the_first_update(api: FakeBotApi, asha: Person) -> None:
    """A poll that waits returns as soon as somebody writes."""

    def speak() -> None:
        assert api.waits_for(lambda server: len(server.calls_of("getUpdates")) == 2)
        asha.says("now")

    async def poll(bot: Bot) -> tuple[Update, ...]:
        (start,) = await bot.get_updates()
        return await bot.get_updates(offset=start.update_id + 1, timeout=50)

    speaking = threading.Thread(target=speak)
    speaking.start()
    (update,) = run(api, poll)
    speaking.join()
    assert update.message is not None
    assert update.message.text == "now"


def test_allowed_updates_last_until_they_are_named_anew(api: FakeBotApi, asha: Person) -> None:
    """The list persists on the server; reactions are not even sent unless asked for."""
    reaction = {
        "message_reaction_count": {"chat": {"id": 1, "type": "private"}, "message_id": 1, "date": 1, "reactions": []}
    }
    if WHOLE:
        assert api.put(reaction) is None

    async def poll(bot: Bot) -> None:
        await bot.get_updates(offset=-1, allowed_updates=["callback_query"])
        await bot.get_updates()

    run(api, poll)
    assert asha.says("unheard").update_id is None


def test_a_second_poll_ends_the_first(api: FakeBotApi) -> None:
    """Two pollers get in each other's way, and the earlier one is told."""

    async def both(bot: Bot) -> tuple[object, object]:
        first = asyncio.create_task(bot.get_updates(timeout=10))
        await asyncio.to_thread(api.waits_for, lambda server: len(server.calls_of("getUpdates")) == 1)
        second = await bot.get_updates(timeout=0)
        (ended,) = await asyncio.gather(first, return_exceptions=True)
        return ended, second

    ended, second = run(api, both)
    assert isinstance(ended, Conflict)
    assert "terminated by other getUpdates request" in ended.message
    assert second == ()


def test_polling_is_refused_while_a_webhook_is_set(api: FakeBotApi) -> None:
    """Of setWebhook and getUpdates one works at a time; deleteWebhook gives polling back."""

    async def work(bot: Bot) -> str:
        await bot.set_webhook("https://example.org/telegram", secret_token="secret")
        with pytest.raises(Conflict):
            await bot.get_updates()
        url = (await bot.get_webhook_info()).url
        await bot.delete_webhook(drop_pending_updates=True)
        assert await bot.get_updates() == ()
        return url

    assert run(api, work) == "https://example.org/telegram"


def test_the_server_stops_at_once_while_a_poll_waits() -> None:
    """Closing ends long polls with an empty answer instead of waiting for them."""
    with FakeBotApi() as api:
        address = f"{api.url}/bot{api.token}/getUpdates?timeout=50"
        answers: list[httpx.Response] = []
        poll = threading.Thread(target=lambda: answers.append(httpx.get(address, timeout=60)))
        poll.start()
        assert api.waits_for(lambda server: bool(server.calls))
        started = time.monotonic()
    poll.join()
    assert answers[0].json() == {"ok": True, "result": []}
    assert time.monotonic() - started < 0.5


# Texts


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (" \n ", "Text must be non-empty"),
        ("\u200d\u200b", "Text must be non-empty"),
        ("न" * 4097, "Message is too long"),
        ("😀" * 2049, "Message is too long"),
        ("<b>half", "Can't parse entities: can't find end tag corresponding to start tag \"b\""),
        ("1 < 2", 'Can\'t parse entities: unsupported start tag "" at byte offset 2'),
    ],
)
def test_texts_that_telegram_refuses(api: FakeBotApi, asha: Person, text: str, sentence: str) -> None:
    """Emptiness, length in UTF-16 units and markup are judged after parsing, in Telegram's words."""
    assert refusal(api, lambda bot: bot.send_message(asha.id, text, parse_mode="HTML")).lower() == sentence.lower()


def test_markup_does_not_count_towards_the_length(api: FakeBotApi, asha: Person) -> None:
    """4,096 units fit, however long their markup, and white space at the ends is cut."""
    message = run(api, lambda bot: bot.send_message(asha.id, f"\n <b>{'न' * 4096}</b> ", parse_mode="HTML"))
    assert message.text == "न" * 4096


@pytest.mark.parametrize(
    ("source", "shown", "entities"),
    [
        ("  a <b> b </b> ", "a  b", [("bold", 2, 2)]),
        (" <b> b</b>", " b", [("bold", 0, 2)]),
        ("<i>a\r\x00</i>\u202e<u>b</u>", "a b", [("italic", 0, 2), ("underline", 2, 1)]),
        ("<blockquote expandable>q</blockquote>", "q", [("expandable_blockquote", 0, 1)]),
        ("a<i> </i>", "a", []),
    ],
)
def test_cleaning_moves_the_entities_along(source: str, shown: str, entities: list[tuple[str, int, int]]) -> None:
    """Control characters and white space at the ends go, and every entity keeps its text."""
    result = parsed(source, "HTML", None)
    assert result.text == shown
    assert [(entity["type"], entity["offset"], entity["length"]) for entity in result.entities] == entities


def test_half_a_surrogate_pair_is_refused(api: FakeBotApi, asha: Person) -> None:
    """A body that is no valid UTF-8 is refused, written as bytes or as a JSON escape at any depth."""
    address = f"{api.url}/bot{api.token}/sendMessage"
    escaped = httpx.post(
        address, content=f'{{"chat_id": {asha.id}, "text": "\\ud83d"}}', headers={"Content-Type": "application/json"}
    )
    raw = httpx.post(address, content=f"chat_id={asha.id}&text=%FF")
    button = '{"inline_keyboard": [[{"text": "\\ud83d", "callback_data": "1"}]]}'
    nested = httpx.post(address, data={"chat_id": asha.id, "text": "a", "reply_markup": button})
    for answer in escaped, raw, nested:
        assert answer.json()["description"] == "Bad Request: strings must be encoded in UTF-8"


def test_more_entities_than_telegram_keeps_are_noticed(asha: Person, api: FakeBotApi) -> None:
    """The message is sent, as by Telegram, but the loss is recorded."""
    run(api, lambda bot: bot.send_message(asha.id, "<b>a</b> " * 101, parse_mode="HTML"))
    assert "101 entities" in api.violations.pop()


# Replies, edits, buttons


def test_a_reply_to_a_deleted_message(api: FakeBotApi, asha: Person) -> None:
    """It fails, unless the bot allows it to be sent without the reply."""
    said = asha.says("gone soon")
    asha.deletes(said)
    plain = ReplyParameters(said.message_id)
    lenient = ReplyParameters(said.message_id, allow_sending_without_reply=True)
    sentence = refusal(api, lambda bot: bot.send_message(asha.id, "a", reply_parameters=plain))
    assert sentence == "Message to be replied not found"
    assert run(api, lambda bot: bot.send_message(asha.id, "a", reply_parameters=lenient)).reply_to_message is None


def test_a_quote_is_an_exact_part_of_the_message(api: FakeBotApi, asha: Person) -> None:
    """A quote is placed in UTF-16 units, and one that is not there is refused."""
    said = asha.says("😀 दिल्ली कहाँ है?")
    good, bad = (ReplyParameters(said.message_id, quote=quote) for quote in ("दिल्ली", "मुंबई"))
    message = run(api, lambda bot: bot.send_message(asha.id, "a", reply_parameters=good))
    assert message.quote is not None
    assert message.quote.position == 3
    assert refusal(api, lambda bot: bot.send_message(asha.id, "a", reply_parameters=bad)) == "Quote_text_invalid"


def test_an_edit_has_to_change_something(api: FakeBotApi, asha: Person) -> None:
    """An edit is seen by the person; the same edit again, or of a missing message, is refused."""
    sent = run(api, lambda bot: bot.send_message(asha.id, "1/2", reply_markup=PAGER))
    before = asha.gets()

    async def edit(bot: Bot) -> Message | bool:
        return await bot.edit_message_text("2/2", asha.id, sent.message_id, reply_markup=PAGER)

    run(api, edit)
    assert asha.gets_edit(before).text == "2/2"
    assert refusal(api, edit).startswith("Message is not modified: specified new message content and reply markup")
    run(api, lambda bot: bot.edit_message_reply_markup(asha.id, sent.message_id, reply_markup=PRESSED_PAGER))
    assert list(asha.sees(before).buttons) == ["◀"]
    run(api, lambda bot: bot.delete_message(asha.id, sent.message_id))
    assert refusal(api, edit) == "Message to edit not found"


def test_a_message_has_a_history(api: FakeBotApi, asha: Person) -> None:
    """Everything that a progress message ever said is there to be read in order, also where an edit left the text."""
    sent = run(api, lambda bot: bot.send_message(asha.id, "<b>1</b>/3", "HTML", reply_markup=PAGER))
    before = asha.gets()
    assert (before.history, before.edits) == (("1/3",), 0)

    async def work(bot: Bot) -> None:
        await bot.edit_message_text("2/3", asha.id, sent.message_id, reply_markup=PAGER)
        await bot.edit_message_reply_markup(asha.id, sent.message_id)
        await bot.edit_message_text("3/3", asha.id, sent.message_id)

    run(api, work)
    assert asha.sees(before).history == ("1/3", "2/3", "2/3", "3/3")
    assert asha.sees(before).edits == 3


def test_the_bot_deletes_what_it_may(api: FakeBotApi, asha: Person) -> None:
    """In private any message goes, in a group only the bot's own, for it is no administrator there."""
    group = api.group(asha)
    private, public = asha.says("a"), asha.says("a", group)
    own = run(api, lambda bot: bot.send_message(group.id, "b"))
    run(api, lambda bot: bot.delete_message(asha.id, private.message_id))
    run(api, lambda bot: bot.delete_message(group.id, own.message_id))
    asha.gets_nothing(group, within=0.02)
    assert refusal(api, lambda bot: bot.delete_message(group.id, public.message_id)) == "Message can't be deleted"
    gone = refusal(api, lambda bot: bot.delete_message(asha.id, private.message_id))
    assert gone == "Message to delete not found"


def test_a_pressed_button_is_answered_once(api: FakeBotApi, asha: Person) -> None:
    """The person sees the answer to a press; a second answer is too late."""
    run(api, lambda bot: bot.send_message(asha.id, "1/2", reply_markup=PAGER))
    query_id = asha.taps(asha.gets(), "▶")
    *_, update = run(api, lambda bot: bot.get_updates())
    assert update.callback_query is not None
    assert update.callback_query.data == "next"
    run(api, lambda bot: bot.answer_callback_query(query_id, "page 2"))
    assert asha.gets_answer(query_id)["text"] == "page 2"
    sentence = refusal(api, lambda bot: bot.answer_callback_query(query_id))
    assert sentence == "Query is too old and response timeout expired or query id is invalid"


def test_more_buttons_than_telegram_shows(api: FakeBotApi, asha: Person) -> None:
    """A hundred buttons are the most."""
    row = [InlineKeyboardButton("▶", callback_data="next")]
    assert run(api, lambda bot: bot.send_message(asha.id, "a", reply_markup=InlineKeyboardMarkup([row] * 100)))
    many = InlineKeyboardMarkup([row] * 101)
    assert refusal(api, lambda bot: bot.send_message(asha.id, "a", reply_markup=many)) == "Reply markup is too long"


@pytest.mark.parametrize(
    ("button", "sentence"),
    [
        (InlineKeyboardButton("▶", callback_data="न" * 22), "Button_data_invalid"),
        (InlineKeyboardButton("▶"), "Text buttons are unallowed in the inline keyboard"),
        (InlineKeyboardButton("▶", url="nowhere"), "Inline keyboard button URL 'nowhere' is invalid: Wrong HTTP URL"),
        (InlineKeyboardButton("▶", copy_text=CopyTextButton("c" * 257)), "Button_copy_text_invalid"),
    ],
)
def test_buttons_that_telegram_refuses(
    api: FakeBotApi, asha: Person, button: InlineKeyboardButton, sentence: str
) -> None:
    """Callback data is limited in bytes, links are links, every button does something."""
    keyboard = InlineKeyboardMarkup([[button]])
    found = refusal(api, lambda bot: bot.send_message(asha.id, "a", reply_markup=keyboard))
    assert sentence.lower() in found.lower()


# Inline queries, the bot's profile


def test_inline_results_are_shown_to_who_typed(api: FakeBotApi, asha: Person) -> None:
    """The results of an inline query come back to the person, rendered text and limits checked."""

    async def serve(bot: Bot) -> None:
        async def next_query() -> str:
            *_, update = await bot.get_updates(timeout=2, offset=-1, allowed_updates=["inline_query"])
            assert update.inline_query is not None
            return update.inline_query.id

        typing = asyncio.create_task(asyncio.to_thread(asha.types_inline, "दिल्ली"))
        await asyncio.to_thread(api.waits_for, lambda server: bool(server.world.queries))
        content = InputTextMessageContent("<b>दिल्ली</b>", parse_mode="HTML")
        query_id = await next_query()
        twins = [InlineQueryResultArticle("1", "दिल्ली", content)] * 2
        with pytest.raises(BadRequest, match=r"(?i)result_id_duplicate"):
            await bot.answer_inline_query(query_id, twins)
        await bot.answer_inline_query(query_id, twins[:1], cache_time=0)
        assert [result["title"] for result in (await typing)["results"]] == ["दिल्ली"]

    run(api, serve)


def test_a_guest_mention_gets_its_one_answer(api: FakeBotApi) -> None:
    """Where the bot is no member, a mention comes as a guest message, and its answer goes by the query's id."""
    ravi = api.person("Ravi")
    mention = threading.Thread(target=ravi.mentions_as_guest, args=["@poochho_bot दिल्ली?"])
    mention.start()
    (update,) = post(api, "getUpdates", timeout=5)["result"]
    content = {"message_text": "<b>दिल्ली</b>", "parse_mode": "HTML"}
    result = {"type": "article", "id": "1", "title": "दिल्ली", "input_message_content": content}
    query_id = update["guest_message"]["guest_query_id"]
    assert post(api, "answerGuestQuery", guest_query_id=query_id, result=result)["ok"]
    mention.join()
    assert ravi.gets_answer(query_id)["result"] == result
    assert post(api, "answerGuestQuery", guest_query_id=query_id, result=result)["error_code"] == 400


def test_texts_are_kept_by_language(api: FakeBotApi) -> None:
    """Names and descriptions fall back to those for all languages."""

    async def work(bot: Bot) -> None:
        await bot.set_my_description("Ask me", language_code="")
        assert (await bot.get_my_description("ta")).description == "Ask me"
        assert (await bot.get_my_name()).name == "Poochho"

    run(api, work)


@pytest.mark.parametrize(
    "work",
    [
        lambda bot: bot.set_my_name("n" * 65),
        lambda bot: bot.set_my_short_description("s" * 121),
        lambda bot: bot.set_my_description("d", language_code="hin"),
    ],
)
def test_profiles_that_telegram_refuses(api: FakeBotApi, work: Callable[[Bot], Awaitable[bool]]) -> None:
    """Lengths and codes of languages are checked."""
    with pytest.raises(BadRequest):
        run(api, work)


# Strictness


def test_a_wrong_token_is_nobody(api: FakeBotApi) -> None:
    """Telegram answers 401 to a token that it does not know, and the call is not counted."""
    with pytest.raises(InvalidToken):
        run(api, lambda bot: bot.get_me(), token="1:wrong")
    assert api.calls == []


@pytest.mark.parametrize(
    ("method", "body", "sentence"),
    [
        ("sendMessage", {"chat_id": 1}, "sendMessage lacks 'text'"),
        ("sendMessage", {"chat_id": 1, "text": "a", "txet": "b"}, "sendMessage has no 'txet'"),
        ("sendMessage", {"chat_id": True, "text": "a"}, "sendMessage.chat_id is True, not Integer"),
        (
            "sendMessage",
            {"chat_id": 1, "text": "a", "reply_parameters": {"mesage_id": 1}},
            "sendMessage.reply_parameters has no 'mesage_id'; sendMessage.reply_parameters lacks 'message_id'",
        ),
        (
            "sendMessage",
            {"chat_id": 1, "text": "a", "reply_markup": {"inline_keyboard": [[{"text": 1}]]}},
            "sendMessage.reply_markup.inline_keyboard[0][0].text is 1, not String",
        ),
        (
            "setMyCommands",
            {"commands": [], "scope": {"type": "chat"}},
            "setMyCommands.scope lacks 'chat_id'",
        ),
        ("sendMessages", {}, "The Bot API has no method 'sendMessages'."),
    ],
)
@pytest.mark.parametrize("described", [table.load, table.small_table])
def test_calls_that_the_api_does_not_have(
    method: str, body: dict[str, object], sentence: str, described: Callable[[], table.Table]
) -> None:
    """Each mistake is refused and named by its place, by the whole description as by the small one."""
    with FakeBotApi(described()) as api:
        assert post(api, method, **body)["ok"] is False
        assert "; ".join(api.violations) == sentence


def test_a_method_that_is_not_there_yet_is_noticed(api: FakeBotApi) -> None:
    """What the double does not do is no silent success."""
    if not WHOLE:
        pytest.skip("methods.json names only methods that the double does")
    assert post(api, "sendDice", chat_id=1)["error_code"] == 501
    assert api.violations.pop() == "The fake server does not do 'sendDice' yet."


def test_the_small_table_is_up_to_date() -> None:
    """The repository's table is what the whole API says, and holds every method that the double does."""
    small = table.small_table()
    assert set(small["methods"]) == {*METHODS, "getUpdates"}
    if WHOLE:
        assert table.SMALL_TABLE.read_text("utf-8") == table.as_text(table.reduced(WHOLE))


def test_a_malformed_update_is_the_tests_mistake(api: FakeBotApi) -> None:
    """Raw updates go through the same check as the double's own."""
    with pytest.raises(AssertionError, match=r"update\.message lacks 'date'"):
        api.put({"message": {"message_id": 1, "chat": {"id": 1, "type": "private"}}})


@pytest.mark.parametrize("encoding", ["json", "form", "multipart", "query"])
def test_every_way_of_sending_parameters(api: FakeBotApi, asha: Person, encoding: str) -> None:
    """JSON, forms, multipart bodies and query strings mean the same."""
    fields = {"chat_id": str(asha.id), "text": "ठीक है", "protect_content": "true", "reply_markup": PAGER.to_json()}
    address = f"{api.url}/bot{api.token}/sendMessage"
    match encoding:
        case "json":
            body = {**fields, "chat_id": asha.id, "protect_content": True, "reply_markup": PAGER.to_dict()}
            httpx.post(address, json=body)
        case "form":
            httpx.post(address, data=fields)
        case "multipart":
            httpx.post(address, files={name: (None, value.encode()) for name, value in fields.items()})
        case _:
            httpx.get(address, params=fields)
    assert api.calls[-1].parameters["reply_markup"] == json.loads(PAGER.to_json())
    assert asha.gets().text == "ठीक है"


# Bad days


def test_strangers_and_those_who_blocked_the_bot_get_nothing(api: FakeBotApi, asha: Person) -> None:
    """Telegram has one word for each: not found, not started, blocked."""
    stranger = api.person("Stranger")
    api.block(asha.id)

    def refused(chat_id: int) -> str:
        return refusal(api, lambda bot: bot.send_message(chat_id, "hi"))

    assert [refused(1), refused(stranger.id), refused(asha.id)] == [
        "Chat not found",
        "Forbidden: bot can't initiate conversation with a user",
        "Forbidden: bot was blocked by the user",
    ]
    *_, update = run(api, lambda bot: bot.get_updates())
    assert update.my_chat_member is not None
    assert update.my_chat_member.new_chat_member.status == "kicked"


def test_a_flood_limit_can_be_for_one_chat(api: FakeBotApi, asha: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    """A scripted failure happens to that chat, as often as ordered, and carries retry_after."""
    monkeypatch.setenv("PTB_TIMEDELTA", "true")  # the library warns about its old type of retry_after
    ravi = api.person("Ravi")
    ravi.says("hi")
    api.fail_next("sendMessage", 429, retry_after=7, chat_id=asha.id)

    async def work(bot: Bot) -> None:
        await bot.send_message(ravi.id, "a")
        with pytest.raises(RetryAfter) as limited:
            await bot.send_message(asha.id, "a")
        assert limited.value.retry_after == timedelta(seconds=7)
        await bot.send_message(asha.id, "b")

    run(api, work)
    assert asha.gets().text == "b"


def test_lost_and_late_answers(api: FakeBotApi, asha: Person) -> None:
    """A dropped call was not done; a late answer is of a call that was."""
    api.drop_next("sendMessage")
    with pytest.raises(NetworkError):
        run(api, lambda bot: bot.send_message(asha.id, "lost"))
    asha.gets_nothing(within=0.02)
    api.delay_next("sendMessage", seconds=5)
    with pytest.raises(TelegramError, match="Timed out"):
        run(api, lambda bot: bot.send_message(asha.id, "late", read_timeout=0.05))
    assert asha.gets(timeout=0.1).text == "late"


def test_502_is_what_the_library_takes_for_a_bad_gateway(api: FakeBotApi) -> None:
    """A status without words gets its usual words."""
    api.fail_next("getUpdates", 502)
    assert "Bad Gateway" in refusal(api, lambda bot: bot.get_updates())


def test_forbidden_is_an_error_of_its_own(api: FakeBotApi) -> None:
    """A kicked bot is told so in groups too."""
    group = api.group()
    api.block(group.id)
    with pytest.raises(Forbidden, match="kicked from the group chat"):
        run(api, lambda bot: bot.send_chat_action(group.id, "typing"))
