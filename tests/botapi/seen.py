"""Messages as people see them."""

from dataclasses import dataclass
from typing import Any, Self

from tests.botapi.chat import Stored
from tests.botapi.upload import Upload


@dataclass(frozen=True)
class Said:
    """A message of somebody else than the bot.

    Args:
        text: What is read: the text, the caption under a photo, or nothing where Telegram reports an event.
        update_id: The update that told the bot, or None where the bot is not told.
    """

    chat_id: int
    message_id: int
    text: str
    update_id: int | None


@dataclass(frozen=True)
class Seen:
    """A message that the bot wrote, as the person saw it when looking.

    Args:
        text: What is read: the text, or the caption of a photo or a document.
        entities: `MessageEntity` objects; offsets count UTF-16 units.
        html: The text as the bot sent it, before parsing.
        reply_markup: The inline keyboard, as the bot sent it.
        photo: The picture, in the bytes that the bot sent.
        document: The file, with its name, in the bytes that the bot sent.
        history: The text at first, and after each of the bot's edits, also where these left it as it was.
    """

    chat_id: int
    message_id: int
    text: str
    entities: list[dict[str, Any]]
    html: str
    reply_markup: dict[str, Any] | None
    photo: bytes | None
    document: Upload | None
    history: tuple[str, ...]

    @classmethod
    def of(cls, stored: Stored) -> Self:
        """Return the message as it stands now."""
        return cls(**_common(stored))

    @property
    def edits(self) -> int:
        """Return how often the bot edited it."""
        return len(self.history) - 1

    @property
    def buttons(self) -> dict[str, dict[str, Any]]:
        """Return the buttons by their texts, in reading order."""
        rows = (self.reply_markup or {}).get("inline_keyboard", [])
        return {button["text"]: button for row in rows for button in row}


@dataclass(frozen=True)
class BotMessage(Seen):
    """A message of the bot.

    Args:
        reply_to: The id of the message that it replies to.
    """

    reply_to: int | None

    @classmethod
    def of(cls, stored: Stored) -> Self:
        """Return the message as it stands now."""
        return cls(**_common(stored), reply_to=stored.reply_to)


@dataclass(frozen=True)
class InlineMessage(Seen):
    """A message that a result of the bot became, in whatever chat.

    Args:
        inline_message_id: The id by which the bot reaches it; None where it came without an inline keyboard.
    """

    inline_message_id: str | None

    @classmethod
    def of(cls, stored: Stored) -> Self:
        """Return the message as it stands now."""
        return cls(**_common(stored), inline_message_id=stored.inline_id)


def _common(stored: Stored) -> dict[str, Any]:
    message, file = stored.message, stored.file
    return {
        "chat_id": stored.chat.id,
        "message_id": stored.id,
        "text": stored.text,
        "entities": message.get("entities", message.get("caption_entities", [])),
        "html": stored.source,
        "reply_markup": message.get("reply_markup"),
        "photo": file.upload.content if file and file.kind == "photo" else None,
        "document": file.upload if file and file.kind == "document" else None,
        "history": tuple(stored.history),
    }
