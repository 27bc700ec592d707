"""Updates from Telegram, kept until each is answered, so that neither a kill nor a restart loses one."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    CursorResult,
    Index,
    Select,
    and_,
    case,
    delete,
    func,
    or_,
    select,
    text,
    update,
)
from sqlalchemy.orm import Mapped, Session, mapped_column

from bot.state.database import Database, Table, Write
from bot.state.inserting import insert

LEASE = timedelta(seconds=60)
"""How long a worker that says nothing keeps what it has claimed; one that lives renews it long before."""

_WAITING, _DONE, _ASIDE = "waiting", "done", "aside"
_KNOWN_FOR = timedelta(days=2)  # Telegram keeps what is not confirmed for 24 hours, and may send it again
_KEPT_ASIDE = timedelta(days=30)


class _Update(Table):
    """An update."""

    __tablename__ = "inbox"

    bot: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    update_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    chat_id: Mapped[int | None] = mapped_column(BigInteger)
    body: Mapped[str]
    state: Mapped[str]
    received: Mapped[datetime]
    worker: Mapped[str | None]
    until: Mapped[datetime | None]
    claims: Mapped[int]
    failures: Mapped[int]
    again: Mapped[bool]
    error: Mapped[str | None]
    ended: Mapped[datetime | None] = mapped_column(index=True)


# Written out, not as parameters: so do the indexes have them, in which few rows are, while those that are done stay.
_IS_WAITING = text(f"state = '{_WAITING}'")
_IS_ASIDE = text(f"state = '{_ASIDE}'")
Index(
    "ix_inbox_waiting",
    _Update.bot,
    _Update.chat_id,
    _Update.update_id,
    sqlite_where=_IS_WAITING,
    postgresql_where=_IS_WAITING,
)
Index("ix_inbox_aside", _Update.received, sqlite_where=_IS_ASIDE, postgresql_where=_IS_ASIDE)


@dataclass(frozen=True, slots=True)
class Incoming:
    """An update that has come.

    Attributes:
        update_id: Its number.
        chat_id: The chat in which it is worked on in order; None where order means nothing.
        body: Its JSON.
    """

    update_id: int
    chat_id: int | None
    body: str


@dataclass(frozen=True, slots=True)
class Claimed:
    """An update that this worker works on.

    Attributes:
        update_id: Its number.
        body: Its JSON.
        received: When it came.
        claims: How often it was begun, with this time.
        failures: How often it failed.
        again: Whether the operator wants it tried again, however old it is.
    """

    update_id: int
    body: str
    received: datetime
    claims: int
    failures: int
    again: bool


@dataclass(frozen=True, slots=True)
class Done:
    """An update that is answered.

    Attributes:
        update_id: Its number.
        writes: What is stored together with that.
    """

    update_id: int
    writes: Sequence[Write] = ()


@dataclass(frozen=True, slots=True)
class SetAside:
    """An update that could not be answered.

    Attributes:
        bot: The bot's id.
        update_id: Its number.
        chat_id: Where it came from; None for no chat.
        body: Its JSON.
        received: When it came.
        failures: How often it failed.
        error: What went wrong the last time.
    """

    bot: int
    update_id: int
    chat_id: int | None
    body: str
    received: datetime
    failures: int
    error: str


@dataclass(frozen=True, slots=True)
class Depth:
    """How many updates are in the inbox.

    Attributes:
        waiting: Those to be answered.
        aside: Those that could not be.
        oldest: When the oldest that waits came; None where none does.
    """

    waiting: int
    aside: int
    oldest: datetime | None


class Inbox:
    """The inbox of one bot; several workers, on several machines, may share it.

    Args:
        database: Where it is.
        bot: The bot's id.
        worker: A name that this worker has again after a restart, and that no other has at the same time.
    """

    def __init__(self, database: Database, bot: int, worker: str) -> None:
        self._database = database
        self._bot = bot
        self._worker = worker

    def store(self, updates: Iterable[Incoming]) -> None:
        """Keep updates; one that came before, done or not, is not kept again.

        Raises:
            StateError: The database cannot be used; nothing is kept.
        """
        now = datetime.now(UTC)
        rows = [
            {
                "bot": self._bot,
                "update_id": each.update_id,
                "chat_id": each.chat_id,
                "body": each.body,
                "state": _WAITING,
                "received": now,
                "claims": 0,
                "failures": 0,
                "again": False,
            }
            for each in updates
        ]
        if rows:
            self._database.run(lambda session: insert(session, _Update, rows))

    def claim(self, most: int) -> list[Claimed]:
        """Take updates to work on, the oldest first, of each chat no more than the first that is not done.

        Rows that another worker takes at the same moment are passed over (SKIP LOCKED in PostgreSQL's manual, SELECT;
        SQLite has one writer at a time).

        Raises:
            StateError: The database cannot be used.
        """
        now = datetime.now(UTC)
        next_in_chat = or_(_Update.chat_id.is_(None), _Update.update_id.in_(_next_of_chats(self._bot, now)))
        # PostgreSQL asks this again of a row that somebody took in the meantime: it is free no more.
        free = or_(_Update.worker.is_(None), _Update.until < now)
        heads = (
            select(_Update.update_id)
            .where(_Update.bot == self._bot, _IS_WAITING, free, next_in_chat)
            .order_by(_Update.received, _Update.update_id)
            .limit(most)
            .with_for_update(skip_locked=True, of=_Update)
            .cte("heads")
        )
        taking = (
            update(_Update)
            .where(_Update.bot == self._bot, _Update.update_id.in_(select(heads.c.update_id)))
            .values(worker=self._worker, until=now + LEASE, claims=_Update.claims + 1)
            .returning(
                _Update.update_id, _Update.body, _Update.received, _Update.claims, _Update.failures, _Update.again
            )
            .execution_options(synchronize_session=False)
        )
        rows = self._database.run(lambda session: session.execute(taking).all())
        return sorted((Claimed(*row) for row in rows), key=lambda each: (each.received, each.update_id))

    def renew(self, update_ids: Collection[int]) -> None:
        """Keep updates that this worker has claimed for another lease.

        Raises:
            StateError: The database cannot be used.
        """
        mine = update(_Update).where(*self._mine(), _Update.update_id.in_(update_ids))
        renewing = mine.values(until=datetime.now(UTC) + LEASE)
        self._database.run(lambda session: session.execute(renewing))

    def release(self) -> None:
        """Give back what this worker has claimed and not finished: at its end, and at its start after a kill.

        Raises:
            StateError: The database cannot be used.
        """
        releasing = update(_Update).where(*self._mine()).values(worker=None, until=None)
        self._database.run(lambda session: session.execute(releasing))

    def finish(self, done: Sequence[Done]) -> None:
        """Mark updates as done, in one transaction with what is stored with them; what people wrote is forgotten.

        One that is done already, by a worker that took it over, is left as it is, and nothing is stored with it.

        Raises:
            StateError: The database cannot be used; nothing is stored.
        """
        of_these = _Update.update_id.in_([each.update_id for each in done])
        marking = (
            update(_Update)
            .where(_Update.bot == self._bot, of_these, _Update.state != _DONE)
            .values(state=_DONE, ended=datetime.now(UTC), body="", error=None, worker=None, until=None)
            .returning(_Update.update_id)
            .execution_options(synchronize_session=False)
        )

        def store(session: Session) -> None:
            marked = set(session.scalars(marking))
            for each in done:
                for write in each.writes if each.update_id in marked else ():
                    write(session)

        self._database.run(store)

    def failed(self, update_id: int, error: str) -> None:
        """Count a failure of an update that is tried again; those after it in its chat wait for it.

        Of an update that this worker has lost nothing is changed.

        Raises:
            StateError: The database cannot be used.
        """
        self._change(update_id, {"failures": _Update.failures + 1, "error": error})

    def set_aside(self, update_id: int, error: str) -> None:
        """Take an update that fails out of the way; it is kept with its error, until it is tried again or dropped.

        Of an update that this worker has lost nothing is changed.

        Raises:
            StateError: The database cannot be used.
        """
        ended = datetime.now(UTC)
        values = {"state": _ASIDE, "ended": ended, "error": error, "worker": None, "until": None}
        self._change(update_id, values | {"failures": _Update.failures + 1})

    def _change(self, update_id: int, values: dict[str, Any]) -> None:
        changing = update(_Update).where(*self._mine(), _Update.update_id == update_id).values(**values)
        self._database.run(lambda session: session.execute(changing))

    def _mine(self) -> tuple[ColumnElement[bool], ...]:
        return _Update.bot == self._bot, _Update.state == text(f"'{_WAITING}'"), _Update.worker == self._worker


def depth(database: Database) -> Depth:
    """Return how many updates are in the inboxes of all bots.

    Raises:
        StateError: The database cannot be used.
    """
    waiting = select(func.count(), func.min(_Update.received)).where(_IS_WAITING)
    aside = select(func.count()).select_from(_Update).where(_IS_ASIDE)

    def count(session: Session) -> Depth:
        number, oldest = session.execute(waiting).one()
        return Depth(number, session.scalar(aside) or 0, oldest)

    return database.run(count)


def set_aside(database: Database) -> list[SetAside]:
    """Return the updates that could not be answered, the oldest first.

    Raises:
        StateError: The database cannot be used.
    """
    columns = [getattr(_Update, name) for name in SetAside.__slots__]
    query = select(*columns).where(_IS_ASIDE).order_by(_Update.received, _Update.update_id)
    return [SetAside(*row) for row in database.run(lambda session: session.execute(query).all())]


def try_again(database: Database, update_ids: Sequence[int]) -> int:
    """Put updates that were set aside back into the inbox, as if they had never failed, and return how many.

    Raises:
        StateError: The database cannot be used.
    """
    values = {"state": _WAITING, "again": True, "failures": 0, "claims": 0, "ended": None}
    again = update(_Update).where(_Update.state == _ASIDE, _Update.update_id.in_(update_ids)).values(**values)
    return database.run(lambda session: _count(session.execute(again)))


def drop(database: Database, update_ids: Sequence[int]) -> int:
    """Forget updates that were set aside, and return how many; their numbers stay known.

    Raises:
        StateError: The database cannot be used.
    """
    values = {"state": _DONE, "body": "", "error": None, "ended": datetime.now(UTC)}
    dropping = update(_Update).where(_Update.state == _ASIDE, _Update.update_id.in_(update_ids)).values(**values)
    return database.run(lambda session: _count(session.execute(dropping)))


def forget_old(database: Database) -> None:
    """Forget the numbers of updates that Telegram sends no more, and what was set aside long ago.

    Raises:
        StateError: The database cannot be used.
    """
    now = datetime.now(UTC)
    old = or_(
        and_(_Update.state == _DONE, _Update.ended < now - _KNOWN_FOR),
        and_(_Update.state == _ASIDE, _Update.ended < now - _KEPT_ASIDE),
    )
    database.run(lambda session: session.execute(delete(_Update).where(old)))


def _next_of_chats(bot: int, now: datetime) -> Select[int]:
    """Return the first waiting update of each chat, but for chats where one is worked on, be it a later one.

    That is where an update came after a later one was begun, since webhooks keep no order, or was set aside before.
    """
    # Asked once, not for every row that waits: thousands wait after an outage.
    worked_on = case((and_(_Update.worker.is_not(None), _Update.until >= now), 1))
    return (
        select(func.min(_Update.update_id))
        .where(_Update.bot == bot, _IS_WAITING, _Update.chat_id.is_not(None))
        .group_by(_Update.chat_id)
        .having(func.count(worked_on) == 0)
    )


def _count(result: object) -> int:
    return result.rowcount if isinstance(result, CursorResult) else 0
