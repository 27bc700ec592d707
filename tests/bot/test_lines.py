"""Questions piped in."""

from __future__ import annotations

from bot.lines import question_lines


def test_lines_end_at_line_feeds_only() -> None:
    """Every line is one question: only a line feed ends it, a byte order mark and bad bytes do no harm."""
    piped = [b"\xef\xbb\xbf\xe0\xa4\x95\r\n", b"\n", b"a\x0bb\xe2\x80\xa8c\n", b"\xff?"]
    assert list(question_lines(piped)) == ["क", "", "a\x0bb\u2028c", "\ufffd?"]
