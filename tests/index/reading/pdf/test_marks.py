"""What spans of a page say of their glyphs."""

from __future__ import annotations

import pytest
from pypdf.generic import ByteStringObject, DictionaryObject, NameObject, TextStringObject

from index.reading.pdf.marks import Mark, mark_of
from index.reading.pdf.operators import Operand

NAMED = DictionaryObject(
    {
        NameObject("/A"): DictionaryObject({NameObject("/ActualText"): TextStringObject("कि")}),
        NameObject("/B"): DictionaryObject({NameObject("/ActualText"): ByteStringObject(b"\xfe\xff\x09\x15")}),
    }
)


@pytest.mark.parametrize(
    ("operands", "mark"),
    [
        (["/Span", {"/ActualText": b"\xfe\xff\x09\x15\x09\x3f"}], Mark("कि")),
        (["/Span", {"/ActualText": b"\xef\xbb\xbf" + "कि".encode()}], Mark("कि")),
        (["/Span", {"/ActualText": b"x\xe9"}], Mark("xé")),
        (["/Span", {"/ActualText": b"\xfe\xff\xd8\x00"}], Mark("\ufffd")),
        (["/Span", {"/ActualText": 1.0}], Mark()),
        (["/Span", "/A"], Mark("कि")),
        (["/Span", "/B"], Mark("क")),
        (["/Span", "/C"], Mark()),
        (["/Artifact", {"/Type": "/Pagination"}], Mark(running=True)),
        (["/Artifact", {"/Type": "/Layout"}], Mark()),
        (["/P"], Mark()),
        ([], Mark()),
    ],
)
def test_marks_are_read(operands: list[Operand], mark: Mark) -> None:
    """A span says its text in any of the ways to write it, here or by a name, or that it belongs to the page."""
    assert mark_of(operands, NAMED) == mark
