"""What is remembered of people."""

from __future__ import annotations

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
