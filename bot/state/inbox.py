"""Updates from Telegram, kept until each is answered, so that neither a kill nor a restart loses one."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, delete, func, or_, select, text, update
from sqlalchemy.orm import Session

from bot.state.database import Database, Write
from bot.state.inserting import insert
from bot.state.updates import ASIDE, CLAIMING, DONE, IS_ASIDE, IS_WAITING, MARKING, WAITING, InboxRow

LEASE = timedelta(seconds=60)
"""How long a worker that says nothing keeps what it has claimed; one that lives renews it long before."""

_NEVER = datetime(1970, 1, 1, tzinfo=UTC)  # no lease ended before that
_KNOWN_FOR = timedelta(days=2)  # Telegram keeps what is not confirmed for 24 hours, and may send it again
_KEPT_ASIDE = timedelta(days=30)


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
                "state": WAITING,
                "received": now,
                "claims": 0,
                "failures": 0,
                "again": False,
            }
            for each in updates
        ]
        if rows:
            self._database.run(lambda session: insert(session, InboxRow, rows))

    def claim(self, most: int, *, take_over: bool = True) -> list[Claimed]:
        """Take updates to work on, the oldest first, of each chat no more than the first that is not done.

        Rows that another worker takes at the same moment are passed over (SKIP LOCKED in PostgreSQL's manual, SELECT;
        SQLite has one writer at a time).

        Args:
            most: How many at most.
            take_over: Whether to take also what other workers have claimed, and not renewed in time.

        Raises:
            StateError: The database cannot be used.
        """
        now = datetime.now(UTC)
        lapsed = now if take_over else _NEVER
        asked = {"of_bot": self._bot, "by": self._worker, "until": now + LEASE, "lapsed": lapsed, "most": most}
        rows = self._database.run(lambda session: session.connection().execute(CLAIMING, asked).all())
        return sorted((Claimed(*row) for row in rows), key=lambda each: (each.received, each.update_id))

    def renew(self, update_ids: Collection[int]) -> None:
        """Keep updates that this worker has claimed for another lease.

        Raises:
            StateError: The database cannot be used.
        """
        mine = update(InboxRow).where(*self._mine(), InboxRow.update_id.in_(update_ids))
        renewing = mine.values(until=datetime.now(UTC) + LEASE)
        self._database.run(lambda session: session.execute(renewing))

    def release(self) -> None:
        """Give back what this worker has claimed and not finished: at its end, and at its start after a kill.

        Raises:
            StateError: The database cannot be used.
        """
        releasing = update(InboxRow).where(*self._mine()).values(worker=None, until=None)
        self._database.run(lambda session: session.execute(releasing))

    def finish(self, done: Sequence[Done]) -> None:
        """Mark updates as done, in one transaction with what is stored with them; what people wrote is forgotten.

        One that is done already, by a worker that took it over, is left as it is, and nothing is stored with it.

        Raises:
            StateError: The database cannot be used; nothing is stored.
        """
        now = datetime.now(UTC)

        def store(session: Session) -> None:
            for each in done:
                asked = {"of_bot": self._bot, "number": each.update_id, "now": now}
                if session.connection().execute(MARKING, asked).rowcount:
                    for write in each.writes:
                        write(session)

        self._database.run(store)

    def failed(self, update_id: int, error: str) -> None:
        """Count a failure of an update that is tried again; those after it in its chat wait for it.

        Of an update that this worker has lost nothing is changed.

        Raises:
            StateError: The database cannot be used.
        """
        self._change(update_id, {"failures": InboxRow.failures + 1, "error": error})

    def set_aside(self, update_id: int, error: str) -> None:
        """Take an update that fails out of the way; it is kept with its error, until it is tried again or dropped.

        Of an update that this worker has lost nothing is changed.

        Raises:
            StateError: The database cannot be used.
        """
        ended = datetime.now(UTC)
        values = {"state": ASIDE, "ended": ended, "error": error, "worker": None, "until": None}
        self._change(update_id, values | {"failures": InboxRow.failures + 1})

    def _change(self, update_id: int, values: dict[str, Any]) -> None:
        changing = update(InboxRow).where(*self._mine(), InboxRow.update_id == update_id).values(**values)
        self._database.run(lambda session: session.execute(changing))

    def _mine(self) -> tuple[ColumnElement[bool], ...]:
        return InboxRow.bot == self._bot, InboxRow.state == text(f"'{WAITING}'"), InboxRow.worker == self._worker


def depth(database: Database) -> Depth:
    """Return how many updates are in the inboxes of all bots.

    Raises:
        StateError: The database cannot be used.
    """
    waiting = select(func.count(), func.min(InboxRow.received)).where(IS_WAITING)
    aside = select(func.count()).select_from(InboxRow).where(IS_ASIDE)

    def count(session: Session) -> Depth:
        number, oldest = session.execute(waiting).one()
        return Depth(number, session.scalar(aside) or 0, oldest)

    return database.run(count)


def forget_old(database: Database) -> None:
    """Forget the numbers of updates that Telegram sends no more, and what was set aside long ago.

    Raises:
        StateError: The database cannot be used.
    """
    now = datetime.now(UTC)
    old = or_(
        and_(InboxRow.state == DONE, InboxRow.ended < now - _KNOWN_FOR),
        and_(InboxRow.state == ASIDE, InboxRow.ended < now - _KEPT_ASIDE),
    )
    database.run(lambda session: session.execute(delete(InboxRow).where(old)))
