"""Documents and forwarded messages in the double of the Bot API server, and how the bot fetches files."""

import httpx
import pytest
from telegram import Bot, Document, Message, Update
from telegram.error import InvalidToken, NetworkError, TimedOut

from tests.botapi import DOWNLOAD, FILE_UNAVAILABLE, FakeBotApi, Person, origins
from tests.botapi.files import MAX_DOWNLOAD
from tests.botapi.library import refusal, run
from tests.botapi.table import small_table

ARTICLE = "दिल्ली भारत की राजधानी है।".encode()
BINARY = bytes(range(256)) * 3 + b"\r\n--\r\n"


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


def document(api: FakeBotApi) -> Document:
    """Return the document that the bot heard of last."""
    found = heard(api).document
    assert found is not None
    return found


def fetched(api: FakeBotApi, file_id: str, read_timeout: float = 5) -> bytes:
    """Return a file as the library fetches it."""

    async def fetch(bot: Bot) -> bytes:
        return bytes(await (await bot.get_file(file_id)).download_as_bytearray(read_timeout=read_timeout))

    return run(api, fetch)


# Documents


def test_a_document_comes_with_its_name_type_size_and_caption(api: FakeBotApi, asha: Person) -> None:
    """The bot hears what a document is, what is written under it, what it replies to; the rest it has to fetch."""
    before = asha.says("यह लेख")
    said = asha.sends_document(ARTICLE, "लेख.pdf", "application/pdf", "देखो example.org", reply_to=before)
    message = heard(api)
    found = document(api)
    assert (found.file_name, found.mime_type, found.file_size) == ("लेख.pdf", "application/pdf", len(ARTICLE))
    assert (said.text, message.text, message.caption) == ("देखो example.org", None, "देखो example.org")
    assert [message.parse_caption_entity(entity) for entity in message.caption_entities] == ["example.org"]
    assert message.reply_to_message is not None
    assert message.reply_to_message.text == "यह लेख"
    assert fetched(api, found.file_id) == ARTICLE


@pytest.mark.parametrize("name", [None, "", "../../etc/passwd", "a\nb\u202e.txt", "न" * 300, ".", "CON.txt", "x.हिंदी"])
def test_a_document_may_have_any_name_or_none(api: FakeBotApi, asha: Person, name: str | None) -> None:
    """A name comes as it is, a missing one is left out, and the path of the file holds nothing dangerous of it."""
    asha.sends_document(BINARY, name, None)
    found = document(api)
    assert (found.file_name, found.mime_type) == (name or None, None)
    path = run(api, lambda bot: bot.get_file(found.file_id)).file_path or ""
    assert path.removeprefix(f"{api.url}/file/bot{api.token}/").removesuffix(".txt") == "documents/file_1"
    assert fetched(api, found.file_id) == BINARY


def test_no_app_sends_an_empty_document(asha: Person) -> None:
    """A document without a byte is the test's mistake."""
    with pytest.raises(AssertionError, match="no empty file"):
        asha.sends_document(b"")


def test_documents_of_one_album_share_its_id(api: FakeBotApi, asha: Person) -> None:
    """Each comes as a message of its own; ten are the most, and photos are not among them."""
    for number in range(10):
        asha.sends_document(ARTICLE, f"{number}.txt", album="7")
    found = [update.message for update in updates(api) if update.message and update.message.document]
    assert {message.media_group_id for message in found} == {"7"}
    assert [message.document.file_name for message in found if message.document] == [f"{i}.txt" for i in range(10)]
    with pytest.raises(AssertionError, match="'7' takes no further document"):
        asha.sends_document(ARTICLE, album="7")
    asha.sends_document(ARTICLE, album="8")
    with pytest.raises(AssertionError, match="'8' takes no further photo"):
        asha.sends_photo(album="8")


def test_the_words_under_a_document_can_be_edited(api: FakeBotApi, asha: Person) -> None:
    """An edit changes the caption, or takes it away, and leaves the document."""
    said = asha.sends_document(ARTICLE, caption="example.org")
    assert asha.edits(said, "दिल्ली").text == "दिल्ली"
    asha.edits(said, "")
    *_, first, second = (update.edited_message for update in updates(api))
    assert first is not None
    assert second is not None
    assert (first.caption, first.text, first.caption_entities) == ("दिल्ली", None, ())
    assert (second.caption, second.document) == (None, first.document)


# Forwarded messages and links


def test_a_forwarded_message_names_its_origin(api: FakeBotApi, asha: Person) -> None:
    """A person, somebody hidden, a group and a channel are told apart, for texts, documents and photos alike."""
    ravi = api.person("Ravi")
    told = []
    for origin in (
        origins.user(ravi.user),
        origins.hidden_user("कोई"),
        origins.chat("समूह"),
        origins.channel("समाचार", username="samachar", message_id=12, signature="संपादक"),
    ):
        for send in (asha.says, asha.sends_photo):
            send("दिल्ली", forwarded=origin)
            assert heard(api).forward_origin is not None
        asha.sends_document(ARTICLE, forwarded=origin)
        found = heard(api).forward_origin
        assert found is not None
        assert found.date.year > 2000
        told.append({key: value for key, value in found.to_dict().items() if key != "date"})
    user, hidden, group, channel = told
    assert user["sender_user"]["id"] == ravi.id
    assert hidden == {"type": "hidden_user", "sender_user_name": "कोई"}
    assert group["sender_chat"]["title"] == "समूह"
    assert (channel["chat"]["type"], channel["chat"]["username"]) == ("channel", "samachar")
    assert (channel["message_id"], channel["author_signature"]) == (12, "संपादक")


