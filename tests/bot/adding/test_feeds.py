"""Following feeds, against a web server on loopback."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.adding.bring import Bringing, Problem
from bot.adding.feeds import FeedReader
from bot.errors import FetchError, Unfetched, UsageError
from bot.state.database import Database
from bot.state.feeds import Feeds, Followed
from index.errors import DocumentError, Refusal
from index.library.adding import Added, Change
from index.library.library import Library
from index.library.removing import remove
from index.reading.apart import Apart
from tests.bot.adding.documents import PICTURE, page_of
from tests.bot.fetching.pages import Page, Pages, redirect

FEED = "/feed.xml"
TOWNS = ("पटना", "गया", "आरा")
_HOUR = timedelta(hours=1)


def feed_of(pages: Pages, *names: str, day: int = 1, etag: str | None = None, title: str = "समाचार") -> Page:
    """Return a feed, with an entry for the page of each name, the newest first as feeds have them."""
    items = "".join(
        f"<item><title>{name}</title><link>{pages.at(f'/{name}')}</link><guid>{name}</guid>"
        f"<pubDate>Wed, {day:02} May 2024 {min(len(names) - place, 23):02}:00:00 GMT</pubDate></item>"
        for place, name in enumerate(names)
    )
    feed = f'<rss version="2.0"><channel><title>{title}</title>{items}</channel></rss>'
    kind = {"Content-Type": "application/rss+xml"}
    return Page(feed.encode(), headers=kind | ({"ETag": etag} if etag else {}))


def towns(pages: Pages) -> None:
    """Put the pages of all towns there."""
    for number, name in enumerate(TOWNS):
        pages[f"/{number}"] = page_of(name)


def entries(*numbers: int) -> list[str]:
    """Return the names of entries."""
    return [str(number) for number in numbers]


@pytest.fixture
def feeds(database: Database) -> Feeds:
    """The feeds that are followed: none."""
    return Feeds(database)


@pytest.fixture
def reader(feeds: Feeds, bringing: Bringing) -> FeedReader:
    """What follows them."""
    return FeedReader(feeds, bringing)


def only(feeds: Feeds) -> Followed:
    """Return the only feed, as it is remembered."""
    (followed,) = feeds.all()
    return followed


def fetched(reader: FeedReader, feeds: Feeds) -> list[Added | Problem]:
    """Fetch the only feed, and return what came."""
    return list(reader.fetch(only(feeds)))


def told(came: Iterable[Added | Problem]) -> list[tuple[str, str]]:
    """Return what came in short: an article's title and what became of it, or why there is none."""
    return [
        (each.article.title, each.change)
        if isinstance(each, Added)
        else ("", each.refusal if isinstance(each, DocumentError) else each.unfetched)
        for each in came
    ]


def asked_for(pages: Pages, path: str) -> int:
    """Return how often a path was asked for."""
    return [asked.path for asked in pages.asked].count(path)


def test_new_entries_come_once(reader: FeedReader, feeds: Feeds, pages: Pages) -> None:
    """Every entry's page is added, the oldest first, and fetched no second time; what is new comes alone."""
    towns(pages)
    pages[FEED] = feed_of(pages, *entries(1, 0))
    assert told(reader.follow(pages.at(FEED))) == [(TOWNS[0], Change.ADDED), (TOWNS[1], Change.ADDED)]
    assert (only(feeds).address, only(feeds).title) == (pages.at(FEED), "समाचार")
    assert fetched(reader, feeds) == []
    pages[FEED] = feed_of(pages, *entries(2, 1, 0))
    assert told(fetched(reader, feeds)) == [(TOWNS[2], Change.ADDED)]
    assert [asked_for(pages, f"/{number}") for number in range(3)] == [1, 1, 1]


def test_changed_entry_updates(reader: FeedReader, feeds: Feeds, pages: Pages) -> None:
    """An entry with another time is fetched again, and updates its article."""
    towns(pages)
    pages[FEED] = feed_of(pages, *entries(0))
    (before,) = reader.follow(pages.at(FEED))
    pages["/0"] = page_of("पटना फिर")
    assert fetched(reader, feeds) == []
    pages[FEED] = feed_of(pages, *entries(0), day=2)
    (after,) = fetched(reader, feeds)
    assert isinstance(before, Added)
    assert isinstance(after, Added)
    assert (after.change, after.article.title) == (Change.UPDATED, "पटना फिर")
    assert after.article.id == before.article.id


