"""The people on the other side: they write, wait for the bot's answers, press its buttons."""

import time
from dataclasses import dataclass, field
from typing import Any

from tests.botapi.text import found_entities
from tests.botapi.world import Chat, Stored, World

BLOCKED = {
    "private": "bot was blocked by the user",
    "group": "bot was kicked from the group chat",
    "supergroup": "bot was kicked from the supergroup chat",
}
NOT_STARTED = "bot can't initiate conversation with a user"


@dataclass(frozen=True)
class Said:
    """A message of a person.

    Args:
        update_id: The update that told the bot, or None where the bot did not ask for such updates.
    """

    chat_id: int
    message_id: int
    text: str
    update_id: int | None


@dataclass(frozen=True)
class BotMessage:
    """A message of the bot as the person saw it when looking.

    Args:
        text: What is read.
        entities: `MessageEntity` objects; offsets count UTF-16 units.
        html: The text as the bot sent it, before parsing.
        reply_to: The id of the message that it replies to.
        reply_markup: The inline keyboard, as the bot sent it.
        edits: How often the bot edited it.
    """

    chat_id: int
    message_id: int
    text: str
    entities: list[dict[str, Any]]
    html: str
    reply_to: int | None
    reply_markup: dict[str, Any] | None
    edits: int

    @property
    def buttons(self) -> dict[str, dict[str, Any]]:
        """Return the buttons by their texts, in reading order."""
        rows = (self.reply_markup or {}).get("inline_keyboard", [])
        return {button["text"]: button for row in rows for button in row}


@dataclass(frozen=True)
class Group:
    """A group or supergroup that the bot is in.

    Args:
        members: The ids of the people who can write there.
    """

    id: int
    members: frozenset[int]


@dataclass
class Person:
    """Somebody with a Telegram account. Waiting ends with an AssertionError that tells what did not come."""

    world: World
    user: dict[str, Any]
    _read: dict[int, int] = field(default_factory=dict)
    """How many of the bot's messages were read, by chat."""

    @property
    def id(self) -> int:
        """Return the user's id, which is the private chat's too."""
        identifier: int = self.user["id"]
        return identifier

    def says(self, text: str, chat: Group | None = None, reply_to: Said | BotMessage | None = None) -> Said:
        """Write a message, privately or in a group."""
        if chat and self.id not in chat.members:
            raise AssertionError(f"{self.user['first_name']} is not in the group {chat.id}.")
        with self.world.changed:
            where = self._chat(chat)
            if where.closed == NOT_STARTED:
                where.closed = ""
            content = _typed(text)
            quoted = where.quoted(reply_to.message_id) if reply_to else None
            if quoted:
                content["reply_to_message"] = quoted
            return self._tell("message", where.add(self.user, content))

    def edits(self, said: Said, text: str) -> Said:
        """Change a message that was written before."""
        with self.world.changed:
            stored = self.world.chats[said.chat_id].messages[said.message_id]
            rest = {key: value for key, value in stored.message.items() if key != "entities"}
            stored.message = rest | _typed(text) | {"edit_date": int(time.time())}
            return self._tell("edited_message", stored.message)

    def deletes(self, message: Said | BotMessage) -> None:
        """Delete a message; Telegram does not tell bots."""
        with self.world.changed:
            del self.world.chats[message.chat_id].messages[message.message_id]

    def gets(self, chat: Group | None = None, timeout: float = 5) -> BotMessage:
        """Return the bot's next message in the chat that this person has not read yet."""
        with self.world.changed:
            where = self._chat(chat)
            if not self.world.changed.wait_for(lambda: self._unread(where), timeout):
                name, place = self.user["first_name"], where.about["type"]
                raise AssertionError(f"{name} got no message in the {place} chat {where.id} within {timeout} s.")
            message_id = self._unread(where)[0]
            self._read[where.id] = where.from_bot.index(message_id) + 1
            return _seen(where.id, where.messages[message_id])

    def gets_nothing(self, chat: Group | None = None, within: float = 0.5) -> None:
        """Wait, and see that no new message of the bot comes."""
        with self.world.changed:
            where = self._chat(chat)
            if self.world.changed.wait_for(lambda: self._unread(where), within):
                message = where.messages[self._unread(where)[0]].message
                raise AssertionError(f"{self.user['first_name']} got a message: {message['text']!r}")

    def sees(self, message: BotMessage) -> BotMessage:
        """Return a message of the bot as it stands now."""
        with self.world.changed:
            return _seen(message.chat_id, self.world.chats[message.chat_id].messages[message.message_id])

    def gets_edit(self, message: BotMessage, timeout: float = 5) -> BotMessage:
        """Return the message as it is after the bot's next edit since it was looked at."""
        with self.world.changed:
            if not self.world.changed.wait_for(lambda: self.sees(message).edits > message.edits, timeout):
                raise AssertionError(f"The message {message.text[:60]!r} was not edited within {timeout} s.")
            return self.sees(message)

    def taps(self, message: BotMessage, button: str) -> str:
        """Press a button without waiting, and return the callback query's id."""
        pressed = message.buttons.get(button)
        if pressed is None or "callback_data" not in pressed:
            raise AssertionError(f"There is no button {button!r} to press, only {list(message.buttons)}.")
        with self.world.changed:
            chat = self.world.chats[message.chat_id]
            gone = {"chat": chat.about, "message_id": message.message_id, "date": 0}
            stored = chat.messages.get(message.message_id)
            query = {
                "id": self.world.ask("callback"),
                "from": self.user,
                "chat_instance": str(chat.id),
                "message": stored.message if stored else gone,
                "data": pressed["callback_data"],
            }
            self.world.emit({"callback_query": query})
        return str(query["id"])

    def presses(self, message: BotMessage, button: str, timeout: float = 5) -> dict[str, Any]:
        """Press a button and return the parameters of answerCallbackQuery."""
        return self.gets_answer(self.taps(message, button), timeout)

    def types_inline(self, query: str, offset: str = "", timeout: float = 5) -> dict[str, Any]:
        """Type `@bot query` in some chat and return the parameters of answerInlineQuery."""
        with self.world.changed:
            query_id = self.world.ask("inline")
            event = {"id": query_id, "from": self.user, "query": query, "offset": offset, "chat_type": "sender"}
            self.world.emit({"inline_query": event})
        return self.gets_answer(query_id, timeout)

    def mentions_as_guest(self, text: str, timeout: float = 5) -> dict[str, Any]:
        """Mention the bot in a group that it is not in and return the parameters of answerGuestQuery."""
        with self.world.changed:
            query_id = self.world.ask("guest")
            elsewhere = Chat({"id": -self.world.fresh_id(), "type": "group", "title": "Elsewhere"})
            message = elsewhere.add(self.user, _typed(text) | {"guest_query_id": query_id})
            self.world.emit({"guest_message": message})
        return self.gets_answer(query_id, timeout)

    def gets_answer(self, query_id: str, timeout: float = 5) -> dict[str, Any]:
        """Return the parameters with which the bot answered a query."""
        with self.world.changed:
            query = self.world.queries[query_id]
            if not self.world.changed.wait_for(lambda: query.answer is not None, timeout):
                raise AssertionError(f"The {query.kind} query was not answered within {timeout} s.")
            return query.answer or {}

    def _chat(self, group: Group | None) -> Chat:
        return self.world.chats[group.id if group else self.id]

    def _tell(self, kind: str, message: dict[str, Any]) -> Said:
        update = self.world.emit({kind: message})
        update_id = update["update_id"] if update else None
        return Said(message["chat"]["id"], message["message_id"], message["text"], update_id)

    def _unread(self, chat: Chat) -> list[int]:
        """Return the ids of the bot's messages that are new and still there."""
        return [identifier for identifier in chat.from_bot[self._read.get(chat.id, 0) :] if identifier in chat.messages]


