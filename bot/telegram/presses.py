"""Presses of buttons. What a button needs to know it carries, or its message does: nothing is kept of what is shown."""

from __future__ import annotations

import asyncio
import logging

from telegram import Bot, CallbackQuery, Message, Update
from telegram.ext import ContextTypes

from bot.errors import StateError
from bot.telegram.answers import Answers, Reply
from bot.telegram.articles import article_list
from bot.telegram.asked import Asked, asked_again
from bot.telegram.keyboards import ASK, LANGUAGE, PLACE, SOURCES
from bot.telegram.pace import Pace, Turn
from bot.telegram.render import render_text
from bot.telegram.sending import acknowledge, edit_pressed, reply
from bot.telegram.speaker import Speaker
from bot.telegram.view import PassageView, View, Vote, is_number
from bot.votes import Votes
from bot.words import languages, words_for, words_in

_DOUBLE_TAP = 2  # seconds

_log = logging.getLogger(__name__)


class Presses:
    """Handlers of pressed buttons. Each is told at once that it was pressed; pressing it again changes nothing.

    Args:
        answers: Makes what is shown.
        speaker: In which language.
        votes: What people think of it.
    """

    def __init__(self, answers: Answers, speaker: Speaker, votes: Votes) -> None:
        self._answers = answers
        self._speaker = speaker
        self._votes = votes
        self._taps = Pace(_DOUBLE_TAP)

    async def pressed(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Do what a button says; of one that this version does not know, or that has nothing to go on, say so."""
        query = update.callback_query
        if query is None:
            return
        data = str(query.data or "")
        kind = data[: data.find(":") + 1]
        rest = data.removeprefix(kind)
        if view := View.read(data):
            known = await self._turn(query, view, context.bot)
        elif passage := PassageView.read(data):
            known = await self._unfold(query, passage)
        elif vote := Vote.read(data):
            known = await self._vote(query, vote)
        else:
            known = await self._other(query, kind, rest, context.bot)
        if not known:
            words = await self._speaker.words(query.from_user)
            await acknowledge(query, words.text("button-outdated"))

    async def _other(self, query: CallbackQuery, kind: str, rest: str, bot: Bot) -> bool:
        if kind == LANGUAGE:
            return await self._choose_language(query, rest)
        if kind == ASK:
            return await self._ask(query)
        if kind == SOURCES:
            return await self._list(query, rest, bot)
        return kind == PLACE and await self._tell_place(query, rest)

    async def _turn(self, query: CallbackQuery, view: View, bot: Bot) -> bool:
        """Show another view of an answer, in the language in which it was given, whoever presses."""
        question = asked_again(query.message, bot.bot) if isinstance(query.message, Message) else None
        if not question:
            return False
        await acknowledge(query)
        await _show(query, await asyncio.to_thread(self._answers.page, question, view))
        return True

    async def _unfold(self, query: CallbackQuery, view: PassageView) -> bool:
        found = await asyncio.to_thread(self._answers.passage, view)
        if found is None:
            return False
        await acknowledge(query)
        await _show(query, found)
        return True

    async def _ask(self, query: CallbackQuery) -> bool:
        """Ask the question that stands on the button; once for a double tap, which would send a second message."""
        message = query.message
        if not isinstance(message, Message) or message.reply_markup is None:
            return False
        buttons = (button for row in message.reply_markup.inline_keyboard for button in row)
        question = next((button.text for button in buttons if button.callback_data == query.data), None)
        if question is None:
            return False
        await acknowledge(query)
        if self._taps.turn((message.chat_id, message.message_id, query.data)) is not Turn.ANSWER:
            return True
        words = await self._speaker.words(query.from_user)
        view = View(language=words.language)
        found = await asyncio.to_thread(self._answers.reply, Asked(question), view)
        await reply(message, found.html, found.buttons)
        return True

    async def _vote(self, query: CallbackQuery, vote: Vote) -> bool:
        passage = self._answers.passage_at(vote.article, vote.number)
        if passage is None:
            return False
        words = await self._speaker.words(query.from_user)
        voter, article = query.from_user.id, passage.article.id
        try:
            await asyncio.to_thread(self._votes.cast, voter, article, passage.number, helpful=vote.helpful)
        except StateError as error:
            _log.warning("%s", error)
            await acknowledge(query, words.text("went-wrong"))
        else:
            await acknowledge(query, words.text("vote-thanks"))
        return True

    async def _list(self, query: CallbackQuery, rest: str, bot: Bot) -> bool:
        number, _, language = rest.partition(":")
        if not is_number(number):
            return False
        await acknowledge(query)
        await _show(query, article_list(self._answers, words_for(language), int(number), bot.username))
        return True

    async def _tell_place(self, query: CallbackQuery, rest: str) -> bool:
        match rest.split(":"):
            case [number, total, language] if is_number(number) and is_number(total):
                place = words_for(language).text("place", number=int(number), total=int(total))
                await acknowledge(query, place)
                return True
        return False

    async def _choose_language(self, query: CallbackQuery, language: str) -> bool:
        """Remember the language whose button was pressed, and say so in it."""
        if language not in languages():
            return False
        await acknowledge(query)
        await self._speaker.choose(query.from_user, language)
        await edit_pressed(query, render_text(words_in(language).text("settings-done")), None)
        return True


async def _show(query: CallbackQuery, found: Reply) -> None:
    await edit_pressed(query, found.html, found.buttons)
