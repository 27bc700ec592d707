"""The feeds that are followed, as a table and as JSON."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from bot.feed_list import feeds_json, feeds_table
from bot.state.feeds import Followed
from tests.bot.rendering import rendered

ADDED, NEXT = datetime(2024, 5, 17, 9, 30, tzinfo=UTC), datetime(2024, 5, 17, 10, 30, tzinfo=UTC)
GOOD = Followed(1, "https://example.org/feed.xml", "नगर समाचार", '"1"', None, ADDED, NEXT, 3600, 0, None)
BAD = Followed(
    2, f"https://example.org/{'x' * 300}", None, None, None, ADDED, NEXT, 3600, 3, "it\n\x1b[31mis\u202e not there."
)


def test_table() -> None:
    """Each feed has a line with its address, its title, when it is fetched next, and what went wrong."""
    good, bad = (line for line in rendered(feeds_table([GOOD, BAD])).splitlines() if "https:" in line)
    assert GOOD.address in good
    assert "नगर समाचार" in good
    assert f"{NEXT.astimezone():%Y-%m-%d %H:%M}" in good
    assert BAD.address in bad
    assert "is not there." in bad


def test_no_feed() -> None:
    """Where there is none, it is said how to follow one."""
    assert rendered(feeds_table([])) == "No feed is followed. Follow one: poochho feed add ADDRESS"


@pytest.mark.parametrize("width", [60, 100])
def test_in_a_terminal(width: int) -> None:
    """In a terminal, what is long is folded, nothing is lost, and nothing steers the terminal."""
    shown = rendered(feeds_table([GOOD, BAD]), width)
    assert shown.count("x") >= 300
    assert not set("\x1b\u202e") & set(shown)


def test_json() -> None:
    """For machines there is all that a person can see, times as ISO 8601 with their zone."""
    good, bad = json.loads(feeds_json([GOOD, BAD]))
    assert good == {
        "address": GOOD.address,
        "title": "नगर समाचार",
        "added": "2024-05-17T09:30:00+00:00",
        "next_at": "2024-05-17T10:30:00+00:00",
        "failures": 0,
        "last_error": None,
    }
    assert (bad["failures"], bad["last_error"]) == (3, BAD.last_error)
    assert feeds_json([]) == "[]"
