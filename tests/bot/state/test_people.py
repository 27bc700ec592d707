"""What is remembered of people."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from bot.state.database import Database
from bot.state.people import People

BIG = 2**52 - 1  # the largest id that Telegram gives


@pytest.fixture
def people(database: Database) -> People:
    """People of whom nothing is known."""
    return People(database)


def test_choice_is_remembered_over_a_restart(tmp_path: Path) -> None:
    """A person's last choice of language is there again after the database was closed and opened."""
    with closing(Database.open(tmp_path, None)) as database:
        people = People(database)
        assert people.languages(BIG, None) == (None, None)
        people.choose_language(BIG, "hi")
        people.choose_language(BIG, "en")
        people.choose_language(7, "hi")
    with closing(Database.open(tmp_path, None)) as database:
        again = People(database)
        assert [again.languages(person, None) for person in (BIG, 7, 8)] == [("en", None), ("hi", None), (None, None)]


def test_language_of_telegram_is_remembered_for_when_it_is_not_told(people: People) -> None:
    """What a person's Telegram told last holds where it tells nothing, and is no choice."""
    assert people.languages(BIG, "hi-IN") == (None, "hi-IN")
    assert people.languages(BIG, None) == (None, "hi-IN")
    assert people.languages(BIG, "ta") == (None, "ta")
    assert people.languages(BIG, "") == (None, "ta")
    assert people.languages(7, None) == (None, None)


def test_choice_and_telegram_stand_beside_each_other(people: People) -> None:
    """Neither a choice nor what Telegram tells changes the other."""
    people.choose_language(7, "mr")
    assert people.languages(7, "en") == ("mr", "en")
    people.choose_language(7, "bn")
    assert people.languages(7, None) == ("bn", "en")


def test_forgotten_is_forgotten(people: People) -> None:
    """Nothing is left of a person who is forgotten, and nothing else is lost; forgetting a stranger is no error."""
    for person in (7, 8):
        people.choose_language(person, "mr")
        people.languages(person, "en")
    people.forget(7)
    people.forget(9)
    assert people.languages(7, None) == (None, None)
    assert people.languages(8, None) == ("mr", "en")
