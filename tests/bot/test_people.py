"""What is remembered of people."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from pydantic import SecretStr

from bot.errors import StateError
from bot.people import People


def test_choice_is_remembered_over_a_restart(tmp_path: Path) -> None:
    """A person's last choice of language is there again after the database was closed and opened."""
    people = People.open(tmp_path / "new" / "home", None)
    assert people.language(2**40) is None
    people.choose_language(2**40, "hi")
    people.choose_language(2**40, "en")
    people.choose_language(7, "hi")
    people.close()
    again = People.open(tmp_path / "new" / "home", None)
    assert (again.language(2**40), again.language(7), again.language(8)) == ("en", "hi", None)
    again.close()


def test_home_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    """A home that cannot be a folder is an error that names it and the next step."""
    (tmp_path / "home").write_text("a file")
    with pytest.raises(StateError, match=r"home.*POOCHHO_HOME"):
        People.open(tmp_path / "home", None)


@pytest.mark.parametrize("url", ["nonsense", "nosuchdb://u:hunter2@h/d", "sqlite:////no/such/folder/hunter2.db"])
def test_database_url_is_not_shown(tmp_path: Path, url: str) -> None:
    """A database that cannot be opened is an error that shows no password."""
    with pytest.raises(StateError, match="DATABASE_URL") as caught:
        People.open(tmp_path, SecretStr(url))
    assert "hunter2" not in str(caught.value)


def test_odd_home_is_taken_by_its_name(tmp_path: Path) -> None:
    """Signs that mean something in a URL mean nothing in the name of the home."""
    home = tmp_path / "q?a%b#x"
    People.open(home, None).close()
    assert (home / "poochho.db").is_file()


def test_database_that_is_gone_is_told(tmp_path: Path) -> None:
    """A table that is not there any more is the package's own error."""
    people = People.open(tmp_path, None)
    with sqlite3.connect(tmp_path / "poochho.db") as database:
        database.execute("DROP TABLE people")
    database.close()
    with pytest.raises(StateError, match="cannot be read"):
        people.language(1)
    people.close()
