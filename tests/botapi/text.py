"""Read and limit message texts as Telegram does, with the parser of Telegram's own library, TDLib.

Offsets and lengths are counted in UTF-16 code units, as everywhere in the Bot API.
"""

import itertools
import json
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

from tdjson import td_execute

from tests.botapi.errors import bad_request

MAX_TEXT = 4096
MAX_CAPTION = 1024
MAX_ENTITIES = 100
# Separators, control characters, marks of direction and joiners: a text of these alone shows nothing.
INVISIBLE = frozenset({"Zs", "Zl", "Zp", "Cc", "Cf"})

PARSE_MODES = {
    "html": {"@type": "textParseModeHTML"},
    "markdown": {"@type": "textParseModeMarkdown", "version": 1},
    "markdownv2": {"@type": "textParseModeMarkdown", "version": 2},
}
# TDLib's names of entities where they differ from the Bot API's by more than their spelling.
ENTITY_NAMES = {
    "block_quote": "blockquote",
    "expandable_block_quote": "expandable_blockquote",
    "email_address": "email",
    "mention_name": "text_mention",
    "pre_code": "pre",
    "text_url": "text_link",
}
STYLES = frozenset({"bold", "italic", "underline", "strikethrough", "spoiler"})
SOLID = frozenset({"code", "pre", "text_link", "text_mention", "custom_emoji"})
# TDLib's clean_input_string: carriage returns, line and direction overrides and lines through text vanish, other
# control characters become spaces.
REMOVED = re.compile("[\r\u2028-\u202e\u0333\u033f\u030a]")
BLANKED = re.compile("[\x00-\x09\x0b-\x1f]")


@dataclass(frozen=True)
class FormattedText:
    """A text and its `MessageEntity` objects."""

    text: str
    entities: list[dict[str, Any]]


def utf16_len(text: str) -> int:
    """Return the length in UTF-16 code units."""
    return len(text.encode("utf-16-le")) // 2


class Formatted(Protocol):
    """Whatever has a text with entities."""

    @property
    def text(self) -> str: ...  # noqa: D102

    @property
    def entities(self) -> list[dict[str, Any]]: ...  # noqa: D102


def marked(message: Formatted, kind: str) -> list[str]:
    """Return the parts of a message that are marked as one kind of entity."""
    units = message.text.encode("utf-16-le")
    ours = [entity for entity in message.entities if entity["type"] == kind]
    spans = ((entity["offset"], entity["offset"] + entity["length"]) for entity in ours)
    return [units[2 * start : 2 * end].decode("utf-16-le") for start, end in spans]


def parsed(text: str, parse_mode: str | None, entities: list[dict[str, Any]] | None) -> FormattedText:
    """Return a bot's text as Telegram would show it: parsed, cleaned, trimmed and within the limits.

    Raises:
        ApiError: The text is empty or too long, or its markup is wrong.
    """
    if not text:
        raise bad_request("message text is empty")
    formatted = _read(text, parse_mode, entities)
    if _shows_nothing(formatted.text):
        raise bad_request("text must be non-empty")
    if utf16_len(formatted.text) > MAX_TEXT:
        raise bad_request("message is too long")
    return formatted


def parsed_caption(caption: str, parse_mode: str | None, entities: list[dict[str, Any]] | None) -> FormattedText:
    """Return a bot's caption as Telegram would show it: as a text, but it may be empty, and is shorter.

    Raises:
        ApiError: The caption is too long, or its markup is wrong.
    """
    formatted = _read(caption, parse_mode, entities)
    if _shows_nothing(formatted.text):
        return FormattedText("", [])
    if utf16_len(formatted.text) > MAX_CAPTION:
        raise bad_request("message caption is too long")
    return formatted


def _read(text: str, parse_mode: str | None, entities: list[dict[str, Any]] | None) -> FormattedText:
    return _trimmed(_cleaned(_with_markup(text, parse_mode) if parse_mode else FormattedText(text, entities or [])))


def _shows_nothing(text: str) -> bool:
    return all(unicodedata.category(character) in INVISIBLE for character in text)