def new_person(world: World, first_name: str, language_code: str | None) -> Person:
    """Return a person with a private chat that is not started yet."""
    with world.changed:
        user_id = world.fresh_id()
        user = {"id": user_id, "is_bot": False, "first_name": first_name}
        about = {"id": user_id, "type": "private", "first_name": first_name}
        world.chats[user_id] = Chat(about, closed=NOT_STARTED)
        return Person(world, user | ({"language_code": language_code} if language_code else {}))


def new_group(world: World, members: list[Person], title: str, *, is_supergroup: bool) -> Group:
    """Return a group with the bot in it."""
    with world.changed:
        number = world.fresh_id()
        group_id = -1_000_000_000_000 - number if is_supergroup else -number
        about = {"id": group_id, "type": "supergroup" if is_supergroup else "group", "title": title}
        world.chats[group_id] = Chat(about)
        return Group(group_id, frozenset(member.id for member in members))


def close_to_bot(world: World, chat: Chat) -> None:
    """Shut the bot out of a chat and tell it so, as Telegram does."""
    chat.closed = BLOCKED[chat.about["type"]]
    is_private = chat.about["type"] == "private"
    who = {
        "id": chat.id if is_private else world.fresh_id(),
        "is_bot": False,
        "first_name": chat.about.get("first_name", "Admin"),
    }
    change = {
        "chat": chat.about,
        "from": who,
        "date": int(time.time()),
        "old_chat_member": {"status": "member", "user": world.me},
        "new_chat_member": {"status": "kicked", "user": world.me, "until_date": 0},
    }
    world.emit({"my_chat_member": change})


def _typed(text: str) -> dict[str, Any]:
    """Return the content of a message that a person typed."""
    entities = found_entities(text)
    return {"text": text} | ({"entities": entities} if entities else {})


def _seen(chat_id: int, stored: Stored) -> BotMessage:
    message = stored.message
    return BotMessage(
        chat_id=chat_id,
        message_id=message["message_id"],
        text=message["text"],
        entities=message.get("entities", []),
        html=stored.source,
        reply_to=message.get("reply_to_message", {}).get("message_id"),
        reply_markup=message.get("reply_markup"),
        edits=stored.edits,
    )
