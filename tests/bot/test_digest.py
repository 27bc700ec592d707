"""Names for texts."""

from __future__ import annotations

import pytest

from bot.digest import digest


@pytest.mark.parametrize("text", ["", "सेना", "\ud800", "🙂" * 1000])
def test_name_is_short_and_of_the_text_alone(text: str) -> None:
    """Any text, half a character too, has a name of the length asked for; another text has another name."""
    assert digest(text, 6) == digest(text, 6)
    assert len(digest(text, 6)) == 12
    assert digest(text, 6) != digest(text + " ", 6)


def test_names_last() -> None:
    """Names are in buttons and links of old messages: they do not change from one version to the next."""
    assert digest("kazakhstan-csto-peacekeepers-leave", 6) == "934877ef6676"
