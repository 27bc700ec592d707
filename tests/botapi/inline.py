"""Messages that results become: those of inline queries, sent by who chose them, and those of guest queries."""

from typing import Any

from tests.botapi.chat import Chat, Stored
from tests.botapi.contents import content_of
from tests.botapi.text import parsed
from tests.botapi.world import World


def write(chat: Chat, sender: dict[str, Any], result: dict[str, Any], **more: object) -> Stored:
    """Write the message of a result into a chat.

    Raises:
        AssertionError: The result is no text; the double has no other messages.
    """
    content = result.get("input_message_content", {})
    if "message_text" not in content:
        raise AssertionError(f"The double sends no result of type {result['type']!r} without a text.")
    source = content["message_text"]
    text = parsed(source, content.get("parse_mode"), content.get("entities"))
    return chat.add(sender, content_of(text, content | result) | more, source=source)


def choose(world: World, chooser: dict[str, Any], answer: dict[str, Any], number: int, chat: Chat) -> Stored:
    """Send one of the results of an inline query as a message of the person who chose it, and tell the bot."""
    result = answer["results"][number]
    stored = write(chat, chooser, result, via_bot=world.me)
    chosen = {"result_id": result["id"], "from": chooser, "query": world.queries[answer["inline_query_id"]].text}
    if "reply_markup" in stored.message:
        chosen["inline_message_id"] = world.name_inline(stored)
    world.emit({"chosen_inline_result": chosen})
    return stored
