"""Trees of XML and HTML: parsing them without letting them do anything, and the text of them, block by block."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html.entities import html5
from typing import Any

from lxml import etree, html

Element = Any
"""An element of a tree; lxml has no types."""

# Names of HTML and of the trees that trafilatura makes of it (head is a heading there, item and row are li and tr).
_HEADINGS = frozenset("h1 h2 h3 h4 h5 h6 head".split())
_LISTS = frozenset("ul ol dl list".split())
_GROUPS = _LISTS | {"table"}
_BLOCKS = (
    _HEADINGS
    | _GROUPS
    | frozenset(
        "address article aside blockquote body caption dd div dt fieldset figcaption figure footer form".split()
    )
    | frozenset("header hr item li main nav p pre quote row section tr".split())
)
_ROWS = frozenset(("tr", "row"))
_CELLS = frozenset(("td", "th", "cell"))
_BREAKS = frozenset(("br", "lb"))
_SILENT = frozenset("script style template noscript iframe object rp rt svg math title".split())

_XML_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, a heading, an item of a list, or a row of a table.

    Attributes:
        group: The list or table that it belongs to, None if to none: such blocks stand close together.
    """

    text: str
    heading: bool = False
    group: int | None = None


def parse_xml(content: bytes) -> Element:
    """Return the root of XML. Entities stay as they stand; nothing is fetched, no file is opened.

    Raises:
        ValueError: It is no XML.
    """
    parser = etree.XMLParser(
        resolve_entities=False, load_dtd=False, no_network=True, remove_comments=True, remove_pis=True
    )
    try:
        return etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise ValueError("no XML") from error


def parse_html(text: str) -> Element | None:
    """Return the root of HTML, however broken; None if it has no element."""
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        return html.document_fromstring(text.encode("utf-8", "replace"), parser)
    except etree.ParserError:
        return None


def local_name(element: Element) -> str:
    """Return the name of an element without its namespace; nothing for a comment or an entity."""
    return element.tag.rpartition("}")[2].lower() if isinstance(element.tag, str) else ""


def joined(blocks: Iterable[Block]) -> str:
    """Return blocks as a text: a blank line between them, but none inside a list or a table."""
    parts: list[str] = []
    group = None
    for block in blocks:
        if parts:
            parts.append("\n" if block.group is not None and block.group == group else "\n\n")
        parts.append(block.text)
        group = block.group
    return "".join(parts)


def first_heading(blocks: Iterable[Block]) -> str | None:
    """Return the text of the first heading."""
    return next((block.text for block in blocks if block.heading), None)


def blocks_of(root: Element) -> list[Block]:
    """Return what a reader sees of a tree, in order: white space as it would be shown, scripts and styles left out."""
    writer = _Writer()
    for element, begins in _walk(root):
        if begins:
            writer.begin(element)
        else:
            writer.end(element)
    writer.flush()
    return writer.blocks


def _walk(root: Element) -> Iterator[tuple[Element, bool]]:
    """Yield each element where it begins and where it ends; without recursion, for trees can be very deep."""
    stack = [(root, iter(root))]
    yield root, True
    while stack:
        element, children = stack[-1]
        child = next(children, None)
        if child is None:
            stack.pop()
            yield element, False
        elif local_name(child) in _SILENT:
            yield child, False
        else:
            yield child, True
            stack.append((child, iter(child)))


class _Writer:
    """Text as it is met, cut into blocks."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self._parts: list[str] = []
        self._open: list[str] = []
        self._groups = self._lists = 0  # lists and tables that are open, and lists alone
        self._group = 0  # the number of the outermost of them
        self._rows: list[bool] = []  # of the rows that are open, whether their cells stand beside each other

    def begin(self, element: Element) -> None:
        name = local_name(element)
        self._open.append(name)
        if name in _CELLS and self._in_row() and any(map(str.strip, self._parts)):
            self._parts.append(" | ")
        elif name in _BLOCKS or name in _CELLS:
            self._edge()
        if name in _ROWS:
            self._rows.append(sum(local_name(child) in _CELLS for child in element) > 1)
        self._lists += name in _LISTS
        self._groups += name in _GROUPS
        self._group += name in _GROUPS and self._groups == 1
        if name in _BREAKS:
            self._parts.append(" " if self._in_row() else "\n")
        self._write(element.text if name else _entity(element))

    def end(self, element: Element) -> None:
        name = local_name(element)
        if name in _ROWS and self._rows.pop() and not self._in_row():
            self.flush(row=True)
        if name in _BLOCKS or name in _CELLS:
            self._edge()
        self._lists -= name in _LISTS
        self._groups -= name in _GROUPS
        if name not in _SILENT:
            self._open.pop()
        self._write(element.tail)

    def flush(self, *, row: bool = False) -> None:
        """End the block that is being written."""
        lines = (" ".join(line.split()) for line in "".join(self._parts).split("\n"))
        text = "\n".join(line for line in lines if line)
        self._parts.clear()
        if text:
            heading = any(name in _HEADINGS for name in self._open)
            self.blocks.append(Block(text, heading=heading, group=self._group if row or self._lists else None))

    def _edge(self) -> None:
        if self._in_row():
            self._parts.append(" ")
        else:
            self.flush()

    def _in_row(self) -> bool:
        return any(self._rows)

    def _write(self, text: str | None) -> None:
        if text:
            kept = "pre" in self._open
            self._parts.append(text if kept else _XML_SPACE.sub(" ", text))


def _entity(element: Element) -> str:
    """Return what an entity of HTML stands for, which XML without its document type does not know; else nothing."""
    return html5.get(f"{getattr(element, 'name', '')};", "")
