"""Names for articles and their files: readable, unique, and harmless whatever an article is called."""

from __future__ import annotations

from hashlib import blake2b

import regex

from index.reading.document import Document

_BETWEEN = regex.compile(r"[^\p{L}\p{M}\p{N}]+")
_CLUSTER = regex.compile(r"\X")
_HARMLESS = regex.compile(r"[a-z0-9\p{Lo}\p{M}][a-z0-9\p{Lo}\p{M}_-]*")
"""Of a name that may be a file's as it is: nothing that a folder, a shell or a file system without case minds."""

_WORDS = 48  # bytes of a title: sixteen letters of Devanagari say what an article is about
_MOST_BYTES = 120  # of a file's name: file systems take 255, and export into a folder of archives less
_DIGEST = 4  # bytes: ids of a million articles with the same title differ, all but some hundred of them


def identifier(document: Document) -> str:
    """Return an id for a document: the beginning of its title, and a digest of where it is from, or of its text."""
    source = document.origin or document.source.url or document.text
    words = _cut(_slug(document.title), _WORDS)
    return "-".join(filter(None, [words, _digest(source)]))


def file_name(article: str) -> str:
    """Return the name of the file for an article's id."""
    if _HARMLESS.fullmatch(article) and len(article.encode()) <= _MOST_BYTES:
        return f"{article}.txt"
    return "-".join(filter(None, [_cut(_slug(article), _MOST_BYTES), _digest(article)])) + ".txt"


def _slug(text: str) -> str:
    return _BETWEEN.sub("-", text.lower()).strip("-")


def _cut(text: str, most: int) -> str:
    """Return the beginning of a text, at most so many bytes of UTF-8, between letters with their signs."""
    kept = ""
    for cluster in _CLUSTER.findall(text):
        if len((kept + cluster).encode()) > most:
            break
        kept += cluster
    return kept.strip("-")


def _digest(text: str) -> str:
    return blake2b(text.encode("utf-8", "replace"), digest_size=_DIGEST).hexdigest()
