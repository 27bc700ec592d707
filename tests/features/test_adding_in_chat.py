"""Documents and links that people send in a private chat: those who keep the library have them taken in."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from bot.words import Words, words_in
from tests.bot.telegram.messages import told
from tests.botapi import DOWNLOAD, FILE_UNAVAILABLE, BotMessage, FakeBotApi, Person, origins
from tests.botapi.files import MAX_DOWNLOAD
from tests.features.conftest import Bot, Shared, eventually, gets_no_other, settings_for
from tests.index.reading.documents import KRUTI_DEV, PARAGRAPHS, epub, locked_pdf, pdf, scanned_pdf, word

KEEPERS = 60
EN, HI = words_in("en"), words_in("hi")
ADDED, UNDO = HI.text("added"), HI.text("button-undo")

TEA = """---
title: चाय का इतिहास
author: मीरा जोशी
date: 2024-05-17
url: https://example.org/tea
---
असम में चाय के पहले बाग़ीचे की नींव सन 1837 में चबुआ में रखी गई, जिसे एक अंग्रेज़ अफ़सर ने लगवाया था।
"""
NEWER_TEA = TEA.replace("सन 1837", "सन 1838")
# What a kind of document is sent as, a question that it answers, and what is in the answer.
DOCUMENTS = {
    "txt": (
        "बाँसुरी बाँस के सात छेदों वाला वाद्य है, जिसे हरिप्रसाद चौरसिया ने दुनिया भर में पहुँचाया।".encode(),
        "text/plain",
        "बाँसुरी को दुनिया भर में किसने पहुँचाया?",
        "हरिप्रसाद चौरसिया",
    ),
    "docx": (
        word("कोणार्क का सूर्य मंदिर राजा नरसिंहदेव ने तेरहवीं शताब्दी में बनवाया था।", heading="कोणार्क"),
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "कोणार्क का सूर्य मंदिर किसने बनवाया?",
        "नरसिंहदेव",
    ),
    "pdf": (
        pdf(["साँभर झील", "", "साँभर झील का खारा पानी हर साल दो लाख टन नमक देता है।"], title="साँभर झील"),
        "application/pdf",
        "साँभर झील कितना नमक देती है?",
        "दो लाख टन",
    ),
    "epub": (
        epub("<p>कठपुतली का खेल दिखाने वाले भाट नागौर के गाँवों से निकलते हैं।</p>", metadata="<title>कठपुतली</title>"),
        "application/epub+zip",
        "कठपुतली का खेल दिखाने वाले कहाँ से निकलते हैं?",
        "नागौर",
    ),
}
# What cannot be taken in, by the words that say why.
REFUSED = {
    "too-large": (b"x" * (MAX_DOWNLOAD + 1), "विश्वकोश.txt"),
    "scanned": (scanned_pdf(), "पन्ने.pdf"),
    "locked": (locked_pdf(), "बंद.pdf"),
    "legacy-font": (KRUTI_DEV.encode(), "पुराना.txt"),
    "unknown-kind": (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "चित्र.png"),
    "damaged": (b"%PDF-1.7\n" + b"nothing more", "टूटा.pdf"),
    "empty": (b" \n\t\n ", "ख़ाली.txt"),
}
HEAVY_PAGES = 800  # of text, which take longer to read than a stop may

PRIVATE_LINK = "http://127.0.0.1:8000/metro"
QUOTED = (
    "वे लिखते हैं: मंगलयान को पाँच नवंबर 2013 को श्रीहरिकोटा से छोड़ा गया, और 298 दिन की यात्रा के बाद वह मंगल की कक्षा में "
    "पहुँचा। इस पर केवल 450 करोड़ रुपये लगे, जो किसी फ़िल्म के बजट से भी कम है। वैज्ञानिकों ने बताया कि यान ने मंगल के "
    "वायुमंडल में मीथेन की खोज की और धूल भरी आँधियों की तस्वीरें भेजीं। आठ साल बाद उससे संपर्क टूट गया।"
)


def about(name: str) -> bytes:
    """Return a document about something that no other test tells of."""
    return f"{name} का वर्णन पुराने यात्रियों ने अपनी डायरी में विस्तार से किया है।".encode()


def not_added(words: Words, name: str, reason: str) -> str:
    """Return the words for something that is not taken in."""
    values = {"megabytes": 20} if reason == "too-large" else {}
    return words.text("adding-not", name=name, reason=words.text(f"refused-{reason}", **values))


def taken_in(keeper: Person, content: bytes, name: str | None = "लेख.txt") -> BotMessage:
    """Send a document, and return the message that tells that it is in."""
    keeper.sends_document(content, name)
    return told(keeper, ADDED)


def answered(person: Person, question: str) -> str:
    """Ask, and return the answer."""
    person.says(question)
    return person.gets(timeout=20).text


def files_with(shared: Shared, text: str) -> list[Path]:
    """Return the files of articles that hold a text."""
    return [path for path in (shared.home / "articles").rglob("*.txt") if text in path.read_text(encoding="utf-8")]


# Taken in


@pytest.mark.parametrize("kind", DOCUMENTS)
def test_a_document_is_answered_from_at_once(api: FakeBotApi, shared: Shared, keeper: Person, kind: str) -> None:
    """A document becomes an article, is told of in one message, and answers keepers and others at once."""
    content, mime_type, question, answer = DOCUMENTS[kind]
    said = keeper.sends_document(content, f"लेख.{kind}", mime_type)
    message = told(keeper, ADDED)
    assert message.reply_to == said.message_id
    name = f"लेख.{kind}"
    on_the_way = HI.text("adding-fetching", name=name), HI.text("adding-reading", name=name)
    assert message.history == (*on_the_way, message.text)
    assert set(message.buttons) == {UNDO}
    for person in (shared.keeper(), api.person("Ravi")):
        assert answer in answered(person, question)
    assert len(files_with(shared, answer)) == 1


def test_what_was_understood_is_shown(shared: Shared, keeper: Person) -> None:
    """Title, author, date, language and number of passages are shown; the article's file says the same."""
    message = taken_in(keeper, TEA.replace("/tea", "/shown").replace("चबुआ", "जोरहाट").encode())
    assert message.text.splitlines()[1:] == ["चाय का इतिहास", "मीरा जोशी · 17 मई 2024 · हिन्दी · एक अंश"]
    assert [entity["url"] for entity in message.entities] == ["https://example.org/shown"]
    (file,) = files_with(shared, "जोरहाट")
    assert "author: मीरा जोशी" in file.read_text(encoding="utf-8")


