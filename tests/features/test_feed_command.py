"""Feeds as people keep them, by commands; a process fetches nothing from loopback, so none comes here."""

from __future__ import annotations

import json
from contextlib import closing
from pathlib import Path

from bot.state.database import Database
from bot.state.feeds import Feeds
from tests.conftest import Run

ADDRESS = "https://example.org/समाचार/" + "x" * 100


def test_nothing_comes_from_inside(poochho: Run) -> None:
    """A feed in the network that the command stands in is refused, and not followed."""
    for inside in ("http://127.0.0.1:8080/feed", "http://[::1]/feed"):
        done = poochho("feed", "add", inside)
        assert (done.returncode, done.stdout) == (1, "")
        assert done.stderr.startswith(f"{inside}: is not on the public internet.")
    assert poochho("feed", "list").stdout == "No feed is followed. Follow one: poochho feed add ADDRESS\n"


def test_feeds_are_listed_and_removed(poochho: Run, tmp_path: Path) -> None:
    """A feed that is followed has a line in a pipe, and is an object for machines, until it is removed."""
    with closing(Database.open(tmp_path / "home", None)) as database:
        Feeds(database).add(ADDRESS, "नगर \x1b[31mसमाचार")
    listed = poochho("feed", "list", COLUMNS="40")
    assert (listed.returncode, listed.stderr) == (0, "")
    (line,) = [line for line in listed.stdout.splitlines() if "example.org" in line]
    assert ADDRESS in line
    assert "\x1b" not in listed.stdout
    (feed,) = json.loads(poochho("feed", "list", "--json").stdout)
    assert (feed["address"], feed["failures"], feed["last_error"]) == (ADDRESS, 0, None)
    assert poochho("feed", "remove", ADDRESS).stdout == f"{ADDRESS}: is no longer followed.\n"
    again = poochho("feed", "remove", ADDRESS)
    assert (again.returncode, again.stdout) == (2, "")
    assert again.stderr == f"{ADDRESS}: is not followed. See: poochho feed list\n"
