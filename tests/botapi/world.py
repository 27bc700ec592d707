"""What a Bot API server knows: the bot, the chats and their messages, the questions that await an answer."""

import itertools
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from tests.botapi.chat import Chat, Stored
from tests.botapi.errors import bad_request
from tests.botapi.files import Files
from tests.botapi.schema import Schema
from tests.botapi.updates import UpdateQueue
from tests.botapi.webhook import Webhook

QUERY_EXPIRED = "query is too old and response timeout expired or query ID is invalid"
CHAT_NOT_FOUND = "chat not found"
ELSEWHERE_ID = -1_004_099_999_999


def _elsewhere() -> Chat:
    return Chat({"id": ELSEWHERE_ID, "type": "supergroup", "title": "Elsewhere"}, closed=bad_request(CHAT_NOT_FOUND))


@dataclass
class Query:
    """A callback, inline or guest query; it takes one answer.

    Args:
        text: What somebody typed.
        sent: The message that the answer to a guest query wrote.
    """

    kind: str
    text: str = ""
    answer: dict[str, Any] | None = None
    sent: Stored | None = None


@dataclass
class World:
    """All state of the server. Whoever reads or changes it holds `changed`, and notifies it after a change.

    Args:
        schema: The checks of calls, answers and updates.
        me: The bot's `User` object.
        on_update: Called after each update that is queued, and when these are to go elsewhere.
        chats: All chats by their ids, one of them a chat that the bot knows nothing of.
        inline_messages: The messages that the bot reaches by an `inline_message_id`.
        webhook: Where updates are sent; None where the bot fetches them.
        next_webhook: From when on another may be set, in seconds of `time.monotonic`.
    """

    schema: Schema
    me: dict[str, Any]
    on_update: Callable[[], None]
    changed: threading.Condition = field(default_factory=threading.Condition)
    updates: UpdateQueue = field(default_factory=UpdateQueue)
    chats: dict[int, Chat] = field(default_factory=lambda: {ELSEWHERE_ID: _elsewhere()})
    inline_messages: dict[str, Stored] = field(default_factory=dict)
    queries: dict[str, Query] = field(default_factory=dict)
    files: Files = field(default_factory=Files)
    webhook: Webhook | None = None
    next_webhook: float = 0
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

    def send_to(self, webhook: Webhook | None) -> None:
        """Send updates to a webhook from now on, or let the bot fetch them."""
        self.webhook = webhook
        self.on_update()

    def ask(self, kind: str, text: str = "") -> str:
        """Open a query and return its id."""
        query_id = str(self.fresh_id())
        self.queries[query_id] = Query(kind, text)
        return query_id

    def settle(self, kind: str, query_id: str, answer: dict[str, Any]) -> Query:
        """Take the answer to a query.

        Raises:
            ApiError: There is no such query, or it was answered before.
        """
        query = self.queries.get(query_id)
        if query is None or query.kind != kind or query.answer is not None:
            raise bad_request(QUERY_EXPIRED)
        query.answer = answer
        return query

    def name_inline(self, stored: Stored) -> str:
        """Give a message the id by which the bot reaches it from outside its chat, and return that."""
        stored.inline_id = f"inline-{self.fresh_id()}"
        self.inline_messages[stored.inline_id] = stored
        return stored.inline_id

    def chat(self, chat_id: int | str) -> Chat:
        """Return a chat that the bot may write to.

        Raises:
            ApiError: There is no such chat, or the bot is not wanted there.
        """
        chat = self.chats.get(chat_id) if isinstance(chat_id, int) else None
        if chat is None:
            raise bad_request(CHAT_NOT_FOUND)
        if chat.closed:
            raise chat.closed.with_traceback(None)
        return chat

    def message_of_bot(self, chat: Chat, message_id: int) -> Stored:
        """Return a message that the bot may edit.

        Raises:
            ApiError: There is none, or it is somebody else's.
        """
        stored = chat.messages.get(message_id)
        if stored is None:
            raise bad_request("message to edit not found")
        if stored.message.get("from", {}).get("id") != self.me["id"]:
            raise bad_request("message can't be edited")
        return stored

    def forget(self, keep: int) -> None:
        """Forget queries that are answered, and all but so many messages of each chat."""
        for chat in self.chats.values():
            chat.forget(keep)
        self.inline_messages = {name: stored for name, stored in self.inline_messages.items() if stored.is_there}
        self.queries = {name: query for name, query in self.queries.items() if query.answer is None}

    def inline_message(self, inline_id: str) -> Stored:
        """Return a message that the bot may edit by its `inline_message_id`.

        Raises:
            ApiError: There is none.
        """
        stored = self.inline_messages.get(inline_id)
        if stored is None or not stored.is_there:
            raise bad_request("MESSAGE_ID_INVALID")
        return stored
