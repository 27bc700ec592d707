"""Questions in messages, and what is stored with their answers."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from itertools import count
from types import SimpleNamespace
from typing import cast

import pytest
from sqlalchemy import text
from telegram import Bot, Chat, InlineKeyboardMarkup, Message, MessageEntity, Update, User
from telegram.error import NetworkError
from telegram.ext import ContextTypes

from bot.state.remembered import Remembered
from bot.state.sent_answers import Sent
from bot.telegram import questions as module
from bot.telegram.handlers import Handlers
from bot.telegram.keepers import Keepers
from bot.telegram.questions import Questions
from bot.words import words_in
from tests.bot.articles import article, searcher_of
from tests.bot.telegram.bots import ME, counting
from tests.bot.telegram.messages import read
from tests.bot.telegram.working import worked_on

ASHA = User(1, "Asha", is_bot=False, language_code="hi")
PRIVATE, GROUP = Chat(1, Chat.PRIVATE), Chat(-1, Chat.SUPERGROUP)
LATE = words_in("hi").text("late")
FARE, ROUTE = "मेट्रो का किराया कितना है?", "मेट्रो का मार्ग कब खुला?"
METRO = article("metro", "मेट्रो", "मेट्रो का किराया बीस रुपये है।", "मेट्रो का मार्ग सोमवार को खुला।")


async def _typing(*_: object) -> None:
    """Show "typing …", as on a busy machine."""


BOT = SimpleNamespace(username=ME.username, bot=ME, send_chat_action=_typing)
CONTEXT = cast("ContextTypes.DEFAULT_TYPE", SimpleNamespace(bot=BOT))


class Telegram:
    """What the bot sends and edits; the first of it may fail."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.sent: list[str] = []
        self.edited: list[tuple[int, str]] = []
        self.error: Exception | None = None
        self._numbers = count(100)
        monkeypatch.setattr(module, "reply", self._reply)
        monkeypatch.setattr(module, "edit", self._edit)

    async def _reply(self, message: Message, html: str, _: InlineKeyboardMarkup | None = None) -> Message:
        error, self.error = self.error, None
        if error:
            raise error
        self.sent.append(read(html).text)
        return Message(next(self._numbers), message.date, message.chat)

    async def _edit(self, _: Bot, __: int, message_id: int, html: str, ___: InlineKeyboardMarkup | None) -> bool:
        self.edited.append((message_id, read(html).text))
        return True


@pytest.fixture
def telegram(monkeypatch: pytest.MonkeyPatch) -> Telegram:
    """Telegram, which is told nothing yet."""
    return Telegram(monkeypatch)


@pytest.fixture
def questions(remembered: Remembered) -> Questions:
    """The handlers, with an article."""
    return Handlers(searcher_of(METRO), remembered, Keepers(()), None, counting())._questions


def written(words: str, number: int = 10, chat: Chat = PRIVATE, update_id: int = 1) -> Update:
    """Return the update with a message."""
    command = [MessageEntity(MessageEntity.BOT_COMMAND, 0, 4)] if words.startswith("/ask") else []
    at = datetime(2022, 1, 13, tzinfo=UTC)
    return Update(update_id, message=Message(number, at, chat, from_user=ASHA, text=words, entities=command))


def edited(words: str, number: int = 10) -> Update:
    """Return the update with a message that was edited."""
    return Update(2, edited_message=written(words, number).message)


def work(remembered: Remembered, act: Callable[..., Awaitable[None]], update: Update, *, late: bool = False) -> None:
    """Work on an update as the worker does."""
    worked_on(remembered.database, lambda: act(update, CONTEXT), late=late)


def noted(remembered: Remembered) -> list[str]:
    """Return the questions that are in the log."""
    query = text("SELECT question FROM questions ORDER BY id")
    return list(remembered.database.run(lambda session: session.execute(query).scalars().all()))


@pytest.mark.parametrize("late", [True, False])
@pytest.mark.parametrize("chat", [PRIVATE, GROUP])
def test_who_waited_long_is_told_so(
    questions: Questions, remembered: Remembered, telegram: Telegram, chat: Chat, *, late: bool
) -> None:
    """Above an answer that comes late stands a word that it does, in the person's language; the answer is the same."""
    work(remembered, questions.ask, written(f"/ask {FARE}", chat=chat), late=late)
    (answer,) = telegram.sent
    assert answer.startswith(f"{LATE}\n\n") is late
    assert "बीस रुपये" in answer.removeprefix(LATE)


def test_an_answer_is_remembered_with_its_question(
    questions: Questions, remembered: Remembered, telegram: Telegram
) -> None:
    """Which message answers a question is known when it is done, and an edit of the question edits that message."""
    work(remembered, questions.new, written(FARE))
    assert noted(remembered) == [FARE]
    work(remembered, questions.edited, edited(ROUTE))
    assert [(number, "सोमवार" in answer) for number, answer in telegram.edited] == [(100, True)]
    assert noted(remembered) == [FARE, ROUTE]
    work(remembered, questions.edited, edited(ROUTE))
    assert (len(telegram.sent), len(telegram.edited)) == (1, 1)


def test_an_edit_that_comes_late_needs_no_excuse(
    questions: Questions, remembered: Remembered, telegram: Telegram
) -> None:
    """An answer that is edited says nothing of how long that took."""
    work(remembered, questions.new, written(FARE))
    work(remembered, questions.edited, edited(ROUTE), late=True)
    assert LATE not in telegram.edited[0][1]


@pytest.mark.parametrize("chat", [PRIVATE, GROUP])
def test_a_question_whose_answer_could_not_be_sent_is_answered_later(
    questions: Questions, remembered: Remembered, telegram: Telegram, chat: Chat
) -> None:
    """When an answer could not be sent nothing is remembered of it, and the question is answered when tried again."""
    telegram.error = NetworkError("Bad Gateway")
    question = written(f"/ask {FARE}", chat=chat)
    with pytest.raises(NetworkError):
        work(remembered, questions.ask, question)
    assert noted(remembered) == []
    assert remembered.sent.answer_to(chat.id, 10) is None
    work(remembered, questions.ask, question)
    assert "बीस रुपये" in telegram.sent[0]
    assert noted(remembered) == [FARE]
    sent = remembered.sent.answer_to(chat.id, 10)
    assert isinstance(sent, Sent)
    assert sent.answer_id == 100


def test_what_came_while_the_bot_was_away_is_answered(
    questions: Questions, remembered: Remembered, telegram: Telegram
) -> None:
    """In a group questions asked minutes apart are each answered, though the bot works on them all at once."""
    for number in (1, 2, 3):
        update = written(f"/ask {FARE}", number, GROUP, update_id=number)
        assert update.message
        with update.message._unfrozen():
            update.message.date = datetime(2022, 1, 13, 12, number, tzinfo=UTC)
        work(remembered, questions.ask, update, late=True)
    assert ["बीस रुपये" in answer for answer in telegram.sent] == [True] * 3
