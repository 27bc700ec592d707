"""What a Bot API server knows: the bot, the chats and their messages, the questions that await an answer."""

import itertools
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from tests.botapi.errors import bad_request, forbidden
from tests.botapi.schema import Schema
from tests.botapi.updates import UpdateQueue

QUERY_EXPIRED = "query is too old and response timeout expired or query ID is invalid"


@dataclass
class Stored:
    """A message as it stands now.

    Args:
        message: The `Message` object.
        source: The text as the bot sent it, before parsing.
        edits: How often it was edited.
    """

    message: dict[str, Any]
    source: str = ""
    edits: int = 0


@dataclass
class Chat:
    """A chat and its messages. Ids of messages start at 1 in each chat, so that no two chats can be mixed up unseen.

    Args:
        about: The `Chat` object.
        closed: Why the bot may not write here ("bot was blocked by the user"), or nothing.
    """

    about: dict[str, Any]
    closed: str = ""
    messages: dict[int, Stored] = field(default_factory=dict)
    from_bot: list[int] = field(default_factory=list)
    _ids: "itertools.count[int]" = field(default_factory=lambda: itertools.count(1))

    @property
    def id(self) -> int:
        """Return the chat's id."""
        identifier: int = self.about["id"]
        return identifier

    def add(self, sender: dict[str, Any], content: dict[str, Any], source: str = "") -> dict[str, Any]:
        """Store a message and return its `Message` object."""
        message_id = next(self._ids)
        head = {"message_id": message_id, "from": sender, "chat": self.about, "date": int(time.time())}
        message = head | content
        self.messages[message_id] = Stored(message, source)
        if sender["is_bot"]:
            self.from_bot.append(message_id)
        return message

    def quoted(self, message_id: int) -> dict[str, Any] | None:
        """Return a message as it stands in `reply_to_message`, which goes no level deeper; None if it is gone."""
        stored = self.messages.get(message_id)
        if stored is None:
            return None
        return {key: value for key, value in stored.message.items() if key != "reply_to_message"}


@dataclass
class Query:
    """A callback, inline or guest query; it takes one answer."""

    kind: str
    answer: dict[str, Any] | None = None


@dataclass
class World:
    """All state of the server. Whoever reads or changes it holds `changed`, and notifies it after a change.

    Args:
        schema: The checks of calls, answers and updates.
        me: The bot's `User` object.
        on_update: Called after each update that is queued.
    """

    schema: Schema
    me: dict[str, Any]
    on_update: Callable[[], None]
    changed: threading.Condition = field(default_factory=threading.Condition)
    updates: UpdateQueue = field(default_factory=UpdateQueue)
    chats: dict[int, Chat] = field(default_factory=dict)
    queries: dict[str, Query] = field(default_factory=dict)
    files: dict[str, bytes] = field(default_factory=dict)
    webhook: dict[str, Any] = field(default_factory=dict)
    commands: dict[tuple[str, str], list[dict[str, Any]]] = field(default_factory=dict)
    texts: dict[tuple[str, str], str] = field(default_factory=dict)
    violations: list[str] = field(default_factory=list)
    _ids: "itertools.count[int]" = field(default_factory=lambda: itertools.count(4_100_000_001))

    def fresh_id(self) -> int:
        """Return an id that nothing else has; like Telegram's of today, too long for 32 bits with a sign."""
        return next(self._ids)

    def emit(self, event: dict[str, Any]) -> dict[str, Any] | None:
        """Queue an update; one that Telegram would not send is a mistake of the test.

        Returns:
            The update, or None where the bot did not ask for updates of this kind.

        Raises:
            AssertionError: The update does not fit the schema.
        """
        problems = self.schema.update_problems({"update_id": 1, **event})
        if problems:
            raise AssertionError("Telegram sends no such update: " + "; ".join(problems))
        with self.changed:
            update = self.updates.put(event)
            self.changed.notify_all()
        self.on_update()
        return update

    def ask(self, kind: str) -> str:
        """Open a query and return its id."""
        query_id = str(self.fresh_id())
        self.queries[query_id] = Query(kind)
        return query_id

    def settle(self, kind: str, query_id: str, answer: dict[str, Any]) -> None:
        """Take the answer to a query.

        Raises:
            ApiError: There is no such query, or it was answered before.
        """
        query = self.queries.get(query_id)
        if query is None or query.kind != kind or query.answer is not None:
            raise bad_request(QUERY_EXPIRED)
        query.answer = answer

    def chat(self, chat_id: int | str) -> Chat:
        """Return a chat that the bot may write to.

        Raises:
            ApiError: There is no such chat, or the bot is not wanted there.
        """
        chat = self.chats.get(chat_id) if isinstance(chat_id, int) else None
        if chat is None:
            raise bad_request("chat not found")
        if chat.closed:
            raise forbidden(chat.closed)
        return chat

    def message_of_bot(self, chat: Chat, message_id: int) -> Stored:
        """Return a message that the bot may edit.

        Raises:
            ApiError: There is none, or it is somebody else's.
        """
        stored = chat.messages.get(message_id)
        if stored is None:
            raise bad_request("message to edit not found")
        if stored.message["from"]["id"] != self.me["id"]:
            raise bad_request("message can't be edited")
        return stored
