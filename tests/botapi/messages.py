"""Methods that write and delete messages."""

from typing import Any

from tests.botapi.chat import Chat
from tests.botapi.contents import caption_content, file_content, markup, text_content
from tests.botapi.errors import bad_request
from tests.botapi.files import File
from tests.botapi.quotes import text_quote
from tests.botapi.world import World

ACTIONS = """
    typing upload_photo record_video upload_video record_voice upload_voice upload_document choose_sticker find_location
    record_video_note upload_video_note
""".split()


def send_message(world: World, parameters: dict[str, Any]) -> dict[str, Any]:
    """Write a text into a chat."""
    return _send(world, parameters, text_content(world, parameters), parameters["text"])


def send_photo(world: World, parameters: dict[str, Any]) -> dict[str, Any]:
    """Show a picture in a chat."""
    return _send_file(world, parameters, "photo")


def send_document(world: World, parameters: dict[str, Any]) -> dict[str, Any]:
    """Put a file into a chat."""
    return _send_file(world, parameters, "document")


def delete_message(world: World, parameters: dict[str, Any]) -> bool:
    """Take a message out of a chat: the bot's own, or anybody's in private; it is no administrator anywhere."""
    chat = world.chat(parameters["chat_id"])
    stored = chat.messages.get(parameters["message_id"])
    if stored is None:
        raise bad_request("message to delete not found")
    if chat.about["type"] != "private" and stored.message.get("from", {}).get("id") != world.me["id"]:
        raise bad_request("message can't be deleted")
    del chat.messages[stored.id]
    return True


def send_chat_action(world: World, parameters: dict[str, Any]) -> bool:
    """Show that the bot is at work."""
    world.chat(parameters["chat_id"])
    if parameters["action"] not in ACTIONS:
        raise bad_request("wrong parameter action in request")
    return True


def _send_file(world: World, parameters: dict[str, Any], kind: str) -> dict[str, Any]:
    file, shown = file_content(world, kind, parameters[kind])
    content = shown | caption_content(world, parameters) | markup(parameters)
    return _send(world, parameters, content, parameters.get("caption", ""), file)


def _send(
    world: World, parameters: dict[str, Any], content: dict[str, Any], source: str, file: File | None = None
) -> dict[str, Any]:
    chat = world.chat(parameters["chat_id"])
    reply_to, quote = _reply(chat, parameters.get("reply_parameters"))
    stored = chat.add(world.me, content | quote, source=source, reply_to=reply_to, file=file)
    chat.from_bot.append(stored.id)
    return stored.shown()


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


METHODS = {
    "sendMessage": send_message,
    "sendPhoto": send_photo,
    "sendDocument": send_document,
    "deleteMessage": delete_message,
    "sendChatAction": send_chat_action,
}
