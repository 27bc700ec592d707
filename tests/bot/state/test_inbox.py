"""Updates that wait to be answered."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from threading import Barrier, Lock

import pytest
from pydantic import SecretStr
from sqlalchemy import text
from sqlalchemy.orm import Session

from bot.errors import StateError
from bot.state import inbox as module
from bot.state.database import Database
from bot.state.engines import engine_of
from bot.state.inbox import (
    LEASE,
    Claimed,
    Done,
    Inbox,
    Incoming,
    SetAside,
    depth,
    drop,
    forget_old,
    set_aside,
    try_again,
)
from tests.bot.state.clock import Clock

BOT, OTHER_BOT = 110_201_543, 7_000_000_000
GROUP = -1_002_147_483_648  # ids of groups are negative and need more than 32 bits
BIG = 2**52 - 1  # the largest id that Telegram gives
NOON = datetime(2024, 5, 17, 12, tzinfo=UTC)
SOON, LONG = timedelta(seconds=1), timedelta(days=400)


@pytest.fixture
def inbox(database: Database) -> Inbox:
    """Nothing has come."""
    return Inbox(database, BOT, "one")


@pytest.fixture
def other(database: Database) -> Inbox:
    """A second worker on the same inbox."""
    return Inbox(database, BOT, "two")


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Callable[[timedelta], None]:
    """A clock that stands; called, it goes on."""
    monkeypatch.setattr(module, "datetime", Clock)
    monkeypatch.setattr(Clock, "shown", NOON)

    def go_on(time: timedelta) -> None:
        Clock.shown += time

    return go_on


@pytest.fixture
def several(database: Database) -> Iterator[Callable[[], Database]]:
    """Open the same database once more, with connections of its own, as another process does."""
    url = database._engine.url.render_as_string(hide_password=False)
    with ExitStack() as opened:
        yield lambda: opened.enter_context(closing(Database(engine_of(url))))


def came(*numbers: int, chat: int | None = GROUP) -> list[Incoming]:
    """Return updates of one chat."""
    return [Incoming(number, chat, json.dumps({"update_id": number})) for number in numbers]


def numbers(updates: Iterable[Claimed] | Iterable[SetAside]) -> list[int]:
    """Return the numbers of updates."""
    return [each.update_id for each in updates]


def claim(inbox: Inbox, most: int = 100) -> list[int]:
    """Claim updates, and return their numbers."""
    return numbers(inbox.claim(most))


def finish(inbox: Inbox, *done: int) -> None:
    """Finish updates that have nothing to store."""
    inbox.finish([Done(number) for number in done])


def note(session: Session, number: int) -> None:
    """Store something that cannot be stored twice."""
    session.execute(text("INSERT INTO people VALUES (:number, 'hi')"), {"number": number})


def noted(database: Database) -> list[int]:
    """Return what `note` stored."""
    query = text("SELECT telegram_id FROM people ORDER BY telegram_id")
    return list(database.run(lambda session: session.execute(query).scalars().all()))


def row(database: Database, number: int) -> dict[str, object] | None:
    """Return what an operator reads of an update; None if there is nothing."""
    query = text("SELECT * FROM inbox WHERE update_id = :number")
    found = database.run(lambda session: session.execute(query, {"number": number}).mappings().one_or_none())
    return dict(found) if found else None


def test_what_came_survives_a_restart(url: SecretStr, tmp_path: Path) -> None:
    """An update that is kept is there, whole, after the database was closed and opened."""
    begin = datetime.now(UTC)
    with closing(Database.open(tmp_path, url)) as database:
        Inbox(database, BOT, "one").store([Incoming(BIG, -BIG, '{"text": "कौन?"}')])
    with closing(Database.open(tmp_path, url)) as database:
        (claimed,) = Inbox(database, BOT, "one").claim(10)
    assert begin <= claimed.received <= datetime.now(UTC)
    assert claimed == Claimed(BIG, '{"text": "कौन?"}', claimed.received, claims=1, failures=0)


def test_nothing_has_come(database: Database, inbox: Inbox) -> None:
    """An empty inbox gives nothing, and whatever is done to what is not there does nothing."""
    inbox.store([])
    inbox.finish([])
    finish(inbox, 1)
    inbox.failed(1, "x")
    inbox.set_aside(1, "x")
    inbox.renew()
    inbox.release()
    assert claim(inbox) == []
    assert (try_again(database, [1]), drop(database, [1]), try_again(database, []), drop(database, [])) == (0, 0, 0, 0)
    assert set_aside(database) == []
    assert (depth(database).waiting, depth(database).aside, depth(database).oldest) == (0, 0, None)


@pytest.mark.parametrize("state", ["waiting", "claimed", "done", "aside", "dropped"])
def test_an_update_is_kept_once(database: Database, inbox: Inbox, other: Inbox, state: str) -> None:
    """An update that comes again is not worked on again, whatever became of it, and is what it was at first."""
    inbox.store(came(1))
    if state != "waiting":
        assert claim(inbox) == [1]
    if state == "done":
        finish(inbox, 1)
    if state in {"aside", "dropped"}:
        inbox.set_aside(1, "x")
    if state == "dropped":
        drop(database, [1])
    before = row(database, 1)
    for _ in range(2):
        other.store([Incoming(1, 99, "another"), *came(1)])
    assert row(database, 1) == before
    assert claim(other) == ([1] if state == "waiting" else [])


def test_what_comes_twice_in_one_go_is_kept_once(inbox: Inbox) -> None:
    """An update that stands twice among those that came is one."""
    inbox.store(came(1, 2, 1, chat=None))
    assert claim(inbox) == [1, 2]


def test_each_bot_has_its_own_inbox(database: Database, inbox: Inbox) -> None:
    """Two bots on one database have updates of the same number and the same chat, and each works on its own."""
    second = Inbox(database, OTHER_BOT, "one")
    inbox.store(came(1, 2))
    second.store(came(1, 3))
    assert (claim(inbox), claim(second)) == ([1], [1])
    second.renew()
    second.release()
    finish(second, 1)
    assert (claim(inbox), claim(second)) == ([], [3])
    assert depth(database).waiting == 3


def test_the_oldest_comes_first(inbox: Inbox, clock: Callable[[timedelta], None]) -> None:
    """Who has waited longest is answered first, and no more are claimed than there is room for."""
    for number, chat in ((7, 1), (6, 2), (9, None), (8, 3)):
        inbox.store(came(number, chat=chat))
        clock(SOON)
    assert [claim(inbox, 2), claim(inbox, 1), claim(inbox, 2), claim(inbox, 2)] == [[7, 6], [9], [8], []]


def test_what_came_together_is_in_its_order(inbox: Inbox) -> None:
    """Of updates that came at the same time, the smaller number is the older one."""
    inbox.store([each for number in (30, 20, 10) for each in came(number, chat=number)])
    assert claim(inbox) == [10, 20, 30]


@pytest.mark.parametrize("chat", [GROUP, -BIG, 0, BIG])
def test_a_chat_is_answered_in_its_order(inbox: Inbox, other: Inbox, chat: int) -> None:
    """Of a chat only the first update that is not finished can be claimed, by whatever worker, in whatever order."""
    inbox.store(came(3, 1, 2, chat=chat))
    inbox.store(came(50, chat=chat + 1))
    for number in (1, 2, 3):
        assert claim(inbox) == ([1, 50] if number == 1 else [number])
        assert claim(other) == claim(inbox) == []
        finish(inbox, number)
    assert claim(other) == []


def test_updates_of_no_chat_have_no_order(inbox: Inbox, other: Inbox) -> None:
    """Updates that are of no chat do not wait for each other, nor does a chat for them."""
    inbox.store([*came(1, 2, 3, chat=None), *came(4)])
    assert (claim(inbox, 1), claim(other)) == ([1], [2, 3, 4])
    finish(other, 3)
    assert claim(other) == []


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


def test_many_wait(inbox: Inbox, other: Inbox) -> None:
    """After an outage, with hundreds of chats and hundreds of updates in one, still no more than wanted are claimed."""
    inbox.store([*came(*range(1000), chat=1), *(each for chat in range(2, 500) for each in came(1000 + chat, chat=chat))])
    assert claim(inbox, 3) == [0, 1002, 1003]
    assert [len(claim(each, 50)) for each in (other, inbox, other)] == [50, 50, 50]


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
        """Claim and finish until everything is done; a few that were begun for the first time fail, and are given back."""
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
        inbox.renew()
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


def test_what_is_stored_with_the_mark(database: Database, inbox: Inbox) -> None:
    """What an answer leaves behind is stored together with the marks, in order, each of it."""
    inbox.store(came(1, 2, chat=None))
    claim(inbox)
    inbox.finish([Done(1, [partial(note, number=11), partial(note, number=12)]), Done(2, [partial(note, number=13)])])
    assert noted(database) == [11, 12, 13]
    assert claim(inbox) == []


@pytest.mark.parametrize("fault", [ZeroDivisionError, StateError])
def test_a_write_that_fails_leaves_nothing(database: Database, inbox: Inbox, fault: type[Exception]) -> None:
    """Where one thing cannot be stored, none is, no update is done, and the worker has all of them still."""
    inbox.store(came(1, 2, chat=None))
    claim(inbox)
    before = [row(database, number) for number in (1, 2)]

    def fail(session: Session) -> None:
        if fault is ZeroDivisionError:
            raise ZeroDivisionError
        session.execute(text("INSERT INTO nowhere VALUES (1)"))

    with pytest.raises(fault):
        inbox.finish([Done(1, [partial(note, number=11)]), Done(2, [fail])])
    assert noted(database) == []
    assert [row(database, number) for number in (1, 2)] == before


def test_what_was_written_is_forgotten(database: Database, inbox: Inbox) -> None:
    """Of what is done its number is left, and nothing that somebody wrote."""
    inbox.store([Incoming(1, GROUP, '{"text": "रहस्य"}')])
    claim(inbox)
    inbox.failed(1, "रहस्य failed")
    finish(inbox, 1)
    assert "रहस्य" not in str(row(database, 1))


def test_what_two_finish_is_stored_once(
    database: Database, inbox: Inbox, other: Inbox, clock: Callable[[timedelta], None]
) -> None:
    """Of two workers that both answered, since one was too slow, the first one's mark counts: nothing is stored twice."""
    inbox.store(came(1))
    claim(inbox)
    clock(LEASE + SOON)
    assert claim(other) == [1]
    inbox.finish([Done(1, [partial(note, number=11)])])
    other.finish([Done(1, [partial(note, number=12)])])
    assert noted(database) == [11]


