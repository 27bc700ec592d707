"""What people's messages are made of."""

import time
from typing import Any

from tests.botapi.chat import Stored
from tests.botapi.quotes import text_quote
from tests.botapi.text import found_entities

PHOTO_SIZES = {"s": (90, 67), "m": (320, 240), "x": (800, 600)}


def typed(text: str) -> dict[str, Any]:
    """Return the content of a message that somebody typed."""
    entities = found_entities(text)
    return {"text": text} | ({"entities": entities} if entities else {})


def photo(name: str, caption: str) -> dict[str, Any]:
    """Return the content of a message with a photo, in the sizes that Telegram makes of it."""
    sizes = [
        {"file_id": f"{name}-{size}", "file_unique_id": f"{name}-{size}", "width": width, "height": height}
        for size, (width, height) in PHOTO_SIZES.items()
    ]
    if not caption:
        return {"photo": sizes}
    entities = found_entities(caption)
    return {"photo": sizes, "caption": caption} | ({"caption_entities": entities} if entities else {})


def forwarded() -> dict[str, Any]:
    """Return what a message forwarded from somebody who hides their account has besides its content."""
    origin = {"type": "hidden_user", "date": int(time.time()) - 60, "sender_user_name": "Somebody"}
    return {"forward_origin": origin}


def selected(answered: Stored | None, quote: str) -> dict[str, Any]:
    """Return what a reply has that quotes a part of the message.

    Raises:
        AssertionError: There is no such message, or it has no such part, so that nobody can select it.
    """
    found = text_quote(answered.message, quote) if answered and quote else None
    if found is None:
        raise AssertionError(f"There is no {quote!r} to select in the message that is replied to.")
    return {"quote": found}
