"""Keeping the bot's token to ourselves."""

from __future__ import annotations

_REDACTED = "<token>"


def without_token(text: str, token: str | None) -> str:
    """Return a text without the token; what stands after its colon is the secret, also where it stands alone.

    Args:
        text: Any text.
        token: The bot's token; None where there is none.
    """
    secret = (token or "").rpartition(":")[2]
    return text.replace(token, _REDACTED).replace(secret, _REDACTED) if token and secret else text
