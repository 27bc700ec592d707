"""Which kind of document some bytes are: their first bytes say it, and only where these do not, the name."""

from __future__ import annotations

import codecs
import re
from enum import StrEnum

from index.errors import Refusal
from index.reading.draft import UnreadableError

READ = "Send it as .txt, .md, .html, .pdf, .docx or .epub"
"""The next step for a document of a kind that is not read."""


class Kind(StrEnum):
    """A kind of document that is read."""

    TEXT = "text"
    WEB_PAGE = "web page"
    PDF = "PDF"
    ARCHIVE = "Word document or e-book"


_BY_SUFFIX = {
    ".txt": Kind.TEXT,
    ".md": Kind.TEXT,
    ".html": Kind.WEB_PAGE,
    ".htm": Kind.WEB_PAGE,
    ".xhtml": Kind.WEB_PAGE,
    ".pdf": Kind.PDF,
    ".docx": Kind.ARCHIVE,
    ".epub": Kind.ARCHIVE,
}

SUFFIXES = frozenset(_BY_SUFFIX)
"""How names of documents end that are read."""

# First bytes, as the formats' specifications and file(1) have them.
_PICTURE = "a picture"
_RECORDING = "a recording"
_UNREAD = (
    (b"\x89PNG\r\n\x1a\n", _PICTURE),
    (b"\xff\xd8\xff", _PICTURE),
    (b"GIF8", _PICTURE),
    (b"II*\x00", _PICTURE),
    (b"MM\x00*", _PICTURE),
    (b"AT&TFORM", "a DjVu document"),
    (b"{\\rtf", "an RTF document"),
    (b"7z\xbc\xaf\x27\x1c", "an archive"),
    (b"Rar!\x1a\x07", "an archive"),
    (b"\x1f\x8b", "an archive"),
    (b"BZh", "an archive"),
    (b"\xfd7zXZ\x00", "an archive"),
    (b"OggS", _RECORDING),
    (b"ID3", _RECORDING),
    (b"RIFF", "a picture or a recording"),
    (b"%!PS", "a PostScript document"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3\x00", "a database"),
)
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
# What Word and Excel wrote until 2003, and what they wrap a document in that has a password: [MS-CFB], [MS-OFFCRYPTO].
_COMPOUND_FILE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")

_HEAD = 1024  # so far into a file its kind may begin: PDF 1.7, appendix H, implementation note 13
_SUFFIX = re.compile(r"\.[a-z][a-z0-9]{0,9}$", re.IGNORECASE)
_BEFORE_MARKUP = re.compile(r"(\s|<\?xml[^>]*\?>|<!--.*?-->)+", re.DOTALL)
_PAGE = ("<!doctype html", "<html")
# More that browsers take for a page, https://mimesniff.spec.whatwg.org/#rules-for-identifying-an-unknown-mime-type;
# a text or a note in Markdown may begin with them too.
_PART_OF_PAGE = re.compile(r"<(head|script|iframe|h1|div|font|table|a|style|title|b|body|br|p|meta|article|main)[\s>]")


def kind_of(name: str, content: bytes) -> Kind:
    """Return of which kind a document is.

    Raises:
        UnreadableError: It is of none that is read, or has a password.
    """
    suffix = suffix_of(name)
    head = content[:_HEAD]
    if b"%PDF-" in head:
        return Kind.PDF
    if head.startswith(_ZIP):
        return Kind.ARCHIVE
    if head.startswith(_COMPOUND_FILE):
        raise _compound_file(content)
    for first_bytes, what in _UNREAD:
        if head.startswith(first_bytes):
            raise UnreadableError(Refusal.UNKNOWN_KIND, f"is {what}", READ)
    return _kind_of_text(suffix, _beginning(head))


def suffix_of(name: str) -> str:
    """Return how a name ends if that can tell a kind (".txt"), in small letters, else nothing."""
    match = _SUFFIX.search(name)
    return match[0].lower() if match else ""


def _kind_of_text(suffix: str, beginning: str) -> Kind:
    kind = _BY_SUFFIX.get(suffix)
    if beginning.startswith(_PAGE) or (kind is not Kind.TEXT and _PART_OF_PAGE.match(beginning)):
        return Kind.WEB_PAGE
    if kind in {Kind.PDF, Kind.ARCHIVE}:
        raise UnreadableError(
            Refusal.DAMAGED, f"is no {suffix} file, though its name says so", "Save it anew, or get it again"
        )
    if suffix and kind is None:
        raise UnreadableError(Refusal.UNKNOWN_KIND, f"is a {suffix} file, which is not read", READ)
    return kind or Kind.TEXT


def _compound_file(content: bytes) -> UnreadableError:
    if _ENCRYPTED_PACKAGE in content:
        return UnreadableError(Refusal.LOCKED, "has a password", "Save it without one")
    return UnreadableError(Refusal.UNKNOWN_KIND, "is an old Office document (.doc)", "Save it as .docx")


def _beginning(head: bytes) -> str:
    """Return the first characters in small letters, without what may stand before markup."""
    for mark, encoding in ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be")):
        if head.startswith(mark):
            text = head[2:].decode(encoding, "replace")
            break
    else:
        text = head.removeprefix(codecs.BOM_UTF8).decode("latin-1")
    before = _BEFORE_MARKUP.match(text)
    return text[before.end() if before else 0 :].lower()
