"""The database."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from functools import partial
from pathlib import Path
from threading import Barrier, Event

import pytest
from pydantic import SecretStr
from sqlalchemy import text
from sqlalchemy.orm import Session

from bot.errors import StateError
from bot.state.database import Database
from bot.state.people import People
from tests.bot.state.postgresql import Server


def file_in(home: Path) -> Path:
    """Return the file that the database is in by default."""
    return home / "poochho.db"


def store(session: Session, number: int) -> None:
    """Store somebody's language."""
    session.execute(text("INSERT INTO people VALUES (:number, 'hi')"), {"number": number})


def stored(session: Session) -> list[int]:
    """Return whose language is stored."""
    return list(session.execute(text("SELECT telegram_id FROM people ORDER BY telegram_id")).scalars())


def test_home_is_made(tmp_path: Path) -> None:
    """The home, and folders that it is in, are made when they are first needed."""
    home = tmp_path / "new" / "home"
    Database.open(home, None).close()
    assert file_in(home).is_file()


def test_what_is_stored_is_there_after_a_restart(tmp_path: Path) -> None:
    """What some work stored, the database has when it was closed and opened."""
    with closing(Database.open(tmp_path, None)) as database:
        database.run(lambda session: store(session, 1))
    with closing(Database.open(tmp_path, None)) as again:
        assert again.run(stored) == [1]


def test_what_work_returns_is_returned(database: Database) -> None:
    """What the work found is handed on as it is."""
    assert database.run(lambda session: (7, stored(session))) == (7, [])


def test_what_fails_is_not_stored(database: Database) -> None:
    """Of work that ends in an error nothing is stored, and the error is told as it is, without a second try."""
    tries = []

    def store_and_fail(session: Session) -> None:
        tries.append(1)
        store(session, 1)
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        database.run(store_and_fail)
    assert database.run(stored) == []
    assert tries == [1]


def test_readers_go_on_beside_a_writer(database: Database) -> None:
    """While some work writes, other work reads what was there before."""

    def write(session: Session) -> list[int]:
        store(session, 1)
        return database.run(stored)

    assert database.run(write) == []
    assert database.run(stored) == [1]


def test_several_threads_may_write(database: Database) -> None:
    """What is stored from several threads at once is all there."""
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda number: database.run(lambda session: store(session, number)), range(40)))
    assert database.run(stored) == list(range(40))


def test_two_threads_may_make_the_same_row(database: Database) -> None:
    """Of two threads that find a row missing and make it, both succeed: the second one looks again, and changes it."""
    missing = Barrier(2)  # passed when both have looked

    def choose(language: str) -> int:
        tries = 0

        def work(session: Session) -> None:
            nonlocal tries
            tries += 1
            found = session.execute(text("SELECT language FROM people WHERE telegram_id = 7")).scalar()
            if tries == 1:
                missing.wait()
            change = "UPDATE people SET language = :it" if found else "INSERT INTO people VALUES (7, :it)"
            session.execute(text(change), {"it": language})

        database.run(work)
        return tries

    with ThreadPoolExecutor(2) as pool:
        tries = list(pool.map(choose, ("hi", "mr")))
    assert sorted(tries) == [1, 2]
    last = ("hi", "mr")[tries.index(2)]
    assert People(database).languages(7, None) == (last, None)


@pytest.mark.parametrize("kind", ["postgresql"])
def test_work_that_locked_each_other_out_is_done_again(database: Database) -> None:
    """Of two threads that wait for each other's rows one is broken off by the server, and is done when the other is."""
    for number in (1, 2):
        database.run(partial(store, number=number))
    both = Barrier(2)  # passed when each has changed one row
    other_is_done = Event()

    def change(first: int, second: int, language: str) -> int:
        tries = 0

        def work(session: Session) -> None:
            nonlocal tries
            tries += 1
            if tries == 2:
                other_is_done.wait()
            change = text("UPDATE people SET language = :it WHERE telegram_id = :number")
            session.execute(change, {"it": language, "number": first})
            if tries == 1:
                both.wait()
            session.execute(change, {"it": language, "number": second})

        database.run(work)
        other_is_done.set()
        return tries

    with ThreadPoolExecutor(2) as pool:
        tries = list(pool.map(change, (1, 2), (2, 1), ("mr", "bn")))
    assert sorted(tries) == [1, 2]
    last = ("mr", "bn")[tries.index(2)]
    assert [People(database).languages(number, None)[0] for number in (1, 2)] == [last, last]


@pytest.mark.parametrize("kind", ["postgresql"])
def test_a_connection_that_broke_is_made_anew(database: Database) -> None:
    """Work whose connection the server closes is done again over another one; what it stored before is not there."""
    tries = []

    def work(session: Session) -> None:
        tries.append(1)
        store(session, len(tries))
        if len(tries) == 1:
            session.execute(text("SELECT pg_terminate_backend(pg_backend_pid())"))

    database.run(work)
    assert database.run(stored) == [2]


def test_a_connection_that_was_closed_is_noticed(postgresql: Server, tmp_path: Path) -> None:
    """A connection that the server closed while nobody used it, as its restart does, costs no second try."""
    others = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> "
    tries = []

    def work(session: Session) -> None:
        tries.append(1)
        store(session, 1)

    url = postgresql.emptied()
    with closing(Database.open(tmp_path, url)) as database, closing(Database.open(tmp_path, url)) as operator:
        database.run(stored)
        operator.run(lambda session: session.execute(text(f"{others} pg_backend_pid()")))
        database.run(work)
    assert tries == [1]


def test_a_row_that_can_never_be_made_is_told(database: Database) -> None:
    """Work that runs into a row that is there also the second time is the package's own error; it is not done again."""
    database.run(lambda session: store(session, 1))
    tries = []

    def again(session: Session) -> None:
        tries.append(1)
        store(session, 1)

    with pytest.raises(StateError, match="IntegrityError"):
        database.run(again)
    assert len(tries) == 2
    assert database.run(stored) == [1]


def test_another_database_is_used_by_its_url(tmp_path: Path) -> None:
    """A database given by its URL is used, and none is made in the home."""
    other = tmp_path / "other.db"
    Database.open(tmp_path / "home", SecretStr(f"sqlite:///{other}")).close()
    assert other.is_file()
    assert not (tmp_path / "home").exists()


def test_odd_home_is_taken_by_its_name(tmp_path: Path) -> None:
    """Signs that mean something in a URL mean nothing in the name of the home."""
    home = tmp_path / "q?a%b#x"
    Database.open(home, None).close()
    assert file_in(home).is_file()
