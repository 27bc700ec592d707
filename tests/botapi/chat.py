"""A chat and its messages as the server keeps them."""

import itertools
import time
from dataclasses import dataclass, field
from typing import Any

from tests.botapi.errors import ApiError
from tests.botapi.files import File


@dataclass
class Stored:
    """A message as it stands now.

    Args:
        chat: Where it stands.
        message: The `Message` object, without the message that it replies to.
        source: The text as the bot sent it, before parsing.
        reply_to: The id of the message that it replies to, which may be gone.
        inline_id: The `inline_message_id` by which the bot reaches it, if it has one.
        file: The photo or document that it shows, where the bot sent one.
        history: What was to be read in it at first, and after each of the bot's edits.
    """

    chat: "Chat" = field(repr=False)
    message: dict[str, Any]
    source: str = ""
    reply_to: int | None = None
    inline_id: str | None = None
    file: File | None = None
    history: list[str] = field(init=False)

    def __post_init__(self) -> None:
        """Begin the history."""
        self.history = [self.text]

    @property
    def id(self) -> int:
        """Return the message's id."""
        identifier: int = self.message["message_id"]
        return identifier

    @property
    def text(self) -> str:
        """Return what is to be read: the text, the caption, or nothing."""
        shown: str = self.message.get("text", self.message.get("caption", ""))
        return shown

    @property
    def is_there(self) -> bool:
        """Tell whether nobody has deleted it."""
        return self.id in self.chat.messages

    def shown(self) -> dict[str, Any]:
        """Return the `Message` object with the message that it replies to as that stands now, if it is still there.

        That one shows no further reply, as in the Bot API.
        """
        answered = None if self.reply_to is None else self.chat.messages.get(self.reply_to)
        return self.message | ({"reply_to_message": answered.message} if answered else {})


@dataclass
class Chat:
    """A chat and its messages. Ids of messages start at 1 in each chat, so that no two chats can be mixed up unseen.

    Args:
        about: The `Chat` object.
        closed: What the bot is told when it wants something here; None where it is welcome.
        from_bot: The ids of the messages that the bot sent here.
    """

    about: dict[str, Any]
    closed: ApiError | None = None
    messages: dict[int, Stored] = field(default_factory=dict)
    from_bot: list[int] = field(default_factory=list)
    ids: "itertools.count[int]" = field(default_factory=lambda: itertools.count(1))

    @property
    def id(self) -> int:
        """Return the chat's id."""
        identifier: int = self.about["id"]
        return identifier

    def add(
        self,
        sender: dict[str, Any] | None,
        content: dict[str, Any],
        *,
        source: str = "",
        reply_to: int | None = None,
        file: File | None = None,
    ) -> Stored:
        """Store a message; posts of a channel have no sender."""
        head = {"message_id": next(self.ids), "chat": self.about, "date": int(time.time())}
        stored = Stored(self, head | ({"from": sender} if sender else {}) | content, source, reply_to, file=file)
        self.messages[stored.id] = stored
        return stored

    def forget(self, keep: int) -> None:
        """Forget all but the latest messages."""
        for identifier in list(self.messages)[: max(len(self.messages) - keep, 0)]:
            del self.messages[identifier]
        self.from_bot = [identifier for identifier in self.from_bot if identifier in self.messages]
