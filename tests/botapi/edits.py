"""Methods that change messages of the bot."""

import time
from typing import Any

from tests.botapi.chat import Stored
from tests.botapi.contents import caption_content, file_content, markup, text_content
from tests.botapi.errors import bad_request
from tests.botapi.upload import Upload
from tests.botapi.world import World

NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same as a current content "
    "and reply markup of the message"
)
TEXT = ("text", "entities")
CAPTION = ("caption", "caption_entities")
MEDIA = ("photo", "document")
ALL = (*TEXT, "link_preview_options", *MEDIA, *CAPTION)


def edit_message_text(world: World, parameters: dict[str, Any]) -> dict[str, Any] | bool:
    """Put another text, and the keyboard that comes with it or none, into a message."""
    stored = _to_edit(world, parameters)
    if "text" not in stored.message:
        raise bad_request("there is no text in the message to edit")
    _change(stored, text_content(world, parameters), TEXT)
    stored.source = parameters["text"]
    return _edited(world, stored, parameters)


def edit_message_caption(world: World, parameters: dict[str, Any]) -> dict[str, Any] | bool:
    """Put another caption, or none, under a photo or a document."""
    stored = _to_edit(world, parameters)
    if not stored.message.keys() & MEDIA:
        raise bad_request("there is no caption in the message to edit")
    _change(stored, caption_content(world, parameters) | markup(parameters), CAPTION)
    stored.source = parameters.get("caption", "")
    return _edited(world, stored, parameters)


def edit_message_media(world: World, parameters: dict[str, Any]) -> dict[str, Any] | bool:
    """Put another photo or document, with its own caption, in the place of a message's text or file."""
    stored = _to_edit(world, parameters)
    media = parameters["media"]
    if media["type"] not in MEDIA:
        raise AssertionError(f"The double shows no media of type {media['type']!r}.")
    if _is_inline(parameters) and isinstance(media["media"], Upload):
        raise bad_request("invalid message content specified")
    file, shown = file_content(world, media["type"], media["media"])
    _change(stored, shown | caption_content(world, media) | markup(parameters), ALL)
    stored.file, stored.source = file, media.get("caption", "")
    return _edited(world, stored, parameters)


def edit_message_reply_markup(world: World, parameters: dict[str, Any]) -> dict[str, Any] | bool:
    """Put another keyboard, or none, under a message."""
    stored = _to_edit(world, parameters)
    _change(stored, markup(parameters), ())
    return _edited(world, stored, parameters)


def _to_edit(world: World, parameters: dict[str, Any]) -> Stored:
    if _is_inline(parameters):
        return world.inline_message(parameters["inline_message_id"])
    if "chat_id" not in parameters or "message_id" not in parameters:
        raise bad_request("message identifier is not specified")
    return world.message_of_bot(world.chat(parameters["chat_id"]), parameters["message_id"])


def _is_inline(parameters: dict[str, Any]) -> bool:
    return "inline_message_id" in parameters and "chat_id" not in parameters and "message_id" not in parameters


def _change(stored: Stored, content: dict[str, Any], parts: tuple[str, ...]) -> None:
    """Replace the named parts of a message and its keyboard, and only those."""
    message, parts = stored.message, (*parts, "reply_markup")
    if all(message.get(part) == content.get(part) for part in parts):
        raise bad_request(NOT_MODIFIED)
    rest = {key: value for key, value in message.items() if key not in parts}
    stored.message = rest | content | {"edit_date": int(time.time())}
    stored.history.append(stored.text)


def _edited(world: World, stored: Stored, parameters: dict[str, Any]) -> dict[str, Any] | bool:
    """Return what an edit returns.

    A person's message via the bot, in a chat that the bot is in, comes back as an edited message: for Telegram it is
    the person's.
    """
    if not _is_inline(parameters):
        return stored.shown()
    if not stored.chat.closed:
        world.emit({"edited_message": stored.shown()})
    return True


METHODS = {
    "editMessageText": edit_message_text,
    "editMessageCaption": edit_message_caption,
    "editMessageMedia": edit_message_media,
    "editMessageReplyMarkup": edit_message_reply_markup,
}
