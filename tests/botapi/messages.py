"""Methods that write, change and delete messages."""

import time
from typing import Any

from tests.botapi import keyboard, text
from tests.botapi.chat import Chat, Stored
from tests.botapi.errors import bad_request
from tests.botapi.quotes import text_quote
from tests.botapi.world import World

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
    reply_to, quote = _reply(chat, parameters.get("reply_parameters"))
    stored = chat.add(world.me, content | quote, source=parameters["text"], reply_to=reply_to)
    chat.from_bot.append(stored.id)
    return stored.shown()


def edit_message_text(world: World, parameters: dict[str, Any]) -> dict[str, Any] | bool:
    """Put another text, and the keyboard that comes with it or none, into a message."""
    stored = _to_edit(world, parameters)
    content = _content(world, parameters)
    keyboard.check(parameters.get("reply_markup"))
    _change(stored, content, ("text", "entities", "reply_markup"))
    stored.source = parameters["text"]
    return _edited(world, stored, parameters)


def edit_message_reply_markup(world: World, parameters: dict[str, Any]) -> dict[str, Any] | bool:
    """Put another keyboard, or none, under a message."""
    stored = _to_edit(world, parameters)
    keyboard.check(parameters.get("reply_markup"))
    _change(stored, _markup(parameters), ("reply_markup",))
    return _edited(world, stored, parameters)


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


def content_of(shown: text.FormattedText, parameters: dict[str, Any]) -> dict[str, Any]:
    """Return the part of a `Message` object that a text and the options that came with it make."""
    content: dict[str, Any] = {"text": shown.text}
    if shown.entities:
        content["entities"] = shown.entities
    if "link_preview_options" in parameters:
        content["link_preview_options"] = parameters["link_preview_options"]
    return content | _markup(parameters)


def _content(world: World, parameters: dict[str, Any]) -> dict[str, Any]:
    return content_of(text.with_found(formatted(world, parameters.get("text", ""), parameters)), parameters)


def _markup(parameters: dict[str, Any]) -> dict[str, Any]:
    shown = keyboard.inline(parameters.get("reply_markup"))
    return {"reply_markup": shown} if shown else {}


def _reply(chat: Chat, reply: dict[str, Any] | None) -> tuple[int | None, dict[str, Any]]:
    """Return the id of the message that is replied to, and what is quoted of it."""
    if reply is None:
        return None, {}
    answered = chat.messages.get(reply["message_id"])
    if answered is None:
        if reply.get("allow_sending_without_reply"):
            return None, {}
        raise bad_request("message to be replied not found")
    if not reply.get("quote"):
        return answered.id, {}
    quote = text_quote(answered.message, reply["quote"])
    if quote is None:
        raise bad_request("QUOTE_TEXT_INVALID")
    return answered.id, {"quote": quote}


def _to_edit(world: World, parameters: dict[str, Any]) -> Stored:
    if _is_inline(parameters):
        return world.inline_message(parameters["inline_message_id"])
    if "chat_id" not in parameters or "message_id" not in parameters:
        raise bad_request("message identifier is not specified")
    return world.message_of_bot(world.chat(parameters["chat_id"]), parameters["message_id"])


def _is_inline(parameters: dict[str, Any]) -> bool:
    return "inline_message_id" in parameters and "chat_id" not in parameters and "message_id" not in parameters


def _change(stored: Stored, content: dict[str, Any], parts: tuple[str, ...]) -> None:
    """Replace the named parts of a message, and only those."""
    message = stored.message
    if all(message.get(part) == content.get(part) for part in parts):
        raise bad_request(NOT_MODIFIED)
    rest = {key: value for key, value in message.items() if key not in parts}
    stored.message = rest | content | {"edit_date": int(time.time())}
    stored.edits += 1


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
    "sendMessage": send_message,
    "editMessageText": edit_message_text,
    "editMessageReplyMarkup": edit_message_reply_markup,
    "deleteMessage": delete_message,
    "sendChatAction": send_chat_action,
}
