"""Reading e-books."""

from __future__ import annotations

import pytest

from index.errors import Refusal
from index.reading.archive import open_archive
from index.reading.draft import Draft, UnreadableError
from index.reading.epub import read_epub
from tests.index.reading.documents import HEADING, PARAGRAPHS, epub, epub_with_entities

METADATA = """
<dc:title>मेरी पुस्तक</dc:title><dc:creator>आशा शर्मा</dc:creator><dc:creator>रवि</dc:creator>
<dc:language>hi-IN</dc:language>
<dc:publisher>नगर प्रकाशन</dc:publisher><dc:date>0101-01-01</dc:date><dc:date>2011-02-03T00:00:00Z</dc:date>
"""
ENCRYPTION = (
    '<encryption xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><EncryptedData '
    'xmlns="http://www.w3.org/2001/04/xmlenc#"><CipherData><CipherReference URI="{}"/></CipherData></EncryptedData>'
    "</encryption>"
)
PROTECTED = {"META-INF/encryption.xml": ENCRYPTION.format("OEBPS/text/c%200.xhtml").encode()}
OUTSIDE = '<package><item id="a" href="../../../etc/passwd" media-type="text/html"/><itemref idref="a"/></package>'


def read(content: bytes) -> Draft:
    """Return what is read of an e-book."""
    with open_archive(content) as archive:
        return read_epub("book.epub", archive)


def test_chapters_are_read_in_their_order() -> None:
    """The words come out exactly, chapter after chapter, without the table of contents."""
    book = read(epub(f"<h1>{HEADING}</h1><p>{PARAGRAPHS[0]}</p>", *(f"<p>{text}</p>" for text in PARAGRAPHS[1:])))
    assert book.text == "\n\n".join((HEADING, *PARAGRAPHS))
    assert book.title == HEADING


def test_what_a_book_says_of_itself_is_read() -> None:
    """Title, authors, house, date and language are those of its package."""
    assert read(epub(f"<p>{PARAGRAPHS[0]}</p>", metadata=METADATA)) == Draft(
        PARAGRAPHS[0],
        title="मेरी पुस्तक",
        language="hi-IN",
        publisher="नगर प्रकाशन",
        author="आशा शर्मा, रवि",
        date="2011-02-03",
    )


def test_a_chapter_may_be_bad_xml() -> None:
    """A chapter that is no XML is read as browsers read it."""
    assert read(epub("<p>क<br>ख &amp; ग & घ</p>")).text == "क\nख & ग & घ"


def test_entities_stay_as_they_are() -> None:
    """Entities in entities do not grow, and no file of this machine is told."""
    text = read(epub_with_entities()).text
    assert PARAGRAPHS[0] in text
    assert len(text) < 200


@pytest.mark.parametrize(
    ("content", "refusal"),
    [
        (
            epub("<p>x</p>", entries=PROTECTED),
            Refusal.LOCKED,
        ),
        (epub("<p>x</p>", entries={"META-INF/container.xml": b"<container/>"}), Refusal.DAMAGED),
        (epub("<p>x</p>", entries={"META-INF/container.xml": b"no"}), Refusal.DAMAGED),
        (epub("<p>x</p>", package="<package>"), Refusal.DAMAGED),
        (epub("<p>x</p>", package=OUTSIDE), Refusal.DAMAGED),
    ],
    ids=["protected", "no package", "no XML", "broken package", "a part that is not there"],
)
def test_broken_books_are_told(content: bytes, refusal: Refusal) -> None:
    """A book whose text cannot be found or read is refused."""
    with pytest.raises(UnreadableError) as caught:
        read(content)
    assert caught.value.refusal is refusal


def test_encrypted_fonts_are_no_reason() -> None:
    """Books that are not protected have fonts that are."""
    font = ENCRYPTION.format("OEBPS/fonts/a.otf").encode()
    assert read(epub("<p>क</p>", entries={"META-INF/encryption.xml": font})).text == "क"
