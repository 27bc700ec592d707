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
from bot.telegram import speaker as module
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


def test_who_is_forgotten_is_a_stranger_at_once(people: People) -> None:
    """Of somebody who is forgotten nothing is known any more, neither written down nor in memory."""
    speaker = Speaker(people)
    asyncio.run(speaker.choose(asha("hi"), "ml"))
    assert spoken(speaker, asha("hi")) == "ml"
    asyncio.run(speaker.forget(asha("hi").id))
    assert [spoken(speaker, asha("hi")), spoken(Speaker(people), asha(None))] == ["hi", "hi"]


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


class Asked(People):
    """People, and how often the database was asked for them."""

    def __init__(self, database: Database) -> None:
        super().__init__(database)
        self.times = 0

    def languages(self, telegram_id: int, told: str | None) -> tuple[str | None, str | None]:
        """Look somebody up."""
        self.times += 1
        return super().languages(telegram_id, told)


@pytest.fixture
def asked(database: Database) -> Asked:
    """Nobody yet, and nobody asked."""
    return Asked(database)


def test_somebody_is_known_for_a_while(asked: Asked) -> None:
    """Of somebody who writes again and again the database is asked once a minute, and when their Telegram changes."""
    now = [0.0]
    speaker = Speaker(asked, lambda: now[0])
    for now[0], told, times in [
        (0, "hi", 1),
        (59, "hi", 1),
        (59, None, 1),
        (59, "ta", 2),
        (60, "ta", 2),
        (119, "ta", 3),
    ]:
        assert spoken(speaker, asha(told)) == (told or "hi")
        assert asked.times == times


def test_a_choice_made_elsewhere_is_seen_soon(asked: Asked) -> None:
    """A language that somebody chose by way of another process is that in which they are spoken to a minute later."""
    now = [0.0]
    speaker = Speaker(asked, lambda: now[0])
    assert spoken(speaker, asha("hi")) == "hi"
    asyncio.run(Speaker(asked).choose(asha("hi"), "ml"))
    now[0] = 60
    assert spoken(speaker, asha("hi")) == "ml"


def test_a_database_that_failed_is_asked_again(asked: Asked, monkeypatch: pytest.MonkeyPatch) -> None:
    """What could not be looked up is not taken to be known."""

    def fail(*_: object) -> None:
        raise StateError("The database is full")

    speaker = Speaker(asked)
    asyncio.run(speaker.choose(asha("hi"), "ml"))
    with monkeypatch.context() as once:
        once.setattr(asked, "languages", fail)
        assert spoken(speaker, asha("hi")) == "hi"
    assert spoken(speaker, asha("hi")) == "ml"


def test_not_everybody_is_remembered(asked: Asked, monkeypatch: pytest.MonkeyPatch) -> None:
    """However many people write, a limited number is known at a time."""
    monkeypatch.setattr(module, "_MOST", 3)
    speaker = Speaker(asked)
    for number in range(9):
        assert spoken(speaker, User(number, "Ravi", is_bot=False, language_code="ta")) == "ta"
    assert len(speaker._known) == 3
