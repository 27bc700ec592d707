"""Updates that were set aside."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from bot.state.aside import drop, set_aside, try_again
from bot.state.database import Database
from bot.state.inbox import Inbox, Incoming, depth
from tests.bot.state.updates import GROUP, OTHER_BOT, came, claim, finish, numbers, row

SOON = timedelta(seconds=1)


def test_the_list_begins_with_the_oldest(database: Database, inbox: Inbox, clock: Callable[[timedelta], None]) -> None:
    """What was set aside is listed in the order in which it came, of all bots."""
    second = Inbox(database, OTHER_BOT, "one")
    for worker, number in ((inbox, 5), (second, 3), (inbox, 4)):
        worker.store(came(number, chat=None))
        clock(SOON)
    for worker, number in ((inbox, 4), (second, 3), (inbox, 5)):
        claim(worker)
        worker.set_aside(number, "x")
    assert numbers(set_aside(database)) == [5, 3, 4]


def test_what_is_tried_again_is_as_new(database: Database, inbox: Inbox) -> None:
    """What is put back is claimed as if it had never failed, before what came later; only what was set aside is."""
    inbox.store(came(1, 2, 3, 4))
    for number in (1, 2):
        assert claim(inbox) == [number]
        inbox.set_aside(number, "x")
    assert try_again(database, [1, 2, 3, 99]) == 2
    assert set_aside(database) == []
    (claimed,) = inbox.claim(10)
    assert (claimed.update_id, claimed.body, claimed.claims, claimed.failures) == (1, '{"update_id": 1}', 1, 0)
    assert try_again(database, [1]) == 0
    finish(inbox, 1)
    assert claim(inbox) == [2]


def test_what_is_dropped_is_forgotten(database: Database, inbox: Inbox) -> None:
    """Nothing that somebody wrote is left of what is dropped, nor is it listed; nothing else can be dropped."""
    inbox.store([Incoming(1, GROUP, '{"text": "रहस्य"}'), *came(2, 3)])
    claim(inbox)
    inbox.set_aside(1, "रहस्य failed")
    assert claim(inbox) == [2]
    assert drop(database, [1, 2, 3, 99]) == 1
    assert set_aside(database) == []
    assert "रहस्य" not in str(row(database, 1))
    assert try_again(database, [1]) == 0
    assert depth(database).waiting == 2
