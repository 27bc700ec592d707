"""The people on the other side: they write, wait for the bot's answers, press its buttons."""

import itertools
from bisect import bisect_right
from dataclasses import dataclass, field
from typing import TypeVar

from tests.botapi import menus
from tests.botapi.asking import Asker
from tests.botapi.chat import Chat, Stored
from tests.botapi.chats import Group, let_in, new_private_chat
from tests.botapi.seen import BotMessage, InlineMessage, Said, Seen
from tests.botapi.sending import Sender
from tests.botapi.world import World

__all__ = ["BotMessage", "Group", "InlineMessage", "Person", "Said", "new_person"]

AnySeen = TypeVar("AnySeen", bound=Seen)


@dataclass
class Person(Sender, Asker):
    """Somebody with a Telegram account. Waiting ends with an AssertionError that tells what did not come."""

    _read: dict[int, int] = field(default_factory=dict)
    """The last of the bot's messages that was read, by chat."""

    def unblocks(self) -> None:
        """Let the bot write again after it was blocked."""
        with self.world.changed:
            let_in(self.world, self._chat(None))

    def menu(self, chat: Group | None = None) -> dict[str, str]:
        """Return the commands that are offered for a typed `/`, and what each does."""
        with self.world.changed:
            return menus.menu(self.world, self._chat(chat), self.user)

    def gets(self, chat: Group | None = None, timeout: float = 5) -> BotMessage:
        """Return the bot's next message in the chat that this person has not read yet."""
        with self.world.changed:
            where = self._chat(chat)
            stored = self.world.changed.wait_for(lambda: self._unread(where), timeout)
            if stored is None:
                name, place = self.user["first_name"], where.about["type"]
                raise AssertionError(f"{name} got no message in the {place} chat {where.id} within {timeout} s.")
            self._read[where.id] = stored.id
            return BotMessage.of(stored)

    def gets_nothing(self, chat: Group | None = None, within: float = 0.5) -> None:
        """Wait, and see that no new message of the bot comes."""
        with self.world.changed:
            where = self._chat(chat)
            if stored := self.world.changed.wait_for(lambda: self._unread(where), within):
                raise AssertionError(f"{self.user['first_name']} got a message: {stored.text!r}")

    def replies(self, chat: Group | None = None) -> dict[int, int | None]:
        """Return the bot's messages in the chat, in their order, and what each replies to: ids of messages."""
        with self.world.changed:
            where = self._chat(chat)
            there = (where.messages[each] for each in where.from_bot if each in where.messages)
            return {stored.id: stored.reply_to for stored in there}

    def sees(self, message: AnySeen) -> AnySeen:
        """Return a message that the bot wrote as it stands now."""
        with self.world.changed:
            return message.of(self.world.chats[message.chat_id].messages[message.message_id])

    def gets_edit(self, message: AnySeen, timeout: float = 5) -> AnySeen:
        """Return the message as it is after the bot's next edit since it was looked at."""
        with self.world.changed:
            if not self.world.changed.wait_for(lambda: self.sees(message).edits > message.edits, timeout):
                raise AssertionError(f"The message {message.text[:60]!r} was not edited within {timeout} s.")
            return self.sees(message)

    def _unread(self, chat: Chat) -> Stored | None:
        """Return the first of the bot's messages that is new and still there."""
        unread = itertools.islice(chat.from_bot, bisect_right(chat.from_bot, self._read.get(chat.id, 0)), None)
        return next((chat.messages[identifier] for identifier in unread if identifier in chat.messages), None)


def new_person(world: World, first_name: str, language_code: str | None) -> Person:
    """Return a person with a private chat that is not started yet."""
    with world.changed:
        user = {"id": world.fresh_id(), "is_bot": False, "first_name": first_name}
        new_private_chat(world, user)
        return Person(world, user | ({"language_code": language_code} if language_code else {}))
