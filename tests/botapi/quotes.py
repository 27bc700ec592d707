"""Quotes: the part of a message that a reply is about."""

from typing import Any

from tests.botapi.text import moved_entities, utf16_len

KEPT_ENTITIES = frozenset({"bold", "italic", "underline", "strikethrough", "spoiler", "custom_emoji", "date_time"})


def text_quote(message: dict[str, Any], quote: str) -> dict[str, Any] | None:
    """Return the `TextQuote` of a part of a message's text or caption; None where that holds no such part."""
    text: str = message.get("text", message.get("caption", ""))
    place = text.find(quote)
    if place < 0:
        return None
    start, length = utf16_len(text[:place]), utf16_len(quote)
    found = message.get("entities", message.get("caption_entities", []))
    kept = [entity for entity in found if entity["type"] in KEPT_ENTITIES]
    entities = moved_entities(kept, lambda offset: min(max(offset - start, 0), length))
    return {"text": quote, "position": start, "is_manual": True} | ({"entities": entities} if entities else {})
