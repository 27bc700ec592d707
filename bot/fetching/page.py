"""Pages and files from the web, read as documents."""

from __future__ import annotations

import codecs
import re
from typing import Protocol
from urllib.parse import unquote, urlsplit

from bot.errors import Unfetched
from bot.fetching.charset import to_text
from bot.fetching.errors import UnfetchableError
from bot.fetching.fetch import Fetched
from bot.fetching.login import is_login_page
from index.reading.document import Document
from index.reading.kinds import suffix_of
from index.reading.lines import harmless_name

_HTML = frozenset(("text/html", "application/xhtml+xml"))
_TEXT = _HTML | {"text/plain", "text/markdown"}
# What files of a type are called, https://www.iana.org/assignments/media-types; the first is given to one that is not.
_SUFFIXES = {
    "text/html": (".html", ".htm", ".xhtml"),
    "application/xhtml+xml": (".xhtml", ".html", ".htm"),
    "text/plain": (".txt", ".md"),
    "text/markdown": (".md", ".txt"),
    "application/pdf": (".pdf",),
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": (".docx",),
    "application/epub+zip": (".epub",),
}
_CHARSET = re.compile(r"""charset\s*=\s*["']?([\w-]+)""", re.IGNORECASE | re.ASCII)


class Reader(Protocol):
    """What reads documents, apart from the bot's own process."""

    def read(self, name: str, content: bytes, *, address: str | None = None) -> Document:
        """Return the document, raising :class:`index.errors.DocumentError` if it is none."""


def read_page(fetched: Fetched, apart: Reader) -> Document:
    """Read what was fetched: a page, or a file.

    Args:
        fetched: It.
        apart: What reads documents.

    Raises:
        FetchError: The page is one for logging in.
        index.DocumentError: It cannot be read.
    """
    kind = _kind(fetched)
    # The reader sees no headers: what they say of the encoding is done here, and the mark outranks what the page says.
    content = _marked_utf8(fetched) if kind in _TEXT else fetched.content
    if kind in _HTML and is_login_page(content):
        raise UnfetchableError(
            Unfetched.LOGIN, "can be read only after logging in", "Save it in a browser, and send the file"
        ).at(fetched.address)
    return apart.read(_name(fetched, kind), content, address=fetched.address)


def _kind(fetched: Fetched) -> str:
    """Return the media type; where the server says none, that of what begins like a page."""
    kind = fetched.content_type.partition(";")[0].strip().lower()
    return kind or ("text/html" if fetched.content.lstrip().startswith(b"<") else "")


def _marked_utf8(fetched: Fetched) -> bytes:
    declared = _CHARSET.search(fetched.content_type)
    return codecs.BOM_UTF8 + to_text(fetched.content, declared and declared[1]).encode()


def _name(fetched: Fetched, kind: str) -> str:
    """Return a name for a file: the last part of the address, with the suffix of its type."""
    parts = urlsplit(fetched.address)
    name = harmless_name(unquote(parts.path).strip("/") or parts.hostname or "")
    suffixes = _SUFFIXES.get(kind)
    return name if suffixes is None or suffix_of(name) in suffixes else name + suffixes[0]
