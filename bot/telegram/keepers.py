"""The people who keep the library: who they are, and what only they may do."""

from __future__ import annotations

from collections.abc import Collection

from telegram import Message
from telegram.ext import filters


class Keepers(filters.MessageFilter):
    """Messages of people who keep the library.

    Args:
        ids: Their Telegram user ids.
    """

    def __init__(self, ids: Collection[int]) -> None:
        super().__init__("keepers")
        self.ids = frozenset(ids)

    def filter(self, message: Message) -> bool:
        """Return whether one of them wrote the message."""
        return message.from_user is not None and message.from_user.id in self.ids
