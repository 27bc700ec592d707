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
        return await self.words_of(user.id, user.language_code) if user else words_for()

    async def words_of(self, telegram_id: int, told: str | None = None) -> Words:
        """Return the bot's words for the person with an id, whose Telegram may just have told its language."""
        known = await promptly(lambda: self._people.languages(telegram_id, told))
        return words_for(*(known or (told,)))

    async def choose(self, user: User, language: str) -> None:
        """Remember the language that somebody chose."""
        await promptly(lambda: self._people.choose_language(user.id, language))
