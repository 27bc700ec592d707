"""Coming and going: groups that let the bot in or throw it out, people who block it, groups that change their id."""

from __future__ import annotations

import asyncio
import logging

from telegram import ChatMember, Update
from telegram.constants import ChatType
from telegram.ext import ContextTypes

from bot.errors import StateError
from bot.people import People
from bot.sent_answers import SentAnswers

_OUT = (ChatMember.BANNED, ChatMember.LEFT)

_log = logging.getLogger(__name__)


class Membership:
    """Handlers of changes to where the bot may write; it says nothing, and forgets what it knew of a place it left.

    Args:
        people: What is known of people.
        sent: Which message answered which.
    """

    def __init__(self, people: People, sent: SentAnswers) -> None:
        self._people = people
        self._sent = sent

    async def changed(self, update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        """Forget a chat that the bot is no longer in, and the person whose chat it was."""
        change = update.my_chat_member
        if change is None or change.new_chat_member.status not in _OUT:
            return
        _log.info("no longer in chat %s", change.chat.id)
        await self._forget(change.chat.id)
        if change.chat.type == ChatType.PRIVATE:
            try:
                await asyncio.to_thread(self._people.forget, change.chat.id)
            except StateError as error:
                _log.warning("%s", error)

    async def migrated(self, update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        """Forget a group that has become a supergroup: ids of messages begin anew there."""
        message = update.effective_message
        if message and message.migrate_to_chat_id:
            _log.info("chat %s is now %s", message.chat_id, message.migrate_to_chat_id)
            await self._forget(message.chat_id)

    async def _forget(self, chat_id: int) -> None:
        try:
            await asyncio.to_thread(self._sent.forget, chat_id)
        except StateError as error:
            _log.warning("%s", error)