def test_links_are_found_in_what_people_write(api: FakeBotApi, asha: Person) -> None:
    """Addresses in a text are entities without anybody's doing, in the midst of Devanagari too, and never in code."""
    asha.says("देखो https://example.org/लेख?a=1, और (example.com)।")
    message = heard(api)
    assert [entity.type for entity in message.entities] == ["url", "url"]
    assert list(message.parse_entities().values()) == ["https://example.org/लेख?a=1", "example.com"]


def test_links_hide_behind_words(api: FakeBotApi, asha: Person) -> None:
    """Posts of channels link words to addresses; the text shows the words, the entity the address, captions as well."""
    html = '😀 <a href="https://example.org/a">पूरा <b>लेख</b></a> example.com <code>example.net</code>'
    post = origins.channel("समाचार")
    asha.says(html, forwarded=post, html=True)
    message = heard(api)
    assert message.text == "😀 पूरा लेख example.com example.net"
    links = [(entity.type, entity.offset, entity.length, entity.url) for entity in message.entities]
    assert links == [
        ("text_link", 3, 8, "https://example.org/a"),
        ("bold", 8, 3, None),
        ("url", 12, 11, None),
        ("code", 24, 11, None),
    ]
    asha.sends_photo(html, forwarded=post, html=True)
    assert heard(api).caption_entities == message.entities
    asha.sends_document(ARTICLE, caption=html, forwarded=post, html=True)
    assert heard(api).caption_entities == message.entities


def test_a_preview_can_be_another_than_usual(api: FakeBotApi, asha: Person) -> None:
    """Options of the preview come where somebody chose them, and only there."""
    asha.says("example.org")
    assert heard(api).link_preview_options is None
    asha.says("example.org", preview={"is_disabled": True})
    options = heard(api).link_preview_options
    assert options is not None
    assert options.is_disabled


# Fetching files


def test_files_that_the_bot_does_not_get(api: FakeBotApi, asha: Person) -> None:
    """An id that never was, more than 20 MB, and a file that Telegram has mislaid are refused in its words."""
    assert refusal(api, lambda bot: bot.get_file("unheard-of")) == "Invalid file_id"
    asha.sends_document(bytes(MAX_DOWNLOAD + 1))
    big = document(api).file_id
    assert refusal(api, lambda bot: bot.get_file(big)) == "File is too big"
    asha.sends_document(bytes(MAX_DOWNLOAD))
    file_id = document(api).file_id
    api.fail_next("getFile", 400, FILE_UNAVAILABLE)
    sentence = refusal(api, lambda bot: bot.get_file(file_id))
    assert sentence == "Wrong file_id or the file is temporarily unavailable"
    assert len(fetched(api, file_id)) == MAX_DOWNLOAD


def test_a_file_is_fetched_only_after_asking_and_with_the_token(api: FakeBotApi, asha: Person) -> None:
    """Its path is unknown before getFile has told it, and to everybody who has another token."""
    asha.sends_document(ARTICLE)
    address = f"{api.url}/file/bot{api.token}/documents/file_1.txt"
    assert httpx.get(address).json() == {"ok": False, "error_code": 404, "description": "Not Found"}
    run(api, lambda bot: bot.get_file("document-1"))
    assert httpx.get(address).content == ARTICLE
    assert httpx.get(address.replace(api.token, "1:wrong")).status_code == 401
    assert [call.parameters["file_path"] for call in api.calls_of(DOWNLOAD)] == ["documents/file_1.txt"] * 2


def test_a_download_can_break_off(api: FakeBotApi, asha: Person) -> None:
    """Half of the file comes, then the connection is gone; the next time all of it comes."""
    asha.sends_document(BINARY)
    api.drop_next(DOWNLOAD, times=2)
    with pytest.raises(NetworkError):
        fetched(api, "document-1")
    come: list[bytes] = []
    with (
        pytest.raises(httpx.TransportError),
        httpx.stream("GET", f"{api.url}/file/bot{api.token}/documents/file_1.txt") as answer,
    ):
        come.extend(answer.iter_bytes())
    assert b"".join(come) == BINARY[: len(BINARY) // 2]
    assert answer.headers["content-length"] == str(len(BINARY))
    assert fetched(api, "document-1") == BINARY


def test_a_download_can_fail_or_be_slow(api: FakeBotApi, asha: Person) -> None:
    """A gateway's error, a file that is gone, and a pause in the middle of a file come when they are ordered."""
    asha.sends_document(ARTICLE)
    api.fail_next(DOWNLOAD, 502)
    with pytest.raises(NetworkError, match="Bad Gateway"):
        fetched(api, "document-1")
    api.fail_next(DOWNLOAD, 404)
    with pytest.raises(InvalidToken):  # what the library takes any 404 for
        fetched(api, "document-1")
    api.delay_next(DOWNLOAD, seconds=5)
    with pytest.raises(TimedOut):
        fetched(api, "document-1", read_timeout=0.05)
    api.delay_next(DOWNLOAD, seconds=0.01)
    assert fetched(api, "document-1") == ARTICLE


def test_the_small_description_knows_documents() -> None:
    """Where only the repository's own description is at hand, all these messages still pass its check."""
    with FakeBotApi(small_table()) as api:
        asha = api.person()
        asha.says("<b>example.org</b>", html=True, preview={"url": "https://example.org"})
        for origin in (origins.user(asha.user), origins.chat("समूह"), origins.channel("समाचार", signature="?")):
            asha.sends_document(ARTICLE, caption="दिल्ली", album="1", forwarded=origin)
        assert len(updates(api)) == 4
        assert fetched(api, "document-1") == ARTICLE
        assert api.violations == []
