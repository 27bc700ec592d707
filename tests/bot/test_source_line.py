"""The line that says where a passage stands."""

from __future__ import annotations

import pytest

from bot.fitting import utf16_length
from bot.source_line import article_parts, localized_date, shortened, source_parts
from bot.words import words_in
from index import Passage, Span
from tests.bot.articles import article


@pytest.mark.parametrize(
    ("written", "language", "read"),
    [
        ("2022-01-13", "en", "January 13, 2022"),
        ("2022-01-13", "hi", "13 जनवरी 2022"),
        ("2022-01", "hi", "जनवरी 2022"),
        ("2022-01-13", "mr", "१३ जानेवारी, २०२२"),
        ("2022-05", "bn", "মে ২০২২"),
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
    assert utf16_length(cut) <= 160


def test_long_names_are_cut_between_words() -> None:
    """What is cut ends with a word and no white space; what is not too long is not cut."""
    assert shortened("नदी बहती " * 100).endswith(("नदी…", "बहती…"))
    assert shortened("क" * 160) == "क" * 160


def test_what_is_known_of_a_source_is_told() -> None:
    """Title, publisher, author, date and place are told in this order, those that are known."""
    text = "नदी बहती है।"
    full = article("a", "गंगा", text, publisher="समाचार", author="अ. ब.", date="2022-01-13", url="x")
    bare = article("a", "गंगा", text)
    assert source_parts(Passage(full, 12, Span(0, len(text))), words_in("mr")) == [
        *("गंगा", "समाचार", "अ. ब.", "१३ जानेवारी, २०२२", "परिच्छेद १२")
    ]
    assert article_parts(full, words_in("en")) == ["गंगा", "समाचार", "अ. ब.", "January 13, 2022"]
    assert article_parts(bare, words_in("en")) == ["गंगा"]
