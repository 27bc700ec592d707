"""Whose turn it is in a group."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from itertools import count
from types import SimpleNamespace
from typing import cast

import pytest
from telegram import Chat, Message, MessageEntity, Update, User
from telegram.ext import ContextTypes

from bot.state.database import Database
from bot.state.people import People
from bot.state.remembered import Remembered
from bot.telegram import commands, questions, turns
from bot.telegram.handlers import Handlers
from bot.telegram.keepers import Keepers
from bot.telegram.speaker import Speaker
from bot.telegram.turns import Turns, is_private
from bot.words import words_in
from tests.bot.articles import article, searcher_of
from tests.bot.telegram.bots import counting
from tests.bot.telegram.working import worked_on

ASHA, RAVI = User(1, "Asha", is_bot=False), User(2, "Ravi", is_bot=False)
ME = User(7, "Poochho", is_bot=True, username="PoochhoBot")
ADMINISTRATION = User(1087968824, "Group", is_bot=True)
GROUP, OTHER_GROUP, PRIVATE = Chat(-1, Chat.SUPERGROUP), Chat(-2, Chat.GROUP), Chat(1, Chat.PRIVATE)
CONTEXT = cast(
    "ContextTypes.DEFAULT_TYPE", SimpleNamespace(bot=SimpleNamespace(username="PoochhoBot", bot=ME), args=[])
)
NUMBERS = count(1)
TOO_FAST = words_in("en").text("too-fast", seconds=5)

Handler = Callable[[Update, ContextTypes.DEFAULT_TYPE], Awaitable[None]]


def said(
    words: str, user: User = ASHA, chat: Chat = GROUP, sender_chat: Chat | None = None, *, second: int = 0
) -> Update:
    """Return the update with a new message, written in a second of some minute; a command in it is marked."""
    command = [MessageEntity(MessageEntity.BOT_COMMAND, 0, len(words))] if words.startswith("/") else []
    at, number = datetime(2022, 1, 13, 12, 0, second, tzinfo=UTC), next(NUMBERS)
    message = Message(number, at, chat, from_user=user, text=words, entities=command, sender_chat=sender_chat)
    return Update(number, message=message)


@pytest.fixture
def replies(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the bot replies; Telegram is not asked."""
    sent: list[str] = []

    async def reply(message: Message, html: str, *_: object) -> Message:
        sent.append(html)
        return message

    for module in (turns, commands, questions):
        monkeypatch.setattr(module, "reply", reply)
    return sent


@pytest.fixture
def speaker(database: Database) -> Speaker:
    """Speaks English to everybody."""
    return Speaker(People(database))


def granted(turns: Turns, *updates: Update) -> list[bool]:
    """Return whose turn it is, one after another, at the same time."""

    async def ask() -> list[bool]:
        return [await turns.has(update, message) for update in updates if (message := update.effective_message)]

    return asyncio.run(ask())


def test_who_asks_too_fast_is_told_once(speaker: Speaker, replies: list[str]) -> None:
    """In a group somebody who asks again and again at once is answered once, told so once, and then not heard."""
    assert granted(Turns(speaker), *(said("x") for _ in range(4))) == [True, False, False, False]
    assert replies == [TOO_FAST]


def test_who_waited_did_not_ask_too_fast(speaker: Speaker, replies: list[str]) -> None:
    """Questions that are answered all at once, as after an outage, were asked when they were written."""
    updates = [said("x", second=second) for second in (0, 5, 9, 10)]
    assert granted(Turns(speaker), *updates) == [True, True, False, True]
    assert replies == [TOO_FAST]


def test_what_is_tried_again_is_not_asked_too_fast(speaker: Speaker, replies: list[str]) -> None:
    """A question whose answer failed has its turn again; another one has not."""
    question = said("x")
    assert granted(Turns(speaker), question, question, said("x"), question) == [True, True, False, True]
    assert replies == [TOO_FAST]


def test_an_edit_has_the_time_of_the_edit(speaker: Speaker, replies: list[str]) -> None:
    """A message that was edited into a question was asked when it was edited."""
    first = said("x", second=30)
    edited = said("x").message
    assert edited
    with edited._unfrozen():
        edited.edit_date = datetime(2022, 1, 13, 12, 0, 33, tzinfo=UTC)
    assert granted(Turns(speaker), first, Update(next(NUMBERS), edited_message=edited)) == [True, False]
    assert replies == [TOO_FAST]


def test_others_are_not_concerned(speaker: Speaker, replies: list[str]) -> None:
    """Each person in each group has a pace of their own, and so have those who write in the name of a chat."""
    updates = [
        *(said("x"), said("x", RAVI), said("x", chat=OTHER_GROUP)),
        *(said("x", ADMINISTRATION, sender_chat=GROUP), said("x", ADMINISTRATION, sender_chat=OTHER_GROUP)),
    ]
    assert all(granted(Turns(speaker), *updates))
    assert replies == []


def test_in_a_private_chat_it_is_always_ones_turn(speaker: Speaker, replies: list[str]) -> None:
    """Who has the bot to themselves may ask as fast as they can."""
    assert all(granted(Turns(speaker), *(said("x", chat=PRIVATE) for _ in range(9))))
    assert replies == []


@pytest.mark.parametrize(("chat", "private"), [(PRIVATE, True), (GROUP, False), (OTHER_GROUP, False)])
def test_what_is_private(chat: Chat, *, private: bool) -> None:
    """A chat with one person is private, a group is not."""
    message = said("x", chat=chat).message
    assert message is not None
    assert is_private(message) is private


@pytest.mark.parametrize("first", ["/start", "/help", "/sources", "/ask"])
@pytest.mark.parametrize("second", ["/start", "/help", "/sources", "/ask"])
@pytest.mark.parametrize(("chat", "paced"), [(GROUP, True), (PRIVATE, False)])
def test_commands_have_a_pace(
    remembered: Remembered, replies: list[str], *, first: str, second: str, chat: Chat, paced: bool
) -> None:
    """In a group no command is answered right after another, whichever they are; who has read the help may ask."""
    library = searcher_of(article("a", "T", "मार्ग खुल गया।"))
    handlers = Handlers(library, remembered, Keepers(()), None, counting())
    by_command: dict[str, Handler] = {
        "/start": handlers._commands.start,
        "/help": handlers._commands.help,
        "/sources": handlers._commands.sources,
        "/ask": handlers._questions.ask,
    }

    async def send() -> None:
        for command in (first, second, second):
            await by_command[command](said(command, chat=chat), CONTEXT)

    worked_on(remembered.database, send)
    alike = (first == "/ask") == (second == "/ask")
    too_fast = [html == TOO_FAST for html in replies]
    assert too_fast == ([False] * 3 if not paced else [False, True] if alike else [False, False, True])
