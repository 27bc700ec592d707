"""Several workers on one inbox."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from functools import partial
from threading import Barrier, Lock

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from bot.state.aside import try_again
from bot.state.database import Database
from bot.state.inbox import LEASE, Claimed, Done, Inbox, depth
from tests.bot.state.updates import BOT, came, claim, finish, note, noted, row

SOON = timedelta(seconds=1)


def test_an_update_that_came_late_waits(inbox: Inbox, other: Inbox) -> None:
    """An update that comes when a later one of its chat is being answered is next, not beside it."""
    inbox.store(came(5, 6))
    assert claim(inbox) == [5]
    inbox.store(came(4))
    assert claim(other) == claim(inbox) == []
    finish(inbox, 5)
    assert claim(other) == [4]


def test_what_is_tried_again_waits(database: Database, inbox: Inbox, other: Inbox) -> None:
    """An update that an operator puts back while a later one of its chat is being answered is next, not beside it."""
    inbox.store(came(1, 2, 3))
    assert claim(inbox) == [1]
    inbox.set_aside(1, "x")
    assert claim(inbox) == [2]
    try_again(database, [1])
    assert claim(other) == claim(inbox) == []
    finish(inbox, 2)
    assert claim(other) == [1]


@pytest.mark.parametrize("kind", ["postgresql"])
def test_what_another_takes_at_the_moment_is_passed_over(database: Database, inbox: Inbox) -> None:
    """Rows that somebody else is about to take are not waited for: the next ones fill up what was wanted."""
    inbox.store([each for number in range(1, 6) for each in came(number, chat=number)])

    def beside(session: Session) -> list[int]:
        session.execute(text("SELECT 1 FROM inbox WHERE update_id IN (1, 3) FOR UPDATE"))
        return claim(inbox, 2)

    assert database.run(beside) == [2, 4]
    assert claim(inbox) == [1, 3, 5]


def test_no_update_is_claimed_twice(several: Callable[[], Database], inbox: Inbox) -> None:
    """Workers that claim at the same moment get what no other has, and no more than each wants."""
    workers = [Inbox(several(), BOT, str(number)) for number in range(6)]
    for first in range(0, 240, 24):
        inbox.store(came(*range(first, first + 24), chat=None))
        start = Barrier(len(workers))

        def at_once(worker: Inbox, start: Barrier = start) -> list[int]:
            start.wait()
            return claim(worker, 3)

        with ThreadPoolExecutor(len(workers)) as pool:
            shares = list(pool.map(at_once, workers))
        assert all(len(share) <= 3 for share in shares)
        claimed = Counter(number for share in shares for number in share)
        assert set(claimed.values()) <= {1}
        finish(inbox, *range(first, first + 24))


class Office:
    """Several workers at once, and what they must never do.

    Args:
        chats: The chats of all updates, by their numbers.
    """

    def __init__(self, chats: dict[int, int | None]) -> None:
        self.finished: dict[int | None, list[int]] = {}
        self.wrong: list[str] = []
        self._chats = chats
        self._busy: Counter[int | None] = Counter()
        self._lock = Lock()

    def work(self, inbox: Inbox, most: int) -> None:
        """Claim and finish until everything is done; some fail the first time, and are given back."""
        while sum(len(done) for done in self.finished.values()) < len(self._chats):
            claimed = inbox.claim(most)
            if len(claimed) > most:
                self.wrong.append(f"{len(claimed)} were claimed where {most} were wanted")
            for each in claimed:
                self._begin(each)
            for each in claimed:
                self._end(inbox, each)
            inbox.release()

    def _begin(self, update: Claimed) -> None:
        chat = self._chats[update.update_id]
        with self._lock:
            self._busy[chat] += 1
            if chat is not None and self._busy[chat] > 1:
                self.wrong.append(f"{update.update_id}: another one of its chat is worked on")

    def _end(self, inbox: Inbox, update: Claimed) -> None:
        number = update.update_id
        fails = update.claims == 1 and number % 7 == 0
        with self._lock:
            self._busy[self._chats[number]] -= 1  # before it is given up: another may have it at once
            if not fails:
                self.finished.setdefault(self._chats[number], []).append(number)
        if fails:
            inbox.failed(number, "x")
        else:
            inbox.finish([Done(number, [partial(note, number=number)])])


def test_workers_side_by_side(several: Callable[[], Database], database: Database) -> None:
    """However many work and whatever comes meanwhile, also twice, each is answered once, and each chat in its order."""
    chats = {number: None if number % 11 == 0 else number % 8 for number in range(1, 161)}
    office = Office(chats)
    arriving = [came(number, chat=chat)[0] for number, chat in chats.items()]
    sender = Inbox(several(), BOT, "sender")

    def arrive(_: int) -> None:
        for first in range(0, len(arriving), 5):
            sender.store(arriving[max(0, first - 5) : first + 5])

    with ThreadPoolExecutor(5) as pool:
        working = [pool.submit(office.work, Inbox(several(), BOT, str(most)), most) for most in (1, 2, 5)]
        coming = [pool.submit(arrive, each) for each in range(2)]
        for each in (*coming, *working):
            each.result()
    assert office.wrong == []
    assert {chat: done for chat, done in office.finished.items() if chat is not None} == {
        chat: [number for number, of in chats.items() if of == chat] for chat in range(8)
    }
    assert sorted(office.finished[None]) == [number for number, chat in chats.items() if chat is None]
    assert noted(database) == list(chats)
    assert depth(database).waiting == 0


def test_a_worker_that_says_nothing_loses_its_updates(
    inbox: Inbox, other: Inbox, clock: Callable[[timedelta], None]
) -> None:
    """What a worker claimed another one may claim after the lease, not before, and knows that it was begun twice."""
    inbox.store(came(1, 2))
    assert claim(inbox) == [1]
    clock(LEASE)
    assert claim(other) == []
    clock(SOON)
    (claimed,) = other.claim(10)
    assert (claimed.update_id, claimed.claims, claimed.failures) == (1, 2, 0)
    assert claim(inbox) == []


def test_a_worker_that_lives_keeps_its_updates(inbox: Inbox, other: Inbox, clock: Callable[[timedelta], None]) -> None:
    """A worker that renews its lease keeps what it has for as long as it likes; no other's lease becomes longer."""
    inbox.store(came(1, chat=1))
    assert claim(inbox) == [1]
    other.store(came(2, chat=2))
    assert claim(other) == [2]
    for _ in range(5):
        clock(LEASE - SOON)
        inbox.renew([1])
    clock(LEASE)
    assert claim(other) == [2]
    clock(SOON)
    assert claim(other) == [1]


