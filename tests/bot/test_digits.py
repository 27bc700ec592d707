"""Digits as a language writes them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.digits import localized_digits
from bot.words import languages
from tests.texts import any_text

NATIVE = {"bn": "০১২৩৪৫৬৭৮৯", "mr": "०१२३४५६७८९"}


@pytest.mark.parametrize("language", languages())
def test_digits_are_those_of_the_language(language: str) -> None:
    """Bengali and Marathi write their own digits by default, Hindi and all others the European ones."""
    assert localized_digits("0123456789", language) == NATIVE.get(language, "0123456789")


@pytest.mark.parametrize(
    ("text", "written"), [("12,34,567", "१२,३४,५६७"), ("३ + 3", "३ + ३"), ("a1b", "a१b"), ("", "")]
)
def test_only_digits_change(text: str, written: str) -> None:
    """What stands between the digits stays, and so do digits that are not ASCII."""
    assert localized_digits(text, "mr") == written


@given(any_text(), st.sampled_from(languages()))
def test_any_text_keeps_its_value(text: str, language: str) -> None:
    """Whatever the text, each character stays or becomes a digit of the same value."""
    written = localized_digits(text, language)
    assert len(written) == len(text)
    assert all(
        before == after or (before in "0123456789" and int(before) == int(after))
        for before, after in zip(text, written, strict=True)
    )
