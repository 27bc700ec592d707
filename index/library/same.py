"""When two documents are one article, and what becomes of the older one."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from hashlib import blake2b
from urllib.parse import urlsplit

from index.article import Source, title_from
from index.library.catalogue import Filed
from index.reading.document import Document

_DIGEST = 16  # bytes: no two texts of a million have the same


def text_key(text: str) -> str:
    """Return what texts have in common that differ in white space and in how letters are composed (Unicode NFC)."""
    plain = " ".join(unicodedata.normalize("NFC", text).split())
    return blake2b(plain.encode("utf-8", "replace"), digest_size=_DIGEST).hexdigest()


def url_key(url: str | None) -> str | None:
    """Return what addresses of one page have in common: all but scheme, fragment and tracking parameters."""
    if not url:
        return None
    from courlan import normalize_url  # takes longer to load than a question to answer

    try:
        parts = urlsplit(normalize_url(url))
    except ValueError:  # what makes no sense in it may stand in an address all the same
        parts = urlsplit(url)
    host = (parts.hostname or "").lower() + (f":{parts.port}" if parts.port not in {None, 80, 443} else "")
    return host + (parts.path.rstrip("/") or "/") + (f"?{parts.query}" if parts.query else "")


def newer(old: Filed, document: Document) -> Document:
    """Return the newer version of an article: what the document does not say stays as it was.

    Where the text is the same, so does the title if the document's is only the beginning of its text, and the origin:
    the same text in two places is one article, of the first place.
    """
    now = document.source
    same_text = old.text_key == text_key(document.text)
    untitled = document.title == title_from(document.text)
    return replace(
        document,
        title=old.title if same_text and untitled else document.title,
        source=Source(
            publisher=now.publisher or old.publisher,
            author=now.author or old.author,
            date=now.date or old.date,
            url=old.url if url_key(now.url) in {None, old.url_key} else now.url,
            file=now.file,
        ),
        origin=(old.origin or document.origin) if same_text else (document.origin or old.origin),
    )
