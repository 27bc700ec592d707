"""A document as the file that keeps it: text with front matter, which :func:`index.article.read_article` reads."""

from __future__ import annotations

from datetime import datetime

import yaml

from index.article import MAX_BYTES, Source, title_from
from index.errors import DocumentError, Refusal, UnfiledError
from index.front_matter import is_web_address
from index.reading.document import Document

ADDED = "added"
"""The field of front matter that says when an article was added, as ISO 8601."""

ORIGIN = "origin"
"""The field that says where a newer version of the article would be found."""

_MOST_BYTES = MAX_BYTES - 2**16  # of the text: the rest is for front matter

_HALVES = dict.fromkeys(range(55296, 57344), "�")  # halves of surrogate pairs: no file can hold them

_CONTROLS = dict.fromkeys([*range(0x20), *range(0x7F, 0xA0)], " ")


def canonical(document: Document) -> Document:
    """Return a document as it is when it is read from its file.

    Raises:
        index.DocumentError: It is no article: it has no text, or too much.
        index.UnfiledError: Its url is no web address.
    """
    source = document.source
    text = _text(document.text)
    title = _one_line(document.title) or title_from(text)
    if not text:
        raise DocumentError(title, Refusal.EMPTY, "has no text", "Add a document that has some")
    if len(text.encode()) > _MOST_BYTES:
        size = f"{len(text.encode()) / 2**20:.0f} MB"
        wrong = f"has {size} of text, and an article may have {MAX_BYTES // 2**20} MB"
        raise DocumentError(title, Refusal.TOO_LARGE, wrong, "Split it into several articles")
    url = _one_line(source.url or "") or None
    if url and not is_web_address(url):
        raise UnfiledError(f"{title}: its address {url!r} is no web address. Leave it out.")
    return Document(
        title=title,
        language=document.language,
        text=text,
        source=Source(
            publisher=_one_line(source.publisher or "") or None,
            author=_one_line(source.author or "") or None,
            date=_one_line(source.date or "") or None,
            url=url,
            file=source.file,
        ),
        id=_one_line(document.id or "") or None,
        origin=(document.origin or "").translate(_HALVES) or None,
    )


def filed(document: Document, identifier: str, added: datetime) -> bytes:
    """Return the file that keeps a document; the same for the same document.

    Args:
        document: The document, in its canonical form.
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
    known = {name: value for name, value in fields.items() if value}
    head = yaml.safe_dump(known, allow_unicode=True, sort_keys=False, width=float("inf"))
    return f"---\n{head}---\n{document.text}\n".encode()


def _one_line(value: str) -> str:
    return " ".join(value.translate(_HALVES | _CONTROLS).split())


def _text(text: str) -> str:
    return text.translate(_HALVES).replace("\0", "\ufffd").replace("\r\n", "\n").replace("\r", "\n").strip()
