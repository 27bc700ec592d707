"""What the bot's messages are made of: texts, captions, keyboards, files."""

from typing import Any

from tests.botapi import keyboard, text
from tests.botapi.errors import bad_request
from tests.botapi.files import File
from tests.botapi.pictures import photo_sizes
from tests.botapi.upload import Upload
from tests.botapi.world import World


def formatted(world: World, source: str, parameters: dict[str, Any]) -> text.FormattedText:
    """Return the source parsed and checked, and note it where Telegram would silently drop entities."""
    return _noted(world, text.parsed(source, parameters.get("parse_mode"), parameters.get("entities")))


def content_of(shown: text.FormattedText, parameters: dict[str, Any]) -> dict[str, Any]:
    """Return the part of a `Message` object that a text and the options that came with it make."""
    content: dict[str, Any] = {"text": shown.text}
    if shown.entities:
        content["entities"] = shown.entities
    if "link_preview_options" in parameters:
        content["link_preview_options"] = parameters["link_preview_options"]
    return content | markup(parameters)


def text_content(world: World, parameters: dict[str, Any]) -> dict[str, Any]:
    """Return the text of a call, with what Telegram finds in it, and its keyboard."""
    return content_of(text.with_found(formatted(world, parameters.get("text", ""), parameters)), parameters)


def caption_content(world: World, parameters: dict[str, Any]) -> dict[str, Any]:
    """Return the caption of a call or of an `InputMedia` object; nothing where it has none."""
    source, entities = parameters.get("caption", ""), parameters.get("caption_entities")
    shown = text.with_found(_noted(world, text.parsed_caption(source, parameters.get("parse_mode"), entities)))
    if not shown.text:
        return {}
    return {"caption": shown.text} | ({"caption_entities": shown.entities} if shown.entities else {})


def markup(parameters: dict[str, Any]) -> dict[str, Any]:
    """Return the inline keyboard of a call, checked; nothing where it has none.

    Raises:
        ApiError: Telegram would not show it.
    """
    keyboard.check(parameters.get("reply_markup"))
    shown = keyboard.inline(parameters.get("reply_markup"))
    return {"reply_markup": shown} if shown else {}


def file_content(world: World, kind: str, given: Upload | str) -> tuple[File, dict[str, Any]]:
    """Return a photo or a document that the bot sends anew, or again by its id, and how a `Message` object shows it.

    Raises:
        ApiError: There is no such file, or Telegram does not take it.
    """
    file = world.files.keep(kind, given) if isinstance(given, Upload) else world.files.again(kind, given)
    if not file.upload.content:
        raise bad_request("file must be non-empty")
    return file, {kind: photo_sizes(file) if kind == "photo" else file.document}


def _noted(world: World, shown: text.FormattedText) -> text.FormattedText:
    if len(shown.entities) > text.MAX_ENTITIES:
        start = shown.text[:40]
        world.violations.append(f"The text {start!r}… has {len(shown.entities)} entities; Telegram keeps 100 of them.")
    return shown
