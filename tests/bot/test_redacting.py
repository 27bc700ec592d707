"""Keeping the token to ourselves."""

from __future__ import annotations

import pytest

from bot.redacting import without_token

TOKEN = "123456:ABC-def_1234ghIkl"


@pytest.mark.parametrize(
    ("text", "redacted"),
    [
        (f"POST /bot{TOKEN}/getMe", "POST /bot<token>/getMe"),
        ("bot123456%3AABC-def_1234ghIkl", "bot123456%3A<token>"),
        ("ABC-def_1234ghIkl, twice: ABC-def_1234ghIkl", "<token>, twice: <token>"),
        ("the bot 123456 is no secret", "the bot 123456 is no secret"),
    ],
)
def test_the_token_is_cut_out(text: str, redacted: str) -> None:
    """The token is cut out, whole or only its secret half, however the colon is written."""
    assert without_token(text, TOKEN) == redacted


@pytest.mark.parametrize("token", [None, "", "123456:", ":"])
def test_without_a_secret_nothing_is_cut_out(token: str | None) -> None:
    """Where there is no token, or half of one, the text stays."""
    assert without_token("123456: a text", token) == "123456: a text"
