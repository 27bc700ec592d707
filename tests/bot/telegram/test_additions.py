"""Documents and links from the people who keep the library, with a web of the test's own."""

from __future__ import annotations

import gc
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from bot.adding.bring import Bringing
from bot.errors import StateError
from bot.library import OrShipped
from bot.state.remembered import Remembered
from bot.telegram.additions import ADDRESS, DOCUMENT
from bot.telegram.handlers import Handlers
from bot.telegram.keepers import Keepers
from bot.words import words_in
from index import Searcher
from index.library.catalogue import Filed
from index.library.library import Library
from index.reading.apart import Apart
from index.reading.document import Document
from tests.bot.fetching.pages import Page, Pages, fetcher_of, redirect
from tests.bot.telegram.bots import answering, counting, eventually
from tests.bot.telegram.messages import told
from tests.botapi import DOWNLOAD, FakeBotApi, Person, origins
from tests.index.reading.documents import HEADING, PARAGRAPHS, web_page

HI = words_in("hi")
ADDED = HI.text("added")
NEWER = "नया समाचार: नदी पर पुल बन गया और लोग उस पार जाने लगे। पुल का काम दो साल तक चला।"
TEXT = "दिल्ली मेट्रो का नया मार्ग सोमवार को खुला।"
HTML = {"Content-Type": "text/html; charset=utf-8"}


class Broken(Apart):
    """A reader with a fault of ours."""

    def read(self, name: str, content: bytes, *, address: str | None = None) -> Document:
        """Fail."""
        raise ZeroDivisionError(name, len(content), address)


@pytest.fixture(scope="module")
def apart() -> Iterator[Apart]:
    """The process that reads documents."""
    with Apart() as reader:
        yield reader


@pytest.fixture
def pages() -> Iterator[Pages]:
    """A web server without pages."""
    with Pages() as server:
        yield server


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    """An empty library."""
    with Library(tmp_path / "library") as made:
        yield made


@pytest.fixture
def keeper(api: FakeBotApi) -> Person:
    """Somebody who keeps the library, and whose Telegram is in Hindi."""
    return api.person("Asha", language_code="hi")


class Starts:
    """Starts of a bot that fetches from loopback too, over one library and one database."""

    def __init__(self, api: FakeBotApi, bringing: Bringing, remembered: Remembered, keeper: Person) -> None:
        self._api, self._bringing, self._remembered, self._keeper = api, bringing, remembered, keeper

    @contextmanager
    def answering(self, *, until_done: bool = True) -> Iterator[None]:
        """Answer meanwhile; what it is asked for is done at the end, unless the stop is to come first."""
        with answering(
            self._api, handlers_with(self._bringing, self._remembered, self._keeper), self._remembered.database
        ):
            yield
            if until_done:
                assert eventually(lambda: self._remembered.jobs.under_way() == [])


def handlers_with(bringing: Bringing, remembered: Remembered, keeper: Person) -> Handlers:
    """Return the bot's side with something that brings documents into its library."""
    return Handlers(Searcher(OrShipped(bringing.library)), remembered, Keepers([keeper.id]), bringing, counting())


@pytest.fixture
def starts(api: FakeBotApi, library: Library, apart: Apart, remembered: Remembered, keeper: Person) -> Starts:
    """A bot that is not started."""
    return Starts(api, Bringing(library, apart, fetcher_of()), remembered, keeper)


@pytest.fixture
def _bot(starts: Starts) -> Iterator[None]:
    """The bot, answering; at the end nothing that it was asked for is left undone."""
    with starts.answering():
        yield


def not_added(name: str, reason: str) -> str:
    """Return the words for something that is not taken in."""
    return HI.text("adding-not", name=name, reason=HI.text(f"refused-{reason}"))


def only(library: Library) -> Filed:
    """Return the only article of a library."""
    (row,) = library.catalogue.all()
    return row


@pytest.mark.usefixtures("_bot")
def test_a_page_is_taken_in(keeper: Person, pages: Pages, library: Library) -> None:
    """What is behind a link becomes an article, told of in one message, and answers at once."""
    pages["/metro"] = Page(web_page(*PARAGRAPHS), headers=HTML)
    said = keeper.says(pages.at("/metro"))
    message = told(keeper, ADDED)
    assert message.reply_to == said.message_id
    assert message.history == (HI.text("adding-fetching", name=pages.at("/metro")), message.text)
    assert HEADING in message.text
    assert (only(library).title, only(library).url) == (HEADING, pages.at("/metro"))
    keeper.says("सैनिक कब तक लौट आएँगे?")
    assert HEADING in keeper.gets().text


