"""The feeds that are followed, as a table and as JSON."""

from __future__ import annotations

import json
from collections.abc import Sequence

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from bot.printable import printable
from bot.state.feeds import Followed


def feeds_table(feeds: Sequence[Followed]) -> RenderableType:
    """Return the feeds as a table; where there are none, how to add one."""
    if not feeds:
        return Text("No feed is followed. Follow one: poochho feed add ADDRESS")
    table = Table("address", "title", "fetched next", "went wrong")
    for feed in feeds:
        due = f"{feed.next_at.astimezone():%Y-%m-%d %H:%M}"
        table.add_row(*(Text(printable(cell)) for cell in (feed.address, feed.title or "", due, feed.last_error or "")))
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
