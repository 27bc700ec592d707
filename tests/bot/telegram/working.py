"""Work on updates, for tests of what handlers do."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

from bot.state.database import Database
from bot.telegram.work import Slots, Work


def worked_on(database: Database, act: Callable[[], Awaitable[object]], *, late: bool = False) -> Work:
    """Act on an update, store what is to be stored when that is done, as the worker does, and return the work."""
    work = Work(late=late)

    async def run() -> None:
        async with Slots(1).taken(work):
            await act()

    asyncio.run(run())
    database.run(lambda session: [write(session) for write in work.writes])
    return work
