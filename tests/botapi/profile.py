"""Methods about the bot itself: its name and its texts."""

import re
from collections.abc import Callable
from typing import Any

from tests.botapi.errors import bad_request
from tests.botapi.world import World

LANGUAGE = re.compile(r"([a-z]{2})?")


def get_me(world: World, _: dict[str, Any]) -> dict[str, Any]:
    """Return the bot."""
    return world.me


def language_of(parameters: dict[str, Any]) -> str:
    """Return the two letters of the language that a call is for, none for all.

    Raises:
        ApiError: They are no code of a language.
    """
    code: str = parameters.get("language_code", "")
    if not LANGUAGE.fullmatch(code):
        raise bad_request("invalid language code specified")
    return code


def _setter(key: str, limit: int) -> Callable[[World, dict[str, Any]], bool]:
    """Return the method that sets one of the bot's texts, per language; an empty text takes it away."""

    def set_text(world: World, parameters: dict[str, Any]) -> bool:
        place = key, language_of(parameters)
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
        return {key: world.texts.get((key, language_of(parameters)), default)}

    return get_text


METHODS = {
    "getMe": get_me,
    "setMyName": _setter("name", 64),
    "getMyName": _getter("name"),
    "setMyDescription": _setter("description", 512),
    "getMyDescription": _getter("description"),
    "setMyShortDescription": _setter("short_description", 120),
    "getMyShortDescription": _getter("short_description"),
}
