"""What was found, as a table and as JSON."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict

from rich.console import Group, RenderableType
from rich.style import Style
from rich.table import Table
from rich.text import Text

from bot.doctor.finding import Finding, Level
from bot.printable import on_one_line

_STYLES = {
    Level.OK: Style(color="green"),
    Level.INFO: Style(color="cyan"),
    Level.WARNING: Style(color="yellow"),
    Level.PROBLEM: Style(color="red", bold=True),
}


def findings_table(findings: Sequence[Finding]) -> RenderableType:
    """Return a line for each finding, and what is to do about it; at the end, how many problems there are."""
    table = Table(box=None, padding=(0, 2, 0, 0))
    for column in ("", "checked", "found", "to do"):
        table.add_column(column, overflow="fold")
    for each in findings:
        words = (Text(on_one_line(cell)) for cell in (each.check, each.found, each.mend))
        table.add_row(Text(each.level, _STYLES[each.level]), *words)
    return Group(table, Text(), Text(_sum(findings)))


def findings_json(findings: Sequence[Finding]) -> str:
    """Return what was found as a JSON array."""
    return json.dumps([asdict(each) for each in findings], ensure_ascii=False)


def _sum(findings: Sequence[Finding]) -> str:
    counts = Counter(each.level for each in findings)
    problems, warnings = counts[Level.PROBLEM], counts[Level.WARNING]
    if not problems + warnings:
        return "All is well."
    return f"{problems} problem{'s' * (problems != 1)}, {warnings} warning{'s' * (warnings != 1)}."
