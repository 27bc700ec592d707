"""Updates that wait to be answered."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

import pytest
from pydantic import SecretStr
from sqlalchemy import text
from sqlalchemy.orm import Session

from bot.errors import StateError
from bot.state.aside import SetAside, drop, set_aside, try_again
from bot.state.database import Database
from bot.state.inbox import LEASE, Claimed, Done, Inbox, Incoming, depth, forget_old
from tests.bot.state.clock import Clock
from tests.bot.state.updates import BIG, BOT, GROUP, NOON, OTHER_BOT, came, claim, finish, note, noted, row

SOON, LONG = timedelta(seconds=1), timedelta(days=400)


def test_what_came_survives_a_restart(url: SecretStr, tmp_path: Path) -> None:
    """An update that is kept is there, whole, after the database was closed and opened."""
    begin = datetime.now(UTC)
    with closing(Database.open(tmp_path, url)) as database:
        Inbox(database, BOT, "one").store([Incoming(BIG, -BIG, '{"text": "कौन?"}')])
    with closing(Database.open(tmp_path, url)) as database:
        (claimed,) = Inbox(database, BOT, "one").claim(10)
    assert begin <= claimed.received <= datetime.now(UTC)
    assert claimed == Claimed(BIG, '{"text": "कौन?"}', claimed.received, claims=1, failures=0, again=False)


def test_nothing_has_come(database: Database, inbox: Inbox) -> None:
    """An empty inbox gives nothing, and whatever is done to what is not there does nothing."""
    inbox.store([])
    inbox.finish([])
    finish(inbox, 1)
    inbox.failed(1, "x")
    inbox.set_aside(1, "x")
    inbox.renew([1])
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
    second.renew([1])
    second.release()
    finish(second, 1)
    assert (claim(inbox), claim(second)) == ([], [3])
    assert depth(database).waiting == 3


def test_only_what_is_named_is_renewed(inbox: Inbox, other: Inbox, clock: Callable[[timedelta], None]) -> None:
    """What a worker has lost sight of is not kept from the others."""
    inbox.store(came(1, chat=1) + came(2, chat=2))
    assert claim(inbox) == [1, 2]
    clock(LEASE - SOON)
    inbox.renew([2])
    clock(SOON + SOON)
    assert claim(other) == [1]


def test_what_is_tried_again_is_marked(database: Database, inbox: Inbox) -> None:
    """An update that the operator wants tried again is told from one that has merely waited."""
    inbox.store(came(1))
    inbox.claim(1)
    inbox.set_aside(1, "x")
    try_again(database, [1])
    (claimed,) = inbox.claim(1)
    assert (claimed.again, claimed.failures, claimed.claims) == (True, 0, 1)


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


def test_many_wait(inbox: Inbox, other: Inbox) -> None:
    """After an outage, with hundreds of chats and hundreds of updates in one, still no more than wanted are claimed."""
    inbox.store(
        [*came(*range(1000), chat=1), *(each for chat in range(2, 500) for each in came(1000 + chat, chat=chat))]
    )
    assert claim(inbox, 3) == [0, 1002, 1003]
    assert [len(claim(each, 50)) for each in (other, inbox, other)] == [50, 50, 50]


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


@pytest.mark.usefixtures("clock")
def test_old_numbers_are_forgotten(database: Database, inbox: Inbox) -> None:
    """A number is known for two days, what was set aside is kept for thirty, and what waits for ever."""
    inbox.store(came(1, 2, 3, 4, chat=None))
    claim(inbox, 3)
    finish(inbox, 1)
    inbox.set_aside(2, "x")

    def left(after: timedelta) -> list[int]:
        Clock.shown = NOON + after
        forget_old(database)
        return [number for number in (1, 2, 3, 4) if row(database, number)]

    assert left(timedelta(days=2)) == [1, 2, 3, 4]
    assert left(timedelta(days=2) + SOON) == [2, 3, 4]
    assert left(timedelta(days=30)) == [2, 3, 4]
    assert left(timedelta(days=30) + SOON) == [3, 4]
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
