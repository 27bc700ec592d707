"""What could not be answered and was set aside, as a table and as JSON."""

from __future__ import annotations

import json
from collections.abc import Sequence

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from bot.fitting import cut
from bot.printable import on_one_line
from bot.state.aside import SetAside
from bot.state.inbox import Depth

_FIRST_WORDS = 60  # UTF-16 units
_WRITTEN_IN = ("text", "caption", "query")  # fields of messages, of inline queries
_NEXT = "To try them again: poochho inbox retry NUMBER... To forget them: poochho inbox drop NUMBER..."


def inbox_table(aside: Sequence[SetAside], depth: Depth) -> RenderableType:
    """Return what was set aside as a table, with how many updates wait and what can be done."""
    waiting = Text(f"{depth.waiting:,} wait to be answered.")
    if not aside:
        return Group(Text("Nothing is set aside."), waiting)
    table = Table(box=None, padding=(0, 2, 0, 0))
    for column in ("number", "came", "chat", "failed", "went wrong", "asked"):
        table.add_column(column, overflow="fold")
    for each in aside:
        came = f"{each.received.astimezone():%Y-%m-%d %H:%M}"
        asked = cut(on_one_line(_asked(each)), _FIRST_WORDS)
        table.add_row(
            *(
                Text(on_one_line(str(cell)))
                for cell in (each.update_id, came, each.chat_id or "", f"{each.failures}×", each.error, asked)
            )
        )
    return Group(table, Text(), waiting, Text(_NEXT))


def inbox_json(aside: Sequence[SetAside], depth: Depth) -> str:
    """Return what was set aside, and how many updates wait, as a JSON object."""
    rows = [
        {
            "number": each.update_id,
            "bot": each.bot,
            "received": each.received.isoformat(timespec="seconds"),
            "chat": each.chat_id,
            "failures": each.failures,
            "error": each.error,
            "asked": _asked(each),
        }
        for each in aside
    ]
    oldest = depth.oldest.isoformat(timespec="seconds") if depth.oldest else None
    return json.dumps({"waiting": depth.waiting, "oldest": oldest, "set_aside": rows}, ensure_ascii=False)


def _asked(update: SetAside) -> str:
    """Return what somebody wrote; where there are no words, of what kind the update is."""
    try:
        fields = json.loads(update.body)
    except (ValueError, RecursionError):  # it may be set aside for that
        return ""
    if not isinstance(fields, dict):
        return ""
    kind, event = next(((name, value) for name, value in fields.items() if isinstance(value, dict)), ("", {}))
    words = (event.get(name) for name in _WRITTEN_IN)
    return next((each for each in words if isinstance(each, str) and each), f"({kind})" if kind else "")
