"""Photos and documents that the bot sends, in the double of the Bot API server."""

import io
import struct
import zlib
from collections.abc import Awaitable, Callable

import httpx
import pytest
from PIL import Image
from telegram import (
    Bot,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputMediaDocument,
    InputMediaPhoto,
    InputMediaVideo,
    Message,
    ReplyParameters,
)

from tests.botapi import FakeBotApi, Person
from tests.botapi.library import asked, post, refusal, run
from tests.botapi.table import small_table, whole_api

BUTTON = InlineKeyboardMarkup([[InlineKeyboardButton("▶", callback_data="next")]])
BINARY = bytes(range(256)) * 3 + b"\r\n--\r\n"


def picture(width: int = 1600, height: int = 900, kind: str = "PNG") -> bytes:
    """Return the bytes of a picture of one colour."""
    file = io.BytesIO()
    Image.new("RGB", (width, height), "orange").save(file, kind)
    return file.getvalue()


def claiming(width: int, height: int) -> bytes:
    """Return the bytes of a PNG whose header tells another size than it has."""
    png = picture(60, 40)
    header = b"IHDR" + struct.pack(">II", width, height) + png[24:29]
    return png[:12] + header + struct.pack(">I", zlib.crc32(header)) + png[33:]


PICTURE = picture()
SMALL = picture(60, 40, "JPEG")


@pytest.fixture
def asha(api: FakeBotApi) -> Person:
    """Give somebody who has started a chat with the bot."""
    person = api.person("Asha", language_code="hi")
    person.says("/start")
    return person


# Photos


def test_a_photo_is_seen_as_it_was_sent(api: FakeBotApi, asha: Person) -> None:
    """The person sees the picture, its parsed caption, the buttons and what it replies to; the bot gets its sizes."""
    said = asha.says("कितने?")

    async def send(bot: Bot) -> Message:
        caption, reply = "<b>दिल्ली</b> @asha_k", ReplyParameters(said.message_id, quote="कितने")
        return await bot.send_photo(
            asha.id, PICTURE, caption, parse_mode="HTML", reply_markup=BUTTON, reply_parameters=reply
        )

    sent = run(api, send)
    seen = asha.gets()
    assert (seen.photo, seen.document) == (PICTURE, None)
    assert (seen.text, seen.html) == ("दिल्ली @asha_k", "<b>दिल्ली</b> @asha_k")
    assert [entity["type"] for entity in seen.entities] == ["bold", "mention"]
    assert (list(seen.buttons), seen.reply_to) == (["▶"], said.message_id)
    assert [(size.width, size.height) for size in sent.photo] == [(90, 51), (320, 180), (800, 450), (1280, 720)]
    assert (sent.caption, sent.text, sent.quote and sent.quote.text) == ("दिल्ली @asha_k", None, "कितने")
    asha.taps(seen, "▶")
    query = run(api, lambda bot: bot.get_updates())[-1].callback_query
    assert query is not None
    assert isinstance(query.message, Message)
    assert query.message.photo == sent.photo


def test_a_small_photo_is_not_made_bigger(api: FakeBotApi, asha: Person) -> None:
    """A JPEG smaller than all of Telegram's sizes has its own size alone, and can be fetched and sent by its id."""
    first = run(api, lambda bot: bot.send_photo(asha.id, SMALL))
    assert [(size.width, size.height) for size in first.photo] == [(60, 40)]
    assert (asha.gets().photo, first.caption) == (SMALL, None)
    again = run(api, lambda bot: bot.send_photo(asha.id, first.photo[-1].file_id))
    assert again.photo == first.photo
    assert asha.gets().photo == SMALL

    file = run(api, lambda bot: bot.get_file(again.photo[-1].file_id))
    assert httpx.get(str(file.file_path)).content == SMALL


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "File must be non-empty"),
        (b"<svg/>", "Image_process_failed"),
        (picture(60, 40, "GIF"), "Image_process_failed"),
        (PICTURE[: len(PICTURE) // 2], "Image_process_failed"),
        (PICTURE.replace(b"IDAT", b"IDAT\0"), "Image_process_failed"),
        (picture(9001, 1000), "Photo_invalid_dimensions"),
        (claiming(100_000, 100_000), "Photo_invalid_dimensions"),
        (picture(2001, 100), "Photo_invalid_dimensions"),
        (picture(100, 2001), "Photo_invalid_dimensions"),
        (
            SMALL + bytes(10 * 1024 * 1024),
            f"File of size {len(SMALL) + 10485760} bytes is too big for a photo; the maximum size is 10485760 bytes",
        ),
    ],
    ids=[
        "empty",
        "no picture",
        "GIF",
        "half",
        "broken",
        "too large",
        "far too large",
        "too wide",
        "too high",
        "too big",
    ],
)
def test_pictures_that_telegram_refuses(api: FakeBotApi, asha: Person, content: bytes, sentence: str) -> None:
    """A photo is a whole PNG or JPEG within Telegram's limits, and nothing is shown otherwise."""
    assert refusal(api, lambda bot: bot.send_photo(asha.id, content)) == sentence
    asha.gets_nothing(within=0.02)


