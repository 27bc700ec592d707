"""Coming and going."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from typing import cast

import pytest
from sqlalchemy import text
from telegram import Chat, ChatMember, ChatMemberUpdated, Message, Update, User
from telegram.ext import ContextTypes

from bot.errors import StateError
from bot.state.database import Database
from bot.state.question_log import QuestionLog
from bot.state.remembered import Remembered
from bot.state.sent_answers import Sent
from bot.telegram.membership import Membership
from bot.telegram.speaker import Speaker
from tests.bot.articles import article, passages_of
from tests.bot.telegram.logged import logged

ASHA = User(7, "Asha", is_bot=False)
ME = User(1, "Poochho", is_bot=True)
PRIVATE, GROUP = Chat(7, Chat.PRIVATE), Chat(-7, Chat.GROUP)
AT = datetime(2022, 1, 13, tzinfo=UTC)
CONTEXT = cast("ContextTypes.DEFAULT_TYPE", None)  # the handlers need none
TABLES = ("people", "telegram_languages", "votes", "sent_answers", "questions")


def changed(chat: Chat, status: str) -> Update:
    """Return the update that tells what the bot is in a chat now."""
    before, after = ChatMember(ME, ChatMember.MEMBER), ChatMember(ME, status)
    return Update(1, my_chat_member=ChatMemberUpdated(chat, ASHA, AT, before, after))


@pytest.fixture
def membership(remembered: Remembered) -> Membership:
    """Something is known of two people, who have answers in their chats and in a group; they and somebody asked."""
    (passage,) = passages_of(article("a", "T", "मार्ग खुल गया।"))
    log = QuestionLog(remembered.database, with_users=True)
    for person in (7, 8):
        remembered.people.choose_language(person, "hi")
        remembered.people.languages(person, "en")
        remembered.votes.cast(person, passage, helpful=True)
    for chat_id in (7, 8, -7):
        remembered.database.run(remembered.sent.remembering(chat_id, 10, Sent(11, "0")))
    for who in (7, 8, None):
        remembered.database.run(log.recording(logged("मार्ग कब खुला?", user_id=who)))
    return Membership(remembered, Speaker(remembered.people))


def known(database: Database) -> tuple[int, ...]:
    """Return how many rows each table has."""
    counts = [text(f"SELECT count(*) FROM {table}") for table in TABLES]
    return database.run(lambda session: tuple(session.execute(count).scalar_one() for count in counts))


@pytest.mark.parametrize(
    ("chat", "status", "left"),
    [
        (PRIVATE, ChatMember.BANNED, (1, 1, 1, 2, 2)),
        (GROUP, ChatMember.LEFT, (2, 2, 2, 2, 3)),
        (GROUP, ChatMember.BANNED, (2, 2, 2, 2, 3)),
        (PRIVATE, ChatMember.MEMBER, (2, 2, 2, 3, 3)),
        (GROUP, ChatMember.ADMINISTRATOR, (2, 2, 2, 3, 3)),
    ],
)
def test_what_is_left_is_forgotten(
    database: Database, membership: Membership, chat: Chat, status: str, left: tuple[int, ...]
) -> None:
    """Who blocks the bot is forgotten, votes and questions too; of a group, its answers; where it is in, nothing is."""
    asyncio.run(membership.changed(changed(chat, status), CONTEXT))
    assert known(database) == left


def test_one_failure_keeps_nothing_else(
    database: Database, membership: Membership, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """Where one thing cannot be forgotten now, the others are all the same; the log tells."""

    def fail(*_: object) -> None:
        raise StateError("The database is locked")

    monkeypatch.setattr(membership._remembered.people, "forget", fail)
    asyncio.run(membership.changed(changed(PRIVATE, ChatMember.BANNED), CONTEXT))
    assert known(database) == (2, 2, 1, 2, 2)
    assert "The database is locked" in caplog.text


@pytest.mark.parametrize(("migrated_to", "answers"), [(-1_000_000_000_007, 2), (None, 3)])
def test_a_group_with_new_ids_is_forgotten(
    database: Database, membership: Membership, migrated_to: int | None, answers: int
) -> None:
    """A group that has become a supergroup begins anew; people are not concerned."""
    message = Message(1, AT, GROUP, from_user=ASHA, migrate_to_chat_id=migrated_to)
    asyncio.run(membership.migrated(Update(1, message=message), CONTEXT))
    assert known(database) == (2, 2, 2, answers, 3)
