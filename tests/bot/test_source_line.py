"""The line that says where a passage stands."""

from __future__ import annotations

import pytest

from bot.source_line import localized_date, shortened


@pytest.mark.parametrize(
    ("written", "language", "read"),
    [
        ("2022-01-13", "en", "January 13, 2022"),
        ("2022-01-13", "hi", "13 जनवरी 2022"),
        ("2022-01", "hi", "जनवरी 2022"),
        ("2022", "hi", "2022"),
        ("13 जनवरी", "en", "13 जनवरी"),
        ("2022-13-45", "en", "2022-13-45"),
        ("शुक्रवार", "en", "शुक्रवार"),
    ],
)
def test_dates_are_read_in_the_readers_language(written: str, language: str, read: str) -> None:
    """Dates and months are written as the language writes them; what is no date stays as it is."""
    assert localized_date(written, language) == read


def test_long_names_are_cut_between_letters() -> None:
    """A title longer than any real one is cut, and not inside a letter."""
    cut = shortened("कि" * 1000)
    assert cut.endswith("कि…")
    assert len(cut) < 400
