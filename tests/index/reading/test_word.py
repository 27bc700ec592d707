"""Reading documents of Word."""

from __future__ import annotations

import pytest

from index.errors import Refusal
from index.reading.draft import UnreadableError
from index.reading.word import read_word
from tests.index.reading.documents import (
    HEADING,
    KRUTI_DEV,
    PARAGRAPHS,
    epub,
    word,
    word_of_all_kinds,
    word_with_entities,
)


def test_paragraphs_are_read() -> None:
    """The words come out exactly, in paragraphs, and the heading is the title."""
    document = read_word("a.docx", word(*PARAGRAPHS, heading=HEADING, title="Microsoft Word - a.doc", author="user"))
    assert document.text == "\n\n".join((HEADING, *PARAGRAPHS))
    assert (document.title, document.author, document.date) == (HEADING, None, None)


def test_everything_is_read_in_its_order() -> None:
    """Lists, tables, text that was added and text in forms are read; text that was deleted is not."""
    assert read_word("a.docx", word_of_all_kinds()).text == "\n\n".join(
        [HEADING, PARAGRAPHS[0], "पहला\nदूसरा", "नगर | मार्ग\nदिल्ली | 12", *PARAGRAPHS[1:], "कल जोड़ा\nगया।", "भरा गया।"]
    )


def test_what_a_document_says_of_itself_is_read() -> None:
    """Title and author that somebody wrote are taken."""
    document = read_word("a.docx", word(*PARAGRAPHS, heading=HEADING, title="सेना लौटी", author="आशा शर्मा"))
    assert (document.title, document.author) == ("सेना लौटी", "आशा शर्मा")


def test_a_font_of_before_unicode_is_refused() -> None:
    """A document most of whose letters are in such a font is refused, however short; one with some such is not."""
    with pytest.raises(UnreadableError) as caught:
        read_word("a.docx", word(KRUTI_DEV[:20], font="Kruti Dev 010"))
    assert caught.value.refusal is Refusal.LEGACY_FONT
    assert "Kruti Dev" in str(caught.value)
    assert read_word("a.docx", word(*PARAGRAPHS, font="Kruti Dev 010")).text  # Unicode in it is not that font's


@pytest.mark.parametrize("content", [word_with_entities(), epub("<p>x</p>"), b"PK\x03\x04"])
def test_broken_documents_are_told(content: bytes) -> None:
    """A document that is broken, or would grow without end, is refused."""
    with pytest.raises(UnreadableError) as caught:
        read_word("a.docx", content)
    assert caught.value.refusal is Refusal.DAMAGED