@pytest.mark.parametrize(("width", "height"), [(9000, 1000), (2000, 100), (20, 1)])
def test_pictures_at_the_limits_are_taken(api: FakeBotApi, asha: Person, width: int, height: int) -> None:
    """The limits themselves are within."""
    run(api, lambda bot: bot.send_photo(asha.id, picture(width, height)))
    assert asha.gets().photo


def test_a_caption_is_shorter_than_a_text(api: FakeBotApi, asha: Person) -> None:
    """1,024 UTF-16 units fit, however long their markup; one more is refused, and markup has to be right."""

    def sending(caption: str) -> Callable[[Bot], Awaitable[Message]]:
        return lambda bot: bot.send_photo(asha.id, SMALL, caption, parse_mode="HTML")

    assert run(api, sending(f" <b>{'😀' * 512}</b>\n")).caption == "😀" * 512
    for source, sentence in [
        ("न" * 1025, "Message caption is too long"),
        ("😀" * 513, "Message caption is too long"),
        ("<b>", "Can't parse entities: can't find end tag corresponding to start tag \"b\""),
    ]:
        assert refusal(api, sending(source)) == sentence
    assert run(api, sending(" \n<b>\u200b</b>")).caption is None
    run(api, sending("<b>a</b> " * 101))
    assert "101 entities" in api.violations.pop()


def test_what_is_no_file_cannot_be_sent(api: FakeBotApi, asha: Person) -> None:
    """An unheard-of id, an address and the id of another kind of file are refused."""
    sent = run(api, lambda bot: bot.send_document(asha.id, SMALL, filename="a.jpg"))
    assert sent.document is not None
    file_ids = ["unheard-of", "https://example.org/a.png", sent.document.file_id]

    def refused(file_id: str) -> str:
        return refusal(api, lambda bot: bot.send_photo(asha.id, file_id))

    assert [refused(file_id) for file_id in file_ids] == [
        "Wrong file identifier/http url specified",
        "Wrong file identifier/http url specified",
        "Can't use file of type document as photo",
    ]


def test_a_file_that_nothing_asks_for_is_noticed(api: FakeBotApi, asha: Person) -> None:
    """A part of the body that is neither a parameter nor named by one is a mistake."""
    files = {"photo": ("a.jpg", SMALL), "chart": ("b.jpg", SMALL)}
    answer = httpx.post(f"{api.url}/bot{api.token}/sendPhoto", data={"chat_id": asha.id}, files=files)
    assert answer.status_code == 400
    assert api.violations.pop() == "sendPhoto has no 'chart'"
    named = {"chat_id": asha.id, "photo": "attach://chart"}
    httpx.post(f"{api.url}/bot{api.token}/sendPhoto", data=named, files={"chart": ("b.jpg", SMALL)})
    assert asha.gets().photo == SMALL


# Documents


@pytest.mark.parametrize("content", [BINARY, b"\n", b"\r", "दिल्ली\r\n".encode()])
def test_a_document_is_seen_as_it_was_sent(api: FakeBotApi, asha: Person, content: bytes) -> None:
    """Every byte and the name in whatever script arrive, and the message tells size and type."""

    async def send(bot: Bot) -> Message:
        return await bot.send_document(asha.id, content, "सब <i>लेख</i>", parse_mode="HTML", filename="सब लेख.csv")

    sent = run(api, send)
    seen = asha.gets()
    assert seen.document is not None
    assert (seen.document.name, seen.document.content) == ("सब लेख.csv", content)
    assert (seen.text, seen.photo) == ("सब लेख", None)
    assert sent.document is not None
    assert (sent.document.file_name, sent.document.file_size) == ("सब लेख.csv", len(content))
    assert sent.document.mime_type == "text/csv"
    run(api, send)
    with pytest.raises(AssertionError, match="सब लेख"):
        asha.gets_nothing(within=1)


# Edits


