"""Which handler takes which update."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from typing import Any

from telegram import Message, Update
from telegram.error import TelegramError
from telegram.ext import (
    Application,
    CallbackQueryHandler,
    ChatMemberHandler,
    CommandHandler,
    ContextTypes,
    InlineQueryHandler,
    MessageHandler,
    filters,
)

from bot.adding.bring import Bringing
from bot.metrics import Metrics
from bot.state.remembered import Remembered
from bot.telegram.additions import Additions
from bot.telegram.answers import Answers, Reply
from bot.telegram.commands import Commands
from bot.telegram.floods import QUESTIONS
from bot.telegram.inline import Inline
from bot.telegram.insights import Insights
from bot.telegram.keepers import Keepers
from bot.telegram.links import Links
from bot.telegram.logbook import Logbook
from bot.telegram.membership import Membership
from bot.telegram.pace import Pace
from bot.telegram.presses import Presses
from bot.telegram.questions import ASK, Questions
from bot.telegram.render import render_text
from bot.telegram.sending import reply
from bot.telegram.speaker import Speaker
from bot.telegram.turns import Turns
from bot.telegram.work import at_work
from index import EngineError, Searcher

BotApplication = Application[Any, Any, Any, Any, Any, Any]
"""The library's application; what its type arguments could tell is of no use here."""


class _FromPeople(filters.MessageFilter):
    """Messages that somebody wrote.

    What another bot wrote is nobody's question, nor what was sent through one: the bot's own inline results come back
    to it so. Who writes in the name of a chat, as anonymous administrators do, seems to be a bot of Telegram's.
    """

    def filter(self, message: Message) -> bool:
        """Return whether somebody wrote the message."""
        if message.via_bot or message.is_automatic_forward:
            return False
        return message.sender_chat is not None or not (message.from_user and message.from_user.is_bot)


# A plain filter also takes edited messages, channel posts and messages to the bot as a guest.
_NEW = filters.UpdateType.MESSAGE & _FromPeople()
_EDITED = filters.UpdateType.EDITED_MESSAGE & _FromPeople()
_WORDS = filters.TEXT | filters.CAPTION
_PRIVATE = filters.ChatType.PRIVATE

_OF_AN_ALBUM = 10  # seconds in which its messages come

_log = logging.getLogger(__name__)


class Handlers:
    """The bot's side of all conversations.

    Args:
        searcher: Where to look.
        remembered: The database.
        keepers: Who keeps the library.
        bringing: Adds to it; None where it cannot be added to.
        metrics: Counts what is asked.

    Attributes:
        additions: What is being added.
        keepers: Who keeps the library.
    """

    def __init__(
        self,
        searcher: Searcher,
        remembered: Remembered,
        keepers: Keepers,
        bringing: Bringing | None,
        metrics: Metrics,
    ) -> None:
        answers = Answers(searcher)
        self._speaker = Speaker(remembered.people)
        self.keepers = keepers
        albums = Pace(_OF_AN_ALBUM)
        logbook = Logbook(remembered.questions, metrics)
        self.additions = Additions(answers, self._speaker, keepers, bringing, remembered.jobs, albums)
        self._insights = Insights(answers, self._speaker, keepers, remembered.database)
        self._commands = Commands(answers, self._speaker, keepers, Turns(self._speaker), albums)
        self._questions = Questions(answers, self._speaker, remembered.sent, logbook, Turns(self._speaker), albums)
        self._presses = Presses(answers, self._speaker, remembered.votes, logbook, self.additions, self._insights)
        self._inline = Inline(answers, self._speaker, logbook)
        self._membership = Membership(remembered, self._speaker)

    def register(self, application: BotApplication) -> None:
        """Add the handlers; the first that fits an update takes it, so the general ones come last."""
        commands, questions, additions, insights = self._commands, self._questions, self.additions, self._insights
        keepers = _NEW & _PRIVATE & self.keepers
        document = filters.Document.ALL & ~filters.ANIMATION  # a moving picture comes as a document too
        link = Links()
        link_alone = link & ~filters.FORWARDED  # what somebody else forwards is a text to be found
        application.add_handlers(
            [
                MessageHandler(filters.UpdateType.MESSAGE & filters.StatusUpdate.MIGRATE, self._membership.migrated),
                CommandHandler("start", commands.start, _NEW),
                CommandHandler(ASK, questions.ask, _NEW),
                CommandHandler("help", commands.help, _NEW),
                CommandHandler("sources", commands.sources, _NEW),
                CommandHandler("settings", commands.settings, _NEW & _PRIVATE),
                CommandHandler("stats", insights.stats, keepers),
                CommandHandler("unanswered", insights.unanswered, keepers),
                MessageHandler(_NEW & _PRIVATE & filters.COMMAND, commands.unknown),
                MessageHandler(keepers & document, additions.document),
                MessageHandler(keepers & link, additions.link),
                MessageHandler(_NEW & _PRIVATE & (document | link_alone), additions.refuse),
                MessageHandler(_NEW & _WORDS & ~filters.COMMAND, questions.new),
                # Not "everything else": service messages (somebody joined, a message was pinned) are no question. Nor
                # are payments, which the library counts among what is attached, warning that it will not for long.
                MessageHandler(_NEW & _PRIVATE & ~filters.SUCCESSFUL_PAYMENT & filters.ATTACHMENT, commands.unreadable),
                MessageHandler(_EDITED & _WORDS, questions.edited),
                CallbackQueryHandler(self._presses.pressed),
                InlineQueryHandler(self._inline.typed),
                MessageHandler(filters.UpdateType.GUEST_MESSAGE & _FromPeople() & _WORDS, self._inline.mentioned),
                ChatMemberHandler(self._membership.changed, ChatMemberHandler.MY_CHAT_MEMBER),
            ]
        )
        application.add_error_handler(_keep_error)

    async def forget(self, update: Update) -> None:
        """Forget a chat that the bot may not write to any more."""
        if update.effective_chat:
            await self._membership.forget(update.effective_chat)

    async def slow_down(self, message: Message) -> None:
        """Tell somebody that they ask faster than they are answered."""
        words = await self._speaker.words(message.from_user)
        await self._say(lambda: reply(message, render_text(words.text("flood", count=QUESTIONS))), message.chat_id)

    async def apologise(self, update: Update, error: BaseException) -> None:
        """Tell somebody in words that their update was not answered."""
        apology = "away" if isinstance(error, EngineError) else "went-wrong"
        await self._say(lambda: self._apologise(update, apology), update.update_id)

    async def _say(self, say: Callable[[], Awaitable[object]], to: int) -> None:
        try:
            await say()
        except TelegramError as error:
            _log.warning("%s could not be told: %s", to, error)

    async def _apologise(self, update: Update, apology_in_words: str) -> None:
        if update.inline_query:
            await self._inline.lead_to_chat(update.inline_query)
            return
        words = await self._speaker.words(update.effective_user)
        apology = render_text(words.text(apology_in_words))
        if update.guest_message:
            await self._inline.answer_guest(update.guest_message, Reply(apology), words)
        elif update.effective_message:
            await reply(update.effective_message, apology)


async def _keep_error(_: object, context: ContextTypes.DEFAULT_TYPE) -> None:
    """Keep what went wrong with an update, for who gave it to the handlers."""
    work = at_work()
    if work:
        work.error = context.error