def test_a_worker_that_was_killed_goes_on_at_once(database: Database, inbox: Inbox, other: Inbox) -> None:
    """A worker of the same name gives back what it had claimed, for anybody, and nothing of what another one has."""
    inbox.store([*came(1, chat=1), *came(2, chat=2), *came(3, chat=1)])
    assert (claim(inbox, 1), claim(other, 1)) == ([1], [2])
    again = Inbox(database, BOT, "one")
    again.release()
    (claimed,) = again.claim(10)
    assert (claimed.update_id, claimed.claims) == (1, 2)


def test_what_two_finish_is_stored_once(
    database: Database, inbox: Inbox, other: Inbox, clock: Callable[[timedelta], None]
) -> None:
    """Of two workers that both answered, since one was too slow, the first one's mark counts."""
    inbox.store(came(1))
    claim(inbox)
    clock(LEASE + SOON)
    assert claim(other) == [1]
    inbox.finish([Done(1, [partial(note, number=11)])])
    other.finish([Done(1, [partial(note, number=12)])])
    assert noted(database) == [11]


@pytest.mark.parametrize("end", ["done", "taken over", "given back"])
def test_who_lost_an_update_says_nothing_about_it(
    database: Database, inbox: Inbox, other: Inbox, clock: Callable[[timedelta], None], end: str
) -> None:
    """A worker that was too slow neither spoils what another one has done nor takes away what it has."""
    inbox.store(came(1))
    claim(inbox)
    clock(LEASE + SOON)
    if end == "given back":
        inbox.release()
    else:
        assert claim(other) == [1]
    if end == "done":
        finish(other, 1)
    before = row(database, 1)
    inbox.failed(1, "x")
    inbox.set_aside(1, "x")
    assert row(database, 1) == before
