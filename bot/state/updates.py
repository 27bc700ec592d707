"""The table of updates from Telegram, and the statements by which workers take and finish them.

Those are made once: making one takes as long as the database takes for it.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import BigInteger, Index, Select, and_, bindparam, case, func, or_, select, text, update
from sqlalchemy.orm import Mapped, mapped_column

from bot.state.columns import Instant
from bot.state.database import Table

WAITING, DONE, ASIDE = "waiting", "done", "aside"


class InboxRow(Table):
    """An update that came."""

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
IS_WAITING = text(f"state = '{WAITING}'")
IS_ASIDE = text(f"state = '{ASIDE}'")
Index(
    "ix_inbox_waiting",
    InboxRow.bot,
    InboxRow.chat_id,
    InboxRow.update_id,
    sqlite_where=IS_WAITING,
    postgresql_where=IS_WAITING,
)
Index("ix_inbox_aside", InboxRow.received, sqlite_where=IS_ASIDE, postgresql_where=IS_ASIDE)

_ROWS = Table.metadata.tables[InboxRow.__tablename__]  # past the mapper, which would look at each row
_COLUMNS = _ROWS.c
_BOT = bindparam("of_bot", type_=BigInteger())
_NOW, _UNTIL = bindparam("now", type_=Instant()), bindparam("until", type_=Instant())
_LAPSED = bindparam("lapsed", type_=Instant())


def _next_of_chats() -> Select[int]:
    """Return the first waiting update of each chat, but for chats where one is worked on, be it a later one.

    That is where an update came after a later one was begun, since webhooks keep no order, or was set aside before.
    """
    # Asked once, not for every row that waits: thousands wait after an outage.
    worked_on = case((and_(_COLUMNS.worker.is_not(None), _COLUMNS.until >= _LAPSED), 1))
    return (
        select(func.min(_COLUMNS.update_id))
        .where(_COLUMNS.bot == _BOT, IS_WAITING, _COLUMNS.chat_id.is_not(None))
        .group_by(_COLUMNS.chat_id)
        .having(func.count(worked_on) == 0)
    )


_HEADS = (
    select(_COLUMNS.update_id)
    .where(
        _COLUMNS.bot == _BOT,
        IS_WAITING,
        # PostgreSQL asks this again of a row that somebody took in the meantime: it is free no more.
        or_(_COLUMNS.worker.is_(None), _COLUMNS.until < _LAPSED),
        or_(_COLUMNS.chat_id.is_(None), _COLUMNS.update_id.in_(_next_of_chats())),
    )
    .order_by(_COLUMNS.received, _COLUMNS.update_id)
    .limit(bindparam("most"))
    .with_for_update(skip_locked=True, of=_ROWS)
    .cte("heads")
)

CLAIMING = (
    update(_ROWS)
    .where(_COLUMNS.bot == _BOT, _COLUMNS.update_id.in_(select(_HEADS.c.update_id)))
    .values(worker=bindparam("by"), until=_UNTIL, claims=_COLUMNS.claims + 1)
    .returning(
        _COLUMNS.update_id,
        _COLUMNS.body,
        _COLUMNS.received,
        _COLUMNS.claims,
        _COLUMNS.failures,
        _COLUMNS.again,
    )
)
"""Takes updates to work on: at most ``most`` ``of_bot``, ``by`` a worker, ``until`` its lease ends; also what others
have, whose leases ended before ``lapsed``."""

MARKING = (
    update(_ROWS)
    .where(_COLUMNS.bot == _BOT, _COLUMNS.update_id == bindparam("number"), text(f"state <> '{DONE}'"))
    .values(state=DONE, ended=_NOW, body="", error=None, worker=None, until=None)
)
"""Marks the update ``number`` ``of_bot`` as done ``now``, unless it is."""