@pytest.mark.usefixtures("_bot")
def test_the_link_in_a_post_is_taken_in(keeper: Person, pages: Pages, library: Library) -> None:
    """The link behind words of a channel's post is followed, also where it leads on to another address."""
    pages["/short"] = redirect("/metro")
    pages["/metro"] = Page(web_page(*PARAGRAPHS), headers=HTML)
    post = f'शांति सेना लौटी। <a href="{pages.at("/short")}">पूरा लेख</a>'
    keeper.says(post, forwarded=origins.channel("समाचार"), html=True)
    told(keeper, ADDED)
    assert only(library).url == pages.at("/metro")


@pytest.mark.usefixtures("_bot")
def test_a_page_that_changed_is_updated(keeper: Person, pages: Pages, library: Library) -> None:
    """The same page again changes nothing; changed, it is the article's next version, and undone, the one before."""
    pages["/news"] = Page(web_page(*PARAGRAPHS), headers=HTML)
    keeper.says(pages.at("/news"))
    told(keeper, ADDED)
    keeper.says(pages.at("/news"))
    same = told(keeper, HI.text("added-unchanged"))
    assert same.buttons == {}
    before = only(library)
    pages["/news"] = Page(web_page(NEWER, *PARAGRAPHS), headers=HTML)
    keeper.says(pages.at("/news"))
    updated = told(keeper, HI.text("added-updated"))
    assert (only(library).id, only(library).text_key != before.text_key) == (before.id, True)
    keeper.presses(updated, HI.text("button-undo"))
    assert keeper.gets_edit(updated).text == HI.text("undone", title=HEADING)
    assert only(library).text_key == before.text_key


@pytest.mark.usefixtures("_bot")
@pytest.mark.parametrize(
    ("path", "page", "reason"),
    [
        ("/gone", Page(status=404), "not-found"),
        ("/error", Page(status=500), "refused"),
        ("/login", Page(status=401), "login"),
        ("/empty", Page(b"<html><body></body></html>", headers=HTML), "empty"),
        ("/picture", Page(b"\x89PNG\r\n\x1a\n", headers={"Content-Type": "image/png"}), "unknown-kind"),
    ],
)
def test_a_page_that_cannot_be_taken_in_is_told(
    keeper: Person, pages: Pages, library: Library, path: str, page: Page, reason: str
) -> None:
    """Why a page is no article is told in the keeper's language, in the message that told of it."""
    pages[path] = page
    keeper.says(pages.at(path))
    message = told(keeper, not_added(pages.at(path), reason))
    assert message.buttons == {}
    assert library.catalogue.all() == []


@pytest.mark.usefixtures("_bot")
def test_a_host_that_does_not_exist_is_told(keeper: Person) -> None:
    """A mistyped address is told as such."""
    keeper.says("example.org/मेट्रो")
    told(keeper, not_added("https://example.org/मेट्रो", "no-such-host"))


@pytest.mark.usefixtures("_bot")
def test_a_library_that_cannot_be_changed_is_told(keeper: Person, tmp_path: Path) -> None:
    """Where the library cannot be written, the keeper is told, and the bot goes on."""
    articles = tmp_path / "library" / "articles"
    articles.parent.mkdir(exist_ok=True)
    articles.write_bytes(b"no folder")
    keeper.sends_document(TEXT.encode(), "मेट्रो.txt")
    told(keeper, not_added("मेट्रो.txt", "library"))
    keeper.says("/help")
    assert keeper.gets()


def test_nothing_is_taken_into_what_is_served_instead(
    api: FakeBotApi, remembered: Remembered, library: Library, keeper: Person
) -> None:
    """Where a folder or an index is served, a keeper is told so, of documents as of links."""
    handlers = Handlers(Searcher(OrShipped(library)), remembered, Keepers([keeper.id]), None, counting())
    with answering(api, handlers, remembered.database):
        for said in (keeper.says("https://example.org"), keeper.sends_document(TEXT.encode())):
            told_so = keeper.gets()
            assert (told_so.text, told_so.reply_to) == (HI.text("library-fixed"), said.message_id)
    assert remembered.jobs.under_way() == []


@pytest.mark.parametrize("told_already", [True, False])
def test_what_was_asked_for_before_is_gone_on_with(
    api: FakeBotApi, starts: Starts, remembered: Remembered, library: Library, keeper: Person, *, told_already: bool
) -> None:
    """After a start, what is not done is done, in the message that told of it, or in a new one where there is none."""
    with starts.answering():
        keeper.says("/help")
        progress = keeper.gets()
    said = keeper.sends_document(TEXT.encode(), "मेट्रो.txt")
    api.world.updates.waiting.clear()  # it was heard before the stop
    file_id = api.world.chats[said.chat_id].messages[said.message_id].message["document"]["file_id"]
    put = {"chat_id": keeper.id, "message_id": said.message_id, "user_id": keeper.id}
    job = remembered.jobs.put(**put, kind=DOCUMENT, what=file_id, name="मेट्रो.txt")
    if told_already:
        remembered.jobs.with_progress(job.id, progress.message_id)
    with starts.answering():
        message = told(keeper, ADDED, progress if told_already else None)
    assert (message.message_id == progress.message_id) is told_already
    assert only(library).title == TEXT


