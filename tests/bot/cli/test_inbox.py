"""The commands about the inbox."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from bot.cli import inbox as module
from bot.settings import Settings
from bot.state.database import Database
from bot.state.inbox import Depth, Inbox, Incoming, depth
from tests.bot.cli.conftest import Command

FIRST, SECOND, WAITING, NOWHERE = 900_000_001, 900_000_002, 900_000_003, 900_000_004


@pytest.fixture
def database(settings: Settings) -> Iterator[Database]:
    """A database in whose inbox two updates are set aside, and one waits."""
    with closing(Database.open(settings.poochho_home, None)) as database:
        inbox = Inbox(database, 7, "one")
        inbox.store(Incoming(number, None, '{"message": {"text": "कौन?"}}') for number in (FIRST, SECOND, WAITING))
        inbox.claim(2)
        for number in (FIRST, SECOND):
            inbox.set_aside(number, "KeyError:\n'x'")
        yield database


def left(database: Database) -> tuple[int, int]:
    """Return how many updates wait, and how many are set aside."""
    seen: Depth = depth(database)
    return seen.waiting, seen.aside


@pytest.mark.usefixtures("database")
@pytest.mark.parametrize("words", [("inbox",), ("inbox", "list")])
def test_listing(command: Command, words: tuple[str, ...]) -> None:
    """What was set aside is listed, a line each, with how many wait; for machines there is an object."""
    done = command(*words)
    assert (done.code, done.err) == (0, "")
    _, first, second, _, waiting, _ = done.out.splitlines()
    assert first.startswith(str(FIRST))
    assert second.startswith(str(SECOND))
    assert "KeyError: 'x'" in first
    assert waiting == "1 wait to be answered."
    (listed,) = command(*words, "--json").objects()
    assert (listed["waiting"], [each["number"] for each in listed["set_aside"]]) == (1, [FIRST, SECOND])


def test_nothing_has_come_yet(command: Command) -> None:
    """In an empty home nothing is set aside, which is said in words; nothing is made but the database."""
    assert command("inbox").out == "Nothing is set aside.\n0 wait to be answered.\n"
    assert command("inbox", "retry", "--all").out == command("inbox", "drop", "--all").out == "Nothing is set aside.\n"
    assert command("inbox", "retry", "--all", "--json").objects() == [{"retried": []}]
    assert {file.name.partition("-")[0] for file in Path("home").iterdir()} == {"poochho.db"}


def test_trying_again(command: Command, database: Database) -> None:
    """What is tried again waits to be answered, and what is not named stays aside."""
    assert command("inbox", "retry", str(SECOND), str(SECOND)).out == "1 will be tried again.\n"
    assert left(database) == (2, 1)
    assert command("inbox", "retry", str(FIRST), "--json").objects() == [{"retried": [FIRST]}]
    assert left(database) == (3, 0)


def test_dropping(command: Command, database: Database) -> None:
    """What is dropped is forgotten, and what is not named stays aside."""
    assert command("inbox", "drop", str(SECOND)).out == "1 forgotten.\n"
    assert left(database) == (1, 1)
    assert command("inbox", "drop", str(FIRST), "--json").objects() == [{"dropped": [FIRST]}]
    assert left(database) == (1, 0)


@pytest.mark.parametrize(("verb", "after", "said"), [("retry", (3, 0), "retried"), ("drop", (1, 0), "dropped")])
def test_everything(
    command: Command,
    database: Database,
    monkeypatch: pytest.MonkeyPatch,
    verb: str,
    after: tuple[int, int],
    said: str,
) -> None:
    """Everything that is set aside can be meant at once, however much it is."""
    monkeypatch.setattr(module, "_AT_A_TIME", 1)
    assert command("inbox", verb, "--all", "--json").objects() == [{said: [FIRST, SECOND]}]
    assert left(database) == after


@pytest.mark.parametrize("verb", ["retry", "drop"])
@pytest.mark.parametrize(
    ("words", "said"),
    [
        ([str(FIRST), str(NOWHERE)], f"{NOWHERE}: is not set aside. See: poochho inbox\n"),
        ([str(WAITING)], f"{WAITING}: is not set aside. See: poochho inbox\n"),
        (["99999999999999999999"], "99999999999999999999: is not set aside. See: poochho inbox\n"),
        ([], "Name what is meant, by number or as --all. See: poochho inbox\n"),
        ([str(FIRST), "--all"], "Name what is meant, by number or as --all. See: poochho inbox\n"),
        (["nonsense"], "Usage: "),
    ],
)
def test_wrong_use(command: Command, database: Database, verb: str, words: list[str], said: str) -> None:
    """A number of nothing that is set aside is named, with where to look; nothing is changed then."""
    done = command("inbox", verb, *words)
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith(said)
    assert left(database) == (1, 2)


@pytest.mark.parametrize("words", [("--json", "retry", "--all"), ("nonsense",)])
def test_words_in_the_wrong_place(command: Command, database: Database, words: tuple[str, ...]) -> None:
    """An option before the command that it is for, and a command that there is not, are wrong use."""
    done = command("inbox", *words)
    assert (done.code, done.out) == (2, "")
    assert done.err
    assert left(database) == (1, 2)
