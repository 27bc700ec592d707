"""What was asked, for a terminal and for machines."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date, datetime

from rich.bar import Bar
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from bot.printable import printable
from bot.state.insight import Day, Insight

_BAR = 40  # columns
_MOST_GROUPS = 10


def show(seen: Insight, titles: Mapping[str, str]) -> RenderableType:
    """Return what was asked: a bar a day, and the questions worth knowing.

    Args:
        seen: It.
        titles: The articles' titles by their ids.
    """
    when = "Today" if len(seen.days) == 1 else f"In the last {len(seen.days)} days"
    if seen.answered_share is None:
        return Text(f"{when} nobody asked anything.")
    told = (
        f"{when}: {seen.asked:,} question{'s' if seen.asked > 1 else ''}, {seen.answered_share:.0%} answered; "
        f"half of them within {seen.median_ms} ms, 95 in 100 within {seen.p95_ms} ms."
    )
    groups = seen.unanswered[:_MOST_GROUPS]
    return Group(
        Text(told),
        Text(),
        _chart(seen.days),
        *_listed("Without an answer", [(each.question, f"{each.times:,} ×") for each in groups]),
        *_listed("Asked most", [(each.question, f"{each.times:,} ×") for each in seen.most_asked if each.times > 1]),
        *_listed("Slowest", [(each.question, f"{each.latency_ms:,} ms") for each in seen.slowest]),
        *_listed(
            "Votes by article",
            [(titles.get(each.article, each.article), f"+{each.helpful} −{each.unhelpful}") for each in seen.votes],
        ),
    )


def as_json(seen: Insight) -> str:
    """Return what was asked as a JSON object."""
    told = asdict(seen) | {"asked": seen.asked, "answered_share": seen.answered_share}
    return json.dumps(told, ensure_ascii=False, default=_iso)


def _iso(value: object) -> str:
    if isinstance(value, date | datetime):
        return value.isoformat()
    raise TypeError(f"{value!r} cannot be written as JSON")


def _chart(days: Sequence[Day]) -> Table:
    """Return a bar for every day: as long as many questions were asked."""
    most = max(day.asked for day in days)
    chart = Table.grid(padding=(0, 1))
    for day in days:
        numbers = f"{day.asked:,} ({day.answered:,} answered)" if day.asked else "–"
        chart.add_row(f"{day.date:%Y-%m-%d}", Bar(most, 0, day.asked, width=_BAR), numbers)
    return chart


def _listed(heading: str, rows: Sequence[tuple[str, str]]) -> list[RenderableType]:
    if not rows:
        return []
    table = Table.grid(padding=(0, 2))
    for name, number in rows:
        table.add_row(Text(printable(" ".join(name.split())), overflow="fold"), number)
    return [Text(), Text(f"{heading}:"), table]
