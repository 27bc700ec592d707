"""The commands that are no questions: /start, /help, /sources, /settings."""

from __future__ import annotations

import asyncio

from telegram import Message, Update
from telegram.ext import ContextTypes

from bot.telegram.answers import Answers
from bot.telegram.articles import article_card, article_list
from bot.telegram.keepers import Keepers
from bot.telegram.keyboards import language_buttons, question_buttons
from bot.telegram.pace import Pace, Turn
from bot.telegram.profile import set_keepers_menu
from bot.telegram.render import render_offer, render_text
from bot.telegram.sending import reply
from bot.telegram.speaker import Speaker
from bot.telegram.turns import Turns, is_private


class Commands:
    """Handlers of commands.

    Args:
        answers: What can be asked.
        speaker: In which language.
        keepers: Whose menu has more.
        turns: Whose turn it is in a group.
        albums: Which albums were answered.
    """

    def __init__(self, answers: Answers, speaker: Speaker, keepers: Keepers, turns: Turns, albums: Pace) -> None:
        self._answers = answers
        self._speaker = speaker
        self._keepers = keepers
        self._turns = turns
        self._albums = albums

    async def start(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Greet, and offer questions; by a link to an article, offer what that one answers."""
        message = update.effective_message
        if message is None:
            return
        if not is_private(message):
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
        await reply(message, render_text(greeting) + render_offer(words, questions), question_buttons(questions))
        if message.from_user and message.from_user.id in self._keepers.ids:  # Telegram takes no menu for a chat before
            await set_keepers_menu(context.bot, message.chat_id)

    async def help(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Say how it works."""
        message = update.effective_message
        if message and await self._turns.has(update, message):
            which = "help" if is_private(message) else "group-help"
            await self._say(update, message, which, bot=context.bot.username)

    async def sources(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """List the articles, the first page."""
        message = update.effective_message
        if message and await self._turns.has(update, message):
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
        if message is None:
            return
        album = message.media_group_id
        if album is None or self._albums.turn(album, message.message_id) is Turn.ANSWER:
            await self._say(update, message, "only-text")

    async def _say(self, update: Update, message: Message, text: str, **values: object) -> None:
        words = await self._speaker.words(update.effective_user)
        await reply(message, render_text(words.text(text, **values)))
