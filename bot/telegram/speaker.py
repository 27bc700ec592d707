"""The language in which the bot speaks to somebody."""

from __future__ import annotations

import asyncio
import logging

from telegram import User

from bot.errors import StateError
from bot.people import People
from bot.words import Words, words_for

_log = logging.getLogger(__name__)


class Speaker:
    """Finds the words for people: in the language that they chose, else in that of their Telegram."""

    def __init__(self, people: People) -> None:
        self._people = people

    async def words(self, user: User | None) -> Words:
        """Return the bot's words for somebody; in English for nobody."""
        if user is None:
            return words_for()
        try:
            wishes = await asyncio.to_thread(self._people.languages, user.id, user.language_code)
        except StateError as error:  # answers do not depend on the database
            _log.warning("%s", error)
            wishes = (None, user.language_code)
        return words_for(*wishes)

    async def choose(self, user: User, language: str) -> None:
        """Remember the language that somebody chose.

        Raises:
            StateError: The database cannot be used.
        """
        await asyncio.to_thread(self._people.choose_language, user.id, language)
