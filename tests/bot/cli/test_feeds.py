"""The commands about feeds: what a process, which fetches nothing from loopback, cannot show."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from bot.adding import bring
from bot.settings import Settings
from bot.state.database import Database
from bot.state.feeds import Feeds
from tests.bot.adding.documents import page_of
from tests.bot.cli.conftest import Command
from tests.bot.fetching.pages import Page, Pages, fetcher_of

FEED = (
    '<rss version="2.0"><channel><title>समाचार</title>'
    "<item><title>पटना</title><link>{}/patna</link><guid>1</guid></item>"
    "<item><title>गया</title><link>{}/gone</link><guid>2</guid></item></channel></rss>"
)


@pytest.fixture
def feed(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The address of a feed on loopback, where the command may go in this test: of one page, and one that is gone."""
    monkeypatch.setattr(bring, "Fetcher", fetcher_of)
    with Pages() as pages:
        pages["/patna"] = page_of("पटना")
        pages["/feed"] = Page(FEED.format(pages.at(""), pages.at("")).encode())
        pages["/empty"] = Page(b'<rss version="2.0"><channel><title>x</title></channel></rss>')
        yield pages.at("/feed")


def test_feed_is_followed(command: Command, feed: str) -> None:
    """Following a feed adds its entries, and tells of each; the list has it, and removing it leaves its articles."""
    done = command("feed", "add", feed)
    assert done.code == 0, done.err
    line, sums = done.out.splitlines()
    assert line.startswith("Added पटना · ")
    assert sums == "1 added, 0 updated, 0 unchanged, 1 skipped."
    assert done.err == f"Skipped {feed.replace('/feed', '/gone')}: is not there. Check the address.\n"
    (followed,) = command("feed", "list", "--json").objects()[0]
    assert (followed["address"], followed["title"], followed["failures"]) == (feed, "समाचार", 0)
    assert datetime.fromisoformat(followed["next_at"]) > datetime.now(UTC)
    assert any(feed in row and "समाचार" in row for row in command("feed", "list").out.splitlines())
    assert command("feed", "fetch").out == "0 added, 0 updated, 0 unchanged, 0 skipped.\n"
    assert command("feed", "remove", feed).out == f"{feed}: is no longer followed.\n"
    assert command("feed", "list", "--json").objects() == [[]]
    assert len(command("list", "--json").objects()[0]) == 1


def test_json(command: Command, feed: str) -> None:
    """For machines there is an object for each entry."""
    first, second = command("feed", "add", feed, "--json").objects()
    assert {first["change"], second["change"]} == {"added", "refused"}
    assert command("feed", "fetch", "--json").objects() == []
    assert command("feed", "remove", feed, "--json").objects() == [{"removed": feed}]


def test_feed_that_has_nothing_yet(command: Command, feed: str) -> None:
    """A feed without entries is followed all the same."""
    done = command("feed", "add", feed.replace("/feed", "/empty"))
    assert (done.code, done.err) == (0, "")
    assert len(command("feed", "list", "--json").objects()[0]) == 1


def test_feed_that_fails(command: Command, settings: Settings, feed: str) -> None:
    """Where a feed that is followed cannot be fetched, that is told now, and in the list."""
    gone = feed.replace("/feed", "/gone")
    database = Database.open(settings.poochho_home, None)
    Feeds(database).add(gone)
    database.close()
    done = command("feed", "fetch")
    assert (done.code, done.out) == (1, "")
    assert done.err == f"Skipped {gone}: is not there. Check the address.\nNothing was added.\n"
    (followed,) = command("feed", "list", "--json").objects()[0]
    assert (followed["failures"], followed["last_error"]) == (1, f"{gone}: is not there. Check the address.")
    assert "is not there" in command("feed", "list").out


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("add", "nonsense"), 1, "nonsense: does not begin with https:// or http://."),
        (("add", "http://127.0.0.1/feed"), 1, "http://127.0.0.1/feed: is not on the public internet."),
        (("remove", "https://example.org/feed"), 2, "https://example.org/feed: is not followed."),
        (("add",), 2, "Usage: "),
        (("nonsense",), 2, "Usage: "),
    ],
)
def test_what_cannot_be_followed(command: Command, arguments: tuple[str, ...], code: int, said: str) -> None:
    """What is no feed, leads inside or is not followed is said in a sentence, and nothing is remembered."""
    done = command("feed", *arguments)
    assert (done.code, done.out) == (code, "")
    assert done.err.startswith(said)
    assert command("feed", "list", "--json").objects() == [[]]


def test_no_feed_at_all(command: Command) -> None:
    """Where none is followed, that is said, with the next step."""
    assert command("feed", "list").out == "No feed is followed. Follow one: poochho feed add ADDRESS\n"
    assert command("feed", "fetch").code == 0
