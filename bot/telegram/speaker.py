"""The language in which the bot speaks to somebody."""

from __future__ import annotations

from telegram import User

from bot.state.people import People
from bot.telegram.promptly import promptly
from bot.words import Words, words_for


class Speaker:
    """Finds the words for people: in the language that they chose, else in that of their Telegram."""

    def __init__(self, people: People) -> None:
        self._people = people

    async def words(self, user: User | None) -> Words:
        """Return the bot's words for somebody; in English for nobody."""
        if user is None:
            return words_for()
        known = await promptly(lambda: self._people.languages(user.id, user.language_code))
        return words_for(*(known or (user.language_code,)))

    async def choose(self, user: User, language: str) -> None:
        """Remember the language that somebody chose."""
        await promptly(lambda: self._people.choose_language(user.id, language))
