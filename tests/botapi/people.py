"""The people on the other side: they write, wait for the bot's answers, press its buttons."""

import time
from dataclasses import dataclass, field
from typing import Any, TypeVar

from tests.botapi import writing
from tests.botapi.asking import Asker
from tests.botapi.chat import Chat
from tests.botapi.chats import Group, let_in, new_private_chat, tell
from tests.botapi.others import OTHER_BOT
from tests.botapi.seen import BotMessage, InlineMessage, Said, Seen
from tests.botapi.world import World

__all__ = ["BotMessage", "Group", "InlineMessage", "Person", "Said", "new_person"]

AnySeen = TypeVar("AnySeen", bound=Seen)


@dataclass
class Person(Asker):
    """Somebody with a Telegram account. Waiting ends with an AssertionError that tells what did not come."""

    _read: dict[int, int] = field(default_factory=dict)
    """How many of the bot's messages were read, by chat."""

    def says(
        self,
        text: str,
        chat: Group | None = None,
        reply_to: Said | Seen | None = None,
        quote: str | None = None,
        *,
        forwarded: bool = False,
    ) -> Said:
        """Write a message, privately or in a group.

        Args:
            text: What is written.
            chat: The group; None for the private chat.
            reply_to: The message that this one replies to.
            quote: The part of that message that the person selected.
            forwarded: Whether the text is somebody else's message, passed on.
        """
        content = writing.typed(text) | (writing.forwarded() if forwarded else {})
        return self._sends(content, chat, reply_to, quote)

    def says_via_other_bot(self, text: str, chat: Group | None = None) -> Said:
        """Send an inline result of another bot."""
        return self._sends(writing.typed(text) | {"via_bot": OTHER_BOT}, chat)

    def sends_photo(
        self, caption: str = "", chat: Group | None = None, *, forwarded: bool = False, album: str = ""
    ) -> Said:
        """Send a photo, with or without words under it; those of one album carry its id."""
        name = f"photo-{self.world.fresh_id()}"
        content = writing.photo(name, caption) | (writing.forwarded() if forwarded else {})
        content |= {"media_group_id": album} if album else {}
        return self._sends(content, chat)

    def joins(self, group: Group) -> Said:
        """Come into a group."""
        if self.id in group.members:
            raise AssertionError(f"{self.user['first_name']} is in the group {group.id} already.")
        group.members.add(self.id)
        return self._sends({"new_chat_members": [self.user]}, group)

    def edits(self, said: Said, text: str) -> Said:
        """Change a message that was written before."""
        with self.world.changed:
            stored = self.world.chats[said.chat_id].messages[said.message_id]
            rest = {key: value for key, value in stored.message.items() if key != "entities"}
            stored.message = rest | writing.typed(text) | {"edit_date": int(time.time())}
            return tell(self.world, "edited_message", stored)

    def deletes(self, message: Said | Seen) -> None:
        """Delete a message; Telegram does not tell bots."""
        with self.world.changed:
            del self.world.chats[message.chat_id].messages[message.message_id]

    def unblocks(self) -> None:
        """Let the bot write again after it was blocked."""
        with self.world.changed:
            let_in(self.world, self._chat(None))

    def gets(self, chat: Group | None = None, timeout: float = 5) -> BotMessage:
        """Return the bot's next message in the chat that this person has not read yet."""
        with self.world.changed:
            where = self._chat(chat)
            if not self.world.changed.wait_for(lambda: self._unread(where), timeout):
                name, place = self.user["first_name"], where.about["type"]
                raise AssertionError(f"{name} got no message in the {place} chat {where.id} within {timeout} s.")
            message_id = self._unread(where)[0]
            self._read[where.id] = where.from_bot.index(message_id) + 1
            return BotMessage.of(where.messages[message_id])

    def gets_nothing(self, chat: Group | None = None, within: float = 0.5) -> None:
        """Wait, and see that no new message of the bot comes."""
        with self.world.changed:
            where = self._chat(chat)
            if self.world.changed.wait_for(lambda: self._unread(where), within):
                message = where.messages[self._unread(where)[0]].message
                raise AssertionError(f"{self.user['first_name']} got a message: {message['text']!r}")

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

    def _sends(
        self,
        content: dict[str, Any],
        group: Group | None,
        reply_to: Said | Seen | None = None,
        quote: str | None = None,
    ) -> Said:
        with self.world.changed:
            chat = self._chat_to_write_in(group)
            if reply_to and reply_to.chat_id != chat.id:
                raise AssertionError(f"The message {reply_to.text[:60]!r} is in another chat than {chat.id}.")
            answered = chat.messages.get(reply_to.message_id) if reply_to else None
            if quote is not None:
                content |= writing.selected(answered, quote)
            stored = chat.add(self.user, content, reply_to=answered.id if answered else None)
            return tell(self.world, "message", stored)

    def _unread(self, chat: Chat) -> list[int]:
        """Return the ids of the bot's messages that are new and still there."""
        return [identifier for identifier in chat.from_bot[self._read.get(chat.id, 0) :] if identifier in chat.messages]


def new_person(world: World, first_name: str, language_code: str | None) -> Person:
    """Return a person with a private chat that is not started yet."""
    with world.changed:
        user = {"id": world.fresh_id(), "is_bot": False, "first_name": first_name}
        new_private_chat(world, user)
        return Person(world, user | ({"language_code": language_code} if language_code else {}))