def test_failures_are_counted(database: Database, inbox: Inbox, other: Inbox) -> None:
    """A failure counts, its error is kept, and the update stays with its worker: those after it in its chat wait."""
    inbox.store(came(1, 2))
    claim(inbox)
    inbox.failed(1, "once")
    inbox.failed(1, "again")
    assert claim(inbox) == claim(other) == []
    found = row(database, 1)
    assert found is not None
    assert (found["failures"], found["error"]) == (2, "again")
    inbox.release()
    (claimed,) = other.claim(10)
    assert (claimed.update_id, claimed.claims, claimed.failures) == (1, 2, 2)


def test_what_fails_is_set_aside(database: Database, inbox: Inbox) -> None:
    """What cannot be answered is out of the way of its chat, and is listed with all that is known of it."""
    inbox.store(came(1, 2))
    (claimed,) = inbox.claim(10)
    inbox.failed(1, "once")
    inbox.set_aside(1, "कुछ\nwent wrong")
    assert claim(inbox) == [2]
    assert set_aside(database) == [
        SetAside(BOT, 1, GROUP, '{"update_id": 1}', claimed.received, failures=2, error="कुछ\nwent wrong")
    ]


def test_the_list_begins_with_the_oldest(
    database: Database, inbox: Inbox, clock: Callable[[timedelta], None]
) -> None:
    """What was set aside is listed in the order in which it came, of all bots."""
    second = Inbox(database, OTHER_BOT, "one")
    for worker, number in ((inbox, 5), (second, 3), (inbox, 4)):
        worker.store(came(number, chat=None))
        clock(SOON)
    for worker, number in ((inbox, 4), (second, 3), (inbox, 5)):
        claim(worker)
        worker.set_aside(number, "x")
    assert numbers(set_aside(database)) == [5, 3, 4]


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


