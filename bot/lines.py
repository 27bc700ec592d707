"""Questions piped in, one a line."""

from __future__ import annotations

import codecs
from collections.abc import Iterable, Iterator


def question_lines(lines: Iterable[bytes]) -> Iterator[str]:
    """Yield the lines of a UTF-8 stream without their ends as they come; bytes that are not UTF-8 become U+FFFD.

    Lines end at a line feed only: what else Python takes for a line's end may stand inside a question.
    """
    for number, line in enumerate(lines):
        content = line.removeprefix(codecs.BOM_UTF8) if number == 0 else line
        yield content.decode("utf-8", "replace").rstrip("\r\n")
