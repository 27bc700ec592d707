"""Updates as Telegram sends them, before anything is made of them."""

from __future__ import annotations

import json
import logging
from collections.abc import Mapping
from typing import TypeGuard

from telegram import Update

from bot.redacting import without_token
from bot.state.inbox import Incoming

ALLOWED_UPDATES = (
    Update.MESSAGE,
    Update.EDITED_MESSAGE,
    Update.CALLBACK_QUERY,
    Update.INLINE_QUERY,
    Update.GUEST_MESSAGE,
    Update.MY_CHAT_MEMBER,
)
"""The kinds of update that the bot acts on; the server remembers the list, so it is always sent."""

_LARGEST = 2**63  # what the database's numbers go up to; Telegram promises 52 bits for those of chats

_log = logging.getLogger(__name__)


def bot_id_of(token: str) -> int:
    """Return the id of the bot that a token is of; 0 where it is none: Telegram will say so."""
    number = token.partition(":")[0]
    return int(number) if number.isascii() and number.isdigit() and int(number) < _LARGEST else 0


def incoming(update: Mapping[str, object], token: str) -> Incoming | None:
    """Return an update as it is kept; None for one of a kind that the bot does not act on.

    Args:
        update: The update, from Telegram's JSON.
        token: The bot's token, cut out where somebody wrote it: the database shall not have it.

    Raises:
        ValueError: It is no update.
    """
    number = update.get("update_id")
    if not _is_number(number) or number < 0:
        raise ValueError("it has no update_id")
    kind = next((kind for kind in ALLOWED_UPDATES if kind in update), None)
    if kind is None:
        _log.info("update %s: of no kind that the bot acts on", number)
        return None
    body = json.dumps(update, separators=(",", ":"))  # ASCII, which every database stores
    return Incoming(number, _chat_of(update[kind]), without_token(body, token))


def _chat_of(event: object) -> int | None:
    """Return the chat in which something happened, the button's message included; None for none."""
    message = _part(event, "message") or event  # that of the button that was pressed
    number = _part(_part(message, "chat"), "id")
    return number if _is_number(number) else None


def _part(of: object, name: str) -> object:
    return of.get(name) if isinstance(of, dict) else None


def _is_number(value: object) -> TypeGuard[int]:
    return isinstance(value, int) and not isinstance(value, bool) and abs(value) < _LARGEST
