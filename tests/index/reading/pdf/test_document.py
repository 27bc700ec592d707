"""Reading PDFs."""

from __future__ import annotations

import pytest

from index.errors import Refusal
from index.reading.draft import UnreadableError
from index.reading.pdf.document import read_pdf
from tests.index.reading import documents
from tests.index.reading.documents import (
    HEADING,
    KRUTI_DEV,
    LINES,
    PARAGRAPHS,
    pdf,
    pdf_of_operators,
    scanned_pdf,
    shaped_pdf,
)


def test_paragraphs_are_read() -> None:
    """The words come out exactly, in paragraphs."""
    assert read_pdf("a.pdf", pdf(LINES)).text == "\n\n".join((HEADING, *PARAGRAPHS))


@pytest.mark.parametrize("paragraph", PARAGRAPHS)
def test_shaped_text_is_read(paragraph: str) -> None:
    """Text whose glyphs are drawn in another order than it is read comes out as it is read, sign for sign."""
    assert read_pdf("a.pdf", shaped_pdf(*paragraph.split())).text == paragraph


def test_what_a_pdf_says_of_itself_is_read() -> None:
    """Title, author, date and language are those that somebody wrote."""
    draft = read_pdf("a.pdf", pdf(LINES, title="सेना लौटी", author="आशा शर्मा", language="hi-IN"))
    assert (draft.title, draft.author, draft.date, draft.language) == ("सेना लौटी", "आशा शर्मा", "2024-05-17", "hi-IN")
    assert read_pdf("a.pdf", pdf(LINES, title="Microsoft Word - लेख.doc")).title is None


def test_running_heads_are_left_out() -> None:
    """What stands on every page is no part of the text, and a paragraph goes on over the end of a page."""
    first, *others = PARAGRAPHS
    words = first.split()
    pages = [["नगर समाचार", "", " ".join(words[:8])], ["नगर समाचार", "", " ".join(words[8:])]]
    pages += [["नगर समाचार", "", text] for text in others]
    numbered = [[*page, "", f"पृष्ठ {number}"] for number, page in enumerate(pages, start=1)]
    assert read_pdf("a.pdf", pdf(*numbered)).text == "\n\n".join(PARAGRAPHS)


def test_a_pdf_that_only_may_not_be_printed_is_read() -> None:
    """A PDF that opens without a password is read."""
    assert PARAGRAPHS[0] in read_pdf("a.pdf", documents.locked_pdf("")).text


def test_a_short_text_beside_a_picture_is_read() -> None:
    """A notice with a picture is no scan."""
    assert read_pdf("a.pdf", scanned_pdf(1, HEADING + PARAGRAPHS[0])).text


REFUSED = {
    "a scan": (scanned_pdf(), Refusal.SCANNED),
    "a scan with the name of the scanner": (scanned_pdf(line="CamScanner 1"), Refusal.SCANNED),
    "a scan of one page": (scanned_pdf(1, "Scan 1"), Refusal.SCANNED),
    "fonts that do not say their letters": (pdf(LINES, says_letters=False), Refusal.SCANNED),
    "a font of before Unicode": (pdf([KRUTI_DEV[:80]], font="ABCDEF+KrutiDev010"), Refusal.LEGACY_FONT),
    "a password": (documents.locked_pdf(), Refusal.LOCKED),
    "too many pages": (documents.long_pdf(2001), Refusal.TOO_MANY_PAGES),
    "a bomb": (documents.pdf_bomb(), Refusal.TOO_HEAVY),
}


@pytest.mark.parametrize(("content", "refusal"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_read_is_refused(content: bytes, refusal: Refusal) -> None:
    """A PDF without text, with a password, or with too much of anything is refused for that."""
    with pytest.raises(UnreadableError) as caught:
        read_pdf("a.pdf", content)
    assert caught.value.refusal is refusal


def test_unicode_in_a_font_of_that_name_is_read() -> None:
    """Letters that are what they seem are read, whatever the font is called."""
    assert read_pdf("a.pdf", pdf(LINES, font="ABCDEF+KrutiDev010")).text


def test_a_page_without_anything_is_empty() -> None:
    """An empty page is no text, and no scan."""
    assert not read_pdf("a.pdf", pdf_of_operators(b"")).text
