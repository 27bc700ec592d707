"""Reading a PDF: its text as paragraphs, and what it says of itself."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from io import BytesIO
from itertools import islice

from pypdf import PdfReader
from pypdf.errors import DependencyError, FileNotDecryptedError, LimitReachedError, PyPdfError

from index.article import MAX_BYTES
from index.errors import Refusal
from index.reading.draft import Draft, UnreadableError
from index.reading.legacy_fonts import count_letters, refuse_legacy_fonts
from index.reading.pdf.glyphs import UNKNOWN, PageGlyphs, TooMuchOnPageError
from index.reading.pdf.lines import Line, lines_of, paragraphs_of, without_running_heads
from index.reading.pdf.objects import dictionary, has_picture
from index.reading.said import date_said, name_said, title_said

_MAX_PAGES = 2_000
_FEW_LETTERS = 20  # on a page, on average: a picture of a page may have its number or the scanner's name as text
_DATE = re.compile(r"(?:D:)?(\d{4})(\d\d)?(\d\d)?")  # ISO 32000-1, 7.9.4; the hour is written in many wrong ways
_LOOKED_AT = 50  # pages that are searched for pictures


def read_pdf(name: str, content: bytes) -> Draft:
    """Read a PDF.

    Raises:
        UnreadableError: It has a password, too many pages, no text or text in a font whose letters are others.
        Exception: Whatever pypdf raises for what is broken.
    """
    try:
        reader = PdfReader(BytesIO(content))
        _unlock(reader)
        count = len(reader.pages)
        if count > _MAX_PAGES:
            raise UnreadableError(
                Refusal.TOO_MANY_PAGES,
                f"has {count:,} pages, and a PDF may have {_MAX_PAGES:,}",
                "Split it into several files",
            )
        letters: Counter[str] = Counter()
        pages = _pages(reader, letters)
        refuse_legacy_fonts(letters)
        paragraphs = paragraphs_of(without_running_heads(pages))
        text = "\n\n".join(paragraphs)
        _refuse_unreadable(text)
        _refuse_pictures(reader, sum(map(str.isalpha, text)))
        return replace(_about(reader, name), text=text)
    except FileNotDecryptedError as error:
        raise _locked() from error
    except (DependencyError, NotImplementedError) as error:  # AES, for which pypdf needs another library; other schemes
        raise UnreadableError(
            Refusal.LOCKED, "is protected in a way that is not opened here", "Print it to a new PDF without protection"
        ) from error
    except (LimitReachedError, TooMuchOnPageError) as error:
        raise UnreadableError(
            Refusal.TOO_HEAVY, "holds more than any reader could show", "Print it to a new PDF, or split it"
        ) from error


def _unlock(reader: PdfReader) -> None:
    """Open a PDF that may be read without a password, though not changed or printed."""
    if reader.is_encrypted and not reader.decrypt(""):
        raise _locked()


def _pages(reader: PdfReader, letters: Counter[str]) -> list[list[Line]]:
    """Return the lines of all pages, and count the letters in each font."""
    glyphs_of = PageGlyphs(reader)
    pages: list[list[Line]] = []
    size = 0
    for page in reader.pages:
        glyphs = glyphs_of.on(page)
        for glyph in glyphs:
            count_letters(letters, glyph.font, glyph.text)
        pages.append(lines_of(glyphs))
        size += sum(len(line.text) for line in pages[-1])
        if size > MAX_BYTES:
            break  # too much text for one article, whatever follows
    return pages


def _refuse_unreadable(text: str) -> None:
    if text.count(UNKNOWN) > sum(map(str.isalpha, text)):
        raise UnreadableError(
            Refusal.SCANNED, "has fonts that do not say which letters they show", "Have its text recognised (OCR) first"
        )


def _refuse_pictures(reader: PdfReader, letters: int) -> None:
    pages = len(reader.pages)
    if letters >= _FEW_LETTERS * pages or not any(map(has_picture, islice(reader.pages, _LOOKED_AT))):
        return
    raise UnreadableError(
        Refusal.SCANNED,
        "has pictures of its pages instead of text",
        "Have its text recognised (OCR) first, and send the PDF that has the text in it",
    )


def _about(reader: PdfReader, name: str) -> Draft:
    """Return what a PDF says of itself; what is broken there is no reason to refuse its text."""
    try:
        said = reader.metadata
        created = _DATE.match(str(said.get("/CreationDate"))) if said else None
        language = dictionary(reader.trailer.get("/Root")).get("/Lang")
        return Draft(
            text="",
            title=title_said(said.title if said else None, name),
            language=str(language) if isinstance(language, str) else None,
            author=name_said(said.author if said else None),
            date=date_said("-".join(filter(None, created.groups()))) if created else None,
        )
    except (PyPdfError, ArithmeticError, AttributeError, LookupError, TypeError, ValueError):
        return Draft(text="")


def _locked() -> UnreadableError:
    return UnreadableError(Refusal.LOCKED, "has a password", "Save or print it without one")
