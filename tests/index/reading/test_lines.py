"""Words from outside as one harmless line."""

from __future__ import annotations

import pytest
from hypothesis import given

from index.reading.lines import harmless_name, one_line
from tests.texts import any_text

NAMES = {
    "लेख.pdf": "लेख.pdf",
    "/etc/../home/आशा/लेख.pdf": "लेख.pdf",
    "C:\\Users\\asha\\a.docx": "a.docx",
    "folder/": "folder",
    "a\nb\r\tc\x00d.txt": "a b c d.txt",
    "\u202egpj.exe": "gpj.exe",
    "\u2067x\u2069\u200e.md": "x.md",
    "caf\udce9.txt": "caf.txt",
    "क्\u200dष.txt": "क्\u200dष.txt",
    "": "document",
    "/": "document",
    "..": "document",
    " \u200b/..": "document",
    "\u2028": "document",
}


@pytest.mark.parametrize(("name", "shown"), NAMES.items())
def test_a_name_is_shown_as_its_last_part(name: str, shown: str) -> None:
    """Of a name its last part is shown, in one line that turns nothing around it."""
    assert harmless_name(name) == shown


def test_a_long_name_keeps_its_ends() -> None:
    """A name of thousands of letters is cut in the middle: its ending tells the kind."""
    name = harmless_name("अ" * 5000 + "-12.pdf")
    assert len(name) == 100
    assert name.startswith("अअअ")
    assert name.endswith("-12.pdf")


def test_a_line_is_cut() -> None:
    """A line that is longer than wished ends with a sign that it was cut."""
    assert one_line("क ख ग", 5) == "क ख ग"
    assert one_line("क ख ग घ", 5) == "क ख…"


@given(any_text())
def test_any_name_is_harmless(text: str) -> None:
    """Whatever a file is called, what is shown of it can be printed, logged and sent."""
    for line in (harmless_name(text * 20), one_line(text, 100)):
        assert len(line) <= 100
        assert line.encode().decode() == line
        assert not {*line} & {*"\n\r\t\0\u2028\u202e"}
