"""Updates for tests of the inbox, and what becomes of them."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import UTC, datetime

from sqlalchemy import text
from sqlalchemy.orm import Session

from bot.state.aside import SetAside
from bot.state.database import Database
from bot.state.inbox import Claimed, Done, Inbox, Incoming

BOT, OTHER_BOT = 110_201_543, 7_000_000_000
GROUP = -1_002_147_483_648  # ids of groups are negative and need more than 32 bits
BIG = 2**52 - 1  # the largest id that Telegram gives
NOON = datetime(2024, 5, 17, 12, tzinfo=UTC)


def came(*numbers: int, chat: int | None = GROUP) -> list[Incoming]:
    """Return updates of one chat."""
    return [Incoming(number, chat, json.dumps({"update_id": number})) for number in numbers]


def numbers(updates: Iterable[Claimed] | Iterable[SetAside]) -> list[int]:
    """Return the numbers of updates."""
    return [each.update_id for each in updates]


def claim(inbox: Inbox, most: int = 100) -> list[int]:
    """Claim updates, and return their numbers."""
    return numbers(inbox.claim(most))


def finish(inbox: Inbox, *done: int) -> None:
    """Finish updates that have nothing to store."""
    inbox.finish([Done(number) for number in done])


def note(session: Session, number: int) -> None:
    """Store something that cannot be stored twice."""
    session.execute(text("INSERT INTO people VALUES (:number, 'hi')"), {"number": number})


def noted(database: Database) -> list[int]:
    """Return what `note` stored."""
    query = text("SELECT telegram_id FROM people ORDER BY telegram_id")
    return list(database.run(lambda session: session.execute(query).scalars().all()))


def row(database: Database, number: int) -> dict[str, object] | None:
    """Return what an operator reads of an update; None if there is nothing."""
    query = text("SELECT * FROM inbox WHERE update_id = :number")
    found = database.run(lambda session: session.execute(query, {"number": number}).mappings().one_or_none())
    return dict(found) if found else None
