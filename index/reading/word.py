"""Reading a document of Word: paragraphs, lists, tables and boxes in the order in which they stand in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO
from itertools import count

import docx

from index.errors import Refusal
from index.reading.draft import Draft, UnreadableError
from index.reading.legacy_fonts import count_letters, refuse_legacy_fonts
from index.reading.markup import Block, Element, first_heading, joined, local_name
from index.reading.said import date_said, name_said, title_said
from index.reading.word_styles import Styles

MAIN_PART = "word/document.xml"
"""The part that tells a document of Word from other archives."""

# What is not shown, or is shown already: deleted and moved text, a copy for older programs, and properties, among which
# tab stops are named as tabs are.
_SILENT = frozenset("del movefrom fallback ppr rpr sectpr tblpr trpr tcpr".split())
_SIGNS = {"tab": "\t", "br": "\n", "cr": "\n", "nobreakhyphen": "-"}
_TEMPLATE = datetime(2013, 12, 23, 23, 15, tzinfo=UTC)  # when that of python-docx was made, which its documents keep
_LIST = 0  # the group of items; tables have numbers from 1


def read_word(name: str, content: bytes) -> Draft:
    """Read a document of Word that is safe to be unpacked.

    Raises:
        UnreadableError: It is broken, or most of it is in a font whose letters are not what they seem.
    """
    try:
        document = docx.Document(BytesIO(content))
        properties = document.core_properties
        created = None if properties.created == _TEMPLATE else properties.created
        reader = _Reader(Styles(document))
        blocks = list(reader.blocks(document.element.body))
    except Exception as error:  # python-docx raises whatever a missing or broken part leads to
        raise UnreadableError(
            Refusal.DAMAGED, "cannot be read as a Word document", "Open it in Word or LibreOffice and save it as .docx"
        ) from error
    refuse_legacy_fonts(reader.letters)
    return Draft(
        text=joined(blocks),
        title=title_said(properties.title, name) or first_heading(blocks),
        language=properties.language,
        author=name_said(properties.author),
        date=date_said(created.date().isoformat()) if created else None,
    )


class _Reader:
    """Walks through a document.

    Attributes:
        letters: How many letters are in which font.
    """

    def __init__(self, styles: Styles) -> None:
        self.letters: Counter[str] = Counter()
        self._styles = styles
        self._tables = count(1)

    def blocks(self, container: Element) -> Iterator[Block]:
        """Yield what stands in a body, a cell or a box."""
        for child in container:
            match local_name(child):
                case "p":
                    yield from self._paragraph(child)
                case "tbl":
                    yield from self._table(child)
                case name if name not in _SILENT:
                    yield from self.blocks(child)

    def _paragraph(self, paragraph: Element) -> Iterator[Block]:
        parts: list[str] = []
        boxes: list[Element] = []
        self._write(paragraph, self._styles.font_of(paragraph), parts, boxes)
        lines = (" ".join(line.split()) for line in "".join(parts).split("\n"))
        text = "\n".join(filter(None, lines))
        if text:
            heading = self._styles.is_heading(paragraph)
            listed = not heading and self._styles.is_listed(paragraph)
            yield Block(text, heading=heading, group=_LIST if listed else None)
        for box in boxes:
            yield from self.blocks(box)

    def _write(self, element: Element, font: str, parts: list[str], boxes: list[Element]) -> None:
        """Write the text inside an element, and note the boxes that hang on it."""
        for child in element:
            name = local_name(child)
            if name in _SILENT:
                continue
            if name == "t":
                parts.append(child.text or "")
                count_letters(self.letters, font, child.text or "")
            elif name in _SIGNS:
                parts.append(_SIGNS[name])
            elif name == "txbxcontent":
                boxes.append(child)
            else:
                own = self._styles.font_of_run(child) if name == "r" else ""
                self._write(child, own or font, parts, boxes)

    def _table(self, table: Element) -> Iterator[Block]:
        """Yield a block for each row; a row of one cell is there for the layout, and its paragraphs stay apart."""
        group = next(self._tables)
        for row in table.iter():
            if local_name(row) != "tr" or next(_above(row, "tbl")) is not table:
                continue
            cells = [list(self.blocks(cell)) for cell in row if local_name(cell) == "tc"]
            filled = [cell for cell in cells if cell]
            if len(filled) > 1:
                yield Block(" | ".join(" ".join(block.text for block in cell) for cell in filled), group=group)
            else:
                yield from (block for cell in filled for block in cell)


def _above(element: Element, name: str) -> Iterator[Element]:
    return (above for above in element.iterancestors() if local_name(above) == name)