def test_what_is_passed_on_is_taken_in(shared: Shared, keeper: Person) -> None:
    """A document of somebody else's, forwarded, is taken in like the keeper's own, whatever is written below."""
    keeper.sends_document(about("हम्पी"), "हम्पी.txt", caption="क्या यह सच है?", forwarded=origins.channel("समाचार"))
    told(keeper, ADDED)
    assert len(files_with(shared, "हम्पी")) == 1


def test_each_document_of_an_album_is_taken_in(shared: Shared, keeper: Person) -> None:
    """Documents that are sent together become an article each, each told of in a message of its own."""
    names = ["लोथल", "धोलावीरा", "राखीगढ़ी"]
    said = [keeper.sends_document(about(name), f"{name}.txt", album="album") for name in names]
    messages = [keeper.gets(timeout=20) for _ in names]
    assert {message.reply_to for message in messages} == {each.message_id for each in said}
    for message in messages:
        assert UNDO in told(keeper, ADDED, message).buttons
    assert [len(files_with(shared, name)) for name in names] == [1, 1, 1]


def test_a_document_without_a_name_is_taken_in(shared: Shared, keeper: Person) -> None:
    """Where an app tells no name, the document is called by none on the way, and by its text in the end."""
    message = taken_in(keeper, about("महाबलीपुरम"), None)
    assert message.history[0] == HI.text("adding-fetching", name="…")
    assert "महाबलीपुरम" in message.text
    assert len(files_with(shared, "महाबलीपुरम")) == 1


def test_after_a_restart_it_is_still_there(api: FakeBotApi, shared: Shared, keeper: Person) -> None:
    """An article answers also after a restart, when it can still be taken back; keepers have their menu by then."""
    assert shared.has_no_menu_for(keeper)
    message = taken_in(keeper, about("बोधगया"))
    assert "stats" not in keeper.menu()
    shared.restart()
    assert "डायरी" in answered(api.person("Ravi"), "बोधगया का वर्णन किसने किया?")
    keeper.presses(message, UNDO)
    keeper.gets_edit(message)
    assert files_with(shared, "बोधगया") == []
    assert api.waits_for(lambda _: {"stats", "unanswered"} < set(keeper.menu()), timeout=20)


# Taken back


def test_it_can_be_taken_back_once(api: FakeBotApi, shared: Shared, keeper: Person) -> None:
    """The button takes an article back, and says so in place of it; a second tap finds nothing more to take back."""
    message = taken_in(keeper, about("खजुराहो"))
    with api.world.changed:  # both taps before the bot hears of the first
        taps = [keeper.taps(message, UNDO) for _ in range(2)]
    notes = [keeper.gets_answer(tap).get("text") for tap in taps]
    assert notes == [None, HI.text("undone-not")]
    undone = keeper.sees(message)
    assert undone.text.startswith(HI.text("undone", title="खजुराहो"))
    assert undone.buttons == {}
    assert keeper.presses(message, UNDO)["text"] == HI.text("undone-not")  # an app that shows the button still
    assert files_with(shared, "खजुराहो") == []
    assert "खजुराहो" not in answered(keeper, "खजुराहो का वर्णन किसने किया?").splitlines()[0]


