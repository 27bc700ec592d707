"""What a running bot does by the clock, on its own thread."""

from __future__ import annotations

import logging
import os
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Insert, Update, func, insert, select, update

from bot import upkeep
from bot.adding.bring import Bringing
from bot.settings import Settings
from bot.state.database import Database
from bot.state.inbox import Done, Inbox, Incoming
from bot.state.question_log import Logged, LoggedQuestion
from bot.state.remembered import Remembered
from bot.state.sent_answers import _SentAnswer
from bot.state.updates import InboxRow
from bot.upkeep import Upkeep
from index.library.library import Library
from index.reading.apart import Apart
from tests.bot.adding.documents import page_of, text_of, texts_in
from tests.bot.fetching.pages import Page, Pages, Wire, fetcher_of
from tests.index.library.libraries import put_by_hand

LONGEST = 20  # seconds until something has to have happened
ENTRY = "<item><title>पटना</title><link>{}</link><guid>1</guid></item>"
FEED = '<rss version="2.0"><channel><title>समाचार</title>{}</channel></rss>'
QUESTION = Logged(
    "पुल कब खुला?",
    answered=True,
    article=None,
    passage=None,
    confidence=0.5,
    latency_ms=12,
    place="private",
    user_id=None,
)


def change(database: Database, statement: Insert | Update) -> None:
    """Change something, as time would."""
    database.run(lambda session: session.execute(statement))


def known(database: Database, column: Any) -> list[int]:  # noqa: ANN401  # a column of any table
    """Return which rows a table has."""
    return database.run(lambda session: list(session.scalars(select(column))))


def until(condition: Callable[[], bool]) -> None:
    """Wait until something holds."""
    pause = threading.Event()
    for _ in range(LONGEST * 100):
        if condition():
            return
        pause.wait(0.01)
    raise AssertionError(condition)


