"""A document as the file that keeps it: text with front matter, which :func:`index.article.read_article` reads."""

from __future__ import annotations

from datetime import datetime

import yaml

from index.reading.document import Document

ADDED = "added"
"""The field of front matter that says when an article was added, as ISO 8601."""

ORIGIN = "origin"
"""The field that says where a newer version of the article would be found."""

_HALVES = dict.fromkeys(range(55296, 57344), "�")  # halves of surrogate pairs: no file can hold them

_CONTROLS = dict.fromkeys([*range(0x20), *range(0x7F, 0xA0)], " ")


def filed(document: Document, identifier: str, added: datetime) -> bytes:
    """Return the file that keeps a document; the same for the same document.

    Args:
        document: The document.
        identifier: Its id in the library.
        added: When it was added.
    """
    source = document.source
    fields = {
        "id": identifier,
        "title": document.title,
        "language": document.language,
        "publisher": source.publisher,
        "author": source.author,
        "date": source.date,
        "url": source.url,
        ORIGIN: document.origin,
        ADDED: added.isoformat(timespec="seconds"),
    }
    known = {name: _one_line(value) for name, value in fields.items() if value}
    head = yaml.safe_dump(known, allow_unicode=True, sort_keys=False, width=float("inf"))
    return f"---\n{head}---\n{_text(document.text)}\n".encode()


def _one_line(value: str) -> str:
    return " ".join(value.translate(_HALVES | _CONTROLS).split())


def _text(text: str) -> str:
    return text.translate(_HALVES).replace("\0", "\ufffd").replace("\r\n", "\n").replace("\r", "\n").strip()
