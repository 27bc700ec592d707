"""What was asked, told to the people who keep the library."""

from __future__ import annotations

import asyncio
import io
from datetime import UTC, datetime
from typing import cast

import pytest
from PIL import Image
from sqlalchemy import text
from telegram import CallbackQuery, Chat, InlineKeyboardMarkup, Message, Update, User
from telegram.ext import ContextTypes

from bot.state.remembered import Remembered
from bot.telegram import insights as module
from bot.telegram.answers import Answers
from bot.telegram.callback_data import Dismissal
from bot.telegram.callback_data import read as carried_in
from bot.telegram.insights import Insights
from bot.telegram.keepers import Keepers
from bot.telegram.speaker import Speaker
from bot.words import words_in
from tests.bot.articles import article, searcher_of
from tests.bot.telegram.logged import logged
from tests.bot.telegram.messages import data_of, named, read

KEEPER, STRANGER = User(1, "Asha", is_bot=False, language_code="hi"), User(2, "Ravi", is_bot=False)
HI = words_in("hi")
CONTEXT = cast("ContextTypes.DEFAULT_TYPE", None)  # the handlers need none
METRO = article("metro", "मेट्रो", "मेट्रो का मार्ग सोमवार को खुला।")
RAIN, RAIN_IN_LATIN, WINNER = "दिल्ली में बारिश कब होगी?", "dilli mein barish kab hogi", "क्रिकेट विश्व कप किसने जीता?"


class Telegram:
    """What the bot tells Telegram: texts, pictures with captions, notes over the chat, texts in place of others."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.sent: list[tuple[str, InlineKeyboardMarkup | None]] = []
        self.photos: list[tuple[bytes, str]] = []
        self.notes: list[str | None] = []
        self.edited: list[tuple[str, InlineKeyboardMarkup | None]] = []

        async def reply(_: Message, html: str, buttons: InlineKeyboardMarkup | None = None) -> None:
            self.sent.append((html, buttons))

        async def reply_photo(_: Message, photo: bytes, caption: str) -> None:
            self.photos.append((photo, caption))

        async def acknowledge(_: CallbackQuery, note: str | None = None) -> None:
            self.notes.append(note)

        async def edit_pressed(_: CallbackQuery, html: str, buttons: InlineKeyboardMarkup | None) -> None:
            self.edited.append((html, buttons))

        for call in (reply, reply_photo, acknowledge, edit_pressed):
            monkeypatch.setattr(module, call.__name__, call)


@pytest.fixture
def telegram(monkeypatch: pytest.MonkeyPatch) -> Telegram:
    """Telegram, which is told nothing yet."""
    return Telegram(monkeypatch)


@pytest.fixture
def insights(remembered: Remembered) -> Insights:
    """Handlers for one keeper."""
    return Insights(Answers(searcher_of(METRO)), Speaker(remembered.people), Keepers([KEEPER.id]), remembered.database)


def ask(remembered: Remembered, *questions: str, answered: bool = False) -> None:
    """Let people ask."""
    for question in questions:
        remembered.database.run(remembered.questions.recording(logged(question, answered=answered)))


def says(command: str) -> Update:
    """Return the update with a keeper's message."""
    at = datetime(2022, 1, 13, tzinfo=UTC)
    return Update(1, message=Message(1, at, Chat(1, Chat.PRIVATE), from_user=KEEPER, text=command))


def dismissed(insights: Insights, number: int, by: User = KEEPER) -> bool:
    """Press the button that dismisses a question, and return whether that may be."""
    query = CallbackQuery("1", by, "1")
    return asyncio.run(insights.dismiss(query, Dismissal(number, "hi")))


def listed(sent: tuple[str, InlineKeyboardMarkup | None]) -> dict[str, int]:
    """Return the questions of a list by the words of their buttons, each with the number that it carries."""
    _, buttons = sent
    carried = {name: carried_in(data_of(button)) for name, button in named(buttons).items()}
    return {name: dismissal.newest for name, dismissal in carried.items() if isinstance(dismissal, Dismissal)}


def test_what_was_asked_comes_with_a_picture(insights: Insights, remembered: Remembered, telegram: Telegram) -> None:
    """Where anything was asked, the keeper gets a picture, and the numbers below it in their language."""
    ask(remembered, "मार्ग कब खुला?", answered=True)
    ask(remembered, RAIN)
    asyncio.run(insights.stats(says("/stats"), CONTEXT))
    ((photo, caption),) = telegram.photos
    with Image.open(io.BytesIO(photo)) as picture:
        assert picture.format == "PNG"
    assert read(caption).text.startswith(HI.text("stats-asked", days=30, questions=2, share=0.5))
    assert f"• {RAIN}" in caption
    assert telegram.sent == []


def test_nothing_asked_needs_no_picture(insights: Insights, telegram: Telegram) -> None:
    """Where nobody asked anything, that is said in words."""
    asyncio.run(insights.stats(says("/stats"), CONTEXT))
    assert telegram.sent == [(HI.text("stats-none", days=30), None)]
    assert telegram.photos == []


def test_what_asks_the_same_is_one_line(insights: Insights, remembered: Remembered, telegram: Telegram) -> None:
    """Spellings of a question in Devanagari and in Latin letters are one button, with how often it was asked."""
    ask(remembered, RAIN, WINNER, RAIN_IN_LATIN, RAIN)
    ask(remembered, "मार्ग कब खुला?", answered=True)
    asyncio.run(insights.unanswered(says("/unanswered"), CONTEXT))
    assert listed(telegram.sent[0]) == {f"✕ {RAIN} × 3": 4, f"✕ {WINNER}": 2}


def test_a_tap_dismisses_a_group(insights: Insights, remembered: Remembered, telegram: Telegram) -> None:
    """All questions of a group are dismissed, those that came after the list too; the list shows what is left."""
    ask(remembered, RAIN, WINNER, RAIN_IN_LATIN)
    ask(remembered, RAIN)  # after the list was made
    assert dismissed(insights, 3)
    assert telegram.notes == [HI.text("unanswered-dismissed")]
    assert listed(telegram.edited[0]) == {f"✕ {WINNER}": 2}
    assert dismissed(insights, 3)  # a second tap
    assert telegram.edited[1] == telegram.edited[0]
    assert dismissed(insights, 2)
    assert telegram.edited[2] == (HI.text("unanswered-none"), None)


def test_what_is_asked_anew_is_there_again(insights: Insights, remembered: Remembered, telegram: Telegram) -> None:
    """A question that was dismissed and is asked again is listed again, with how often since then."""
    ask(remembered, RAIN, RAIN)
    assert dismissed(insights, 2)
    ask(remembered, RAIN_IN_LATIN)
    asyncio.run(insights.unanswered(says("/unanswered"), CONTEXT))
    assert listed(telegram.sent[0]) == {f"✕ {RAIN_IN_LATIN}": 3}


def test_nobody_else_dismisses(insights: Insights, remembered: Remembered, telegram: Telegram) -> None:
    """Who does not keep the library dismisses nothing and is shown nothing, whatever they press."""
    ask(remembered, RAIN)
    assert not dismissed(insights, 1, STRANGER)
    assert (telegram.notes, telegram.edited) == ([], [])
    count = text("SELECT count(*) FROM questions WHERE dismissed")
    assert remembered.database.run(lambda session: session.execute(count).scalar_one()) == 0
