"""What the bot does with each kind of update: read it, ask the index, render, send."""

from __future__ import annotations

import asyncio
import logging
from typing import Any

from telegram import CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup, Message, Update, User
from telegram.error import BadRequest, Forbidden
from telegram.ext import Application, CallbackQueryHandler, CommandHandler, ContextTypes, MessageHandler, filters

from bot.errors import StateError
from bot.people import People
from bot.question import cleaned
from bot.render import render_answer, render_sources, render_text
from bot.typing import typing_in
from bot.waiting import may_have_arrived, patiently
from bot.words import Words, languages, words_for, words_in
from index import Searcher

COMMANDS = ("start", "help", "sources", "settings")
"""The commands, in the order of the menu; what each does is in the message ``command-NAME``."""

BotApplication = Application[Any, Any, Any, Any, Any, Any]
"""The library's application; what its type arguments could tell is of no use here."""

_LANGUAGE = "language:"  # callback data of the buttons under /settings, with the language's code

_log = logging.getLogger(__name__)


class Handlers:
    """The bot's side of a conversation.

    Args:
        searcher: Where to look.
        people: Who chose which language.
    """

    def __init__(self, searcher: Searcher, people: People) -> None:
        self._searcher = searcher
        self._people = people

    def register(self, application: BotApplication) -> None:
        """Add the handlers; the first that fits an update takes it, so the general ones come last."""
        new = filters.UpdateType.MESSAGE  # a plain filter also takes edited messages and channel posts
        private = new & filters.ChatType.PRIVATE
        application.add_handlers(
            [
                CommandHandler("start", self.start, new),
                CommandHandler("help", self.help, new),
                CommandHandler("sources", self.sources, new),
                CommandHandler("settings", self.settings, new),
                MessageHandler(private & filters.COMMAND, self.unknown_command),
                MessageHandler(private & filters.TEXT, self.question),
                MessageHandler(private & _UNREADABLE, self.unreadable),
                CallbackQueryHandler(self.choose_language, pattern=f"^{_LANGUAGE}"),
                CallbackQueryHandler(self.unknown_button),
            ]
        )
        application.add_error_handler(self.failed)

    async def start(self, update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        """Greet, and say what can be asked."""
        words = await self._words(update.effective_user)
        await _say(update, words.text("start", articles=len(self._searcher.articles)))

    async def help(self, update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        """Say how it works."""
        await _say(update, (await self._words(update.effective_user)).text("help"))

    async def sources(self, update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        """List the articles."""
        words = await self._words(update.effective_user)
        await _reply(update, render_sources(words, self._searcher))

    async def settings(self, update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        """Offer the languages."""
        words = await self._words(update.effective_user)
        buttons = [
            [InlineKeyboardButton(words_in(language).text("language-name"), callback_data=_LANGUAGE + language)]
            for language in languages()
        ]
        await _reply(update, render_text(words.text("settings-choose")), InlineKeyboardMarkup(buttons))

    async def choose_language(self, update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        """Remember the language whose button was pressed, and say so in it."""
        query = update.callback_query
        if query is None:
            return
        await _stop_spinning(query)
        language = (query.data or "").removeprefix(_LANGUAGE)
        if language not in languages():  # the button of an older version
            return
        await asyncio.to_thread(self._people.choose_language, query.from_user.id, language)
        try:
            await query.edit_message_text(render_text(words_in(language).text("settings-done")))
        except BadRequest as error:
            # A second tap, or a message that is gone: the language is set all the same.
            _log.info("settings message not edited: %s", error)

    async def unknown_button(self, update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        """Answer the press of a button that this version does not have, so that it stops spinning."""
        if update.callback_query:
            await _stop_spinning(update.callback_query)

    async def question(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Answer a question."""
        message = update.effective_message
        if message is None:
            return
        async with typing_in(context.bot, message.chat_id):
            words = await self._words(update.effective_user)
            # Off the event loop's thread: a long question over many passages takes a while.
            answer = await asyncio.to_thread(self._searcher.ask, cleaned(message.text or ""))
            await _reply(update, render_answer(answer, words, self._searcher.articles))
        _log.info(
            "update %s: %s in %.1f ms", update.update_id, "answered" if answer.answered else "not found", answer.took_ms
        )

    async def unreadable(self, update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        """Say that only text can be read."""
        await _say(update, (await self._words(update.effective_user)).text("only-text"))

    async def unknown_command(self, update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        """Say that there is no such command."""
        await _say(update, (await self._words(update.effective_user)).text("unknown-command"))

    async def failed(self, update: object, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Log what went wrong with an update, and tell the person in words."""
        number = update.update_id if isinstance(update, Update) else None
        error = context.error
        if isinstance(error, Forbidden):
            _log.info("update %s: not answered: %s", number, error)
            return
        _log.error("update %s failed", number, exc_info=error)
        if may_have_arrived(error) or not isinstance(update, Update) or not update.effective_message:
            return  # an apology below an answer would be wrong
        try:
            await _say(update, (await self._words(update.effective_user)).text("went-wrong"))
        except Exception:  # noqa: BLE001  # the error handler is the last one: nothing may leave it
            _log.warning("update %s: the person could not be told", number, exc_info=True)

    async def _words(self, user: User | None) -> Words:
        if user is None:
            return words_for()
        try:
            chosen = await asyncio.to_thread(self._people.language, user.id)
        except StateError as error:  # answers do not depend on the database
            _log.warning("%s", error)
            chosen = None
        return words_for(chosen, user.language_code)


# Not "everything else": service messages (somebody joined, a message was pinned) are nobody's question.
_UNREADABLE = filters.ATTACHMENT


async def _stop_spinning(query: CallbackQuery) -> None:
    """Answer the press of a button; one that waited while the bot was away cannot be answered any more."""
    try:
        await query.answer()
    except BadRequest as error:
        _log.info("button not answered: %s", error)


async def _say(update: Update, text: str) -> None:
    await _reply(update, render_text(text))


async def _reply(update: Update, html: str, buttons: InlineKeyboardMarkup | None = None) -> None:
    """Send a message as a reply to the update's message."""
    message: Message | None = update.effective_message
    if message is not None:
        await patiently(lambda: message.reply_html(html, reply_markup=buttons))
