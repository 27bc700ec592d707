"""Feeds that the library follows: fetched when they are due, and every new entry's page added once."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from bot.adding.bring import Bringing, Problem
from bot.errors import FetchError, Unfetched, UsageError
from bot.fetching.feed import Entry, Feed, read_feed
from bot.fetching.feed_link import find_feed
from bot.fetching.fetch import Fetched
from bot.state.feeds import Feeds, Followed
from index import DocumentError
from index.library.adding import Added
from index.reading.apart import TooHeavyError

_LATER = {Unfetched.NO_SUCH_HOST, Unfetched.UNREACHABLE, Unfetched.TOO_SLOW, Unfetched.REFUSED}
"""Why a page may be there the next time."""

_log = logging.getLogger(__name__)


class FeedReader:
    """Follows feeds; one thread at a time.

    Args:
        feeds: Which.
        bringing: Adds their entries' pages.
    """

    def __init__(self, feeds: Feeds, bringing: Bringing) -> None:
        self._feeds = feeds
        self._bringing = bringing

    def follow(self, address: str) -> Iterator[Added | Problem]:
        """Begin to follow a feed, or the one that a page links to; then yield what becomes of its entries.

        Raises:
            FetchError: It cannot be fetched, or is no feed and links to none.
            UsageError: It is followed already.
            index.IndexingError: The library cannot be changed; the feed is followed.
            StateError: The database cannot be used.
        """
        fetched, feed = self._feed_at(self._bringing.fetcher.fetch(address))
        if not self._feeds.add(fetched.address, feed.title or None):
            raise UsageError(f"{fetched.address}: is followed already. See: poochho feed list")
        followed = next(each for each in self._feeds.all() if each.address == fetched.address)
        return self._take_in(followed, fetched, feed)

    def fetch_due(self, now: datetime) -> Iterator[Added | Problem]:
        """Fetch the feeds that are due, and yield what became of their new entries.

        Raises:
            index.IndexingError: The library cannot be changed.
            StateError: The database cannot be used.
        """
        for followed in self._feeds.due(now):
            yield from self.fetch(followed)

    def fetch(self, followed: Followed) -> Iterator[Added | Problem]:
        """Fetch a feed, and yield what became of its new entries; why it cannot be fetched is remembered.

        Raises:
            index.IndexingError: The library cannot be changed.
            StateError: The database cannot be used.
        """
        try:
            fetched = self._bringing.fetcher.fetch_if_changed(followed.address, followed.etag, followed.last_modified)
            feed = self._read(fetched) if fetched else None
        except (DocumentError, FetchError) as error:
            self._feeds.failed(followed.id, str(error), datetime.now(UTC))
            yield error
            return
        if fetched and feed:
            yield from self._take_in(followed, fetched, feed)
        else:
            self._done(followed, followed.etag, followed.last_modified)

    def _take_in(self, followed: Followed, fetched: Fetched, feed: Feed) -> Iterator[Added | Problem]:
        """Yield what becomes of a feed's new entries."""
        all_in = True
        for entry in self._new(followed, feed):
            came = self._bring(followed, entry)
            all_in = all_in and not _is_worth_another_try(came)
            yield came
        # Where an entry is to be tried again, the feed has to come again although it is the same.
        self._done(followed, *((fetched.etag, fetched.last_modified) if all_in else (None, None)))

    def _done(self, followed: Followed, etag: str | None, last_modified: str | None) -> None:
        """Remember that a feed was fetched."""
        due = datetime.now(UTC) + timedelta(seconds=followed.every)
        self._feeds.fetched(followed.id, etag, last_modified, due)

    def _feed_at(self, fetched: Fetched) -> tuple[Fetched, Feed]:
        """Return what was fetched and the feed in it; or the feed that it links to."""
        try:
            return fetched, self._read(fetched)
        except FetchError:
            linked = find_feed(fetched.content, fetched.address)
            if linked is None:
                raise
            again = self._bringing.fetcher.fetch(linked)
            return again, self._read(again)

    def _read(self, fetched: Fetched) -> Feed:
        """Return a feed, read in the process that reads documents: it comes from a stranger too."""
        try:
            return self._bringing.apart.run(read_feed, fetched.content, fetched.address)
        except TooHeavyError as error:
            wrong, mend = "takes too much time or memory to be read", "Follow a feed with fewer entries"
            raise FetchError(fetched.address, Unfetched.NO_FEED, wrong, mend) from error

    def _new(self, followed: Followed, feed: Feed) -> list[Entry]:
        """Return the entries that are new or were changed, the oldest first."""
        known = self._feeds.known(followed.id, [entry.guid for entry in feed.entries])
        return [
            entry
            for entry in reversed(feed.entries)
            if entry.guid not in known or known[entry.guid].was != _version(entry)
        ]

    def _bring(self, followed: Followed, entry: Entry) -> Added | Problem:
        try:
            added = self._bringing.page(entry.address)
        except (DocumentError, FetchError) as error:
            _log.info("feed %s: %s", followed.address, error)
            if not _is_worth_another_try(error):
                self._feeds.remember(followed.id, entry.guid, _version(entry), None)
            return error
        self._feeds.remember(followed.id, entry.guid, _version(entry), added.article.id)
        return added


def _version(entry: Entry) -> str:
    """Return what changes when an entry does."""
    return entry.updated or entry.title


def _is_worth_another_try(came: Added | Problem) -> bool:
    return isinstance(came, FetchError) and came.unfetched in _LATER