def test_same_feed_is_not_sent_again(reader: FeedReader, feeds: Feeds, pages: Pages) -> None:
    """The server is asked whether the feed is another one; where it is not, it is due in an hour and nothing comes."""
    towns(pages)
    pages[FEED] = feed_of(pages, *entries(0), etag='"1"')
    list(reader.follow(pages.at(FEED)))
    before = only(feeds).next_at
    assert fetched(reader, feeds) == []
    assert pages.asked[-1].headers["if-none-match"] == '"1"'
    assert only(feeds).etag == '"1"'
    assert only(feeds).next_at > before
    assert reader.fetch_due(datetime.now(UTC)) is not None
    assert list(reader.fetch_due(datetime.now(UTC))) == []
    assert asked_for(pages, FEED) == 2  # to follow, and to ask again


def test_entry_that_cannot_be_read_is_not_tried_again(reader: FeedReader, feeds: Feeds, pages: Pages) -> None:
    """An entry that is no article, or is gone, is told once and left in peace until it changes; the others are in."""
    towns(pages)
    pages["/picture"] = Page(PICTURE)
    pages[FEED] = feed_of(pages, "picture", "gone", "0")
    came = told(reader.follow(pages.at(FEED)))
    assert came == [(TOWNS[0], Change.ADDED), ("", Unfetched.NOT_FOUND), ("", Refusal.UNKNOWN_KIND)]
    assert fetched(reader, feeds) == []
    assert (asked_for(pages, "/picture"), asked_for(pages, "/gone")) == (1, 1)
    pages["/picture"] = page_of("लेख")
    pages[FEED] = feed_of(pages, "picture", "gone", "0", day=2)
    assert ("लेख", Change.ADDED) in told(fetched(reader, feeds))


def test_entry_out_of_reach_is_tried_again(reader: FeedReader, feeds: Feeds, pages: Pages) -> None:
    """An entry whose server does not give it now is tried again with the next fetch, though the feed is the same."""
    towns(pages)
    pages["/1"] = Page(status=503)
    pages[FEED] = feed_of(pages, *entries(1, 0), etag='"1"')
    assert told(reader.follow(pages.at(FEED))) == [(TOWNS[0], Change.ADDED), ("", Unfetched.REFUSED)]
    assert told(fetched(reader, feeds)) == [("", Unfetched.REFUSED)]
    towns(pages)
    assert told(fetched(reader, feeds)) == [(TOWNS[1], Change.ADDED)]
    assert fetched(reader, feeds) == []
    assert asked_for(pages, "/0") == 1


def test_feed_that_fails_is_put_off(reader: FeedReader, feeds: Feeds, pages: Pages) -> None:
    """A feed that cannot be fetched is told, put off for longer each time, and taken up when it is back."""
    towns(pages)
    pages[FEED] = feed_of(pages)
    reader.follow(pages.at(FEED))
    for failures, bad in enumerate((Page(status=500), Page(b"<html>no feed"), Page(status=404)), start=1):
        pages[FEED] = bad
        (problem,) = fetched(reader, feeds)
        assert (only(feeds).failures, only(feeds).last_error) == (failures, str(problem))
        assert only(feeds).next_at > datetime.now(UTC) + _HOUR * 2**failures - timedelta(minutes=5)
    assert list(reader.fetch_due(datetime.now(UTC))) == []
    pages[FEED] = feed_of(pages, *entries(0))
    assert told(reader.fetch_due(only(feeds).next_at)) == [(TOWNS[0], Change.ADDED)]
    assert (only(feeds).failures, only(feeds).last_error) == (0, None)


