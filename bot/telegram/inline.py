"""Questions from other chats: `@bot question` in the field where one types, and mentions where the bot is a guest."""

from __future__ import annotations

import asyncio
import logging
from time import perf_counter

from telegram import InlineQuery, InlineQueryResultsButton, Message, Update
from telegram.ext import ContextTypes
from telegram.helpers import create_deep_linked_url

from bot.question import cleaned
from bot.telegram.answers import Answers, Reply
from bot.telegram.asked import asked
from bot.telegram.callback_data import is_number
from bot.telegram.keyboards import chat_button
from bot.telegram.logbook import Logbook
from bot.telegram.results import ON_A_PAGE, result, results
from bot.telegram.sending import refused_as_late
from bot.telegram.speaker import Speaker
from bot.words import Words, words_for

FROM_INLINE = "inline"
"""The deep link's parameter with which somebody comes to the chat from a list without results."""

_CACHED = 60  # seconds that Telegram may give somebody the same results again; articles change seldom
_IN_TIME = 0.8  # seconds: who types has an answer within one, on a slow connection too

_log = logging.getLogger(__name__)


class Inline:
    """Handlers of inline queries and of mentions in chats that the bot is not in.

    Args:
        answers: Makes what is sent.
        speaker: In which language.
        logbook: What is asked by a mention. What somebody types in the field is not: every letter of it comes.
    """

    def __init__(self, answers: Answers, speaker: Speaker, logbook: Logbook) -> None:
        self._answers = answers
        self._speaker = speaker
        self._logbook = logbook

    async def typed(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Answer an inline query, in time: with results, or with the way to the chat."""
        query = update.inline_query
        if query is None:
            return
        offset = int(query.offset) if is_number(query.offset) else 0
        try:
            async with asyncio.timeout(_IN_TIME):
                words = await self._speaker.words(query.from_user)
                page, more = await asyncio.to_thread(
                    results, self._answers, cleaned(query.query), offset, words, context.bot.username
                )
        except TimeoutError:
            _log.warning("update %s: inline query not looked up within %s s", update.update_id, _IN_TIME)
            await self.lead_to_chat(query)
            return
        nothing = InlineQueryResultsButton(words.text("inline-no-answer"), start_parameter=FROM_INLINE)
        with refused_as_late():  # who has typed on no longer waits for this
            await query.answer(
                page,
                cache_time=_CACHED,
                is_personal=True,
                next_offset=str(offset + ON_A_PAGE) if more else None,  # the library would send "" as "[]"
                button=None if page or offset else nothing,
            )
        _log.info("update %s: %s inline results", update.update_id, len(page))

    async def lead_to_chat(self, query: InlineQuery) -> None:
        """Answer an inline query that could not be looked up: only the way to the chat."""
        words = words_for(query.from_user.language_code)  # not the chosen one: the database may be what is slow
        button = InlineQueryResultsButton(words.text("button-chat"), start_parameter=FROM_INLINE)
        with refused_as_late():
            await query.answer([], cache_time=0, button=button)

    async def mentioned(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Give the one answer to a mention in a chat that the bot is not in."""
        message = update.guest_message
        if message is None or not message.guest_query_id:  # without one there is no way to answer
            return
        words = await self._speaker.words(message.from_user)
        question = asked(message, context.bot.bot)
        began = perf_counter()
        found = await asyncio.to_thread(self._answers.elsewhere, question, words)
        took_ms = (perf_counter() - began) * 1000
        await self.answer_guest(message, found, words)
        self._logbook.note(found, took_ms, "guest", message.from_user)
        _log.info("update %s: as a guest: %s", update.update_id, found.outcome)

    async def answer_guest(self, message: Message, found: Reply, words: Words) -> None:
        """Give the one answer that a mention takes; where it has no buttons, with the way to the chat."""
        link = create_deep_linked_url(message.get_bot().username, FROM_INLINE)
        sent = Reply(found.html, found.buttons or chat_button(link, words))
        only = result("guest", words.text("button-chat"), "", sent)
        with refused_as_late():  # as after an outage
            await message.answer_guest_query(only)