def test_what_was_tried_too_often_is_given_up(
    starts: Starts, remembered: Remembered, library: Library, keeper: Person
) -> None:
    """What has cut the bot off again and again is not begun once more: the keeper is told, and it is forgotten."""
    with starts.answering():
        said = keeper.says("/help")
        keeper.gets()
    put = {"chat_id": keeper.id, "message_id": said.message_id, "user_id": keeper.id}
    job = remembered.jobs.put(**put, kind=ADDRESS, what="https://example.org", name="https://example.org")
    for _ in range(3):
        remembered.jobs.tried(job.id)
    with starts.answering():
        assert keeper.gets().text == HI.text("went-wrong")
    assert library.catalogue.all() == []


@pytest.mark.usefixtures("_bot")
def test_a_message_that_is_gone_is_written_anew(api: FakeBotApi, keeper: Person, library: Library) -> None:
    """Where somebody deletes the message that tells how it goes, the end is told in another."""
    api.delay_next("getFile", 0.5)
    keeper.sends_document(TEXT.encode(), "मेट्रो.txt")
    keeper.deletes(keeper.gets())
    told(keeper, ADDED)
    assert only(library).title == TEXT


def test_two_at_once_are_taken_in(
    api: FakeBotApi, starts: Starts, remembered: Remembered, keeper: Person, library: Library
) -> None:
    """Of many documents two are fetched and read at a time; questions are answered meanwhile."""
    api.delay_next(DOWNLOAD, 60, times=2)
    with starts.answering(until_done=False):
        for number in range(3):
            keeper.sends_document(f"{TEXT} {number}".encode(), f"{number}.txt")
        assert api.waits_for(lambda server: len(server.calls_of(DOWNLOAD)) == 2)
        keeper.says("/help")
        assert [keeper.gets().text for _ in range(3)][-1].startswith("अपना सवाल")
        assert len(api.calls_of("getFile")) == 2
    assert [job.name for job in remembered.jobs.under_way()] == ["0.txt", "1.txt", "2.txt"]
    with starts.answering():
        pass
    assert len(library.catalogue.all()) == 3


@pytest.mark.usefixtures("_bot")
@pytest.mark.parametrize("method", ["sendMessage", "editMessageText"])
def test_a_hiccup_while_telling_costs_no_document(
    api: FakeBotApi, keeper: Person, library: Library, method: str
) -> None:
    """Where a word on the way cannot be told, the document is taken in all the same, and the end is told."""
    api.drop_next(method)
    keeper.sends_document(TEXT.encode(), "मेट्रो.txt")
    told(keeper, ADDED)
    assert only(library).title == TEXT


def test_a_fault_of_ours_is_told_and_logged(
    api: FakeBotApi, library: Library, remembered: Remembered, keeper: Person, caplog: pytest.LogCaptureFixture
) -> None:
    """Whatever goes wrong with one document, its message says so, the log has the details, and others go on."""
    broken = Bringing(library, Broken(), fetcher_of())
    with Starts(api, broken, remembered, keeper).answering():
        for name in ("1.txt", "2.txt"):
            keeper.sends_document(TEXT.encode(), name)
            told(keeper, HI.text("went-wrong"))
    assert [record.exc_info is not None for record in caplog.records if record.levelno == logging.ERROR] == [True] * 2


def test_a_database_that_fails_in_the_end_is_a_warning(
    starts: Starts,
    remembered: Remembered,
    keeper: Person,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """Where it cannot be noted that something is done, that is a line in the log, and the next start notes it."""
    failed: list[int] = []

    def fail(job: int) -> None:
        failed.append(job)
        raise StateError("The database is full")

    with monkeypatch.context() as while_full, starts.answering(until_done=False):
        while_full.setattr(remembered.jobs, "done", fail)
        keeper.sends_document(TEXT.encode(), "मेट्रो.txt")
        message = told(keeper, ADDED)
        assert eventually(lambda: bool(failed))
    gc.collect()  # which is when a task's unseen failure is told
    levels = [(record.levelname, record.getMessage()) for record in caplog.records if record.levelno > logging.INFO]
    assert [(level, "The database is full" in text) for level, text in levels] == [("WARNING", True)]
    with starts.answering():
        told(keeper, HI.text("added-unchanged"), message)
