"""The errors of the bot: what is wrong and the next step, in a sentence for the person who runs it."""

from __future__ import annotations

from enum import StrEnum
from typing import Self


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


class Unfetched(StrEnum):
    """Why nothing was fetched, for those who say it in other words."""

    NO_ADDRESS = "no-address"
    NO_SUCH_HOST = "no-such-host"
    PRIVATE = "private-address"
    UNREACHABLE = "unreachable"
    TOO_SLOW = "too-slow"
    TOO_LARGE = "too-large"
    LOGIN = "login"
    NOT_FOUND = "not-found"
    REFUSED = "refused"
    NO_FEED = "no-feed"


class FetchError(BotError):
    """A page or feed that cannot be fetched.

    Args:
        address: Its address.
        unfetched: Why.
        wrong: What is wrong, as a clause.
        mend: What to do about it, as a clause.
    """

    def __init__(self, address: str, unfetched: Unfetched, wrong: str, mend: str) -> None:
        super().__init__(f"{address}: {wrong}. {mend}.")
        self.address, self.unfetched, self.wrong, self.mend = address, unfetched, wrong, mend

    def __reduce__(self) -> tuple[type[Self], tuple[str, Unfetched, str, str]]:
        """Return how it is made anew: that of a feed comes from another process."""
        return type(self), (self.address, self.unfetched, self.wrong, self.mend)
