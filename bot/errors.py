"""The errors of the bot: what is wrong and the next step, in a sentence for the person who runs it."""

from __future__ import annotations


class BotError(Exception):
    """Root of everything that the package ``bot`` raises."""


class UsageError(BotError):
    """An argument that cannot be used; the command exits with 2."""


class SettingsError(UsageError):
    """A setting that is missing or cannot be used."""


class TelegramUnavailableError(BotError):
    """Telegram refuses the bot: the token is wrong or was revoked."""


class StateError(BotError):
    """The database that remembers people's choices cannot be used."""