def test_nobody_else_takes_it_back(api: FakeBotApi, shared: Shared, keeper: Person) -> None:
    """Who does not keep the library cannot press what keepers can, whatever their app sends."""
    message = taken_in(keeper, about("अजंता"))
    assert api.person("Ravi").presses(message, UNDO)["text"] == EN.text("button-outdated")
    assert keeper.sees(message) == message
    assert len(files_with(shared, "अजंता")) == 1


def test_the_same_again_is_there_already(shared: Shared, keeper: Person) -> None:
    """The same document, under whatever name, is told to be there, and leaves nothing to take back."""
    taken_in(keeper, about("एलोरा"))
    keeper.sends_document(about("एलोरा"), "दूसरा नाम.md")
    again = told(keeper, HI.text("added-unchanged"))
    assert "एलोरा" in again.text
    assert again.buttons == {}
    assert len(files_with(shared, "एलोरा")) == 1


def test_a_newer_version_can_be_taken_back(shared: Shared, keeper: Person) -> None:
    """A document with the address of an article is its next version; taken back, the one before answers again."""
    question = "असम में चाय के पहले बाग़ीचे की नींव कब रखी गई?"
    taken_in(keeper, TEA.encode())
    keeper.sends_document(NEWER_TEA.encode(), "चाय-2.txt")
    updated = told(keeper, HI.text("added-updated"))
    assert "1838" in answered(shared.keeper(), question)
    keeper.presses(updated, UNDO)
    assert keeper.gets_edit(updated).text == HI.text("undone", title="चाय का इतिहास")
    assert "1837" in answered(shared.keeper(), question)
    assert (len(files_with(shared, "1837 में चबुआ")), files_with(shared, "1838")) == (1, [])


# Not taken in


@pytest.mark.parametrize("words", [HI, EN], ids=["hi", "en"])
def test_why_not_is_told_in_the_keepers_language(shared: Shared, words: Words) -> None:
    """What cannot be read is refused, each for its own reason, in the message that told of it."""
    for reason, (content, name) in REFUSED.items():
        keeper = shared.keeper()
        keeper.user["language_code"] = words.language
        keeper.sends_document(content, name)
        message = told(keeper, not_added(words, name, reason))
        assert message.history[0] == words.text("adding-fetching", name=name)
        assert message.buttons == {}
        gets_no_other(keeper, message)


def test_a_document_that_telegram_does_not_give(api: FakeBotApi, shared: Shared) -> None:
    """Where a document cannot be had, its message says that something went wrong; sent again, it is taken in."""
    mishaps: list[Callable[[], None]] = [
        lambda: api.fail_next("getFile", 400, FILE_UNAVAILABLE),
        lambda: api.fail_next(DOWNLOAD, 502),
        lambda: api.drop_next(DOWNLOAD),
    ]
    for mishap in mishaps:
        keeper = shared.keeper()
        mishap()
        keeper.sends_document(about("चित्तौड़गढ़"))
        assert told(keeper, HI.text("went-wrong")).buttons == {}
    assert "चित्तौड़गढ़" in taken_in(shared.keeper(), about("चित्तौड़गढ़")).text


def test_nothing_is_fetched_from_a_private_network(shared: Shared) -> None:
    """A link into a private network is refused, alone or behind the words of a post."""
    one, another = shared.keeper(), shared.keeper()
    one.says(PRIVATE_LINK)
    told(one, not_added(HI, PRIVATE_LINK, "private-address"))
    post = f'नया मार्ग खुला। <a href="{PRIVATE_LINK}">पूरा लेख</a>'
    another.says(post, forwarded=origins.channel("समाचार"), html=True)
    told(another, not_added(HI, PRIVATE_LINK, "private-address"))


def test_in_groups_nothing_is_taken_in(api: FakeBotApi, shared: Shared, keeper: Person) -> None:
    """Documents and links in a group are for the group, a keeper's too; questions there are answered as ever."""
    group = api.group(keeper)
    keeper.sends_document(about("सारनाथ"), "सारनाथ.txt", chat=group)
    keeper.says("https://example.org", group)
    keeper.says("/stats", group)
    keeper.says("/ask साँची का स्तूप किसने बनवाया?", group)
    assert keeper.gets(group, timeout=20).text.startswith(HI.text("no-answer")[:10])
    keeper.gets_nothing(group, within=0)
    keeper.gets_nothing(within=0)
    assert files_with(shared, "सारनाथ") == []


