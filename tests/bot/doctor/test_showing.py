"""What was found, as a table and as JSON."""

from __future__ import annotations

import json

import pytest

from bot.doctor.finding import Finding, Level
from bot.doctor.showing import findings_json, findings_table
from tests.bot.rendering import rendered

GOOD = Finding("clock", Level.OK, "It goes with Telegram's.")
BAD = Finding("token", Level.PROBLEM, f"{'x' * 200} कुछ\n\x1b[31mred\u202e", "Set it anew.")
MIDDLING = Finding("disk", Level.WARNING, "100 MB are free.", "Make room.")


def test_table() -> None:
    """Each finding has a line: how it is, in a word, what was found and what to do; nothing steers the terminal."""
    shown = rendered(findings_table([GOOD, BAD, MIDDLING]))
    assert not set("\x1b\u202e") & set(shown)
    header, good, bad, middling, empty, last = shown.splitlines()
    assert header.split() == ["checked", "found", "to", "do"]
    assert good.split(maxsplit=2) == ["ok", "clock", "It goes with Telegram's."]
    assert bad.startswith("problem")
    assert bad.endswith("Set it anew.")
    assert middling.startswith("warning")
    assert (empty, last) == ("", "1 problem, 1 warning.")


@pytest.mark.parametrize(
    ("findings", "last"),
    [
        ([GOOD], "All is well."),
        ([GOOD, Finding("groups", Level.INFO, "They are off.")], "All is well."),
        ([MIDDLING, MIDDLING], "0 problems, 2 warnings."),
        ([BAD, BAD], "2 problems, 0 warnings."),
    ],
)
def test_sum(findings: list[Finding], last: str) -> None:
    """The last line says whether there is anything to do."""
    assert rendered(findings_table(findings)).splitlines()[-1] == last


def test_in_a_terminal() -> None:
    """A terminal has colours, and loses nothing of what is long."""
    shown = rendered(findings_table([GOOD, BAD]), 60, colours=True)
    assert shown.count("x") >= 200
    assert "\x1b[32mok" in shown


def test_json() -> None:
    """For machines there is an object for each finding, with all that a person can see."""
    assert json.loads(findings_json([MIDDLING, BAD])) == [
        {"check": "disk", "level": "warning", "found": "100 MB are free.", "mend": "Make room."},
        {"check": "token", "level": "problem", "found": BAD.found, "mend": "Set it anew."},
    ]
