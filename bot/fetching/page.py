"""Pages and files from the web, read as documents."""

from __future__ import annotations

import codecs
import re
from urllib.parse import unquote, urlsplit

from bot.fetching.charset import to_text
from bot.fetching.fetch import Fetched
from bot.fetching.login import is_login_page, login_needed
from index.reading.apart import Apart
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


def read_page(fetched: Fetched, apart: Apart) -> Document:
    """Read what was fetched: a page, or a file.

    Args:
        fetched: It.
        apart: What reads documents.

    Raises:
        FetchError: The page is one for logging in.
        index.DocumentError: It cannot be read.
    """
    name, content = as_file(fetched)
    return apart.read(name, content, address=fetched.address)


def as_file(fetched: Fetched) -> tuple[str, bytes]:
    """Return what was fetched as if it had come as a file: its name, and its content, which is UTF-8 if it is text.

    A file has no headers: what they say of kind and encoding is in the name and in the byte order mark, which outranks
    what a page says of itself (https://encoding.spec.whatwg.org/#decode).

    Raises:
        FetchError: The page is one for logging in.
    """
    kind = _kind(fetched)
    content = _marked_utf8(fetched) if kind in _TEXT else fetched.content
    if kind in _HTML and is_login_page(content):
        raise login_needed().at(fetched.address)
    return _name(fetched, kind), content


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
