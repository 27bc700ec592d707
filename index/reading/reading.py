"""Reading a document of any kind."""

from __future__ import annotations

import re

from index.article import MAX_BYTES, Source, title_from
from index.errors import DocumentError, Refusal
from index.reading.document import Document
from index.reading.draft import Draft, UnreadableError
from index.reading.kinds import Kind, kind_of
from index.reading.legacy_fonts import refuse_legacy_text
from index.reading.lines import harmless_name, one_line
from index.reading.plain import read_text
from index.reading.said import language_said
from index.reading.sites import web_address
from index.scripts import language_of

_TITLE_LENGTH = 300
# Control characters but tab and line feed, halves of characters: what no text has, and what breaks those that show it.
_NO_TEXT = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
# Other ends of lines (Unicode, 5.8), which programs for typesetting and old ones write.
_LINE_ENDS = str.maketrans({"\x0b": "\n", "\x0c": "\n", "\x85": "\n", "\u2028": "\n", "\u2029": "\n\n"})
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
    # Readers are imported where they are needed: a process that reads plain text alone starts quicker and is smaller.
    match kind:
        case Kind.TEXT:
            return read_text(name, content)
        case Kind.WEB_PAGE:
            from index.reading.webpage import read_webpage

            return read_webpage(name, content, address)
        case Kind.PDF:
            from index.reading.pdf.document import read_pdf

            return read_pdf(name, content)
        case Kind.ARCHIVE:
            from index.reading.packed import read_packed

            return read_packed(name, content)


def _document(name: str, kind: Kind, draft: Draft, address: str | None) -> Document:
    """Make sure of what a reader found."""
    text = _NO_TEXT.sub("", draft.text.translate(_LINE_ENDS)).strip()
    if kind is not Kind.TEXT:
        text = _BLANK_LINES.sub("\n\n", text)
    if not any(map(str.isalnum, text)):
        raise UnreadableError(Refusal.EMPTY, "has no text", "Write the article into it, or bring another")
    _refuse_large(len(text.encode()), "has text of")
    refuse_legacy_text(text)
    said = draft.language if kind is Kind.TEXT else language_said(draft.language, text)
    return Document(
        title=_title(draft.title, text),
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


def _title(said: str | None, text: str) -> str:
    """Return a title of which something can be seen."""
    lines = (one_line(line, _TITLE_LENGTH) for line in (said or "", title_from(text), text))
    return next(filter(None, lines))


def _refuse_large(size: int, what: str) -> None:
    if size > MAX_BYTES:
        raise UnreadableError(
            Refusal.TOO_LARGE,
            f"{what} {size / 2**20:.0f} MB, and a document may have {MAX_BYTES // 2**20} MB",
            "Split it into several",
        )
