"""Methods about the bot itself: its name, its texts, its menu of commands."""

import json
import re
from collections.abc import Callable
from typing import Any

from tests.botapi.errors import bad_request
from tests.botapi.world import World

MAX_COMMANDS = 100
MAX_COMMAND = 32
MAX_COMMAND_DESCRIPTION = 256
COMMAND = re.compile(r"[a-z0-9_]+")
LANGUAGE = re.compile(r"([a-z]{2})?")


def get_me(world: World, _: dict[str, Any]) -> dict[str, Any]:
    """Return the bot."""
    return world.me


def set_my_commands(world: World, parameters: dict[str, Any]) -> bool:
    """Set the menu of one scope and language."""
    place = _menu(parameters)
    if len(parameters["commands"]) > MAX_COMMANDS:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    world.commands[place] = [_command(command) for command in parameters["commands"]]
    return True


def get_my_commands(world: World, parameters: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the menu of exactly this scope and language, empty where none is set."""
    return world.commands.get(_menu(parameters), [])


def delete_my_commands(world: World, parameters: dict[str, Any]) -> bool:
    """Forget the menu of one scope and language."""
    world.commands.pop(_menu(parameters), None)
    return True


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
    if len(description) > MAX_COMMAND_DESCRIPTION:
        raise bad_request(f"command description length must not exceed {MAX_COMMAND_DESCRIPTION}")
    return {"command": name, "description": description}


def _menu(parameters: dict[str, Any]) -> tuple[str, str]:
    scope = parameters.get("scope", {"type": "default"})
    return json.dumps(scope, sort_keys=True), _language(parameters)


def _language(parameters: dict[str, Any]) -> str:
    code: str = parameters.get("language_code", "")
    if not LANGUAGE.fullmatch(code):
        raise bad_request("invalid language code specified")
    return code


def _setter(key: str, limit: int) -> Callable[[World, dict[str, Any]], bool]:
    """Return the method that sets one of the bot's texts, per language; an empty text takes it away."""

    def set_text(world: World, parameters: dict[str, Any]) -> bool:
        place = key, _language(parameters)
        value = parameters.get(key, "")
        if len(value) > limit:
            raise bad_request(f"{key} length must not exceed {limit}")
        if value:
            world.texts[place] = value
        else:
            world.texts.pop(place, None)
        return True

    return set_text


def _getter(key: str) -> Callable[[World, dict[str, Any]], dict[str, Any]]:
    """Return the method that tells one of the bot's texts: in the language, else the text for all languages."""

    def get_text(world: World, parameters: dict[str, Any]) -> dict[str, Any]:
        default = world.texts.get((key, ""), world.me["first_name"] if key == "name" else "")
        return {key: world.texts.get((key, _language(parameters)), default)}

    return get_text


METHODS = {
    "getMe": get_me,
    "setMyCommands": set_my_commands,
    "getMyCommands": get_my_commands,
    "deleteMyCommands": delete_my_commands,
    "setMyName": _setter("name", 64),
    "getMyName": _getter("name"),
    "setMyDescription": _setter("description", 512),
    "getMyDescription": _getter("description"),
    "setMyShortDescription": _setter("short_description", 120),
    "getMyShortDescription": _getter("short_description"),
}
