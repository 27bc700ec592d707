"""Reading a document of any kind."""

from __future__ import annotations

import re

from index.article import MAX_BYTES, Source, title_from
from index.errors import DocumentError, Refusal
from index.reading.archive import open_archive
from index.reading.document import Document
from index.reading.draft import Draft, UnreadableError
from index.reading.epub import CONTAINER, read_epub
from index.reading.kinds import READ, Kind, kind_of
from index.reading.legacy_fonts import refuse_legacy_text
from index.reading.lines import harmless_name, one_line
from index.reading.pdf import read_pdf
from index.reading.plain import read_text
from index.reading.said import language_said
from index.reading.sites import web_address
from index.reading.webpage import read_webpage
from index.reading.word import MAIN_PART, read_word
from index.scripts import language_of

_TITLE_LENGTH = 300
# Control characters but tab and line feed, halves of characters: what no text has, and what breaks those that show it.
_NO_TEXT = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
_BLANK_LINES = re.compile(r"\n[^\S\n]*\n\s*\n")


def read_document(name: str, content: bytes, *, address: str | None = None) -> Document:
    """Read a document: text, Markdown, a web page, a PDF, a document of Word or an e-book.

    Parsers of others' formats hang and eat memory: :class:`~index.reading.apart.Apart` reads in a process of its own.

    Args:
        name: The name of its file, as the person knows it who brought it; it may hold anything.
        content: The file.
        address: The web address that it was fetched from, if it was.

    Raises:
        DocumentError: It cannot be read.
    """
    shown = harmless_name(name)
    try:
        _refuse_large(len(content), "is")
        kind = kind_of(shown, content)
        return _document(shown, kind, _draft(shown, kind, content, web_address(address)), web_address(address))
    except UnreadableError as error:
        raise DocumentError(shown, error.refusal, error.wrong, error.mend) from error
    except MemoryError as error:
        raise DocumentError(shown, Refusal.TOO_HEAVY, "takes too much memory to be read", "Split it") from error
    except Exception as error:  # parsers raise whatever a broken document leads to
        raise DocumentError(
            shown, Refusal.DAMAGED, "is damaged: it cannot be read to its end", "Get it again, or save it anew"
        ) from error


def _draft(name: str, kind: Kind, content: bytes, address: str | None) -> Draft:
    match kind:
        case Kind.TEXT:
            return read_text(name, content)
        case Kind.WEB_PAGE:
            return read_webpage(name, content, address)
        case Kind.PDF:
            return read_pdf(name, content)
        case Kind.ARCHIVE:
            return _unpacked(name, content)


def _unpacked(name: str, content: bytes) -> Draft:
    with open_archive(content) as archive:
        parts = set(archive.namelist())
        if MAIN_PART in parts:
            return read_word(name, content)
        if CONTAINER in parts:
            return read_epub(name, archive)
    raise UnreadableError(Refusal.UNKNOWN_KIND, "is an archive, or a document of a kind that is not read", READ)


def _document(name: str, kind: Kind, draft: Draft, address: str | None) -> Document:
    """Make sure of what a reader found."""
    text = _NO_TEXT.sub("", draft.text.replace("\f", "\n")).strip()
    if kind is not Kind.TEXT:
        text = _BLANK_LINES.sub("\n\n", text)
    if not any(map(str.isalnum, text)):
        raise UnreadableError(Refusal.EMPTY, "has no text", "Write the article into it, or bring another")
    _refuse_large(len(text.encode()), "has text of")
    refuse_legacy_text(text)
    said = draft.language if kind is Kind.TEXT else language_said(draft.language, text)
    return Document(
        title=one_line(draft.title or "", _TITLE_LENGTH) or one_line(title_from(text), _TITLE_LENGTH),
        language=said or language_of(text),
        text=text,
        source=Source(
            publisher=draft.publisher,
            author=draft.author,
            date=draft.date,
            url=draft.url or address,
            file=name,
        ),
        id=draft.id,
    )


def _refuse_large(size: int, what: str) -> None:
    if size > MAX_BYTES:
        raise UnreadableError(
            Refusal.TOO_LARGE,
            f"{what} {size / 2**20:.0f} MB, and a document may have {MAX_BYTES // 2**20} MB",
            "Split it into several",
        )
