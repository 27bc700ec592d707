"""Whatever is done to an inbox in whichever order: every update is worked on once, and each chat in its order."""

from __future__ import annotations

import shutil
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import mkdtemp

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from bot.state import inbox as inbox_module
from bot.state.aside import drop, set_aside, try_again
from bot.state.database import Database
from bot.state.inbox import LEASE, Inbox, depth
from tests.bot.state.clock import Clock
from tests.bot.state.updates import BOT, NOON, came, finish, numbers

NUMBERS = st.integers(0, 11)
WORKERS = st.sampled_from(["one", "two"])
CHATS = (None, 1, 2)  # an update's chat goes by its number


@dataclass(frozen=True, slots=True)
class Known:
    """What the model knows of an update: its state, and who has it until when."""

    received: datetime
    state: str = "waiting"
    worker: str | None = None
    until: datetime = NOON
    claims: int = 0
    failures: int = 0


class Sequences(RuleBasedStateMachine):
    """An inbox beside a model of it."""

    def __init__(self) -> None:
        super().__init__()
        self.home = Path(mkdtemp())
        self.database = Database.open(self.home, None)
        self.known: dict[int, Known] = {}
        self.patched = pytest.MonkeyPatch()
        self.patched.setattr(inbox_module, "datetime", Clock)
        self.patched.setattr(Clock, "shown", NOON)

    def teardown(self) -> None:
        """Put the clock back, and remove the database."""
        self.patched.undo()
        self.database.close()
        shutil.rmtree(self.home)

    def inbox(self, worker: str) -> Inbox:
        """Return the inbox as a worker sees it."""
        return Inbox(self.database, BOT, worker)

    def owned(self, worker: str, number: int) -> bool:
        """Return whether a worker has an update."""
        each = self.known.get(number)
        return each is not None and (each.state, each.worker) == ("waiting", worker)

    def claimable(self) -> list[int]:
        """Return what may be claimed, in its order."""
        waiting = {number: each for number, each in self.known.items() if each.state == "waiting"}
        taken = {number for number, each in waiting.items() if each.worker and each.until >= Clock.shown}

        def is_next(number: int) -> bool:
            chat = CHATS[number % len(CHATS)]
            fellows = [other for other in waiting if CHATS[other % len(CHATS)] == chat]
            return number not in taken and (chat is None or (number == min(fellows) and not taken & set(fellows)))

        return sorted(filter(is_next, waiting), key=lambda number: (waiting[number].received, number))

    @rule(new=st.lists(NUMBERS, max_size=4), worker=WORKERS)
    def store(self, new: list[int], worker: str) -> None:
        """Take in updates, some of them not for the first time."""
        self.inbox(worker).store([came(number, chat=CHATS[number % len(CHATS)])[0] for number in new])
        for number in new:
            self.known.setdefault(number, Known(Clock.shown))

    @rule(worker=WORKERS, most=st.integers(1, 4))
    def claim(self, worker: str, most: int) -> None:
        """Claim: what the model says, as much as is wanted."""
        claimed = self.inbox(worker).claim(most)
        assert numbers(claimed) == self.claimable()[:most]
        for each in claimed:
            was = self.known[each.update_id]
            assert (each.received, each.claims, each.failures) == (was.received, was.claims + 1, was.failures)
            self.known[each.update_id] = replace(was, worker=worker, until=Clock.shown + LEASE, claims=each.claims)

    @rule(worker=WORKERS, done=st.lists(NUMBERS, max_size=3))
    def finish(self, worker: str, done: list[int]) -> None:
        """Finish updates, be they one's own or not: they were answered."""
        finish(self.inbox(worker), *done)
        for number in self.known.keys() & set(done):
            self.known[number] = replace(self.known[number], state="done")

    @rule(worker=WORKERS, number=NUMBERS)
    def fail(self, worker: str, number: int) -> None:
        """Count a failure, if the update is one's own."""
        self.inbox(worker).failed(number, "x")
        if self.owned(worker, number):
            self.known[number] = replace(self.known[number], failures=self.known[number].failures + 1)

    @rule(worker=WORKERS, number=NUMBERS)
    def set_aside(self, worker: str, number: int) -> None:
        """Set an update aside, if it is one's own."""
        self.inbox(worker).set_aside(number, "x")
        if self.owned(worker, number):
            failures = self.known[number].failures + 1
            self.known[number] = replace(self.known[number], state="aside", worker=None, failures=failures)

    @rule(worker=WORKERS)
    def renew(self, worker: str) -> None:
        """Keep what one has for another lease."""
        self.inbox(worker).renew(list(self.known))
        for number in filter(lambda number: self.owned(worker, number), self.known):
            self.known[number] = replace(self.known[number], until=Clock.shown + LEASE)

    @rule(worker=WORKERS)
    def release(self, worker: str) -> None:
        """Give back everything that one has."""
        self.inbox(worker).release()
        for number in filter(lambda number: self.owned(worker, number), self.known):
            self.known[number] = replace(self.known[number], worker=None)

    @rule(chosen=st.lists(NUMBERS, max_size=3))
    def try_again(self, chosen: list[int]) -> None:
        """Put back what was set aside."""
        again = [number for number in set(chosen) & self.known.keys() if self.known[number].state == "aside"]
        assert try_again(self.database, chosen) == len(again)
        for number in again:
            self.known[number] = Known(self.known[number].received)

    @rule(number=NUMBERS)
    def drop(self, number: int) -> None:
        """Forget what was set aside."""
        is_aside = number in self.known and self.known[number].state == "aside"
        assert drop(self.database, [number]) == is_aside
        if is_aside:
            self.known[number] = replace(self.known[number], state="done")

    @rule(seconds=st.sampled_from([1, LEASE.total_seconds() / 2, LEASE.total_seconds() + 1]))
    def wait(self, seconds: float) -> None:
        """Let time go by."""
        Clock.shown += timedelta(seconds=seconds)

    @invariant()
    def depth_is_known(self) -> None:
        """Counting and listing are true at any time."""
        waiting = [each.received for each in self.known.values() if each.state == "waiting"]
        aside = {number: each for number, each in self.known.items() if each.state == "aside"}
        seen = depth(self.database)
        assert (seen.waiting, seen.aside, seen.oldest) == (len(waiting), len(aside), min(waiting, default=None))
        assert numbers(set_aside(self.database)) == sorted(aside, key=lambda number: (aside[number].received, number))


TestSequences = Sequences.TestCase
TestSequences.settings = settings(max_examples=25, stateful_step_count=30)