def with_found(formatted: FormattedText) -> FormattedText:
    """Add the links, mentions and commands that Telegram finds by itself, cutting bold and the like at their ends.

    As TDLib's fix_entities does: what is found inside a link or code is left, and styles are cut at its borders.
    """
    solid = [entity for entity in formatted.entities if entity["type"] in SOLID]
    found = [entity for entity in found_entities(formatted.text) if not any(_overlap(entity, other) for other in solid)]
    borders = sorted({border for entity in found for border in _ends(entity)})
    entities = [*found, *(entity for entity in formatted.entities if entity["type"] not in STYLES)]
    for entity in formatted.entities:
        if entity["type"] in STYLES:
            start, end = _ends(entity)
            inside = [border for border in borders if start < border < end]
            entities += [
                entity | {"offset": first, "length": last - first}
                for first, last in itertools.pairwise([start, *inside, end])
            ]
    return FormattedText(formatted.text, sorted(entities, key=lambda entity: (entity["offset"], -entity["length"])))


def _ends(entity: dict[str, Any]) -> tuple[int, int]:
    return entity["offset"], entity["offset"] + entity["length"]


def _overlap(one: dict[str, Any], other: dict[str, Any]) -> bool:
    (first, last), (start, end) = _ends(one), _ends(other)
    return first < end and start < last


def found_entities(text: str) -> list[dict[str, Any]]:
    """Return the entities that Telegram finds in what people type: commands, mentions, links, hashtags."""
    return [_entity(entity) for entity in _tdlib("getTextEntities", text=text)["entities"]]


def _tdlib(request: str, **fields: object) -> dict[str, Any]:
    answer: dict[str, Any] = json.loads(td_execute(json.dumps({"@type": request, **fields}).encode()) or b"{}")
    return answer


_tdlib("setLogVerbosityLevel", new_verbosity_level=0)


def _with_markup(text: str, parse_mode: str) -> FormattedText:
    mode = PARSE_MODES.get(parse_mode.lower())
    if mode is None:
        raise bad_request("unsupported parse_mode")
    answer = _tdlib("parseTextEntities", text=text, parse_mode=mode)
    if answer["@type"] == "error":
        sentence: str = answer["message"]
        raise bad_request(sentence[0].lower() + sentence[1:])
    return FormattedText(answer["text"], [_entity(entity) for entity in answer["entities"]])


def _entity(entity: dict[str, Any]) -> dict[str, Any]:
    """Turn TDLib's entity into the Bot API's."""
    of = dict(entity["type"])
    words = re.findall("[A-Z][a-z]*", of.pop("@type").removeprefix("textEntityType"))
    name = "_".join(words).lower()
    common = {"type": ENTITY_NAMES.get(name, name), "offset": entity["offset"], "length": entity["length"]}
    if "user_id" in of:
        of = {"user": {"id": of["user_id"], "is_bot": False, "first_name": ""}}
    elif "custom_emoji_id" in of:
        of = {"custom_emoji_id": str(of["custom_emoji_id"])}
    return common | of


def _cleaned(formatted: FormattedText) -> FormattedText:
    """Replace and remove the characters that Telegram does not let through, and move the entities along."""
    gone = [utf16_len(formatted.text[: match.start()]) for match in REMOVED.finditer(formatted.text)]

    def moved(offset: int) -> int:
        return offset - sum(position < offset for position in gone)

    return FormattedText(BLANKED.sub(" ", REMOVED.sub("", formatted.text)), moved_entities(formatted.entities, moved))


def _trimmed(formatted: FormattedText) -> FormattedText:
    """Cut white space off both ends; at the start, no further than to the first entity, as TDLib does."""
    first_entity = min((entity["offset"] for entity in formatted.entities), default=utf16_len(formatted.text))
    blank = len(formatted.text) - len(formatted.text.lstrip(" \n"))
    start = min(blank, first_entity)
    text = formatted.text[start:].rstrip(" \n")
    end = utf16_len(text)
    return FormattedText(text, moved_entities(formatted.entities, lambda offset: min(offset - start, end)))


def moved_entities(entities: list[dict[str, Any]], moved: Callable[[int], int]) -> list[dict[str, Any]]:
    """Move both ends of each entity; those left without text are dropped."""
    placed = []
    for entity in entities:
        start, end = moved(entity["offset"]), moved(entity["offset"] + entity["length"])
        if start < end:
            placed.append(entity | {"offset": start, "length": end - start})
    return placed
