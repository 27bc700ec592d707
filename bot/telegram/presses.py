"""Presses of buttons. What a button needs to know it carries, or its message does: nothing is kept of what is shown."""

from __future__ import annotations

import asyncio

from telegram import Bot, CallbackQuery, Message, Update
from telegram.ext import ContextTypes

from bot.fitting import ELLIPSIS
from bot.state.votes import Votes
from bot.telegram.additions import Additions
from bot.telegram.answers import Answers, Reply
from bot.telegram.articles import article_list
from bot.telegram.asked import Asked, asked_again
from bot.telegram.callback_data import (
    ArticlePage,
    Carried,
    Dismissal,
    Language,
    PassageView,
    Position,
    Suggestion,
    Undo,
    View,
    Vote,
    carried_below,
    read,
)
from bot.telegram.insights import Insights
from bot.telegram.logbook import Logbook
from bot.telegram.looking_up import look_up
from bot.telegram.pace import Pace, Turn
from bot.telegram.promptly import promptly
from bot.telegram.render import render_text
from bot.telegram.sending import acknowledge, edit_pressed, reply
from bot.telegram.speaker import Speaker
from bot.telegram.turns import is_private
from bot.words import languages, words_for, words_in

_DOUBLE_TAP = 2  # seconds


class Presses:
    """Handlers of pressed buttons. Each is told at once that it was pressed; pressing it again changes nothing.

    Args:
        answers: Makes what is shown.
        speaker: In which language.
        votes: What people think of it.
        logbook: What they ask.
        additions: What keepers added.
        insights: What keepers want to know.
    """

    def __init__(
        self,
        answers: Answers,
        speaker: Speaker,
        votes: Votes,
        logbook: Logbook,
        additions: Additions,
        insights: Insights,
    ) -> None:
        self._answers = answers
        self._speaker = speaker
        self._votes = votes
        self._logbook = logbook
        self._additions = additions
        self._insights = insights
        self._taps = Pace(_DOUBLE_TAP)

    async def pressed(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Do what a button says; of one that this version does not know, or that has nothing to go on, say so."""
        query = update.callback_query
        if query is None:
            return
        carried = read(str(query.data or ""))
        if carried is None or not _is_offered(query, carried) or not await self._done(query, carried, context.bot):
            words = await self._speaker.words(query.from_user)
            await acknowledge(query, words.text("button-outdated"))

    async def _done(self, query: CallbackQuery, carried: Carried, bot: Bot) -> bool:
        """Do what a button says, and return whether that can be done."""
        match carried:
            case View():
                return await self._turn(query, carried, bot)
            case PassageView():
                found = await asyncio.to_thread(self._answers.passage, carried)
                return found is not None and await _shows(query, found)
            case Vote():
                return await self._vote(query, carried)
            case Suggestion():
                return await self._ask(query)
            case Language():
                return await self._choose(query, carried.code)
            case ArticlePage():
                words = words_for(carried.language)
                return await _shows(query, article_list(self._answers, words, carried.page, bot.username))
            case Undo():
                return await self._additions.undo(query, carried)
            case Dismissal():
                return await self._insights.dismiss(query, carried)
            case Position():
                words = words_for(carried.language)
                await acknowledge(query, words.text("place", number=carried.number, total=carried.total))
                return True
        return False

    async def _turn(self, query: CallbackQuery, view: View, bot: Bot) -> bool:
        """Show another view of an answer, in the language in which it was given, whoever presses."""
        question = asked_again(query.message, bot.bot) if isinstance(query.message, Message) else None
        if not question:
            return False
        found = await asyncio.to_thread(self._answers.page, Asked(question), view)
        if question.endswith(ELLIPSIS) and not found.is_answer:
            return False  # what is left of a long question asks something else: the answer stays
        return await _shows(query, found)

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
        if self._taps.turn((message.chat_id, message.message_id, query.data), query.id) is not Turn.ANSWER:
            return True
        words = await self._speaker.words(query.from_user)
        view = View(language=words.language, short=not is_private(message))
        found, took_ms = await look_up(self._answers, Asked(question), view)
        await reply(message, found.html, found.buttons)
        self._logbook.note(found, took_ms, "private" if is_private(message) else "group", query.from_user)
        return True

    async def _vote(self, query: CallbackQuery, vote: Vote) -> bool:
        passage = self._answers.passage_at(vote.article, vote.number)
        if passage is None:
            return False
        words = await self._speaker.words(query.from_user)
        noted = await promptly(lambda: self._votes.cast(query.from_user.id, passage, helpful=vote.helpful))
        await acknowledge(query, words.text("vote-thanks" if noted else "went-wrong"))
        return True

    async def _choose(self, query: CallbackQuery, language: str) -> bool:
        """Remember a language, and say so in it."""
        if language not in languages() or not (isinstance(query.message, Message) and is_private(query.message)):
            return False
        await acknowledge(query)
        await self._speaker.choose(query.from_user, language)
        await edit_pressed(query, render_text(words_in(language).text("settings-done")), None)
        return True


def _is_offered(query: CallbackQuery, carried: Carried) -> bool:
    """Return whether a message has buttons of a kind at all: clients can send anything for any of the bot's messages.

    Not whether it has this very button: after a double tap it may show the next page already. The choice of languages
    and what can be undone go away with their buttons; of messages in other chats, none is told.
    """
    if isinstance(carried, Language | Undo) or not isinstance(query.message, Message):
        return True
    return any(isinstance(other, type(carried)) for other in carried_below(query.message))


async def _shows(query: CallbackQuery, found: Reply) -> bool:
    await acknowledge(query)
    await edit_pressed(query, found.html, found.buttons)
    return True
