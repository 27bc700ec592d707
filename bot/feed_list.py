"""The feeds that are followed, as a table and as JSON."""

from __future__ import annotations

import json
from collections.abc import Sequence

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from bot.printable import on_one_line
from bot.state.feeds import Followed


def feeds_table(feeds: Sequence[Followed]) -> RenderableType:
    """Return the feeds as a table; where there are none, how to add one."""
    if not feeds:
        return Text("No feed is followed. Follow one: poochho feed add ADDRESS")
    table = Table(box=None, padding=(0, 2, 0, 0))
    for column in ("fetched next", "address", "title", "went wrong"):
        table.add_column(column, overflow="fold")
    for feed in feeds:
        due = f"{feed.next_at.astimezone():%Y-%m-%d %H:%M}"
        table.add_row(
            *(Text(on_one_line(cell)) for cell in (due, feed.address, feed.title or "", feed.last_error or ""))
        )
    return table


def feeds_json(feeds: Sequence[Followed]) -> str:
    """Return the feeds as a JSON array."""
    rows = [
        {
            "address": feed.address,
            "title": feed.title,
            "added": feed.added.isoformat(timespec="seconds"),
            "next_at": feed.next_at.isoformat(timespec="seconds"),
            "failures": feed.failures,
            "last_error": feed.last_error,
        }
        for feed in feeds
    ]
    return json.dumps(rows, ensure_ascii=False)
