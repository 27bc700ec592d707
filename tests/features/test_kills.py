"""Killing the process, at whatever moment: no question is lost."""

from __future__ import annotations

import random
import sqlite3
import time
from contextlib import closing, suppress
from pathlib import Path

from tests.botapi.server import FakeBotApi
from tests.features.conftest import Bot
from tests.features.crowds import Asked, Crowd

PEOPLE, QUESTIONS, KILLS, SEED = 100, 1000, 20, 7
A_SECOND = "30"  # messages; the more are under way at a kill, the more come twice
EARLY = 0.4  # seconds from a start: the kills of every fourth process, most before it answers anybody
MOST_ANSWERS, LATER = 40, 0.1  # the others live for so many answers, and up to so many seconds more
PATIENCE = 60


def done_in(home: Path) -> set[int]:
    """Return the updates that are marked as done; none where there is no database yet."""
    with suppress(sqlite3.OperationalError), closing(sqlite3.connect(home / "poochho.db")) as database:
        return {number for (number,) in database.execute("SELECT update_id FROM inbox WHERE state = 'done'")}
    return set()


def lives(api: FakeBotApi, number: int, chance: random.Random) -> None:
    """Return at the moment at which a process is killed."""
    if number % 4 == 0:
        time.sleep(chance.uniform(0, EARLY))  # nothing is waited for: any moment will do
        return
    before, more = len(api.calls_of("sendMessage")), chance.randint(1, MOST_ANSWERS)
    assert api.waits_for(lambda server: len(server.calls_of("sendMessage")) >= before + more, PATIENCE)
    time.sleep(chance.uniform(0, LATER))


def test_every_question_is_answered(api: FakeBotApi, telegram: dict[str, str], tmp_path: Path) -> None:
    """However often it is killed, everybody gets every answer, in order; twice only what was not yet marked."""
    crowd, chance = Crowd(api, PEOPLE), random.Random(SEED)
    may_come_twice: set[Asked] = set()
    for number in range(KILLS):
        crowd.asks(QUESTIONS // KILLS)
        bot = Bot(telegram | {"MESSAGES_PER_SECOND": A_SECOND}, tmp_path)
        lives(api, number, chance)
        bot.kill()
        done = done_in(tmp_path / "home")
        may_come_twice |= {asked for asked in crowd.answered() if crowd.updates[asked] not in done}
    bot = Bot(telegram | {"MESSAGES_PER_SECOND": A_SECOND}, tmp_path)
    assert crowd.is_answered(PATIENCE)
    assert bot.stop() == 0
    answered = crowd.answered()
    assert answered.keys() == crowd.updates.keys()
    assert {asked for asked, answers in answered.items() if answers > 1} <= may_come_twice
    assert sum(answered.values()) - len(answered) <= KILLS
    assert all(crowd.replies(person) == sorted(crowd.replies(person)) for person in crowd.people)
    assert done_in(tmp_path / "home") == set(crowd.updates.values())