@pytest.fixture(autouse=True)
def _often(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(upkeep, "_EVERY", 0.02)
    monkeypatch.setattr(upkeep, "_LEAVE", 0.02)
    monkeypatch.setattr(os, "fsync", lambda _: None)


@pytest.fixture
def bringing(library: Library) -> Iterator[Bringing]:
    """What brings documents into the library, also from loopback."""
    with Bringing(library, Apart(), fetcher_of()) as bringing:
        yield bringing


@pytest.fixture
def remembered(database: Database, settings: Settings) -> Remembered:
    """A database in which nothing is remembered."""
    return Remembered.of(database, settings)


@pytest.fixture
def pages() -> Iterator[Pages]:
    """A web server with a page."""
    with Pages() as pages:
        pages["/patna"] = page_of("पटना")
        yield pages


@pytest.fixture
def running(remembered: Remembered, bringing: Bringing) -> Iterator[Upkeep]:
    """The upkeep, which has begun."""
    running = Upkeep(remembered, bringing)
    running.start()
    yield running
    running.stop()
    until(lambda: not running._thread.is_alive())


def ask_long_ago(database: Database) -> None:
    """Remember a question that was asked a year ago, and one that was asked now."""
    row = {
        "question": "पुराना",
        "wording": "x",
        "answered": True,
        "dismissed": False,
        "article": None,
        "passage": None,
        "confidence": 0.5,
        "latency_ms": 1,
        "place": "private",
        "telegram_id": None,
    }
    year_ago = datetime.now(UTC) - timedelta(days=365)
    database.run(lambda session: session.add_all([LoggedQuestion(at=year_ago, **row)]))


def questions(database: Database) -> int:
    """Return how many questions are remembered."""
    return database.run(lambda session: session.scalar(select(func.count()).select_from(LoggedQuestion))) or 0


@pytest.mark.usefixtures("running")
def test_files_put_by_hand_are_seen(library: Library) -> None:
    """A file that is put into the folder of articles is an article, one that is changed a newer one; gone, none."""
    path = put_by_hand(library, "मेरे/a.txt", text_of("पटना"))
    until(lambda: library.snapshot().statistics.articles == 1)
    put_by_hand(library, "मेरे/a.txt", text_of("गया"))
    until(lambda: [article.text for article in library.snapshot().texts()] == [text_of("गया")])
    path.unlink()
    until(lambda: library.snapshot().statistics.articles == 0)


@pytest.mark.usefixtures("running")
def test_removed_for_good(library: Library, tmp_path: Path) -> None:
    """What was removed long ago is gone for good; what was removed now is kept."""
    for when in ("20200101T000000000000Z", f"{datetime.now(UTC):%Y%m%dT%H%M%S%f}Z"):
        folder = tmp_path / "home" / "removed" / f"{when}-removed"
        folder.mkdir(parents=True)
        (folder / "a.txt").write_text(text_of("पटना"), encoding="utf-8")
    until(lambda: len(list((tmp_path / "home" / "removed").iterdir())) == 1)
    assert len(library.shelf.taken_out()) == 1


@pytest.mark.usefixtures("running")
def test_feeds_are_fetched_when_they_are_due(
    library: Library, remembered: Remembered, pages: Pages, caplog: pytest.LogCaptureFixture
) -> None:
    """A feed that is due is fetched, once, and its entries are articles; the log says so."""
    caplog.set_level(logging.INFO)
    pages["/feed"] = Page(FEED.format(ENTRY.format(pages.at("/patna"))).encode())
    remembered.feeds.add(pages.at("/feed"))
    until(lambda: library.catalogue.count() == 1)
    assert text_of("पटना") in texts_in(library)[0]
    until(lambda: remembered.feeds.all()[0].next_at > datetime.now(UTC))
    put_by_hand(library, "a.txt", text_of("गया"))
    until(lambda: library.catalogue.count() == 2)  # it has gone round once more
    assert [asked.path for asked in pages.asked] == ["/feed", "/patna"]
    assert "feed: पटना" in [record.getMessage() for record in caplog.records]


@pytest.mark.usefixtures("running")
def test_old_questions_are_forgotten(database: Database, remembered: Remembered) -> None:
    """Questions are kept for so many days as are set, and no longer."""
    database.run(remembered.questions.recording(QUESTION))
    ask_long_ago(database)
    until(lambda: questions(database) == 1)


@pytest.mark.usefixtures("running")
def test_what_else_is_old_is_forgotten(database: Database) -> None:
    """Which message answered which, and the numbers of updates, are known for as long as they are needed."""
    inbox = Inbox(database, 7, "one")
    for days in (3, 1):
        at = datetime.now(UTC) - timedelta(days=days)
        chat = {"chat_id": days, "question_id": 1, "answer_id": 2, "asked": "x", "at": at}
        change(database, insert(_SentAnswer).values(chat))
        inbox.store([Incoming(days, None, "{}")])
        inbox.finish([Done(days)])
        change(database, update(InboxRow).where(InboxRow.update_id == days).values(ended=at))
    until(lambda: known(database, _SentAnswer.chat_id) == [1])
    until(lambda: known(database, InboxRow.update_id) == [1])


def test_another_source_is_served(database: Database, remembered: Remembered, pages: Pages) -> None:
    """Where there is no library, feeds are left alone, and questions are forgotten all the same."""
    remembered.feeds.add(pages.at("/feed"))
    ask_long_ago(database)
    running = Upkeep(remembered, None)
    running.start()
    until(lambda: questions(database) == 0)
    running.stop()
    assert pages.asked == []


@pytest.mark.usefixtures("running")
def test_errors_stop_nothing(
    database: Database,
    remembered: Remembered,
    library: Library,
    tmp_path: Path,
    pages: Pages,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """What cannot be done is logged in a sentence, the rest is done, and it is tried again."""
    (tmp_path / "home").mkdir(exist_ok=True)
    lock = tmp_path / "home" / "lock"
    lock.unlink(missing_ok=True)
    lock.mkdir()  # so that nothing can be changed, also by root
    pages["/feed"] = Page(FEED.format(ENTRY.format(pages.at("/patna"))).encode())
    remembered.feeds.add(pages.at("/feed"))
    put_by_hand(library, "a.txt", text_of("गया"))
    ask_long_ago(database)
    until(lambda: questions(database) == 0)
    until(lambda: len(pages.asked) > 1)
    assert library.catalogue.count() == 0
    assert all("the library cannot be changed" in record.getMessage() for record in caplog.records)
    lock.rmdir()
    until(lambda: library.catalogue.count() == 2)


def test_stop_does_not_wait_for_a_feed(
    remembered: Remembered, bringing: Bringing, pages: Pages, caplog: pytest.LogCaptureFixture
) -> None:
    """A stop ends while a feed is still being fetched; what is left undone then is no error to tell of."""
    feed = FEED.format("").encode()
    head = f"HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: {len(feed)}\r\n\r\n".encode()
    pages["/slow"] = Wire([head, feed[:9], feed[9:]], pause=0.5)
    remembered.feeds.add(pages.at("/slow"))
    running = Upkeep(remembered, bringing)
    running.start()
    until(lambda: len(pages.asked) == 1)
    running.stop()
    assert running._thread.is_alive()
    bringing.close()
    remembered.database.close()
    until(lambda: not running._thread.is_alive())
    assert [record.getMessage() for record in caplog.records if record.levelno >= logging.ERROR] == []
