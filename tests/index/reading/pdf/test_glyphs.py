"""What a page of a PDF shows."""

from __future__ import annotations

import io

import pytest
from pypdf import PdfReader
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

from index.reading.pdf import glyphs as module
from index.reading.pdf.glyphs import UNKNOWN, Glyph, PageGlyphs, TooMuchOnPageError
from tests.index.reading.documents import pdf, pdf_of_operators

SHOW = "BT /F1 10 Tf 100 700 Td {} ET"


def glyphs(operators: str, letters: str = "किता") -> list[Glyph]:
    """Return what a page shows that is drawn by these operators; its letters have codes from 3."""
    reader = PdfReader(io.BytesIO(pdf_of_operators(operators.encode(), letters=letters)))
    return PageGlyphs(reader).on(reader.pages[0])


def texts(operators: str) -> list[str]:
    """Return the texts of the glyphs."""
    return [glyph.text for glyph in glyphs(SHOW.format(operators))]


def test_glyphs_stand_one_after_another() -> None:
    """A glyph has its letter, its font, its size, and the place where the one before ends."""
    font = "ABCDEF+NotoSansDevanagari"
    assert glyphs(SHOW.format("<00030004> Tj")) == [
        Glyph("क", 100, 105, 700, 10, font),
        Glyph("ि", 105, 110, 700, 10, font),
    ]


@pytest.mark.parametrize(
    ("operators", "starts"),
    [
        ("[<0003> 200 <0004> -1000 <0005>] TJ", [100, 103, 118]),
        ("2 Tc <00030004> Tj", [100, 107]),
        ("50 Tz <00030004> Tj [-1000 <0003>] TJ", [100, 102.5, 110]),
        ("14 TL <0003> ' <0004> '", [100, 100]),
        ('1 2 <00030004> "', [100, 107]),
    ],
)
def test_distances_are_kept(operators: str, starts: list[float]) -> None:
    """What moves the pen between glyphs moves them."""
    assert [glyph.start for glyph in glyphs(SHOW.format(operators))] == pytest.approx(starts)


def test_glyphs_say_what_they_stand_for() -> None:
    """The first glyph of a span has the text that the span says, the others none; after it they speak themselves."""
    span = "/Span <</ActualText <feff0915093f>>> BDC <0004> Tj <0003> Tj EMC <0003> Tj"
    assert texts(span) == ["कि", "", "क"]
    assert texts(f"/Span <</ActualText ()>> BDC {span} EMC <0005> Tj") == ["", "", "", "त"]
    assert texts("/Span <</ActualText <efbbbfe0a495>>> BDC <0004> Tj EMC") == ["क"]
    assert texts("/P <</MCID 1>> BDC <0003> Tj EMC EMC EMC <0003> Tj") == ["क", "क"]


def test_running_heads_that_are_marked_are_left_out() -> None:
    """What says that it belongs to the page, and not to the text, is no glyph; a picture's text is."""
    assert texts("/Artifact <</Type /Pagination>> BDC <0003> Tj EMC <0004> Tj") == ["ि"]
    assert texts("/Artifact BMC <0003> Tj EMC") == ["क"]


def test_a_font_that_does_not_say_its_letters() -> None:
    """Numbers of glyphs are not taken for letters."""
    reader = PdfReader(io.BytesIO(pdf(["सेना"], says_letters=False)))
    assert {glyph.text for glyph in PageGlyphs(reader).on(reader.pages[0])} == {UNKNOWN}


def test_forms_are_drawn() -> None:
    """Text in a form stands where the form is drawn; a form that draws itself ends."""
    reader = PdfReader(io.BytesIO(pdf_of_operators(b"1 0 0 1 50 0 cm /Form Do BT /F1 10 Tf <0003> Tj ET")))
    page = reader.pages[0]
    form = DecodedStreamObject()
    form.set_data(b"BT /F1 20 Tf <0003> Tj ET /Form Do")
    form.update({NameObject("/Subtype"): NameObject("/Form")})
    resources = page["/Resources"]
    assert isinstance(resources, DictionaryObject)
    resources[NameObject("/XObject")] = DictionaryObject({NameObject("/Form"): form})
    drawn = PageGlyphs(reader).on(page)
    assert {(glyph.text, glyph.start) for glyph in drawn} == {("अ", 50)}
    assert [glyph.size for glyph in drawn] == [20.0] * (len(drawn) - 1) + [10.0]
    assert 2 < len(drawn) < 20


@pytest.mark.parametrize("limit", ["_MAX_GLYPHS", "_MAX_OPERATORS"])
def test_too_much_is_refused(monkeypatch: pytest.MonkeyPatch, limit: str) -> None:
    """A page that nobody could read is refused before it fills the memory."""
    monkeypatch.setattr(module, limit, 5)
    with pytest.raises(TooMuchOnPageError):
        glyphs(SHOW.format("<0003> Tj " * 10))


@pytest.mark.parametrize(
    "operators", ["/F9 1 Tf <0003> Tj", "Tf (x) Tj", "/F1 /F1 Tf", "Tj TJ ' \"", "/I1 Do /None Do Do"]
)
def test_what_is_not_there_shows_nothing(operators: str) -> None:
    """Fonts and forms that a page does not have, and operators without operands, show nothing."""
    assert glyphs(f"BT {operators} ET") == []
