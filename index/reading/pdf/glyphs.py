"""What a page of a PDF shows, glyph by glyph, and where it stands.

pypdf's own ``extract_text`` does not know ``/ActualText``, by which LibreOffice, Chrome, cairo and others tell what
shaped glyphs stand for. Without it, text in Devanagari comes out with its vowel signs lost or in the wrong place. So
the operators for text are followed here (ISO 32000-1, 9.4); files, fonts and their encodings are pypdf's.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

from pypdf import PageObject, PdfReader
from pypdf.generic import ContentStream, DictionaryObject, PdfObject, StreamObject
from pypdf.generic._font import Font

from index.reading.pdf.marks import Mark, mark_of
from index.reading.pdf.objects import dictionary, resources_of
from index.reading.pdf.operators import Operand, operators_in
from index.reading.pdf.place import Place

UNKNOWN = "\ufffd"
"""The text of a glyph whose font does not say what it stands for."""

_NUMBERS_OF_GLYPHS = frozenset(("/Identity-H", "/Identity-V"))
_FORM_DEPTH = 8
# On one page: a newspaper's has 50,000 glyphs.
_MAX_FORMS = 1_000
_MAX_GLYPHS = 500_000
_MAX_OPERATORS = 5_000_000


class TooMuchOnPageError(Exception):
    """More on one page than anybody can read."""


@dataclass(frozen=True, slots=True)
class Glyph:
    """Text at a place on a page.

    Attributes:
        text: What it stands for: mostly a character or a syllable, nothing if another glyph says it.
        start: Where it begins along its line, in points.
        end: Where what follows it would begin.
        across: Where its line stands, in points; more is further up.
        size: Of its font, in points.
        font: The font's name.
    """

    text: str
    start: float
    end: float
    across: float
    size: float
    font: str


class PageGlyphs:
    """Reads pages of one document; fonts that pages share are read once."""

    def __init__(self, reader: PdfReader) -> None:
        self._reader = reader
        self._fonts: dict[int, tuple[PdfObject | None, Font | None]] = {}

    def on(self, page: PageObject) -> list[Glyph]:
        """Return what a page shows, in the order in which it is drawn, without running heads that are marked as such.

        Raises:
            TooMuchOnPageError: Nobody could read it.
            Exception: Whatever pypdf raises for what is broken.
        """
        interpreter = _Interpreter(self)
        contents = page.get("/Contents")
        if contents is not None:
            interpreter.run(contents.get_object(), resources_of(page), 0)
        return interpreter.glyphs

    def data(self, contents: PdfObject) -> bytes:
        """Return the operators of a page or a form."""
        return ContentStream(contents, self._reader).get_data()

    def font(self, resource: PdfObject | None) -> Font | None:
        """Return a font, None where there is none."""
        # With its resource, which must live as long as its id is known.
        known = self._fonts.get(id(resource))
        if known is None:
            font = _font(resource) if isinstance(resource, DictionaryObject) else None
            known = self._fonts[id(resource)] = resource, font
        return known[1]


class _Interpreter:
    """Follows the operators of a page that have to do with text."""

    def __init__(self, pages: PageGlyphs) -> None:
        self.glyphs: list[Glyph] = []
        self._pages = pages
        self._operators = self._forms = 0
        self._place = Place()
        self._marks: list[Mark] = []

    def run(self, contents: PdfObject, resources: DictionaryObject, depth: int) -> None:
        """Follow a stream of operators."""
        properties = dictionary(resources.get("/Properties"))
        for operator, operands in operators_in(self._pages.data(contents)):
            self._operators += 1
            if self._operators > _MAX_OPERATORS:
                raise TooMuchOnPageError
            match operator:
                case b"Tj" | b"TJ" | b"'" | b'"':
                    self._write(operator, operands)
                case b"BDC" | b"BMC":
                    self._marks.append(mark_of(operands, properties))
                case b"EMC":
                    del self._marks[-1:]
                case b"Tf":
                    self._choose_font(operands, resources)
                case b"Do":
                    self._draw(operands, resources, depth)
                case _:
                    self._place.follow(operator, operands)

    def _write(self, operator: bytes, operands: list[Operand]) -> None:
        """Write a string, or strings with distances between them."""
        if operator == b'"':
            self._place.follow(b"Tw", operands[:1])
            self._place.follow(b"Tc", operands[1:2])
        if operator in {b"'", b'"'}:
            self._place.follow(b"T*", [])
        state = self._place.state
        shown = operands[-1] if operands else []
        for part in shown if isinstance(shown, list) else [shown]:
            if isinstance(part, bytes) and state.font is not None:
                self._show(part, state.font)
            elif isinstance(part, float):
                self._place.advance(-part / 1000 * state.size * state.percent / 100)

    def _show(self, codes: bytes, font: Font) -> None:
        state, spot = self._place.state, self._place.spot()
        if not math.isfinite(spot.start + spot.across + spot.size):
            return
        mark = next((mark for mark in self._marks if mark.running or mark.text is not None), None)
        advance = 0.0
        for code, own_text, one_byte in _decoded(font, codes):
            width = font.character_widths.get(code, font.character_widths["default"]) / 1000 * state.size
            width += state.between_letters + (state.between_words if one_byte and code == " " else 0.0)
            start, advance = spot.start + advance * spot.scale, advance + width * state.percent / 100
            if mark is None:
                text = own_text
            elif mark.running:
                continue
            else:  # the first glyph says what all of the span stand for
                text, mark.text = mark.text or "", ""
            end = spot.start + advance * spot.scale
            self.glyphs.append(Glyph(text, start, end, spot.across, spot.size, font.name))
        if len(self.glyphs) > _MAX_GLYPHS:
            raise TooMuchOnPageError
        self._place.advance(advance)

    def _choose_font(self, operands: list[Operand], resources: DictionaryObject) -> None:
        match operands:
            case [str(name), float(size)]:
                found = dictionary(resources.get("/Font")).get(name)
                self._place.state.font = self._pages.font(None if found is None else found.get_object())
                self._place.state.size = size

    def _draw(self, operands: list[Operand], resources: DictionaryObject, depth: int) -> None:
        """Draw a form: a part of a page that has operators of its own (ISO 32000-1, 8.10)."""
        found = dictionary(resources.get("/XObject")).get(operands[0]) if operands else None
        form = None if found is None else found.get_object()
        if not isinstance(form, StreamObject) or form.get("/Subtype") != "/Form" or depth == _FORM_DEPTH:
            return
        self._forms += 1
        if self._forms > _MAX_FORMS:
            raise TooMuchOnPageError
        outer, matrix = self._place, form.get("/Matrix")
        self._place = outer.inner([float(number) for number in matrix.get_object()] if matrix is not None else [])
        self.run(form, dictionary(form.get("/Resources")) or resources, depth + 1)
        self._place = outer


def _font(resource: DictionaryObject) -> Font:
    font = Font.from_font_resource(resource)
    # The codes of such a font are numbers of its glyphs, which pypdf takes for characters.
    if font.sub_type == "Type0" and "/ToUnicode" not in resource and resource.get("/Encoding") in _NUMBERS_OF_GLYPHS:
        font.interpretable = False
    return font


def _decoded(font: Font, codes: bytes) -> Iterator[tuple[str, str, bool]]:
    """Yield each code as pypdf keeps it, the text that it stands for, and whether it is of one byte."""
    if isinstance(font.encoding, str):
        for code in _characters(font.encoding, codes):
            yield code, font.character_map.get(code, code) if font.interpretable else UNKNOWN, False
    else:
        for byte in codes:
            character = font.encoding.get(byte, chr(byte))
            yield chr(byte), font.character_map.get(character, character) if font.interpretable else UNKNOWN, True


def _characters(encoding: str, codes: bytes) -> str:
    try:
        return codes.decode(encoding, "surrogatepass")
    except UnicodeDecodeError:
        return codes.decode(encoding, "replace")
