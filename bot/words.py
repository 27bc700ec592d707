"""The bot's own words in the languages that it speaks, from the message files in ``locales/``.

The files are in the Fluent format (https://projectfluent.org), which leaves plurals and numbers to each language.
A language is added by adding its file.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from babel import Locale
from fluent.runtime import FluentBundle, FluentResource
from fluent.runtime.resolver import CurrentEnvironment, ResolverEnvironment
from fluent.runtime.types import FluentFloat, FluentInt, NumberFormatOptions

from bot.digits import localized_digits

_FOLDER = Path(__file__).with_name("locales")
_FALLBACK = "en"


class _Count(FluentInt):
    """A number that is written in the language's own digits."""

    def format(self, locale: Locale) -> str:
        return localized_digits(super().format(locale), locale.language)


class _Share(FluentFloat):
    """A share of the whole, written as a percentage."""

    default_number_format_options = NumberFormatOptions(style="percent", maximumFractionDigits=0)

    def format(self, locale: Locale) -> str:
        return localized_digits(super().format(locale), locale.language)


class Words:
    """What the bot says in one language."""

    def __init__(self, language: str) -> None:
        self.language = language
        # Isolation marks guard mixed directions of writing; some clients show them as boxes.
        self._bundle = FluentBundle([language], use_isolating=False)
        self._bundle.add_resource(FluentResource((_FOLDER / f"{language}.ftl").read_text(encoding="utf-8")))

    def text(self, message: str, **values: Any) -> str:  # noqa: ANN401  # Fluent takes text, numbers and dates
        """Return a message with ``values`` put in: whole numbers as the language writes them, floats as percentages.

        Raises:
            LookupError: The language's file has no such message or the message wants other values.
        """
        pattern = self._bundle.get_message(message).value
        if pattern is None:
            raise LookupError(f"{self.language}.ftl: {message}: has no text")
        numbers = {
            name: _Count(value) if isinstance(value, int) else _Share(value)
            for name, value in values.items()
            if isinstance(value, (int, float))
        }
        errors: list[Exception] = []
        # Not FluentBundle.format_pattern: it makes plain FluentInts of all integers, these too.
        text = pattern(ResolverEnvironment(self._bundle, errors, CurrentEnvironment(args=values | numbers)))
        if errors:
            raise LookupError(f"{self.language}.ftl: {message}: {errors[0]}")
        return str(text)

    def language_name(self, language: str) -> str:
        """Return the name of any language in this one; its code where there is none."""
        return str(Locale.parse(self.language).languages.get(language, language))


@cache
def languages() -> tuple[str, ...]:
    """Return the codes of the languages that the bot speaks."""
    return tuple(sorted(file.stem for file in _FOLDER.glob("*.ftl")))


@cache
def words_in(language: str) -> Words:
    """Return the bot's words in one of :func:`languages`."""
    return Words(language)


def words_for(*wishes: str | None) -> Words:
    """Return the bot's words in the first language wished for that it speaks, else in English.

    Args:
        wishes: Language tags such as "hi" or "hi-IN", in any letter case; None for none known.
    """
    for wish in wishes:
        language = (wish or "").replace("_", "-").partition("-")[0].lower()
        if language in languages():
            return words_in(language)
    return words_in(_FALLBACK)
