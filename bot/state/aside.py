"""Updates that could not be answered: listed, tried again or dropped by the operator."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import CursorResult, select, update

from bot.state.database import Database
from bot.state.updates import ASIDE, DONE, IS_ASIDE, WAITING, InboxRow


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


def set_aside(database: Database) -> list[SetAside]:
    """Return the updates that could not be answered, the oldest first.

    Raises:
        StateError: The database cannot be used.
    """
    columns = [getattr(InboxRow, name) for name in SetAside.__slots__]
    query = select(*columns).where(IS_ASIDE).order_by(InboxRow.received, InboxRow.update_id)
    return [SetAside(*row) for row in database.run(lambda session: session.execute(query).all())]


def try_again(database: Database, update_ids: Sequence[int]) -> int:
    """Put updates that were set aside back into the inbox, as if they had never failed, and return how many.

    Raises:
        StateError: The database cannot be used.
    """
    values = {"state": WAITING, "again": True, "failures": 0, "claims": 0, "ended": None}
    again = update(InboxRow).where(InboxRow.state == ASIDE, InboxRow.update_id.in_(update_ids)).values(**values)
    return database.run(lambda session: _count(session.execute(again)))


def drop(database: Database, update_ids: Sequence[int]) -> int:
    """Forget updates that were set aside, and return how many; their numbers stay known.

    Raises:
        StateError: The database cannot be used.
    """
    values = {"state": DONE, "body": "", "error": None, "ended": datetime.now(UTC)}
    dropping = update(InboxRow).where(InboxRow.state == ASIDE, InboxRow.update_id.in_(update_ids)).values(**values)
    return database.run(lambda session: _count(session.execute(dropping)))


def _count(result: object) -> int:
    return result.rowcount if isinstance(result, CursorResult) else 0
