"""Somebody's place in the world: who they are, and the chats in which they can write."""

from dataclasses import dataclass
from typing import Any

from tests.botapi.chat import Chat
from tests.botapi.chats import ELSEWHERE, Group, require_open
from tests.botapi.world import World


@dataclass
class Account:
    """Somebody with a Telegram account.

    Args:
        user: The `User` object.
    """

    world: World
    user: dict[str, Any]

    @property
    def id(self) -> int:
        """Return the user's id, which is the private chat's too."""
        identifier: int = self.user["id"]
        return identifier

    def _chat(self, group: Group | None) -> Chat:
        return self.world.chats[group.id if group else self.id]

    def _chat_to_write_in(self, group: Group | None) -> Chat:
        """Return the group, or the private chat, which starts if it has not yet.

        Raises:
            AssertionError: Telegram would not let this person write there.
        """
        if group and group != ELSEWHERE and self.id not in group.members:
            raise AssertionError(f"{self.user['first_name']} is not in the group {group.id}.")
        chat = self._chat(group)
        require_open(chat)
        return chat
