"""Reading texts."""

from __future__ import annotations

import codecs

import pytest

from index.errors import Refusal
from index.reading.draft import Draft, UnreadableError
from index.reading.plain import read_text

TEXT = "पहला अनुच्छेद।\n\nदूसरा अनुच्छेद।"


def test_a_text_is_read_as_it_stands() -> None:
    """A text is its own text, in every encoding that says what it is."""
    assert read_text("a.txt", TEXT.encode()) == Draft(TEXT)
    assert read_text("a.txt", TEXT.encode("utf-16")) == Draft(TEXT)
    assert read_text("a.txt", codecs.BOM_UTF8 + TEXT.replace("\n", "\r\n").encode()) == Draft(TEXT)


def test_front_matter_is_read() -> None:
    """What front matter says is taken, its id too."""
    content = (
        f"---\nid: x\ntitle: शीर्षक\nlanguage: mr\nauthor: [आशा, रवि]\ndate: 2024-05\nurl: https://a.in/x\n---\n{TEXT}"
    )
    assert read_text("a.txt", content.encode()) == Draft(
        TEXT, title="शीर्षक", language="mr", author="आशा, रवि", date="2024-05", url="https://a.in/x", id="x"
    )


def test_the_heading_of_markdown_is_its_title() -> None:
    """A note that begins with a heading goes by it, and keeps it in its text; a plain text has no headings."""
    note = f"\n## मेरा शीर्षक ##\n\n{TEXT}"
    assert read_text("a.md", note.encode()).title == "मेरा शीर्षक"
    assert read_text("a.md", note.encode()).text == note
    assert read_text("a.md", f"{TEXT}\n# बाद में".encode()).title is None
    assert read_text("a.txt", note.encode()).title is None


@pytest.mark.parametrize(
    ("content", "refusal", "wrong"),
    [
        (b"caf\xe9", Refusal.NOT_TEXT, "is not UTF-8 text (at byte 3)"),
        (b"\0", Refusal.NOT_TEXT, "is a binary file, not text"),
        (b"---\nx: [\n---\nx", Refusal.DAMAGED, "front matter is not valid YAML"),
        (b"---\nurl: javascript:x\n---\nx", Refusal.DAMAGED, "is no web address"),
        (b"---\nurl: " + b"x" * 9999 + b"\n---\nx", Refusal.DAMAGED, "front matter's url 'xxx"),
        (b"---\n" + b"x: y\n" * 20_000 + b"\n---\nx", Refusal.DAMAGED, "front matter is longer"),
    ],
)
def test_what_is_wrong_is_told(content: bytes, refusal: Refusal, wrong: str) -> None:
    """A text that cannot be read is told in short clauses: what is wrong, what to do."""
    with pytest.raises(UnreadableError) as caught:
        read_text("a.txt", content)
    error = caught.value
    assert error.refusal is refusal
    assert error.wrong.startswith(wrong) or wrong in error.wrong
    assert error.mend[0].isupper()
    assert len(str(error)) < 500
