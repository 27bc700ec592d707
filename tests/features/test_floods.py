"""People who ask faster than anybody reads."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from bot.settings import Settings
from bot.state.database import Database
from bot.state.remembered import Remembered
from bot.telegram import limits
from bot.telegram.floods import QUESTIONS
from bot.telegram.handlers import Handlers
from bot.telegram.keepers import Keepers
from bot.words import words_in
from tests.bot.articles import article, searcher_of
from tests.bot.telegram.bots import answering, counting
from tests.botapi import FakeBotApi, Person

QUESTION, ANSWER = "पुल कब खुला?", "सोमवार"
TOLD = words_in("hi").text("flood", count=QUESTIONS)


def handlers_on(database: Database) -> Handlers:
    """Return handlers that know one article."""
    searcher = searcher_of(article("bridge", "पुल", "नया पुल सोमवार को खुला, और लोग खुश हुए।"))
    return Handlers(searcher, Remembered.of(database, Settings()), Keepers(()), None, counting())


def test_a_flood_is_slowed_and_told_once(
    api: FakeBotApi, asha: Person, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who asks too much in a minute is told so once and waits for the rest; somebody else is answered at once."""
    monkeypatch.setattr(limits, "_IN_A_CHAT", 0.0)  # else the test would take as long as the answers are apart
    ravi = api.person("Ravi", language_code="hi")
    with closing(Database.open(tmp_path, None)) as database, answering(api, handlers_on(database), database):
        with api.at_once():
            for _ in range(QUESTIONS + 10):
                asha.says(QUESTION)
        for _ in range(QUESTIONS):
            assert ANSWER in asha.gets(timeout=20).text
        assert asha.gets(timeout=20).text == TOLD
        ravi.says(QUESTION)
        assert ANSWER in ravi.gets(timeout=20).text
        asha.gets_nothing(within=0.2)
