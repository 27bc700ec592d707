"""Menus of commands: methods that set them, and what somebody sees of them in a chat."""

import json
import re
from typing import Any

from tests.botapi.chat import Chat
from tests.botapi.chats import NOT_STARTED
from tests.botapi.errors import bad_request
from tests.botapi.profile import language_of
from tests.botapi.world import CHAT_NOT_FOUND, World

MAX_COMMANDS = 100
MAX_COMMAND = 32
MAX_DESCRIPTION = 256
COMMAND = re.compile(r"[a-z0-9_]+")


def set_my_commands(world: World, parameters: dict[str, Any]) -> bool:
    """Set the menu of one scope and language."""
    place = _place(world, parameters)
    if len(parameters["commands"]) > MAX_COMMANDS:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    world.commands[place] = [_command(command) for command in parameters["commands"]]
    return True


def get_my_commands(world: World, parameters: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the menu of exactly this scope and language, empty where none is set."""
    return world.commands.get(_place(world, parameters), [])


def delete_my_commands(world: World, parameters: dict[str, Any]) -> bool:
    """Forget the menu of one scope and language."""
    world.commands.pop(_place(world, parameters), None)
    return True


def menu(world: World, chat: Chat, user: dict[str, Any]) -> dict[str, str]:
    """Return the commands and what they do, as somebody who is no administrator sees them in a chat.

    The narrowest scope counts, and in it the user's language before none
    (core.telegram.org/bots/api#determining-list-of-commands).
    """
    is_private = chat.about["type"] == "private"
    member = {"type": "chat_member", "chat_id": chat.id, "user_id": user["id"]}
    scopes: list[dict[str, Any]] = [
        *([] if is_private else [member]),
        {"type": "chat", "chat_id": chat.id},
        {"type": "all_private_chats" if is_private else "all_group_chats"},
        {"type": "default"},
    ]
    places = ((_key(scope), language) for scope in scopes for language in (user.get("language_code", "")[:2], ""))
    commands: list[dict[str, str]] = next(filter(None, map(world.commands.get, places)), [])
    return {command["command"]: command["description"] for command in commands}


def _command(command: dict[str, Any]) -> dict[str, Any]:
    name = command["command"].strip().removeprefix("/")
    description = command["description"].strip()
    if not name:
        raise bad_request("command must be non-empty")
    if len(name) > MAX_COMMAND:
        raise bad_request(f"command length must not exceed {MAX_COMMAND}")
    if not COMMAND.fullmatch(name):
        raise bad_request("BOT_COMMAND_INVALID")
    if not description:
        raise bad_request("command description must be non-empty")
    if len(description) > MAX_DESCRIPTION:
        raise bad_request(f"command description length must not exceed {MAX_DESCRIPTION}")
    return {"command": name, "description": description}


def _place(world: World, parameters: dict[str, Any]) -> tuple[str, str]:
    scope = parameters.get("scope", {"type": "default"})
    if "chat_id" in scope:
        _require_known(world, scope["chat_id"])
    return _key(scope), language_of(parameters)


def _require_known(world: World, chat_id: int | str) -> None:
    """Refuse a chat that Telegram does not let the bot know; whoever has blocked it remains known.

    Raises:
        ApiError: Nobody has begun the chat, or the bot is not in the group.
    """
    chat = world.chats.get(chat_id) if isinstance(chat_id, int) else None
    if chat is None or (chat.closed and NOT_STARTED in chat.closed.description):
        raise bad_request(CHAT_NOT_FOUND)
    if chat.closed and chat.about["type"] != "private":
        raise chat.closed.with_traceback(None)


def _key(scope: dict[str, Any]) -> str:
    return json.dumps(scope, sort_keys=True)


METHODS = {
    "setMyCommands": set_my_commands,
    "getMyCommands": get_my_commands,
    "deleteMyCommands": delete_my_commands,
}
