"""Presses of buttons, those that no button makes too: a client can send anything for any of the bot's messages."""

from __future__ import annotations

from datetime import UTC, datetime
from types import SimpleNamespace
from typing import cast

import pytest
from sqlalchemy import text
from telegram import (
    CallbackQuery,
    Chat,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    Message,
    MessageEntity,
    Update,
    User,
)
from telegram.error import NetworkError
from telegram.ext import ContextTypes

from bot.errors import StateError
from bot.state.database import Database
from bot.state.people import People
from bot.state.remembered import Remembered
from bot.telegram import presses as module
from bot.telegram.answers import Answers
from bot.telegram.asked import Asked
from bot.telegram.callback_data import (
    ArticlePage,
    Carried,
    Dismissal,
    Language,
    PassageView,
    Position,
    Suggestion,
    Undo,
    View,
    Vote,
)
from bot.telegram.handlers import Handlers
from bot.telegram.keepers import Keepers
from bot.telegram.keyboards import language_buttons, page_buttons, question_buttons
from bot.telegram.presses import Presses
from bot.words import words_in
from tests.bot.articles import article, searcher_of
from tests.bot.telegram.bots import counting
from tests.bot.telegram.messages import pressable, read
from tests.bot.telegram.working import worked_on

ASHA = User(1, "Asha", is_bot=False)
ME = User(7, "Poochho", is_bot=True, username="PoochhoBot")
PRIVATE, GROUP = Chat(1, Chat.PRIVATE), Chat(-1, Chat.SUPERGROUP)
EN = words_in("en")
OUTDATED = EN.text("button-outdated")
CONTEXT = cast("ContextTypes.DEFAULT_TYPE", SimpleNamespace(bot=SimpleNamespace(username="PoochhoBot", bot=ME)))

METRO = article("metro", "मेट्रो", "मेट्रो का किराया बीस रुपये है।", "मेट्रो का मार्ग सोमवार को खुला।")
SEARCHER = searcher_of(METRO)
ANSWERS = Answers(SEARCHER)
KEY = ANSWERS.catalogue.article(METRO).key
FARE = "मेट्रो का किराया कितना है?"
VIEW, VOTE = View(context=True), Vote(helpful=True, article=KEY, number=1)
PASSAGE = PassageView(KEY, 1, 0, context=True, language="en")
UNDO, DISMISSAL = Undo(KEY, "", "en"), Dismissal(1, "en")


class Telegram:
    """What the bot tells Telegram: notes over the chat, messages that it edits and that it sends."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.notes: list[str | None] = []
        self.shown: list[str] = []

        async def acknowledge(_: CallbackQuery, note: str | None = None) -> None:
            self.notes.append(note)

        async def show(_: object, html: str, __: InlineKeyboardMarkup | None) -> None:
            self.shown.append(html)

        monkeypatch.setattr(module, "acknowledge", acknowledge)
        monkeypatch.setattr(module, "edit_pressed", show)
        monkeypatch.setattr(module, "reply", show)


@pytest.fixture
def telegram(monkeypatch: pytest.MonkeyPatch) -> Telegram:
    """Telegram, which is told nothing yet."""
    return Telegram(monkeypatch)


@pytest.fixture
def presses(remembered: Remembered) -> Presses:
    """Handlers, with nobody known."""
    return Handlers(SEARCHER, remembered, Keepers(()), None, counting())._presses


def below(buttons: InlineKeyboardMarkup | None, html: str = "x", chat: Chat = PRIVATE) -> Message:
    """Return one of the bot's messages with these buttons."""
    message = read(html)
    entities = MessageEntity.de_list(message.entities, None)
    at = datetime(2022, 1, 13, tzinfo=UTC)
    return Message(5, at, chat, from_user=ME, text=message.text, entities=entities, reply_markup=buttons)


def press(presses: Presses, message: Message | None, data: str, query_id: str = "1") -> None:
    """Press a button, or send what no button carries."""
    inline = None if message else "an inline message"
    query = CallbackQuery(query_id, ASHA, "1", message=message, data=data, inline_message_id=inline)
    database = presses._votes._database
    worked_on(database, lambda: presses.pressed(Update(1, callback_query=query), CONTEXT))


def votes_in(database: Database) -> list[bool]:
    """Return what the votes say."""
    return [
        bool(each) for each in database.run(lambda it: it.execute(text("SELECT helpful FROM votes")).scalars().all())
    ]


ANSWERED = ANSWERS.reply(Asked(FARE), View())
ANSWER = below(ANSWERED.buttons, ANSWERED.html)
OFFER = below(question_buttons([FARE]))
LIST = below(page_buttons(0, 2, EN))
CHOICE = below(language_buttons("en"))
OF_KEEPERS = below(
    InlineKeyboardMarkup([[InlineKeyboardButton("x", callback_data=each.data())] for each in (UNDO, DISMISSAL)])
)
PLAIN = below(None)


