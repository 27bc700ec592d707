"""Messages as people see them."""

from __future__ import annotations

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from tests.botapi import BotMessage, Person
from tests.botapi.text import FormattedText, parsed

_PATIENCE = 20  # seconds; nothing takes so long unless it fails


def read(html: str) -> FormattedText:
    """Return a message as people read it: parsed as Telegram parses it."""
    return parsed(html, "HTML", None)


def pressable(buttons: InlineKeyboardMarkup | None) -> list[InlineKeyboardButton]:
    """Return the buttons below a message, row by row."""
    return [button for row in (buttons.inline_keyboard if buttons else ()) for button in row]


def named(buttons: InlineKeyboardMarkup | None) -> dict[str, InlineKeyboardButton]:
    """Return the buttons below a message by their words."""
    return {button.text: button for button in pressable(buttons)}


def data_of(button: InlineKeyboardButton) -> str:
    """Return what pressing a button sends back to the bot."""
    assert isinstance(button.callback_data, str)
    return button.callback_data


def told(person: Person, beginning: str, message: BotMessage | None = None) -> BotMessage:
    """Return a message, by default the next one, when it begins so, perhaps after it was edited."""
    message = message or person.gets(timeout=_PATIENCE)
    while not message.text.startswith(beginning):
        message = person.gets_edit(message, _PATIENCE)
    return message
