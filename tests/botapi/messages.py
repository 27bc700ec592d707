"""Methods that write, change and delete messages."""

import time
from typing import Any

from tests.botapi import keyboard, text
from tests.botapi.errors import bad_request
from tests.botapi.world import Chat, Stored, World

ACTIONS = """
    typing upload_photo record_video upload_video record_voice upload_voice upload_document choose_sticker find_location
    record_video_note upload_video_note
""".split()
NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same as a current content "
    "and reply markup of the message"
)


def send_message(world: World, parameters: dict[str, Any]) -> dict[str, Any]:
    """Write a text into a chat."""
    chat = world.chat(parameters["chat_id"])
    content = _content(world, parameters)
    keyboard.check(parameters.get("reply_markup"))
    content |= _markup(parameters) | _reply(chat, parameters.get("reply_parameters"))
    return chat.add(world.me, content, source=parameters["text"])


def edit_message_text(world: World, parameters: dict[str, Any]) -> dict[str, Any]:
    """Put another text, and the keyboard that comes with it or none, into a message."""
    stored = _to_edit(world, parameters)
    content = _content(world, parameters)
    keyboard.check(parameters.get("reply_markup"))
    return _changed(stored, content | _markup(parameters), ("text", "entities", "reply_markup"), parameters["text"])


def edit_message_reply_markup(world: World, parameters: dict[str, Any]) -> dict[str, Any]:
    """Put another keyboard, or none, under a message."""
    stored = _to_edit(world, parameters)
    keyboard.check(parameters.get("reply_markup"))
    return _changed(stored, _markup(parameters), ("reply_markup",), stored.source)


def delete_message(world: World, parameters: dict[str, Any]) -> bool:
    """Take a message out of a chat."""
    chat = world.chat(parameters["chat_id"])
    if chat.messages.pop(parameters["message_id"], None) is None:
        raise bad_request("message to delete not found")
    return True


def send_chat_action(world: World, parameters: dict[str, Any]) -> bool:
    """Show that the bot is at work."""
    world.chat(parameters["chat_id"])
    if parameters["action"] not in ACTIONS:
        raise bad_request("wrong parameter action in request")
    return True


def formatted(world: World, source: str, parameters: dict[str, Any]) -> text.FormattedText:
    """Return the source parsed and checked, and note it where Telegram would silently drop entities."""
    result = text.parsed(source, parameters.get("parse_mode"), parameters.get("entities"))
    if len(result.entities) > text.MAX_ENTITIES:
        start = result.text[:40]
        world.violations.append(f"The text {start!r}… has {len(result.entities)} entities; Telegram keeps 100 of them.")
    return result


def _content(world: World, parameters: dict[str, Any]) -> dict[str, Any]:
    result = formatted(world, parameters.get("text", ""), parameters)
    content: dict[str, Any] = {"text": result.text}
    if result.entities:
        content["entities"] = result.entities
    if "link_preview_options" in parameters:
        content["link_preview_options"] = parameters["link_preview_options"]
    return content


def _markup(parameters: dict[str, Any]) -> dict[str, Any]:
    shown = keyboard.inline(parameters.get("reply_markup"))
    return {"reply_markup": shown} if shown else {}


def _reply(chat: Chat, reply: dict[str, Any] | None) -> dict[str, Any]:
    """Return the part of a message that says what it replies to."""
    if reply is None:
        return {}
    quoted = chat.quoted(reply["message_id"])
    if quoted is None:
        if reply.get("allow_sending_without_reply"):
            return {}
        raise bad_request("message to be replied not found")
    quote = reply.get("quote")
    if quote is None:
        return {"reply_to_message": quoted}
    position = quoted["text"].find(quote)
    if position < 0:
        raise bad_request("QUOTE_TEXT_INVALID")
    place = {"text": quote, "position": text.utf16_len(quoted["text"][:position]), "is_manual": True}
    return {"reply_to_message": quoted, "quote": place}


def _to_edit(world: World, parameters: dict[str, Any]) -> Stored:
    if "chat_id" not in parameters or "message_id" not in parameters:
        raise bad_request("message identifier is not specified")
    return world.message_of_bot(world.chat(parameters["chat_id"]), parameters["message_id"])


def _changed(stored: Stored, content: dict[str, Any], parts: tuple[str, ...], source: str) -> dict[str, Any]:
    """Replace the named parts of a message, and only those."""
    message = stored.message
    if all(message.get(part) == content.get(part) for part in parts):
        raise bad_request(NOT_MODIFIED)
    rest = {key: value for key, value in message.items() if key not in parts}
    stored.message = rest | content | {"edit_date": int(time.time())}
    stored.source = source
    stored.edits += 1
    return stored.message


METHODS = {
    "sendMessage": send_message,
    "editMessageText": edit_message_text,
    "editMessageReplyMarkup": edit_message_reply_markup,
    "deleteMessage": delete_message,
    "sendChatAction": send_chat_action,
}