def test_a_photo_has_a_caption_and_no_text_to_edit(api: FakeBotApi, asha: Person) -> None:
    """The caption of a photo and the text of a message each have their method, which does not do the other's work."""
    photo = run(api, lambda bot: bot.send_photo(asha.id, PICTURE, "1", reply_markup=BUTTON)).message_id
    text = run(api, lambda bot: bot.send_message(asha.id, "1")).message_id
    before = asha.gets()
    wrong = refusal(api, lambda bot: bot.edit_message_text("2", asha.id, photo))
    assert wrong == "There is no text in the message to edit"
    wrong = refusal(api, lambda bot: bot.edit_message_caption(asha.id, text, caption="2"))
    assert wrong == "There is no caption in the message to edit"

    async def edit(bot: Bot) -> Message | bool:
        return await bot.edit_message_caption(asha.id, photo, caption="<b>2</b>", parse_mode="HTML")

    run(api, edit)
    after = asha.gets_edit(before)
    assert (after.text, after.html, after.photo, after.buttons) == ("2", "<b>2</b>", PICTURE, {})
    assert refusal(api, edit).startswith("Message is not modified")
    run(api, lambda bot: bot.edit_message_reply_markup(asha.id, photo, reply_markup=BUTTON))
    run(api, lambda bot: bot.edit_message_caption(asha.id, photo))
    assert asha.sees(before).history == ("1", "2", "2", "")


def test_a_message_becomes_a_photo_and_a_photo_a_document(api: FakeBotApi, asha: Person) -> None:
    """Another file comes with its own caption and keyboard; nothing of what was there before stays."""
    sent = run(api, lambda bot: bot.send_message(asha.id, "<b>wait</b>", "HTML", reply_markup=BUTTON)).message_id
    before = asha.gets()
    photo = InputMediaPhoto(PICTURE, "<i>chart</i>", "HTML")
    run(api, lambda bot: bot.edit_message_media(photo, asha.id, sent, reply_markup=BUTTON))
    chart = asha.gets_edit(before)
    assert (chart.photo, chart.text, chart.html, list(chart.buttons)) == (PICTURE, "chart", "<i>chart</i>", ["▶"])
    assert [entity["type"] for entity in chart.entities] == ["italic"]
    document = InputMediaDocument(BINARY, filename="सब.csv")
    message = run(api, lambda bot: bot.edit_message_media(document, asha.id, sent))
    assert isinstance(message, Message)
    assert (message.photo, message.text, message.caption, message.reply_markup) == ((), None, None, None)
    export = asha.gets_edit(chart)
    assert export.document is not None
    assert (export.document.name, export.document.content, export.photo) == ("सब.csv", BINARY, None)
    assert export.history == ("wait", "chart", "")
    assert message.document is not None
    same = InputMediaDocument(message.document.file_id)
    sentence = refusal(api, lambda bot: bot.edit_message_media(same, asha.id, sent))
    assert sentence.startswith("Message is not modified")


def test_media_that_the_double_does_not_show_are_noticed(api: FakeBotApi, asha: Person) -> None:
    """A video is no silent success."""
    if not whole_api():
        pytest.skip("methods.json names only media that the double shows")
    sent = run(api, lambda bot: bot.send_message(asha.id, "a")).message_id
    assert refusal(api, lambda bot: bot.edit_message_media(InputMediaVideo("id"), asha.id, sent))
    assert "no media of type 'video'" in api.violations.pop()


def test_nothing_is_uploaded_into_an_inline_message(api: FakeBotApi, asha: Person) -> None:
    """A message that the bot reaches by its inline id takes files that Telegram has already, and no new ones."""
    result = {
        "type": "article",
        "id": "1",
        "title": "दिल्ली",
        "input_message_content": {"message_text": "a"},
        "reply_markup": BUTTON.to_dict(),
    }
    message = asha.chooses(asked(api, "inline", lambda: asha.types_inline("?"), results=[result]), 0)
    inline_id = message.inline_message_id
    media = InputMediaPhoto(SMALL)
    sentence = refusal(api, lambda bot: bot.edit_message_media(media, inline_message_id=inline_id))
    assert sentence == "Invalid message content specified"
    photo = run(api, lambda bot: bot.send_photo(asha.id, SMALL)).photo[-1].file_id
    body = {"type": "photo", "media": photo}
    assert post(api, "editMessageMedia", inline_message_id=inline_id, media=body) == {"ok": True, "result": True}
    assert asha.gets_edit(message).photo == SMALL


def test_the_small_description_knows_photos() -> None:
    """Where only the repository's own description is at hand, all this passes its check too."""
    with FakeBotApi(small_table()) as api:
        asha = api.person()
        asha.says("/start")

        async def work(bot: Bot) -> None:
            sent = await bot.send_photo(asha.id, SMALL, "a", reply_markup=BUTTON)
            await bot.edit_message_caption(asha.id, sent.message_id, caption="b")
            await bot.edit_message_media(InputMediaPhoto(PICTURE), asha.id, sent.message_id)
            await bot.send_document(asha.id, BINARY)

        run(api, work)
        assert asha.gets().photo == PICTURE
        assert api.violations == []
