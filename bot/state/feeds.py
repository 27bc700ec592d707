"""Feeds that the operator follows: when each is to be fetched, and which of their entries were seen."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy import ForeignKey, delete, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from bot.digest import digest
from bot.state.database import Database, Table

EVERY = 3600
"""Seconds from one fetch of a feed to the next, where nobody says otherwise."""

_LONGEST_WAIT = 24 * 3600  # seconds, after however many failures
_DIGEST = 16  # bytes: a guid may be longer than what PostgreSQL takes into an index


class _Feed(Table):
    """A feed that is followed."""

    __tablename__ = "feeds"
    __table_args__ = {"sqlite_autoincrement": True}  # noqa: RUF012  # what is fetched for one is never another's

    id: Mapped[int] = mapped_column(primary_key=True)
    address: Mapped[str] = mapped_column(unique=True)
    title: Mapped[str | None]
    etag: Mapped[str | None]
    last_modified: Mapped[str | None]
    added: Mapped[datetime]
    next_at: Mapped[datetime]
    every: Mapped[int]
    failures: Mapped[int]
    last_error: Mapped[str | None]


class _Entry(Table):
    """An entry of a feed that was seen."""

    __tablename__ = "feed_entries"

    feed_id: Mapped[int] = mapped_column(ForeignKey("feeds.id", ondelete="CASCADE"), primary_key=True)
    guid: Mapped[str] = mapped_column(primary_key=True)  # a digest
    was: Mapped[str]
    article: Mapped[str | None]
    at: Mapped[datetime]


@dataclass(frozen=True, slots=True)
class Followed:
    """A feed that is followed.

    Attributes:
        id: Its number; no other feed ever has it.
        address: Where it is fetched from.
        title: As it calls itself, if it is known.
        etag: What the server said of its last version, to be given back (RFC 9110, 13.1.2).
        last_modified: Likewise (13.1.3).
        added: When it was first followed.
        next_at: When it is to be fetched.
        every: Seconds from one fetch to the next.
        failures: How often in a row it could not be fetched.
        last_error: Why, in a sentence; None where it could.
    """

    id: int
    address: str
    title: str | None
    etag: str | None
    last_modified: str | None
    added: datetime
    next_at: datetime
    every: int
    failures: int
    last_error: str | None


@dataclass(frozen=True, slots=True)
class Seen:
    """An entry of a feed, when it was last looked at.

    Attributes:
        was: What it was then, such as its digest or when it was updated: what is the same is not looked at again.
        article: The id of the article that became of it; None where none did.
        at: When that was.
    """

    was: str
    article: str | None
    at: datetime


class Feeds:
    """The tables of feeds and of their entries."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, address: str, title: str | None = None, every: int = EVERY) -> bool:
        """Follow a feed, which is due at once; return False where it is followed already.

        Raises:
            StateError: The database cannot be used.
        """
        now = datetime.now(UTC)

        def store(session: Session) -> bool:
            if session.scalar(select(_Feed.id).where(_Feed.address == address)) is not None:
                return False
            session.add(_Feed(address=address, title=title, added=now, next_at=now, every=every, failures=0))
            return True

        return self._database.run(store)

    def remove(self, address: str) -> bool:
        """Follow a feed no more and forget its entries; return False where it was not followed.

        Raises:
            StateError: The database cannot be used.
        """

        def delete_rows(session: Session) -> bool:
            feed = session.scalar(select(_Feed).where(_Feed.address == address))
            if feed is None:
                return False
            session.execute(delete(_Entry).where(_Entry.feed_id == feed.id))  # SQLite deletes no rows along
            session.delete(feed)
            return True

        return self._database.run(delete_rows)

    def all(self) -> list[Followed]:
        """Return all feeds in the order in which they were added.

        Raises:
            StateError: The database cannot be used.
        """
        return self._database.run(
            lambda session: list(map(_followed, session.scalars(select(_Feed).order_by(_Feed.id))))
        )

    def due(self, now: datetime) -> list[Followed]:
        """Return the feeds that are to be fetched, those that wait longest first.

        Raises:
            StateError: The database cannot be used.
        """
        query = select(_Feed).where(_Feed.next_at <= now).order_by(_Feed.next_at, _Feed.id)
        return self._database.run(lambda session: list(map(_followed, session.scalars(query))))

    def fetched(self, feed_id: int, etag: str | None, last_modified: str | None, next_at: datetime) -> None:
        """Remember that a feed was fetched, which ends its failures.

        Raises:
            StateError: The database cannot be used.
        """
        row = {"etag": etag, "last_modified": last_modified, "next_at": next_at, "failures": 0, "last_error": None}
        fetching = update(_Feed).where(_Feed.id == feed_id).values(**row)
        self._database.run(lambda session: session.execute(fetching))

    def failed(self, feed_id: int, sentence: str, now: datetime) -> None:
        """Remember that a feed could not be fetched, and wait twice as long for every failure in a row, up to a day.

        Args:
            feed_id: The feed.
            sentence: Why, for the operator.
            now: When that was.

        Raises:
            StateError: The database cannot be used.
        """

        def put_off(session: Session) -> None:
            feed = session.get(_Feed, feed_id)
            if feed is None:  # removed while it was fetched
                return
            feed.failures += 1
            feed.last_error = sentence
            wait = max(feed.every, min(feed.every << feed.failures, _LONGEST_WAIT))
            feed.next_at = now + timedelta(seconds=wait)

        self._database.run(put_off)

    def known(self, feed_id: int, guids: Collection[str]) -> dict[str, Seen]:
        """Return what is known of entries of a feed, by their guids; those not seen yet are left out.

        Raises:
            StateError: The database cannot be used.
        """
        query = select(_Entry.guid, _Entry.was, _Entry.article, _Entry.at).where(_Entry.feed_id == feed_id)
        rows = self._database.run(lambda session: session.execute(query).all())
        seen = {row.guid: Seen(row.was, row.article, row.at) for row in rows}
        return {guid: seen[key] for guid in guids if (key := digest(guid, _DIGEST)) in seen}

    def remember(self, feed_id: int, guid: str, was: str, article: str | None) -> None:
        """Remember what an entry of a feed is now, and which article became of it.

        Raises:
            StateError: The database cannot be used.
        """
        row = {"was": was, "article": article, "at": datetime.now(UTC)}

        def store(session: Session) -> None:
            if session.get(_Feed, feed_id) is not None:  # else removed while it was fetched
                session.merge(_Entry(feed_id=feed_id, guid=digest(guid, _DIGEST), **row))

        self._database.run(store)


def _followed(feed: _Feed) -> Followed:
    return Followed(**{name: getattr(feed, name) for name in Followed.__slots__})
