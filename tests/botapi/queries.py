"""Methods that answer pressed buttons, inline queries and guest mentions."""

import re
from typing import Any

from tests.botapi import keyboard
from tests.botapi.contents import formatted
from tests.botapi.errors import bad_request
from tests.botapi.inline import write
from tests.botapi.world import ELSEWHERE_ID, World

MAX_RESULTS = 50
MAX_ID_BYTES = 64
MAX_NOTICE = 200
MAX_CACHE_TIME = 24 * 60 * 60
DEEP_LINK = re.compile(r"[A-Za-z0-9_-]{1,64}")


def answer_callback_query(world: World, parameters: dict[str, Any]) -> bool:
    """Tell the person who pressed a button that the press has arrived."""
    if len(parameters.get("text", "")) > MAX_NOTICE:
        raise bad_request("MESSAGE_TOO_LONG")
    world.settle("callback", parameters["callback_query_id"], parameters)
    return True


def answer_inline_query(world: World, parameters: dict[str, Any]) -> bool:
    """Show results above the field in which somebody types."""
    results = parameters["results"]
    if len(results) > MAX_RESULTS:
        raise bad_request("RESULTS_TOO_MUCH")
    if len({result["id"] for result in results}) < len(results):
        raise bad_request("RESULT_ID_DUPLICATE")
    for result in results:
        _check_result(world, result)
    if len(parameters.get("next_offset", "").encode()) > MAX_ID_BYTES:
        raise bad_request("NEXT_OFFSET_INVALID")
    if "button" in parameters:
        _check_button(parameters["button"])
    cache_time = parameters.get("cache_time", 0)
    if not 0 <= cache_time <= MAX_CACHE_TIME:
        world.violations.append(f"The cache_time {cache_time} is not within 0 and {MAX_CACHE_TIME}; Telegram bends it.")
    world.settle("inline", parameters["inline_query_id"], parameters)
    return True


def answer_guest_query(world: World, parameters: dict[str, Any]) -> dict[str, Any]:
    """Write the one message into a chat that the bot is not in."""
    result = parameters["result"]
    _check_result(world, result)
    query = world.settle("guest", parameters["guest_query_id"], parameters)
    query.sent = write(world.chats[ELSEWHERE_ID], world.me, result)
    return {"inline_message_id": world.name_inline(query.sent)}


def _check_result(world: World, result: dict[str, Any]) -> None:
    if not 1 <= len(result["id"].encode()) <= MAX_ID_BYTES:
        raise bad_request("RESULT_ID_INVALID")
    if result["type"] == "article" and not result["title"].strip():
        raise bad_request("ARTICLE_TITLE_EMPTY")
    content = result.get("input_message_content", {})
    if "message_text" in content:
        formatted(world, content["message_text"], content)
    keyboard.check(result.get("reply_markup"))


def _check_button(button: dict[str, Any]) -> None:
    if not button["text"].strip():
        raise bad_request("SWITCH_PM_TEXT_EMPTY")
    link = button.get("start_parameter")
    if link is not None and not DEEP_LINK.fullmatch(link):
        raise bad_request("START_PARAM_INVALID")


METHODS = {
    "answerCallbackQuery": answer_callback_query,
    "answerInlineQuery": answer_inline_query,
    "answerGuestQuery": answer_guest_query,
}
