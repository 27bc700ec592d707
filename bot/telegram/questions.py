"""Questions in messages: in a private chat all, in a group those to the bot; when edited, their answers are edited."""

from __future__ import annotations

import logging
from contextlib import nullcontext
from dataclasses import astuple

from telegram import Bot, Message, Update
from telegram.ext import ContextTypes

from bot.digest import digest
from bot.state.sent_answers import Sent, SentAnswers
from bot.telegram.answers import Answers, Reply
from bot.telegram.asked import Asked, asked, command_in, is_to
from bot.telegram.callback_data import View
from bot.telegram.logbook import Logbook
from bot.telegram.looking_up import look_up
from bot.telegram.pace import Pace
from bot.telegram.promptly import promptly
from bot.telegram.render import render_text
from bot.telegram.sending import edit, reply
from bot.telegram.speaker import Speaker
from bot.telegram.turns import Turns, is_private
from bot.telegram.typing import typing_in
from bot.telegram.work import at_work, store_when_done

ASK = "ask"
"""The command whose words are a question."""

_DIGEST = 16  # bytes

_log = logging.getLogger(__name__)


class Questions:
    """Handlers of questions.

    Args:
        answers: Makes the replies.
        speaker: In which language.
        sent: Which message answered which.
        logbook: What they ask.
        turns: Whose turn it is in a group.
        albums: Which albums were answered.
    """

    def __init__(
        self, answers: Answers, speaker: Speaker, sent: SentAnswers, logbook: Logbook, turns: Turns, albums: Pace
    ) -> None:
        self._answers = answers
        self._logbook = logbook
        self._speaker = speaker
        self._sent = sent
        self._turns = turns
        self._albums = albums

    async def new(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Answer a question in a private chat, and one in a group that is addressed to the bot."""
        message = update.effective_message
        if message is None or not (is_private(message) or is_to(message, context.bot.bot)):
            return
        if message.media_group_id:
            self._albums.turn(message.media_group_id, message.message_id)
        await self._answer(update, message, context.bot)

    async def ask(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Answer what stands after /ask, or the message that /ask replies to."""
        message = update.effective_message
        if message is None:
            return
        if asked(message, context.bot.bot).question:
            await self._answer(update, message, context.bot)
        elif await self._turns.has(update, message):
            words = await self._speaker.words(update.effective_user)
            await reply(message, render_text(words.text("ask-usage")))

    async def edited(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Edit the answer to a question that was edited; answer one that became a question only now."""
        message = update.effective_message
        if message is None:
            return
        command = command_in(message, context.bot.bot)
        if command != ASK and (command or not (is_private(message) or is_to(message, context.bot.bot))):
            return
        sent = await promptly(lambda: self._sent.answer_to(message.chat_id, message.message_id))
        if sent is None:
            await self._answer(update, message, context.bot)
            return
        question = asked(message, context.bot.bot)
        if sent.asked == _digest(question):  # edits that change nothing come too, and would turn back to the first page
            return
        found, took_ms = await self._reply(update, message, question)
        answer_id = sent.answer_id
        if not await edit(context.bot, message.chat_id, answer_id, found.html, found.buttons):
            answer_id = (await reply(message, found.html, found.buttons)).message_id
        self._remember(message, answer_id, question)
        self._note(update, message, found, took_ms)
        _log.info("update %s: edited: %s", update.update_id, found.outcome)

    async def _answer(self, update: Update, message: Message, bot: Bot) -> None:
        if not await self._turns.has(update, message):
            return
        question = asked(message, bot.bot)
        # In a group "typing …" would count towards the messages that it may get in a minute.
        async with typing_in(bot, message.chat_id) if is_private(message) else nullcontext():
            found, took_ms = await self._reply(update, message, question)
            answer = await reply(message, await self._with_excuse(update, found.html), found.buttons)
        self._remember(message, answer.message_id, question)
        self._note(update, message, found, took_ms)
        _log.info("update %s: %s", update.update_id, found.outcome)

    async def _reply(self, update: Update, message: Message, question: Asked) -> tuple[Reply, float]:
        words = await self._speaker.words(update.effective_user)
        view = View(short=not is_private(message), language=words.language)
        return await look_up(self._answers, question, view)

    async def _with_excuse(self, update: Update, html: str) -> str:
        """Return an answer, below a word that it took a while where it did."""
        work = at_work()
        if work is None or not work.late:
            return html
        words = await self._speaker.words(update.effective_user)
        return f"{render_text(words.text('late'))}\n\n{html}"

    def _note(self, update: Update, message: Message, found: Reply, took_ms: float) -> None:
        self._logbook.note(found, took_ms, "private" if is_private(message) else "group", update.effective_user)

    def _remember(self, message: Message, answer_id: int, question: Asked) -> None:
        sent = Sent(answer_id, _digest(question))
        store_when_done(self._sent.remembering(message.chat_id, message.message_id, sent))


def _digest(question: Asked) -> str:
    return digest(repr(astuple(question)), _DIGEST)
