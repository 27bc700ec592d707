"""Styles of a document of Word, as far as they say what a paragraph is and which font its letters are in."""

from __future__ import annotations

from docx.document import Document as WordDocument

from index.reading.markup import Element, local_name

_DEPTH = 20  # styles that are based on one another; a damaged document can go round in circles
_NO_LIST = "0"  # the number of a list that takes a paragraph out of one: ECMA-376 part 1, 17.9.18


def find(element: Element | None, *names: str) -> Element | None:
    """Return the element that is reached through children of these names, None if there is none."""
    for name in names:
        if element is None:
            return None
        element = next((child for child in element if local_name(child) == name), None)
    return element


def value(element: Element | None, attribute: str = "val") -> str | None:
    """Return an attribute of an element by its local name."""
    attributes = () if element is None else element.attrib.items()
    return next((str(found) for name, found in attributes if name.rpartition("}")[2] == attribute), None)


class Styles:
    """The styles of a document."""

    def __init__(self, document: WordDocument) -> None:
        root: Element = document.styles.element
        styles = [child for child in root if local_name(child) == "style"]
        self._styles = {value(style, "styleId"): style for style in styles}
        self._default = next(
            (style for style in styles if value(style, "default") and value(style, "type") == "paragraph"), None
        )
        self._font = _font(find(root, "docdefaults", "rprdefault", "rpr"))

    def is_heading(self, paragraph: Element) -> bool:
        """Return whether a paragraph is a heading; built-in styles have English names in every language of Word."""
        return self._name(paragraph).startswith(("heading", "title"))

    def is_listed(self, paragraph: Element) -> bool:
        """Return whether a paragraph is an item of a list."""
        number = value(find(paragraph, "ppr", "numpr", "numid"))
        return number != _NO_LIST if number else self._name(paragraph).startswith("list")

    def font_of(self, paragraph: Element) -> str:
        """Return the font that Latin letters of a paragraph are in unless a run says another."""
        style = self._styles.get(value(find(paragraph, "ppr", "pstyle")), self._default)
        return self._font_of_style(style) or self._font

    def font_of_run(self, run: Element) -> str:
        """Return the font that a run says for its Latin letters, nothing if it says none."""
        properties = find(run, "rpr")
        return _font(properties) or self._font_of_style(self._styles.get(value(find(properties, "rstyle"))))

    def _name(self, paragraph: Element) -> str:
        style = self._styles.get(value(find(paragraph, "ppr", "pstyle")))
        return (value(find(style, "name")) or "").lower()

    def _font_of_style(self, style: Element | None) -> str:
        for _ in range(_DEPTH):
            font = _font(find(style, "rpr"))
            if style is None or font:
                return font
            style = self._styles.get(value(find(style, "basedon")))
        return ""


def _font(properties: Element | None) -> str:
    return value(find(properties, "rfonts"), "ascii") or ""
