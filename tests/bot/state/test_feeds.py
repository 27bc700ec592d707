"""Feeds that the operator follows."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from bot.state.database import Database
from bot.state.feeds import EVERY, Feeds, Followed, Seen

NEWS, SPORT = "https://example.org/news.xml", "https://example.org/sport.xml"
NOW = datetime(2024, 5, 17, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


@pytest.fixture
def feeds(database: Database) -> Feeds:
    """No feeds yet."""
    return Feeds(database)


def followed(feeds: Feeds, address: str = NEWS, every: int = EVERY) -> Followed:
    """Follow a feed, and return it."""
    assert feeds.add(address, every=every)
    return feeds.all()[-1]


def waits(feeds: Feeds, feed: Followed, failures: int) -> list[float]:
    """Return how many hours pass after each of several failures in a row."""
    found = []
    for _ in range(failures):
        feeds.failed(feed.id, "It is not there.", NOW)
        (now,) = feeds.all()
        found.append((now.next_at - NOW) / HOUR)
    return found


def test_feeds_are_listed_as_they_came(feeds: Feeds) -> None:
    """All feeds are listed in the order in which they were added, with what is known of them."""
    begin = datetime.now(UTC)
    assert feeds.add(SPORT, "खेल", every=600)
    assert feeds.add(NEWS)
    sport, news = feeds.all()
    assert (sport.address, sport.title, sport.every) == (SPORT, "खेल", 600)
    assert (news.address, news.title, news.every) == (NEWS, None, EVERY)
    assert begin <= sport.added <= news.added <= datetime.now(UTC)
    assert (news.etag, news.last_modified, news.failures, news.last_error) == (None, None, 0, None)


def test_a_feed_is_followed_once(feeds: Feeds) -> None:
    """A feed that is followed already is not added again, and stays as it is."""
    before = followed(feeds)
    assert not feeds.add(NEWS, "another title")
    assert feeds.all() == [before]


def test_a_new_feed_is_due_at_once(feeds: Feeds) -> None:
    """A feed is fetched for the first time as soon as it is added."""
    feed = followed(feeds)
    assert feeds.due(datetime.now(UTC)) == [feed]


def test_a_feed_is_due_when_its_time_has_come(feeds: Feeds) -> None:
    """A feed is due from the moment that it was to be fetched next, and those that wait longest come first."""
    news, sport = followed(feeds, NEWS), followed(feeds, SPORT)
    feeds.fetched(news.id, None, None, NOW + HOUR)
    feeds.fetched(sport.id, None, None, NOW)
    assert [feed.address for feed in feeds.due(NOW - timedelta(seconds=1))] == []
    assert [feed.address for feed in feeds.due(NOW)] == [SPORT]
    assert [feed.address for feed in feeds.due(NOW + HOUR)] == [SPORT, NEWS]


def test_what_the_server_said_is_known_the_next_time(feeds: Feeds) -> None:
    """What tells a server which version was seen comes back as it was; a server that says nothing more is forgotten."""
    feed = followed(feeds)
    feeds.fetched(feed.id, 'W/"1"', "Fri, 17 May 2024 12:00:00 GMT", NOW)
    (found,) = feeds.all()
    assert (found.etag, found.last_modified) == ('W/"1"', "Fri, 17 May 2024 12:00:00 GMT")
    feeds.fetched(feed.id, None, None, NOW)
    (found,) = feeds.all()
    assert (found.etag, found.last_modified) == (None, None)


@pytest.mark.parametrize(
    ("every", "hours"),
    [
        (3600, [2, 4, 8, 16, 24, 24]),
        (3 * 3600, [6, 12, 24, 24]),
        (7 * 24 * 3600, [7 * 24, 7 * 24]),
    ],
    ids=["hourly", "every three hours", "weekly"],
)
def test_a_feed_that_fails_is_fetched_less_often(feeds: Feeds, every: int, hours: list[float]) -> None:
    """Every failure in a row doubles the time to the next try, up to a day, and never makes it shorter."""
    assert waits(feeds, followed(feeds, every=every), len(hours)) == hours


def test_a_feed_may_fail_for_years(feeds: Feeds) -> None:
    """However often a feed fails, it is tried once a day."""
    assert waits(feeds, followed(feeds), 70)[-1] == 24


def test_why_a_feed_fails_is_told_until_it_does_not(feeds: Feeds) -> None:
    """The last failure of a feed can be read, with how many there were in a row; what was known of it stays."""
    feed = followed(feeds)
    feeds.fetched(feed.id, '"1"', None, NOW)
    feeds.failed(feed.id, "It is not there.", NOW)
    feeds.failed(feed.id, "It is slow.", NOW)
    (failing,) = feeds.all()
    assert (failing.failures, failing.last_error, failing.etag) == (2, "It is slow.", '"1"')
    feeds.fetched(feed.id, '"2"', None, NOW)
    (mended,) = feeds.all()
    assert (mended.failures, mended.last_error) == (0, None)
    assert waits(feeds, feed, 1) == [2]


def test_entries_are_known_by_their_guids(feeds: Feeds) -> None:
    """An entry is known in its own feed with what it was, the article that came of it and when: the last one."""
    news, sport = followed(feeds, NEWS), followed(feeds, SPORT)
    begin = datetime.now(UTC)
    feeds.remember(news.id, "guid-1", "old", "लेख")
    feeds.remember(news.id, "guid-1", "new", "लेख")
    feeds.remember(news.id, "guid-2", "same", None)
    feeds.remember(sport.id, "guid-3", "same", None)
    known = feeds.known(news.id, ["guid-2", "guid-1", "guid-3", "guid-4"])
    assert {guid: (seen.was, seen.article) for guid, seen in known.items()} == {
        "guid-1": ("new", "लेख"),
        "guid-2": ("same", None),
    }
    assert all(begin <= seen.at <= datetime.now(UTC) for seen in known.values())


def test_any_guid_is_known(feeds: Feeds) -> None:
    """What a stranger's feed calls its entries may be of any length and any characters."""
    feed = followed(feeds)
    guids = ["", "x" * 100_000, "y" * 100_000, "a\0b", "आधा \ud83d", "Case", "case"]
    for guid in guids:
        feeds.remember(feed.id, guid, guid[:5], None)
    known = feeds.known(feed.id, guids)
    assert list(known) == guids
    assert [known[guid].was for guid in ("Case", "case")] == ["Case", "case"]


def test_a_feed_that_is_removed_is_forgotten(feeds: Feeds) -> None:
    """Nothing is left of a feed and its entries, also where it is added again, and no other feed loses anything."""
    news, sport = followed(feeds, NEWS), followed(feeds, SPORT)
    for feed in (news, sport):
        feeds.remember(feed.id, "guid", "was", None)
    assert feeds.remove(SPORT)
    assert not feeds.remove(SPORT)
    assert feeds.all() == [news]
    again = followed(feeds, SPORT)
    assert again.id != sport.id
    assert feeds.known(again.id, ["guid"]) == feeds.known(sport.id, ["guid"]) == {}
    assert isinstance(feeds.known(news.id, ["guid"])["guid"], Seen)


def test_a_feed_may_be_removed_while_it_is_fetched(feeds: Feeds) -> None:
    """What comes in for a feed that is not followed any more is dropped."""
    gone = followed(feeds)
    feeds.remove(NEWS)
    feeds.failed(gone.id, "It is slow.", NOW)
    feeds.remember(gone.id, "guid", "was", None)
    feeds.fetched(gone.id, '"1"', None, NOW)
    assert feeds.all() == []
    assert feeds.known(gone.id, ["guid"]) == {}
