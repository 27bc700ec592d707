"""The commands that are no questions: /start, /help, /sources, /settings."""

from __future__ import annotations

import asyncio

from telegram import Message, Update
from telegram.constants import ChatType
from telegram.ext import ContextTypes

from bot.telegram.answers import Answers
from bot.telegram.articles import article_card, article_list
from bot.telegram.keyboards import language_buttons, question_buttons
from bot.telegram.pace import Pace, Turn
from bot.telegram.render import render_text
from bot.telegram.sending import reply
from bot.telegram.speaker import Speaker

PRIVATE_COMMANDS = ("start", "ask", "help", "sources", "settings")
"""The commands in a private chat, in the order of the menu; what each does is in the message ``command-NAME``."""

GROUP_COMMANDS = ("ask", "sources", "help")
"""Those in a group."""

_OF_AN_ALBUM = 2  # seconds in which the messages of an album come


class Commands:
    """Handlers of commands.

    Args:
        answers: What can be asked.
        speaker: In which language.
    """

    def __init__(self, answers: Answers, speaker: Speaker) -> None:
        self._answers = answers
        self._speaker = speaker
        self._unread = Pace(_OF_AN_ALBUM)

    async def start(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Greet, and offer questions; by a link to an article, offer what that one answers."""
        message = update.effective_message
        if message is None:
            return
        if message.chat.type != ChatType.PRIVATE:
            await self.help(update, context)
            return
        words = await self._speaker.words(update.effective_user)
        place = self._answers.catalogue.place(context.args[0]) if context.args else None
        if place and place.article:
            card = await asyncio.to_thread(article_card, self._answers, place.article, words)
            await reply(message, card.html, card.buttons)
            return
        questions = await asyncio.to_thread(self._answers.suggestions.to_start)
        greeting = words.text("start", articles=len(self._answers.searcher.articles))
        offer = f"\n\n{words.text('try-asking')}" if questions else ""
        await reply(message, render_text(greeting + offer), question_buttons(questions))

    async def help(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Say how it works."""
        message = update.effective_message
        if message:
            which = "help" if message.chat.type == ChatType.PRIVATE else "group-help"
            await self._say(update, message, which, bot=context.bot.username)

    async def sources(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """List the articles, the first page."""
        message = update.effective_message
        if message:
            words = await self._speaker.words(update.effective_user)
            page = article_list(self._answers, words, 0, context.bot.username)
            await reply(message, page.html, page.buttons)

    async def settings(self, update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        """Offer the languages."""
        message = update.effective_message
        if message:
            words = await self._speaker.words(update.effective_user)
            await reply(message, render_text(words.text("settings-choose")), language_buttons(words.language))

    async def unknown(self, update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        """Say that there is no such command."""
        if update.effective_message:
            await self._say(update, update.effective_message, "unknown-command")

    async def unreadable(self, update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        """Say that only text can be read; once for an album, whose pictures come as messages of their own."""
        message = update.effective_message
        if message and self._unread.turn(message.chat_id) is Turn.ANSWER:
            await self._say(update, message, "only-text")

    async def _say(self, update: Update, message: Message, text: str, **values: object) -> None:
        words = await self._speaker.words(update.effective_user)
        await reply(message, render_text(words.text(text, **values)))
