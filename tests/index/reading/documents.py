"""Documents of every kind that is read, and such as must be refused: as bytes, made here, each by a function."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from html import escape

import docx

from tests.index.reading.pdfs import (
    locked_pdf,
    long_pdf,
    looping_pdf,
    pdf,
    pdf_bomb,
    pdf_of_operators,
    scanned_pdf,
    shaped_pdf,
)
from tests.index.reading.texts import CHANAKYA, HEADING, KRUTI_DEV, LINES, PARAGRAPHS, SHUSHA

__all__ = [
    "CHANAKYA",
    "HEADING",
    "KRUTI_DEV",
    "LINES",
    "PARAGRAPHS",
    "SHUSHA",
    "epub",
    "epub_with_entities",
    "locked_pdf",
    "locked_word",
    "long_pdf",
    "looping_pdf",
    "lying_zip",
    "old_word",
    "pdf",
    "pdf_bomb",
    "pdf_of_operators",
    "scanned_pdf",
    "shaped_pdf",
    "web_page",
    "word",
    "word_of_all_kinds",
    "word_with_entities",
    "zip_bomb",
    "zipped",
]

# --- Word

_ENTITIES = (
    '<!DOCTYPE {} [<!ENTITY lol0 "lol"><!ENTITY file SYSTEM "file:///etc/passwd">'
    + "".join(f'<!ENTITY lol{n} "{f"&lol{n - 1};" * 10}">' for n in range(1, 10))
    + "]>"
)


def word(
    *paragraphs: str,
    heading: str | None = None,
    title: str = "",
    author: str = "",
    font: str | None = None,
) -> bytes:
    """Return a document of Word.

    Args:
        paragraphs: Its paragraphs.
        heading: A heading before them.
        title: What it says of itself, as the author.
        author: Who it says wrote it.
        font: The font of its paragraphs.
    """
    document = docx.Document()
    document.core_properties.title, document.core_properties.author = title, author
    if heading:
        document.add_heading(heading)
    for paragraph in paragraphs:
        document.add_paragraph().add_run(paragraph).font.name = font
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def word_of_all_kinds() -> bytes:
    """Return a document of Word that has a heading, a list, a table, a table for the layout, and tracked changes."""
    document = docx.Document()
    document.add_heading(HEADING, 1)
    document.add_paragraph(PARAGRAPHS[0])
    for item in ("पहला", "दूसरा"):
        document.add_paragraph(item, style="List Bullet")
    table = document.add_table(rows=2, cols=2)
    for row, cells in zip(table.rows, (("नगर", "मार्ग"), ("दिल्ली", "12")), strict=True):
        for cell, text in zip(row.cells, cells, strict=True):
            cell.text = text
    layout = document.add_table(rows=1, cols=1).cell(0, 0)
    layout.text = PARAGRAPHS[1]
    layout.add_paragraph(PARAGRAPHS[2])
    file = io.BytesIO()
    document.save(file)
    changed = (
        "<w:p><w:r><w:t>कल </w:t></w:r><w:del><w:r><w:delText>हटाया </w:delText><w:br/></w:r></w:del>"
        "<w:ins><w:r><w:t>जोड़ा</w:t></w:r></w:ins><w:r><w:br/><w:t>गया।</w:t></w:r></w:p>"
        "<w:sdt><w:sdtContent><w:p><w:r><w:t>भरा गया।</w:t></w:r></w:p></w:sdtContent></w:sdt>"
    )
    return _edited(file.getvalue(), "word/document.xml", "<w:sectPr", changed + "<w:sectPr")


def locked_word() -> bytes:
    """Return the beginning of a document of Word with a password: a compound file that holds an encrypted package."""
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504 + "EncryptedPackage".encode("utf-16-le") + b"\0" * 512


def old_word() -> bytes:
    """Return the beginning of a document of Word 2003."""
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504 + "WordDocument".encode("utf-16-le") + b"\0" * 512


def word_with_entities() -> bytes:
    """Return a document of Word that would be billions of letters, and tell a file of this machine."""
    entities = _ENTITIES.format("w:document")
    return _edited(
        _edited(word("यहाँ"), "word/document.xml", "यहाँ", "&lol9; &file; यहाँ"),
        "word/document.xml",
        "<w:document",
        entities + "<w:document",
    )


# --- E-books


def epub(
    *chapters: str,
    metadata: str = "",
    entries: Mapping[str, bytes] | None = None,
    package: str | None = None,
) -> bytes:
    """Return an e-book.

    Args:
        chapters: The bodies of its chapters, in XHTML.
        metadata: What its package says of it, in XML.
        entries: More parts.
        package: The package, if it is not to be made of the others.
    """
    items = "".join(
        f'<item id="c{number}" href="text/c%20{number}.xhtml" media-type="application/xhtml+xml"/>'
        for number in range(len(chapters))
    )
    # The order of reading is that of the spine; the parts and the items are the other way round.
    spine = "".join(f'<itemref idref="c{number}"/>' for number in range(len(chapters)))
    made = (
        '<?xml version="1.0"?><package xmlns="http://www.idpf.org/2007/opf" version="3.0">'
        f'<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">{metadata}</metadata><manifest>{items}'
        '<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/></manifest>'
        f'<spine><itemref idref="nav"/>{spine}</spine></package>'
    )
    parts = {
        "mimetype": b"application/epub+zip",
        "META-INF/container.xml": (
            b'<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
            b'<rootfile full-path="OEBPS/content.opf"/></rootfiles></container>'
        ),
        "OEBPS/nav.xhtml": _xhtml("<p>विषय-सूची</p>"),
    }
    for number, chapter in reversed([*enumerate(chapters)]):
        parts[f"OEBPS/text/c {number}.xhtml"] = _xhtml(chapter)
    return zipped(parts | {"OEBPS/content.opf": (package or made).encode()} | dict(entries or {}))


def _xhtml(body: str) -> bytes:
    return (
        '<?xml version="1.0" encoding="utf-8"?><!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.1//EN" '
        '"http://www.w3.org/TR/xhtml11/DTD/xhtml11.dtd"><html xmlns="http://www.w3.org/1999/xhtml"><head><title/>'
        f"</head><body>{body}</body></html>"
    ).encode()


def epub_with_entities() -> bytes:
    """Return an e-book that would be billions of letters, and tell a file of this machine; one paragraph is fine."""
    chapter = f"{_ENTITIES.format('html')}<html><body><p>&lol9; &file; {PARAGRAPHS[0]}</p></body></html>"
    return epub("", entries={"OEBPS/text/c 0.xhtml": chapter.encode()})


# --- Archives


def zipped(parts: Mapping[str, bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Return an archive."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", compression) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return file.getvalue()


def zip_bomb(main: str = "word/document.xml") -> bytes:
    """Return a small archive with a part that is large, by its own word."""
    return zipped({main: b"\0" * 5_000_000})


def lying_zip(main: str = "word/document.xml") -> bytes:
    """Return a small archive with a part that is much larger than the archive says."""
    size = 50_000_000
    archive = zipped({main: b"\0" * size})
    return archive.replace(size.to_bytes(4, "little"), (1000).to_bytes(4, "little"))


def _edited(archive: bytes, part: str, old: str, new: str) -> bytes:
    """Return an archive with something else in one part."""
    with zipfile.ZipFile(io.BytesIO(archive)) as before:
        parts = {name: before.read(name) for name in before.namelist()}
    parts[part] = parts[part].decode().replace(old, new, 1).encode()
    return zipped(parts)


# --- Web pages


def web_page(
    *paragraphs: str,
    title: str = HEADING,
    head: str = "",
    around: str = "",
    language: str = "hi",
    heading: str | None = None,
) -> bytes:
    """Return a web page as newspapers have it: the article among menus, scripts and notices.

    Args:
        paragraphs: Those of its article.
        title: Its title.
        head: More for its head, in HTML.
        around: More for its body, in HTML.
        language: What it says it is in.
        heading: The heading of its article.
    """
    article = "".join(f"<p>{escape(paragraph)}</p>" for paragraph in paragraphs)
    menu = "".join(f'<li><a href="/{number}">मेनू {number}</a></li>' for number in range(9))
    return (
        f'<!DOCTYPE html><html lang="{language}"><head><meta charset="utf-8"><title>{escape(title)}</title>{head}'
        "<style>p {color: red}</style><script>var hidden = 'लिपि';</script></head>"
        f"<body><nav><ul>{menu}</ul></nav>{around}<article><h1>{escape(heading or title)}</h1>{article}</article>"
        "<footer><p>सर्वाधिकार सुरक्षित</p></footer></body></html>"
    ).encode()