@pytest.mark.parametrize(
    ("message", "carried"),
    [
        *((OFFER, VIEW), (LIST, VIEW), (CHOICE, VIEW), (PLAIN, VIEW)),
        *((OFFER, VOTE), (PLAIN, VOTE), (ANSWER, PASSAGE), (PLAIN, PASSAGE)),
        *((ANSWER, Suggestion(0)), (PLAIN, Suggestion(0)), (OFFER, Suggestion(1))),
        *((ANSWER, ArticlePage(0, "en")), (PLAIN, ArticlePage(0, "en")), (OFFER, Position(1, 2, "en"))),
        *(
            (below(language_buttons("en"), chat=GROUP), Language("hi")),
            (CHOICE, Language("xx")),
            (None, Language("hi")),
        ),
        *((None, VIEW), (None, Suggestion(0)), (None, PassageView("a0", 1, 0, context=False, language="en"))),
        *((ANSWER, UNDO), (OF_KEEPERS, UNDO), (None, UNDO)),
        *((ANSWER, DISMISSAL), (OF_KEEPERS, DISMISSAL), (None, DISMISSAL)),
    ],
)
def test_what_no_button_of_a_message_carries_does_nothing(
    presses: Presses, telegram: Telegram, database: Database, message: Message | None, carried: Carried
) -> None:
    """A press of what the message, or the person, has no button for, or of what is gone, is told to be outdated."""
    press(presses, message, carried.data())
    assert telegram.notes == [OUTDATED]
    assert telegram.shown == []
    assert votes_in(database) == []
    assert People(database).languages(ASHA.id, None) == (None, None)


@pytest.mark.parametrize("data", ["", "view:0::en:", "पूछो", "language:hi:en"])
def test_data_of_another_version_is_outdated(presses: Presses, telegram: Telegram, data: str) -> None:
    """A button of another version is said to work no longer."""
    press(presses, ANSWER, data)
    assert (telegram.notes, telegram.shown) == ([OUTDATED], [])


@pytest.mark.parametrize(
    ("message", "carried"),
    [(ANSWER, VIEW), (OFFER, Suggestion(0)), (LIST, ArticlePage(1, "en")), (CHOICE, Language("hi")), (None, PASSAGE)],
)
def test_what_a_button_carries_is_shown(
    presses: Presses, telegram: Telegram, message: Message | None, carried: Carried
) -> None:
    """A button of a message does what it says, and stops spinning at once."""
    press(presses, message, carried.data())
    assert telegram.notes == [None]
    assert len(telegram.shown) == 1


def test_a_view_that_is_no_longer_offered_is_shown(presses: Presses, telegram: Telegram) -> None:
    """After a double tap the message shows the next page already: its buttons are others, of the same kind."""
    data = View(7, language="en").data()
    assert data not in {button.callback_data for button in pressable(ANSWER.reply_markup)}
    press(presses, ANSWER, data)
    assert telegram.notes == [None]
    assert len(telegram.shown) == 1


@pytest.mark.parametrize("message", [ANSWER, None], ids=["answer", "in another chat"])
def test_vote_is_thanked_for(presses: Presses, telegram: Telegram, database: Database, message: Message | None) -> None:
    """A vote is counted and thanked for, here and in other chats."""
    press(presses, message, Vote(helpful=False, article=KEY, number=2).data())
    assert telegram.notes == [EN.text("vote-thanks")]
    assert votes_in(database) == [False]


def test_vote_that_is_not_counted_is_not_thanked_for(
    presses: Presses, telegram: Telegram, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the database cannot be used, who votes is told that it went wrong."""

    def fail(*_: object, **__: object) -> None:
        raise StateError("The database is locked")

    monkeypatch.setattr(presses._votes, "cast", fail)
    press(presses, ANSWER, VOTE.data())
    assert telegram.notes == [EN.text("went-wrong")]
    assert votes_in(database) == []


def test_question_on_a_button_is_asked_once(presses: Presses, telegram: Telegram, database: Database) -> None:
    """A double tap on a question sends one answer, and is noted once, without who pressed."""
    for query_id in ("1", "2"):
        press(presses, OFFER, Suggestion(0).data(), query_id)
    assert telegram.notes == [None, None]
    assert len(telegram.shown) == 1
    assert FARE in telegram.shown[0]
    rows = database.run(lambda it: it.execute(text("SELECT question, place, telegram_id FROM questions")).all())
    assert rows == [(FARE, "private", None)]


def test_a_press_that_failed_is_no_double_tap(
    presses: Presses, telegram: Telegram, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A press whose answer could not be sent is answered when it is tried again."""

    async def fail(*_: object) -> None:
        raise NetworkError("Bad Gateway")

    with monkeypatch.context() as once:
        once.setattr(module, "reply", fail)
        with pytest.raises(NetworkError):
            press(presses, OFFER, Suggestion(0).data())
    press(presses, OFFER, Suggestion(0).data())
    assert len(telegram.shown) == 1
