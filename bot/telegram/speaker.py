"""The language in which the bot speaks to somebody."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

from telegram import User

from bot.state.people import People
from bot.telegram.promptly import promptly
from bot.words import Words, words_for

_KNOWN_FOR = 60.0  # seconds: so long another process may not know of a new choice
_MOST = 10_000  # people


@dataclass(frozen=True, slots=True)
class _Known:
    """What was found of somebody, and until when it holds."""

    told: str | None
    languages: tuple[str | None, ...]
    until: float


class Speaker:
    """Finds the words for people: in the language that they chose, else in that of their Telegram.

    Args:
        people: Where it is remembered.
        now: A clock in seconds.
    """

    def __init__(self, people: People, now: Callable[[], float] = time.monotonic) -> None:
        self._people = people
        self._now = now
        self._known: OrderedDict[int, _Known] = OrderedDict()

    async def words(self, user: User | None) -> Words:
        """Return the bot's words for somebody; in English for nobody."""
        return await self.words_of(user.id, user.language_code) if user else words_for()

    async def words_of(self, telegram_id: int, told: str | None = None) -> Words:
        """Return the bot's words for the person with an id, whose Telegram may just have told its language."""
        known = self._known.get(telegram_id)
        if known and known.until > self._now() and told in {None, known.told}:
            return words_for(*known.languages)
        languages = await promptly(lambda: self._people.languages(telegram_id, told))
        if languages is None:
            return words_for(told)
        self._known[telegram_id] = _Known(told, languages, self._now() + _KNOWN_FOR)
        if len(self._known) > _MOST:
            self._known.popitem(last=False)
        return words_for(*languages)

    async def choose(self, user: User, language: str) -> None:
        """Remember the language that somebody chose."""
        await promptly(lambda: self._people.choose_language(user.id, language))
        self._known.pop(user.id, None)

    async def forget(self, telegram_id: int) -> None:
        """Forget somebody."""
        await promptly(lambda: self._people.forget(telegram_id))
        self._known.pop(telegram_id, None)
