"""What people's messages are made of."""

from typing import Any

from tests.botapi import origins
from tests.botapi.chat import Chat, Stored
from tests.botapi.origins import Origin
from tests.botapi.quotes import text_quote
from tests.botapi.text import FormattedText, found_entities, parsed, with_found

PHOTO_SIZES = {"s": (90, 67), "m": (320, 240), "x": (800, 600)}
MAX_ALBUM = 10


def typed(text: str, *, html: bool = False) -> dict[str, Any]:
    """Return the content of a message that somebody typed, or marked up as apps let people do."""
    shown = _shown(text, html=html)
    return {"text": shown.text} | ({"entities": shown.entities} if shown.entities else {})


def captioned(caption: str, *, html: bool = False) -> dict[str, Any]:
    """Return the words under a photo or a document, if there are any."""
    if not caption:
        return {}
    shown = _shown(caption, html=html)
    return {"caption": shown.text} | ({"caption_entities": shown.entities} if shown.entities else {})


def photo(name: str) -> dict[str, Any]:
    """Return a photo, in the sizes that Telegram makes of it."""
    sizes = [
        {"file_id": f"{name}-{size}", "file_unique_id": f"{name}-{size}", "width": width, "height": height}
        for size, (width, height) in PHOTO_SIZES.items()
    ]
    return {"photo": sizes}


def forwarded(*, origin: Origin | bool) -> dict[str, Any]:
    """Return what a forwarded message has besides its content; where that came from stays hidden if not given."""
    if not origin:
        return {}
    return {"forward_origin": origins.hidden_user() if origin is True else origin}


def in_album(chat: Chat, album: str, kind: str) -> dict[str, Any]:
    """Return what makes a photo or a document one of an album, if it is.

    Raises:
        AssertionError: Telegram has no such albums: documents stay among themselves, and ten are the most.
    """
    if not album:
        return {}
    others = [one.message for one in chat.messages.values() if one.message.get("media_group_id") == album]
    if len(others) == MAX_ALBUM or any(kind not in other for other in others):
        raise AssertionError(f"The album {album!r} takes no further {kind}.")
    return {"media_group_id": album}


def selected(answered: Stored | None, quote: str) -> dict[str, Any]:
    """Return what a reply has that quotes a part of the message.

    Raises:
        AssertionError: There is no such message, or it has no such part, so that nobody can select it.
    """
    found = text_quote(answered.message, quote) if answered and quote else None
    if found is None:
        raise AssertionError(f"There is no {quote!r} to select in the message that is replied to.")
    return {"quote": found}


def _shown(text: str, *, html: bool) -> FormattedText:
    return with_found(parsed(text, "HTML", None)) if html else FormattedText(text, found_entities(text))
