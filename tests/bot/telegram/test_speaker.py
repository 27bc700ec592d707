"""The language in which somebody is spoken to."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest
from telegram import User

from bot.errors import StateError
from bot.state.database import Database
from bot.state.people import People
from bot.telegram.speaker import Speaker


def asha(language: str | None) -> User:
    """Somebody whose Telegram is in a language, or does not tell."""
    return User(1, "Asha", is_bot=False, language_code=language)


@pytest.fixture
def people(tmp_path: Path) -> Iterator[People]:
    """Nobody yet."""
    database = Database.open(tmp_path, None)
    yield People(database)
    database.close()


def spoken(speaker: Speaker, user: User | None) -> str:
    """The language in which somebody is spoken to."""
    return asyncio.run(speaker.words(user)).language


@pytest.mark.parametrize(
    ("told", "language"), [("hi", "hi"), ("ta-IN", "ta"), ("PT_br", "en"), ("fr", "en"), (None, "en")]
)
def test_language_of_telegram(people: People, told: str | None, language: str) -> None:
    """People are spoken to in the language of their Telegram, and in English where the bot does not speak it."""
    assert spoken(Speaker(people), asha(told)) == language


def test_language_that_was_chosen(people: People) -> None:
    """A language that somebody chose goes before that of their Telegram; others are not concerned."""
    speaker = Speaker(people)
    asyncio.run(speaker.choose(asha("hi"), "ml"))
    assert spoken(speaker, asha("hi")) == "ml"
    assert spoken(speaker, User(2, "Ravi", is_bot=False, language_code="hi")) == "hi"


def test_language_that_is_not_told_is_the_last_one_told(people: People) -> None:
    """Where Telegram does not tell the language, it is that which it told last."""
    speaker = Speaker(people)
    assert [spoken(speaker, asha(told)) for told in (None, "bn", None)] == ["en", "bn", "bn"]


def test_nobody_is_spoken_to_in_english(people: People) -> None:
    """Where nobody is known to ask, the bot speaks English."""
    assert spoken(Speaker(people), None) == "en"


def test_answers_do_not_depend_on_the_database(
    people: People, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """While the database cannot be used, people are spoken to in the language of their Telegram; the log tells."""

    def fail(*_: object) -> None:
        raise StateError("The database is full")

    monkeypatch.setattr(people, "languages", fail)
    assert spoken(Speaker(people), asha("gu")) == "gu"
    assert "The database is full" in caplog.text
