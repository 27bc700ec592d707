"""Errors of fetching."""

from __future__ import annotations

import pytest

from bot.errors import Unfetched
from bot.fetching.errors import UnfetchableError

ERROR = UnfetchableError(Unfetched.TOO_LARGE, "is too large", "Send a part")


@pytest.mark.parametrize(
    ("asked", "reached", "message"),
    [
        ("https://a.test/x?y=z", None, "https://a.test/x?y=z: is too large. Send a part."),
        ("http://a.test", "http://b.test", "http://a.test: leads to http://b.test, which is too large. Send a part."),
        ("https://somebody:secret@a.test/", None, "https://…@a.test/: is too large. Send a part."),
        ("x\r\n\u202ey\x1b[31m\ud800", None, "x y [31m: is too large. Send a part."),
        ("", None, "this: is too large. Send a part."),
    ],
)  # fmt: skip
def test_an_error_names_the_address(asked: str, reached: str | None, message: str) -> None:
    """An error is one line: the address, where it led, what is wrong, the next step; no password is in it."""
    error = ERROR.at(asked, reached)
    assert str(error) == message
    assert error.unfetched is Unfetched.TOO_LARGE


def test_a_long_address_is_cut() -> None:
    """However long an address is, its error can be sent and logged."""
    error = ERROR.at("https://a.test/" + "क" * 10_000, "https://b.test/" + "b" * 10_000)
    assert len(error.address) == 200
    assert len(str(error)) < 500
