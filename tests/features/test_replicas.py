"""Two processes that share one database: each question is answered by one of them, and killing either loses none."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from tests.bot.state.postgresql import Server
from tests.botapi import Balancer, FakeBotApi
from tests.features.conftest import Bot, asked_at, eventually, free_ports
from tests.features.crowds import Asked, Crowd

ARTICLES = {
    "shoigu.md": """---
title: सैनिकों की वापसी
---
शोइगु ने कहा कि सैनिकों की वापसी शुरू हो गई है। उन्होंने कहा कि यह तीन दिन में पूरी होगी।
"""
}
CLAIMED = "SELECT update_id FROM inbox WHERE worker IS NOT NULL AND state = 'waiting' ORDER BY update_id"
OTHERS = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
LEASE_IS_OVER = "UPDATE inbox SET until = now() - interval '1 second' WHERE worker IS NOT NULL AND state = 'waiting'"
QUESTIONS, KILLS, SEED = 1000, 20, 7
PACE = "30"  # messages a second of each: a second copy is what was under way at a kill
LONGEST_APART = 2.0  # seconds from one kill to the next
PATIENCE = 60


class Replicas:
    """Processes with one database, one token and one folder of articles, each with a home and a port of its own.

    Args:
        settings: What they share.
        database_url: Their database.
        ports: Their ports.
        url: Where Telegram reaches all of them.
        folder: Where they run.
    """

    def __init__(self, settings: dict[str, str], database_url: str, ports: list[int], url: str, folder: Path) -> None:
        self.ports = ports
        self._settings = settings | {"DATABASE_URL": database_url, "WEBHOOK_URL": url}
        self._database_url = database_url
        self._folder = folder
        self._running: dict[int, Bot] = {}

    def start(self, number: int, **settings: str) -> None:
        """Start one."""
        mine = {"POOCHHO_HOME": str(self._folder / f"home-{number}"), "LISTEN": f"127.0.0.1:{self.ports[number]}"}
        self._running[number] = Bot(self._settings | mine | settings, self._folder)

    def are_ready(self) -> bool:
        """Wait until each of them can answer, and return whether they can."""

        def is_ready(port: int) -> bool:
            answer = asked_at(port, "/readyz")
            return answer is not None and answer.status_code == 200

        return eventually(lambda: all(is_ready(self.ports[number]) for number in self._running))

    def answers_of(self, number: int) -> int:
        """Return how many updates one has answered."""
        page = asked_at(self.ports[number], "/metrics")
        assert page
        (line,) = (line for line in page.text.splitlines() if line.startswith("poochho_answer_seconds_count "))
        return int(float(line.split()[1]))

    def kill(self, number: int) -> None:
        """End one as a crash does."""
        self._running.pop(number).kill()

    def stop(self) -> None:
        """Stop them, and see that nothing failed."""
        for bot in self._running.values():
            assert bot.stop() == 0, bot.log
            assert "Traceback" not in bot.log, bot.log

    def rows(self, query: str) -> list[tuple[object, ...]]:
        """Return what their database holds."""
        with psycopg.connect(self._database_url) as connection:
            return connection.execute(query).fetchall()

    def done(self) -> set[object]:
        """Return the updates that are marked as done."""
        return {update for (update,) in self.rows("SELECT update_id FROM inbox WHERE state = 'done'")}

    def change(self, statement: str) -> int:
        """Change what their database holds, and return how many rows were."""
        with psycopg.connect(self._database_url) as connection:
            return connection.execute(statement).rowcount


@pytest.fixture
def replicas(telegram: dict[str, str], postgresql: Server, tmp_path: Path) -> Iterator[Replicas]:
    """Two that are to be started; in front of them a load balancer, behind them a database without tables."""
    ports = free_ports(2)
    with postgresql.database() as url, Balancer(ports) as balancer:
        both = Replicas(telegram, url.get_secret_value(), ports, balancer.url, tmp_path)
        yield both
        both.stop()


def test_each_question_is_answered_once(api: FakeBotApi, replicas: Replicas) -> None:
    """Whichever of two gets a question, one of them answers it, in the order of the chat; both do their share."""
    crowd = Crowd(api, 60)
    replicas.start(0)
    replicas.start(1)
    assert replicas.are_ready()
    crowd.asks(300)
    assert crowd.is_answered(PATIENCE)
    assert crowd.answered() == dict.fromkeys(crowd.updates, 1)
    assert all(crowd.replies(person) == sorted(crowd.replies(person)) for person in crowd.people)
    shares = [replicas.answers_of(number) for number in range(2)]
    assert min(shares) > 0
    assert sum(shares) == 300


@pytest.mark.timeout(240)  # a busy machine takes a while for twenty starts
def test_kills(api: FakeBotApi, replicas: Replicas) -> None:
    """However often either is killed, all get every answer, in order; twice only what was sent and not yet marked."""
    moments = random.Random(SEED)
    crowd = Crowd(api, 100)
    may_come_twice: set[Asked] = set()
    begun = time.monotonic()
    for number in range(2):
        replicas.start(number, MESSAGES_PER_SECOND=PACE)
    assert replicas.are_ready()
    apart = min((time.monotonic() - begun) / 2, LONGEST_APART)
    for _ in range(KILLS):
        crowd.asks(QUESTIONS // KILLS)
        time.sleep(moments.uniform(0, apart))  # until the moment of this kill: nothing is waited for
        number = moments.randrange(2)
        replicas.kill(number)
        may_come_twice |= crowd.answered_but(replicas.done())
        replicas.start(number, MESSAGES_PER_SECOND=PACE)
    assert crowd.is_answered(PATIENCE)
    assert replicas.are_ready()
    all_done: list[tuple[object, ...]] = [("done", QUESTIONS)]
    assert eventually(lambda: replicas.rows("SELECT state, count(*) FROM inbox GROUP BY state") == all_done)
    answered = crowd.answered()
    assert answered.keys() == crowd.updates.keys()
    assert {asked for asked, count in answered.items() if count > 1} <= may_come_twice
    assert sum(answered.values()) - len(answered) <= KILLS
    for person in crowd.people:
        first_answers = list(dict.fromkeys(crowd.replies(person)))
        assert first_answers == sorted(first_answers)


def test_one_that_does_not_come_back(api: FakeBotApi, replicas: Replicas) -> None:
    """What a killed one had begun, the other takes over when the lease is over; until then it is let alone."""
    crowd = Crowd(api, 20)
    replicas.start(0, MESSAGES_PER_SECOND="1")
    assert replicas.are_ready()
    crowd.asks(20)
    assert eventually(lambda: api.pending == 0 and len(replicas.rows(CLAIMED)) > 10)
    replicas.kill(0)
    assert eventually(lambda: replicas.rows(OTHERS) == [(0,)])  # what it told the database last is done
    left = replicas.rows(CLAIMED)
    replicas.start(1)
    assert replicas.are_ready()
    late = api.person("Ravi")
    late.says("शोइगु ने क्या कहा?")
    assert late.gets(timeout=20)
    assert eventually(lambda: replicas.rows(CLAIMED) == left)
    assert replicas.change(LEASE_IS_OVER) == len(left)
    assert crowd.is_answered(PATIENCE)
    answered = crowd.answered()
    assert answered.keys() == crowd.updates.keys()
    assert sum(answered.values()) - len(answered) <= 1
