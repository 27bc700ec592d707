"""What could not be answered, as a table and as JSON."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from bot.inbox_list import inbox_json, inbox_table
from bot.state.aside import SetAside
from bot.state.inbox import Depth
from tests.bot.rendering import rendered

CAME = datetime(2024, 5, 17, 9, 30, tzinfo=UTC)
DEPTH = Depth(1234, 2, CAME)
GROUP = -1_002_147_483_648


def aside(number: int, update: object, error: str = "KeyError: 'x'", chat: int | None = GROUP) -> SetAside:
    """Return an update that was set aside."""
    return SetAside(7, number, chat, json.dumps(update), CAME, 3, error)


GOOD = aside(900_000_001, {"update_id": 900_000_001, "message": {"message_id": 1, "text": "सैनिक कब तक लौटेंगे?"}})
BAD = aside(2, {"message": {"text": f"\x1b[31mलाल\u202e\n{'शब्द ' * 100}"}}, "it\n\x1b[31mis\u202e bad.", None)


def test_table() -> None:
    """Each update has a line: its number, when and where it came, how often it failed, why, and what was asked."""
    shown = rendered(inbox_table([GOOD, BAD], DEPTH))
    header, good, bad, empty, waiting, what_next = shown.splitlines()
    assert header.split() == ["number", "came", "chat", "failed", "went", "wrong", "asked"]
    for part in ("900000001", f"{CAME.astimezone():%Y-%m-%d %H:%M}", str(GROUP), "3×", "KeyError: 'x'"):
        assert part in good
    assert good.endswith("सैनिक कब तक लौटेंगे?")
    assert "it [31mis bad." in bad
    assert bad.endswith("…")
    assert len(bad) < 200
    assert (empty, waiting) == ("", "1,234 wait to be answered.")
    assert "poochho inbox retry NUMBER" in what_next
    assert "poochho inbox drop NUMBER" in what_next


def test_nothing_is_set_aside() -> None:
    """Where there is nothing, that is said in words."""
    assert rendered(inbox_table([], Depth(0, 0, None))) == "Nothing is set aside.\n0 wait to be answered."


@pytest.mark.parametrize("width", [60, 100])
def test_in_a_terminal(width: int) -> None:
    """In a terminal nothing steers it, and the error is whole."""
    long = aside(3, {"message": {"text": "x"}}, "y" * 300)
    shown = rendered(inbox_table([GOOD, BAD, long], DEPTH), width)
    assert shown.count("y") >= 300
    assert not set("\x1b\u202e") & set(shown)


@pytest.mark.parametrize(
    ("update", "asked"),
    [
        ({"update_id": 1, "message": {"text": "कौन?"}}, "कौन?"),
        ({"update_id": 1, "edited_message": {"caption": "कौन?"}}, "कौन?"),
        ({"update_id": 1, "inline_query": {"query": "कौन?"}}, "कौन?"),
        ({"update_id": 1, "inline_query": {"query": ""}}, "(inline_query)"),
        ({"update_id": 1, "callback_query": {"data": "t:1"}}, "(callback_query)"),
        ({"update_id": 1, "message": {"text": 7}}, "(message)"),
        ({"update_id": 1}, ""),
        ({"update_id": 1, "message": []}, ""),
        ([], ""),
        (None, ""),
    ],
)
def test_what_was_asked(update: object, asked: str) -> None:
    """What somebody wrote is shown wherever it stands; where nobody wrote anything, what happened."""
    (row,) = json.loads(inbox_json([aside(1, update)], DEPTH))["set_aside"]
    assert row["asked"] == asked


@pytest.mark.parametrize("body", ["", "{", "[" * 100_000])
def test_what_cannot_be_read(body: str) -> None:
    """What is no JSON is listed all the same: it may have been set aside for that."""
    update = SetAside(7, 1, None, body, CAME, 1, "x")
    (row,) = json.loads(inbox_json([update], DEPTH))["set_aside"]
    assert row["asked"] == ""
    assert "1×" in rendered(inbox_table([update], DEPTH))


def test_json() -> None:
    """For machines there is all that a person can see and which bot it is, times as ISO 8601 with their zone."""
    assert json.loads(inbox_json([GOOD], DEPTH)) == {
        "waiting": 1234,
        "oldest": "2024-05-17T09:30:00+00:00",
        "set_aside": [
            {
                "number": 900_000_001,
                "bot": 7,
                "received": "2024-05-17T09:30:00+00:00",
                "chat": GROUP,
                "failures": 3,
                "error": "KeyError: 'x'",
                "asked": "सैनिक कब तक लौटेंगे?",
            }
        ],
    }
    assert json.loads(inbox_json([], Depth(0, 0, None))) == {"waiting": 0, "oldest": None, "set_aside": []}
