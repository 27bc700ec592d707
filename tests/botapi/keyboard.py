"""Limits of the buttons under a message."""

import re
from typing import Any

from tests.botapi.errors import bad_request

MAX_BUTTONS = 100
MAX_CALLBACK_DATA_BYTES = 64
MAX_COPY_TEXT = 256
MAX_SWITCH_QUERY = 256
LINK = re.compile(r"(?:https?://)?(?:[^\s/.]+\.)+[^\s/.]{2,}(?:[/?#:]\S*)?|tg://\S+", re.IGNORECASE)


def check(markup: dict[str, Any] | None) -> None:
    """Refuse a keyboard that Telegram would not show; anything else than an inline keyboard passes.

    Raises:
        ApiError: A button breaks a limit, or there are too many.
    """
    buttons = [button for row in (markup or {}).get("inline_keyboard", []) for button in row]
    if len(buttons) > MAX_BUTTONS:
        raise bad_request("reply markup is too long")
    for button in buttons:
        _check_button(button)


def _check_button(button: dict[str, Any]) -> None:
    actions = button.keys() - {"text", "style", "icon_custom_emoji_id"}
    if not button["text"].strip():
        raise bad_request("can't parse inline keyboard button: Inline keyboard button text must be non-empty")
    if not actions:
        raise bad_request("can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard")
    if len(actions) > 1:
        raise bad_request("can't parse inline keyboard button: Exactly one action must be specified")
    data = button.get("callback_data")
    if data is not None and not 1 <= len(data.encode()) <= MAX_CALLBACK_DATA_BYTES:
        raise bad_request("BUTTON_DATA_INVALID")
    url = button.get("url")
    if url is not None and not LINK.fullmatch(url):
        raise bad_request(f"inline keyboard button URL '{url}' is invalid: Wrong HTTP URL")
    copied = button.get("copy_text")
    if copied is not None and not 1 <= len(copied["text"]) <= MAX_COPY_TEXT:
        raise bad_request("BUTTON_COPY_TEXT_INVALID")
    query = button.get("switch_inline_query", button.get("switch_inline_query_current_chat", ""))
    if len(query) > MAX_SWITCH_QUERY:
        raise bad_request("BUTTON_INVALID")


def inline(markup: dict[str, Any] | None) -> dict[str, Any] | None:
    """Return the markup as messages show it: inline keyboards with a button, nothing else."""
    return markup if markup and any(markup.get("inline_keyboard", [])) else None
