"""Reading what is packed as ZIP: a document of Word or an e-book."""

from __future__ import annotations

from index.errors import Refusal
from index.reading.archive import open_archive
from index.reading.draft import Draft, UnreadableError
from index.reading.epub import CONTAINER, read_epub
from index.reading.kinds import READ
from index.reading.word import MAIN_PART, read_word


def read_packed(name: str, content: bytes) -> Draft:
    """Read a document of Word or an e-book.

    Raises:
        UnreadableError: It is neither, or cannot be read.
    """
    with open_archive(content) as archive:
        parts = set(archive.namelist())
        if MAIN_PART in parts:
            return read_word(name, content)
        if CONTAINER in parts:
            return read_epub(name, archive)
    raise UnreadableError(Refusal.UNKNOWN_KIND, "is an archive, or a document of a kind that is not read", READ)
