"""Whose turn it is in a group, where everybody has to read along and Telegram takes 20 messages a minute."""

from __future__ import annotations

from telegram import Message, Update
from telegram.constants import ChatType

from bot.telegram.pace import Pace, Turn
from bot.telegram.render import render_text
from bot.telegram.sending import reply
from bot.telegram.speaker import Speaker

_BETWEEN_ANSWERS = 5  # seconds from one answer to a person in a group to the next


class Turns:
    """Lets each person in a group have one answer every few seconds, of one kind: to questions, say."""

    def __init__(self, speaker: Speaker) -> None:
        self._speaker = speaker
        self._pace = Pace(_BETWEEN_ANSWERS)

    async def has(self, update: Update, message: Message) -> bool:
        """Return whether to answer; who asks too fast is told once. In a private chat, always."""
        if is_private(message):
            return True
        sender = update.effective_sender
        # When it was written, not when it is answered: what came while the bot was away is answered at once.
        at = (message.edit_date or message.date).timestamp()
        turn = self._pace.turn((message.chat_id, sender.id if sender else None), update.update_id, at)
        if turn is Turn.TELL:
            words = await self._speaker.words(update.effective_user)
            await reply(message, render_text(words.text("too-fast", seconds=_BETWEEN_ANSWERS)))
        return turn is Turn.ANSWER


def is_private(message: Message) -> bool:
    """Return whether a message is in a private chat."""
    return message.chat.type == ChatType.PRIVATE
