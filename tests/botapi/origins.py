"""Where forwarded messages come from: the Bot API's `MessageOrigin` objects."""

import time
from typing import Any

Origin = dict[str, Any]

CHANNEL_ID = -1_004_055_555_555
CHAT_ID = -1_004_066_666_666


def user(sender: dict[str, Any]) -> Origin:
    """Return the origin of what a person or a bot wrote, by their `User` object."""
    return _origin("user", sender_user=sender)


def hidden_user(name: str = "Somebody") -> Origin:
    """Return the origin of what somebody wrote who lets no link lead to their account."""
    return _origin("hidden_user", sender_user_name=name)


def chat(title: str) -> Origin:
    """Return the origin of what an administrator wrote in the name of a group."""
    return _origin("chat", sender_chat={"id": CHAT_ID, "type": "supergroup", "title": title})


def channel(title: str, username: str | None = None, message_id: int = 7, signature: str | None = None) -> Origin:
    """Return the origin of a channel's post; public channels have a username, and posts may be signed."""
    about = {"id": CHANNEL_ID, "type": "channel", "title": title} | ({"username": username} if username else {})
    signed = {"author_signature": signature} if signature else {}
    return _origin("channel", chat=about, message_id=message_id, **signed)


def _origin(kind: str, **more: object) -> Origin:
    return {"type": kind, "date": int(time.time()) - 60, **more}
