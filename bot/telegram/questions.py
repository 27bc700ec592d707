"""Questions in messages: in a private chat all, in a group those to the bot; when edited, their answers are edited."""

from __future__ import annotations

import asyncio
import logging

from telegram import Bot, Message, Update
from telegram.constants import ChatType
from telegram.ext import ContextTypes

from bot.errors import StateError
from bot.sent_answers import SentAnswers
from bot.telegram.answers import Answers, Reply
from bot.telegram.asked import asked, command_in, is_to, own_words
from bot.telegram.pace import Pace, Turn
from bot.telegram.render import render_text
from bot.telegram.sending import edit, reply
from bot.telegram.speaker import Speaker
from bot.telegram.typing import typing_in
from bot.telegram.view import View

ASK = "ask"
"""The command whose words are a question."""

_BETWEEN_ANSWERS = 5  # seconds from one answer to a person in a group to the next

_log = logging.getLogger(__name__)


class Questions:
    """Handlers of questions.

    Args:
        answers: Makes the replies.
        speaker: In which language.
        sent: Which message answered which.
    """

    def __init__(self, answers: Answers, speaker: Speaker, sent: SentAnswers) -> None:
        self._answers = answers
        self._speaker = speaker
        self._sent = sent
        self._pace = Pace(_BETWEEN_ANSWERS)

    async def new(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Answer a question in a private chat, and one in a group that is addressed to the bot."""
        message = update.effective_message
        if message and (_is_private(message) or is_to(message, context.bot.bot)):
            await self._answer(update, message, context.bot)

    async def ask(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Answer what stands after /ask."""
        message = update.effective_message
        if message is None:
            return
        if own_words(message, context.bot.bot) or asked(message, context.bot.bot).question:
            await self._answer(update, message, context.bot)
        else:
            words = await self._speaker.words(update.effective_user)
            await reply(message, render_text(words.text("ask-usage")))

    async def edited(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Edit the answer to a question that was edited; answer one that became a question only now."""
        message = update.effective_message
        if message is None:
            return
        command = command_in(message, context.bot.bot)
        if command != ASK and (command or not (_is_private(message) or is_to(message, context.bot.bot))):
            return
        answer_id = await self._answer_to(message)
        if answer_id is None:
            await self._answer(update, message, context.bot)
            return
        found = await self._reply(update, message, context.bot)
        if not await edit(context.bot, message.chat_id, answer_id, found.html, found.buttons):
            await self._send(message, found)
        _log.info("update %s: edited: %s", update.update_id, found.outcome)

    async def _answer(self, update: Update, message: Message, bot: Bot) -> None:
        if _is_private(message):
            async with typing_in(bot, message.chat_id):
                found = await self._reply(update, message, bot)
                await self._send(message, found)
        else:  # "typing …" would count towards the messages that a group may get in a minute
            if not await self._in_turn(update, message):
                return
            found = await self._reply(update, message, bot)
            await self._send(message, found)
        _log.info("update %s: %s", update.update_id, found.outcome)

    async def _in_turn(self, update: Update, message: Message) -> bool:
        """Return whether to answer in a group; who asks too fast is told once."""
        sender = update.effective_sender
        turn = self._pace.turn((message.chat_id, sender.id if sender else None))
        if turn is Turn.TELL:
            words = await self._speaker.words(update.effective_user)
            await reply(message, render_text(words.text("too-fast", seconds=_BETWEEN_ANSWERS)))
        return turn is Turn.ANSWER

    async def _reply(self, update: Update, message: Message, bot: Bot) -> Reply:
        words = await self._speaker.words(update.effective_user)
        view = View(short=not _is_private(message), language=words.language)
        # Off the event loop's thread: a long question over many passages takes a while.
        return await asyncio.to_thread(self._answers.reply, asked(message, bot.bot), view)

    async def _send(self, message: Message, found: Reply) -> None:
        answer = await reply(message, found.html, found.buttons)
        try:
            await asyncio.to_thread(self._sent.remember, message.chat_id, message.message_id, answer.message_id)
        except StateError as error:  # the answer is there; only an edit will not find it
            _log.warning("%s", error)

    async def _answer_to(self, message: Message) -> int | None:
        try:
            return await asyncio.to_thread(self._sent.answer_to, message.chat_id, message.message_id)
        except StateError as error:
            _log.warning("%s", error)
            return None


def _is_private(message: Message) -> bool:
    return message.chat.type == ChatType.PRIVATE