def test_old_numbers_are_forgotten(database: Database, inbox: Inbox, clock: Callable[[timedelta], None]) -> None:
    """A number is known for two days, what was set aside is kept for thirty, and what waits for ever."""
    inbox.store(came(1, 2, 3, 4, chat=None))
    claim(inbox, 3)
    finish(inbox, 1)
    inbox.set_aside(2, "x")

    def left(after: timedelta) -> list[int]:
        forget_old(database, NOON + after)
        return [number for number in (1, 2, 3, 4) if row(database, number)]

    assert left(timedelta(days=2)) == [1, 2, 3, 4]
    assert left(timedelta(days=2) + SOON) == [2, 3, 4]
    assert left(timedelta(days=30)) == [2, 3, 4]
    assert left(timedelta(days=30) + SOON) == [3, 4]
    clock(LONG)
    assert left(LONG) == [3, 4]
    assert claim(inbox) == [3, 4]


def test_depth(database: Database, inbox: Inbox, clock: Callable[[timedelta], None]) -> None:
    """What waits is counted with what is being answered, what was set aside by itself, and what is done not at all."""
    inbox.store(came(1, 2, 3, chat=None))
    clock(SOON)
    Inbox(database, OTHER_BOT, "one").store(came(4))
    claim(inbox, 3)
    finish(inbox, 1)
    inbox.set_aside(2, "x")
    assert (depth(database).waiting, depth(database).aside, depth(database).oldest) == (2, 1, NOON)
    finish(inbox, 3)
    assert depth(database).oldest == NOON + SOON


