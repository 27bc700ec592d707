"""What spans of a page say of the glyphs in them: the words that they stand for, or that they are a running head."""

from __future__ import annotations

from dataclasses import dataclass

from pypdf.generic import DictionaryObject, TextStringObject

from index.reading.pdf.objects import dictionary
from index.reading.pdf.operators import Operand


@dataclass(slots=True)
class Mark:
    """A span of marked content (ISO 32000-1, 14.6).

    Attributes:
        text: The words that its glyphs stand for (14.9.4), None if these speak themselves.
        running: Whether it is a running head (14.8.2.2).
    """

    text: str | None = None
    running: bool = False


def mark_of(operands: list[Operand], properties: DictionaryObject) -> Mark:
    """Return what the operands of BDC or BMC say.

    Args:
        operands: A tag, and a dictionary or the name of one.
        properties: The dictionaries by their names.
    """
    tag, said = (*operands, None, None)[:2]
    if isinstance(said, str):
        said = dictionary(properties.get(said))
    if not isinstance(said, dict):
        return Mark()
    actual = said.get("/ActualText")
    if isinstance(actual, TextStringObject):
        actual = str(actual)
    elif isinstance(actual, bytes):
        actual = _text(actual)
    return Mark(
        text=actual if isinstance(actual, str) else None,
        running=tag == "/Artifact" and said.get("/Type") == "/Pagination",
    )


def _text(string: bytes) -> str:
    """Return a text string (ISO 32000-1, 7.9.2.2); PDFDocEncoding is Latin-1 for all that matters in a word."""
    if string.startswith(b"\xfe\xff"):
        return string[2:].decode("utf-16-be", "replace")
    if string.startswith(b"\xef\xbb\xbf"):
        return string[3:].decode("utf-8", "replace")
    return string.decode("latin-1")
