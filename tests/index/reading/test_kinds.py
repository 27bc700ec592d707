"""Which kind of document something is."""

from __future__ import annotations

import codecs

import pytest

from index.errors import Refusal
from index.reading.draft import UnreadableError
from index.reading.kinds import Kind, kind_of, suffix_of
from tests.index.reading import documents

PAGE = "<!-- x --><!DOCTYPE html><html>"

KINDS: dict[str, tuple[str, bytes, Kind]] = {
    "a text": ("a.txt", "पाठ".encode(), Kind.TEXT),
    "a text without a suffix": ("notes", "पाठ".encode(), Kind.TEXT),
    "a title for a name": ("Dr. Ambedkar speech", "पाठ".encode(), Kind.TEXT),
    "a number for a suffix": ("v1.2", "पाठ".encode(), Kind.TEXT),
    "Markdown that begins with markup": ("a.md", b'<h1 align="center">x</h1>', Kind.TEXT),
    "a page that is called a text": ("a.txt", PAGE.encode(), Kind.WEB_PAGE),
    "a page that is called a PDF": ("a.pdf", PAGE.encode(), Kind.WEB_PAGE),
    "a page that is called as nothing": ("index.php", PAGE.encode(), Kind.WEB_PAGE),
    "XHTML": ("a", b'<?xml version="1.0"?>\n<!doctype HTML>', Kind.WEB_PAGE),
    "a page with a mark": ("a", codecs.BOM_UTF8 + b"  <html>", Kind.WEB_PAGE),
    "a page in UTF-16": ("a", codecs.BOM_UTF16_LE + PAGE.encode("utf-16-le"), Kind.WEB_PAGE),
    "a page in UTF-16, the other way": ("a", codecs.BOM_UTF16_BE + PAGE.encode("utf-16-be"), Kind.WEB_PAGE),
    "a part of a page": ("a", b"<p class=x>x</p>", Kind.WEB_PAGE),
    "anything called a page": ("a.HTM", "पाठ".encode(), Kind.WEB_PAGE),
    "a PDF": ("a.txt", b"%PDF-1.7", Kind.PDF),
    "a PDF after something": ("a.pdf", b"\n\n%PDF-1.4", Kind.PDF),
    "an archive": ("a.txt", b"PK\x03\x04", Kind.ARCHIVE),
}

REFUSED: dict[str, tuple[str, bytes, Refusal, str]] = {
    "a picture": ("a.txt", b"\x89PNG\r\n\x1a\n", Refusal.UNKNOWN_KIND, "a picture"),
    "an archive": ("a.docx", b"Rar!\x1a\x07", Refusal.UNKNOWN_KIND, "an archive"),
    "RTF": ("a.docx", b"{\\rtf1", Refusal.UNKNOWN_KIND, "RTF"),
    "old Word": ("a.doc", documents.old_word(), Refusal.UNKNOWN_KIND, ".docx"),
    "Word with a password": ("a.docx", documents.locked_word(), Refusal.LOCKED, "password"),
    "a program's text": ("a.py", b"print()", Refusal.UNKNOWN_KIND, ".py"),
    "a PDF by its name alone": ("a.pdf", b"x", Refusal.DAMAGED, "no .pdf file"),
    "an e-book by its name alone": ("a.epub", b"x", Refusal.DAMAGED, "no .epub file"),
}


@pytest.mark.parametrize(("name", "content", "kind"), KINDS.values(), ids=KINDS)
def test_the_content_tells_the_kind(name: str, content: bytes, kind: Kind) -> None:
    """The content tells of which kind a document is, and the name only where the content does not."""
    assert kind_of(name, content) is kind


@pytest.mark.parametrize(("name", "content", "refusal", "said"), REFUSED.values(), ids=REFUSED)
def test_what_is_not_read_is_named(name: str, content: bytes, refusal: Refusal, said: str) -> None:
    """What is not read is refused with what it is, and what to do."""
    with pytest.raises(UnreadableError) as caught:
        kind_of(name, content)
    assert caught.value.refusal is refusal
    assert said in str(caught.value)


def test_a_suffix_is_one_that_can_be() -> None:
    """What follows the last full stop of a name is a suffix where it looks like one."""
    assert suffix_of("A.PDF") == ".pdf"
    assert suffix_of("अ.आ.Docx") == ".docx"
    assert suffix_of("डॉ. राम") == ""