def test_one_feed_keeps_no_other_from_coming(reader: FeedReader, pages: Pages) -> None:
    """After a feed that is gone, the next one that is due is fetched all the same."""
    towns(pages)
    pages["/gone"] = feed_of(pages)
    pages[FEED] = feed_of(pages, *entries(0))
    for path in ("/gone", FEED):
        reader.follow(pages.at(path))
    pages["/gone"] = Page(status=404)
    came = reader.fetch_due(datetime.now(UTC))
    assert told(came) == [("", Unfetched.NOT_FOUND), (TOWNS[0], Change.ADDED)]


def test_feed_that_takes_too_much(bringing: Bringing, feeds: Feeds, pages: Pages) -> None:
    """A feed that takes too long to be read is put off like one that cannot be fetched."""
    feeds.add(pages.at(FEED))
    pages[FEED] = feed_of(pages, *entries(*range(10_000)))
    with Apart(seconds=0.05) as impatient:
        (came,) = FeedReader(feeds, replace(bringing, apart=impatient)).fetch(only(feeds))
    assert isinstance(came, FetchError)
    assert (only(feeds).failures, only(feeds).last_error) == (1, str(came))


def test_page_that_links_to_a_feed(reader: FeedReader, feeds: Feeds, pages: Pages) -> None:
    """Who gives the page of a newspaper follows its feed; redirects are followed to their end."""
    link = '<html><head><link rel="alternate" type="application/rss+xml" href="/old.xml"></head><body>समाचार</body>'
    pages["/"] = Page(link.encode(), headers={"Content-Type": "text/html"})
    pages["/old.xml"] = redirect(FEED)
    towns(pages)
    pages[FEED] = feed_of(pages, *entries(0), etag='"1"')
    assert told(reader.follow(pages.at("/"))) == [(TOWNS[0], Change.ADDED)]
    assert (only(feeds).address, only(feeds).etag) == (pages.at(FEED), '"1"')
    assert fetched(reader, feeds) == []
    assert pages.asked[-1].headers["if-none-match"] == '"1"'
    with pytest.raises(UsageError, match="is followed already"):
        reader.follow(pages.at(FEED))
    assert len(feeds.all()) == 1


def test_what_is_no_feed_is_not_followed(reader: FeedReader, feeds: Feeds, pages: Pages) -> None:
    """What is no feed and links to none, is not there or leads inside is refused, and nothing is remembered."""
    pages["/"] = page_of("पटना")
    pages["/picture"] = Page(PICTURE)
    inside = '<html><head><link rel="alternate" type="application/rss+xml" href="http://10.0.0.1/feed"></head>'
    pages["/inside"] = Page(inside.encode(), headers={"Content-Type": "text/html"})
    reasons = []
    for path in ("/", "/picture", "/gone", "/inside"):
        with pytest.raises(FetchError) as refused:
            reader.follow(pages.at(path))
        reasons.append(refused.value.unfetched)
    assert reasons == [Unfetched.NO_FEED, Unfetched.NO_FEED, Unfetched.NOT_FOUND, Unfetched.PRIVATE]
    assert feeds.all() == []


def test_removed_feed(reader: FeedReader, feeds: Feeds, pages: Pages) -> None:
    """A feed that is removed, even while it is fetched, comes no more and leaves nothing behind."""
    towns(pages)
    pages[FEED] = feed_of(pages, *entries(1, 0))
    coming = reader.follow(pages.at(FEED))
    next(coming)
    assert feeds.remove(pages.at(FEED))
    list(coming)
    assert feeds.all() == []
    assert list(reader.fetch_due(datetime.now(UTC))) == []
    assert told(reader.follow(pages.at(FEED))) == [
        (TOWNS[0], Change.UNCHANGED),
        (TOWNS[1], Change.UNCHANGED),
    ]


def test_removed_article_does_not_come_back(reader: FeedReader, feeds: Feeds, pages: Pages, library: Library) -> None:
    """What the operator has removed stays away, as long as its entry does not change."""
    towns(pages)
    pages[FEED] = feed_of(pages, *entries(0))
    (added,) = reader.follow(pages.at(FEED))
    assert isinstance(added, Added)
    remove(library, added.article.id)
    assert fetched(reader, feeds) == []
    assert library.catalogue.count() == 0
