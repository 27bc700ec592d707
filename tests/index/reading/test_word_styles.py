"""Styles of documents of Word."""

from __future__ import annotations

import docx
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

from index.reading.word_styles import Styles, find, value


def test_paragraphs_are_told_by_their_styles() -> None:
    """Headings and items are told by the style, and items by their number too."""
    document = docx.Document()
    plain, heading, title, item, numbered = (
        document.add_paragraph("क", style=style) for style in (None, "Heading 2", "Title", "List Bullet", None)
    )
    for paragraph, number in ((numbered, "3"), (item, "0")):
        properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
        properties.get_or_add_numId().set(qn("w:val"), number)
    styles = Styles(document)
    assert [styles.is_heading(each._p) for each in (plain, heading, title, item)] == [False, True, True, False]
    assert styles.is_listed(numbered._p)
    assert not styles.is_listed(item._p)  # taken out of its list
    assert not styles.is_listed(plain._p)


def test_the_font_is_the_nearest() -> None:
    """A run's font is its own, that of its style, of the paragraph's, of what that is based on, or of the document."""
    document = docx.Document()
    base = document.styles["Normal"]
    base.font.name = "Mangal"
    own, styled = document.add_paragraph("क"), document.add_paragraph("क", style="List Bullet")
    own.runs[0].font.name = "Kruti Dev 010"
    styles = Styles(document)
    assert [styles.font_of(paragraph._p) for paragraph in (own, styled)] == ["Mangal", "Mangal"]
    assert [_font_of_run(styles, paragraph) for paragraph in (own, styled)] == ["Kruti Dev 010", ""]


def test_styles_that_go_round_end() -> None:
    """Styles that are based on each other have no font, and are no endless way."""
    document = docx.Document()
    first, second = document.styles["Heading 1"], document.styles["Heading 2"]
    first.base_style, second.base_style = second, first
    for style in (first, second):
        for fonts in style.element.xpath(".//w:rFonts"):
            fonts.getparent().remove(fonts)
    assert isinstance(Styles(document).font_of(document.add_paragraph("क", style=first)._p), str)


def test_what_is_not_there_is_nothing() -> None:
    """Looking for what an element does not have finds nothing."""
    paragraph = docx.Document().add_paragraph("क")._p
    assert find(paragraph, "ppr", "pstyle") is None
    assert value(None) is None
    assert value(paragraph) is None


def _font_of_run(styles: Styles, paragraph: Paragraph) -> str:
    return styles.font_of_run(paragraph.runs[0]._r)
