"""Coming and going: groups that let the bot in or throw it out, people who block it, groups that change their id."""

from __future__ import annotations

import logging
from functools import partial

from telegram import Chat, ChatMember, Update
from telegram.constants import ChatType
from telegram.ext import ContextTypes

from bot.state.remembered import Remembered
from bot.telegram.promptly import promptly
from bot.telegram.speaker import Speaker

_OUT = (ChatMember.BANNED, ChatMember.LEFT)

_log = logging.getLogger(__name__)


class Membership:
    """Handlers of changes to where the bot may write; it says nothing, and forgets what it knew of a place it left.

    Args:
        remembered: What is known of people and chats.
        speaker: Knows in which language people are spoken to.
    """

    def __init__(self, remembered: Remembered, speaker: Speaker) -> None:
        self._remembered = remembered
        self._speaker = speaker

    async def changed(self, update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        """Forget a chat that the bot is no longer in, and the person whose chat it was."""
        change = update.my_chat_member
        if change is None or change.new_chat_member.status not in _OUT:
            return
        await self.forget(change.chat)

    async def forget(self, chat: Chat) -> None:
        """Forget a chat, and the person whose chat it is."""
        _log.info("no longer in chat %s", chat.id)
        await promptly(lambda: self._remembered.sent.forget(chat.id))
        if chat.type == ChatType.PRIVATE:  # whose id is the person's
            await self._speaker.forget(chat.id)
            for table in (self._remembered.votes, self._remembered.questions):
                await promptly(partial(table.forget, chat.id))

    async def migrated(self, update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        """Forget a group that has become a supergroup: ids of messages begin anew there."""
        message = update.effective_message
        if message and message.migrate_to_chat_id:
            _log.info("chat %s is now %s", message.chat_id, message.migrate_to_chat_id)
            await promptly(lambda: self._remembered.sent.forget(message.chat_id))
