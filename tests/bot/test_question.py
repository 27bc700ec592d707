"""Questions as they come."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.question import cleaned


@pytest.mark.parametrize(
    ("question", "clean"),
    [("  क्या?\n", "क्या?"), ("\ud83d\ude42", "🙂"), ("a\ud800b\udfff", "a\ufffdb\ufffd"), ("\u3000\n", "")],
)
def test_cleaned(question: str, clean: str) -> None:
    """White space around a question goes, halves of surrogate pairs join or become U+FFFD, the rest stays."""
    assert cleaned(question) == clean


@given(st.text())
def test_cleaned_can_be_written(question: str) -> None:
    """Whatever comes in, what goes on can be written as UTF-8."""
    cleaned(question + "\ud800").encode()
