"""What was asked, for the people who keep the library: /stats and /unanswered."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime

from telegram import CallbackQuery, Update
from telegram.ext import ContextTypes

from bot.chart import questions_a_day
from bot.state.database import Database
from bot.state.insight import Insight, dismiss, insight
from bot.telegram.answers import Answers
from bot.telegram.callback_data import Dismissal
from bot.telegram.keepers import Keepers
from bot.telegram.sending import acknowledge, edit_pressed, reply, reply_photo
from bot.telegram.speaker import Speaker
from bot.telegram.told_insight import render_insight, unanswered_list
from bot.words import words_for

DAYS = 30
"""How many days are told of: as many as a chart has room for on a phone."""


class Insights:
    """Handlers of what the keepers want to know.

    Args:
        answers: Knows the articles.
        speaker: In which language.
        keepers: Who may know.
        database: Where it is.
    """

    def __init__(self, answers: Answers, speaker: Speaker, keepers: Keepers, database: Database) -> None:
        self._answers = answers
        self._speaker = speaker
        self._keepers = keepers
        self._database = database

    async def stats(self, update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        """Tell how much was asked and how well it was answered, with a picture where anything was."""
        message = update.effective_message
        if message is None:
            return
        words = await self._speaker.words(update.effective_user)
        seen = await asyncio.to_thread(self._insight)
        told = render_insight(seen, self._answers.catalogue, words)
        if seen.asked:
            await reply_photo(message, await asyncio.to_thread(questions_a_day, seen.days), told)
        else:
            await reply(message, told)

    async def unanswered(self, update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        """List the questions without an answer."""
        message = update.effective_message
        if message:
            words = await self._speaker.words(update.effective_user)
            listed = unanswered_list((await asyncio.to_thread(self._insight)).unanswered, words)
            await reply(message, listed.html, listed.buttons)

    async def dismiss(self, query: CallbackQuery, dismissal: Dismissal) -> bool:
        """Dismiss a group of questions, and return whether the person may."""
        if query.from_user.id not in self._keepers.ids:
            return False
        words = words_for(dismissal.language)
        await asyncio.to_thread(self._dismissed, dismissal.newest)
        await acknowledge(query, words.text("unanswered-dismissed"))
        left = unanswered_list((await asyncio.to_thread(self._insight)).unanswered, words)
        await edit_pressed(query, left.html, left.buttons)
        return True

    def _insight(self) -> Insight:
        return insight(self._database, DAYS, datetime.now(UTC))

    def _dismissed(self, newest: int) -> None:
        """Dismiss the questions that are in a group with one, also those that came after the list was made."""
        for group in self._insight().unanswered:
            if newest in group.ids:
                dismiss(self._database, group.ids)
