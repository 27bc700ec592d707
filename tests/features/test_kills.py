"""Killing the process, at whatever moment: no question is lost."""

from __future__ import annotations

import random
import sqlite3
import time
from contextlib import closing, suppress
from functools import partial
from pathlib import Path

from tests.botapi.server import FakeBotApi
from tests.features.conftest import Bot
from tests.features.crowds import Asked, Crowd

PEOPLE, QUESTIONS, KILLS, SEED = 100, 1000, 20, 7
A_SECOND = "30"  # messages, as Telegram takes them: the more are under way at a kill, the more come twice
EARLY, LATER = 0.4, 2.0  # seconds at the most from a start to the kill, and from the first answer
RESTARTS = 12
PATIENCE = 60


def done_in(home: Path) -> set[int]:
    """Return the updates that are marked as done; none where there is no database yet."""
    with suppress(sqlite3.OperationalError), closing(sqlite3.connect(home / "poochho.db")) as database:
        return {number for (number,) in database.execute("SELECT update_id FROM inbox WHERE state = 'done'")}
    return set()


def lives(api: FakeBotApi, crowd: Crowd, number: int, chance: random.Random) -> None:
    """Return at the moment at which a process is killed: of every fourth early, most often before it answers."""
    is_early, before = number % 4 == 0, crowd.messages()
    assert is_early or api.waits_for(lambda _: crowd.messages() > before, PATIENCE)
    time.sleep(chance.uniform(0, EARLY if is_early else LATER))  # any moment will do: nothing is waited for


def test_every_question_is_answered(api: FakeBotApi, telegram: dict[str, str], tmp_path: Path) -> None:
    """However often it is killed, everybody gets every answer, in order; twice only what was not yet marked."""
    crowd, chance = Crowd(api, PEOPLE, in_a_row=QUESTIONS // PEOPLE), random.Random(SEED)
    may_come_twice: set[Asked] = set()
    for number in range(KILLS):
        crowd.asks(QUESTIONS // KILLS)
        bot = Bot(telegram | {"MESSAGES_PER_SECOND": A_SECOND}, tmp_path)
        lives(api, crowd, number, chance)
        bot.kill()
        may_come_twice |= crowd.answered_but(done_in(tmp_path / "home"))
    bot = Bot(telegram | {"MESSAGES_PER_SECOND": A_SECOND}, tmp_path)
    assert crowd.is_answered(PATIENCE)
    assert bot.stop() == 0
    answered = crowd.answered()
    assert answered.keys() == crowd.updates.keys()
    assert {asked for asked, answers in answered.items() if answers > 1} <= may_come_twice
    assert sum(answered.values()) - len(answered) <= KILLS
    assert all(crowd.replies(person) == sorted(crowd.replies(person)) for person in crowd.people)
    assert done_in(tmp_path / "home") == set(crowd.updates.values())


def has_tried(messages: int, api: FakeBotApi) -> bool:
    """Return whether so many messages were sent, or tried to be."""
    return api.count("sendMessage") >= messages


def test_kills_while_telegram_is_away(api: FakeBotApi, telegram: dict[str, str], tmp_path: Path) -> None:
    """However often a process is killed that cannot send anything, everybody gets their answer in the end."""
    crowd = Crowd(api, PEOPLE // 10)
    crowd.asks(2 * len(crowd.people))
    for _ in range(RESTARTS):
        api.fail_next("sendMessage", 502, times=len(crowd.people))
        tried = partial(has_tried, api.count("sendMessage") + len(crowd.people))
        bot = Bot(telegram, tmp_path)
        assert api.waits_for(tried, PATIENCE)
        bot.kill()
    bot = Bot(telegram, tmp_path)
    assert crowd.is_answered(PATIENCE)
    assert bot.stop() == 0
    assert set(crowd.answered().values()) == {1}