def test_others_are_told_that_they_cannot_add(api: FakeBotApi, shared: Shared) -> None:
    """Somebody else's documents and links are declined in friendly words, once for an album; nothing is fetched."""
    strangers = [api.person("Ravi", language_code="hi") for _ in range(3)]
    with_words, with_album, with_link = strangers
    fetched = len(api.calls_of("getFile"))
    with_words.sends_document(about("साँची"), "साँची.txt", caption="यह क्या है?")
    for _ in range(3):
        with_album.sends_document(about("साँची"), album="album")
    with_link.says("https://example.org/metro")
    for stranger in strangers:
        answer = stranger.gets(timeout=20)
        assert answer.text == HI.text("keepers-only")
        gets_no_other(stranger, answer)
        assert {"stats", "unanswered"}.isdisjoint(stranger.menu())
    assert len(api.calls_of("getFile")) == fetched
    assert files_with(shared, "साँची") == []


def test_others_still_have_texts_looked_up(api: FakeBotApi, keeper: Person) -> None:
    """What somebody else passes on is a text whose source is wanted, as ever, with a link in it or without."""
    article = QUOTED.removeprefix("वे लिखते हैं: ")
    taken_in(keeper, f"{article}\n".encode(), "मंगलयान.txt")
    for post in (QUOTED, f"{QUOTED} https://example.org/mars"):
        stranger = api.person("Ravi")
        stranger.says(post, forwarded=origins.channel("समाचार"))
        assert "of this text is from an article" in stranger.gets(timeout=20).text


# Starts and stops


def test_a_crash_loses_no_document(api: FakeBotApi, shared: Shared, keeper: Person) -> None:
    """A bot that is killed while it fetches a document goes on with it after its start, in the same message."""
    api.delay_next(DOWNLOAD, 60)
    before = len(api.calls_of(DOWNLOAD))
    keeper.sends_document(about("विजयनगर"), "विजयनगर.txt")
    message = keeper.gets(timeout=20)
    assert api.waits_for(lambda server: len(server.calls_of(DOWNLOAD)) > before)
    assert shared.rows("SELECT name, attempts FROM jobs") == [("विजयनगर.txt", 1)]
    shared.kill()
    shared.start()
    told(keeper, ADDED, message)
    assert eventually(lambda: shared.rows("SELECT * FROM jobs") == [])
    assert len(files_with(shared, "विजयनगर")) == 1
    keeper.gets_nothing(within=0)


def test_a_stop_does_not_wait_for_documents(api: FakeBotApi, shared: Shared, keeper: Person) -> None:
    """A stop ends what is fetched and read, to be gone on with; what was begun too often is given up with words."""
    api.delay_next(DOWNLOAD, 60, times=1)
    before = len(api.calls_of(DOWNLOAD))
    keeper.sends_document(about("कालीबंगा"), "कालीबंगा.txt")
    assert api.waits_for(lambda server: len(server.calls_of(DOWNLOAD)) > before, timeout=20)
    keeper.sends_document(pdf(*[[*PARAGRAPHS * 13]] * HEAVY_PAGES), "भारी.pdf")
    messages = [keeper.gets(timeout=20) for _ in range(2)]
    told(keeper, HI.text("adding-reading", name="भारी.pdf"), messages[1])
    shared.stop()
    assert shared.rows("SELECT name FROM jobs ORDER BY id") == [("कालीबंगा.txt",), ("भारी.pdf",)]
    shared.rows("UPDATE jobs SET attempts = 3")
    shared.start()
    for message in messages:
        told(keeper, HI.text("went-wrong"), message)
    assert eventually(lambda: shared.rows("SELECT * FROM jobs") == [])
    assert files_with(shared, "कालीबंगा") == []


@pytest.fixture
def fixed(environment: dict[str, str], tmp_path: Path) -> Iterator[Person]:
    """Somebody who keeps the library, where the bot answers from a folder instead."""
    with FakeBotApi() as server:
        person = server.person("Asha", language_code="hi")
        articles = {"tea.txt": TEA}
        settings = settings_for(server, environment | {"ADMINS": str(person.id)}, tmp_path, articles)
        bot = Bot(settings, tmp_path)
        yield person
        assert bot.stop() == 0, bot.log
        assert server.violations == []


def test_a_folder_cannot_be_added_to(fixed: Person, tmp_path: Path) -> None:
    """Where a folder is served, a keeper is told that nothing can be added to it, and nothing is kept for later."""
    for said in (fixed.sends_document(about("पाटलिपुत्र")), fixed.says("https://example.org")):
        no = fixed.gets(timeout=20)
        assert (no.text, no.reply_to) == (HI.text("library-fixed"), said.message_id)
    assert "1837" in answered(fixed, "असम में चाय के पहले बाग़ीचे की नींव कब रखी गई?")
    with closing(sqlite3.connect(tmp_path / "home" / "poochho.db")) as database:
        assert database.execute("SELECT * FROM jobs").fetchall() == []