@pytest.mark.parametrize(
    ("body", "kept"),
    [
        ('{"text": "कौन 🙂\u200d?"}', '{"text": "कौन 🙂\u200d?"}'),
        ('{"text": "a\\u0000b\\ud83d"}', '{"text": "a\\u0000b\\ud83d"}'),
        ('{"text": "a\0b\ud83d"}', '{"text": "a\ufffdb\ufffd"}'),
        ("x" * 1_000_000, "x" * 1_000_000),
        ("'; DROP TABLE inbox; -- %s :name", "'; DROP TABLE inbox; -- %s :name"),
    ],
    ids=["any letters", "escapes", "what no database stores", "long", "no SQL"],
)
def test_any_body_comes_back(inbox: Inbox, body: str, kept: str) -> None:
    """Whatever somebody wrote is worked on as it came, with U+FFFD for what no database stores."""
    inbox.store([Incoming(BIG, GROUP, body)])
    (claimed,) = inbox.claim(1)
    assert claimed.body == kept


def test_any_error_can_be_kept(database: Database, inbox: Inbox) -> None:
    """An error may quote what no database stores."""
    inbox.store(came(1))
    claim(inbox)
    inbox.set_aside(1, "a\0b\ud83d")
    assert [each.error for each in set_aside(database)] == ["a\ufffdb\ufffd"]


def broken() -> Iterator[Incoming]:
    """Give an update, and then an error."""
    yield from came(1)
    raise ZeroDivisionError


@pytest.mark.parametrize(
    ("updates", "error"),
    [
        (lambda: [*came(1), Incoming(2, 3, None), *came(4)], StateError),  # type: ignore[arg-type]
        (broken, ZeroDivisionError),
    ],
    ids=["no body", "an error on the way"],
)
def test_storing_that_fails_keeps_nothing(
    database: Database, inbox: Inbox, updates: Callable[[], Sequence[Incoming]], error: type[Exception]
) -> None:
    """Where one of several updates cannot be kept, none is: they come again all together."""
    with pytest.raises(error):
        inbox.store(updates())
    assert depth(database).waiting == 0
