"""Reading an e-book: its chapters in order, and what its package says of it (EPUB 3.3 and 2.0.1)."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from urllib.parse import unquote
from zipfile import ZipFile

from index.errors import Refusal
from index.reading.archive import read_part
from index.reading.draft import Draft, UnreadableError
from index.reading.markup import Block, Element, blocks_of, first_heading, joined, local_name, parse_html, parse_xml
from index.reading.said import date_said, name_said, title_said

CONTAINER = "META-INF/container.xml"
"""The part that every e-book has: it tells where the package is."""

_ENCRYPTION = "META-INF/encryption.xml"
_DOCTYPE = re.compile(r"<!DOCTYPE[^>\[]*(\[[^\]]*\]\s*)?>", re.IGNORECASE)
_PAGES = ("application/xhtml+xml", "text/html")


def read_epub(name: str, archive: ZipFile) -> Draft:
    """Read an e-book.

    Raises:
        UnreadableError: It is broken, or its chapters are encrypted.
    """
    package_name = _package_name(archive)
    package = _xml(archive, package_name)
    parts = list(_chapters(package, posixpath.dirname(package_name)))
    if not _encrypted(archive).isdisjoint(parts):
        raise UnreadableError(Refusal.LOCKED, "is protected against copying", "Get one that is not")
    chapters = [_blocks(archive, part) for part in parts]
    headings = (first_heading(chapter) for chapter in chapters)
    return Draft(
        text="\n\n".join(filter(None, map(joined, chapters))),
        title=title_said(next(_said(package, "title"), None), name) or next(filter(None, headings), None),
        language=next(_said(package, "language"), None),
        publisher=name_said(next(_said(package, "publisher"), None)),
        author=name_said(*_said(package, "creator")),
        date=next(filter(None, map(date_said, _said(package, "date"))), None),
    )


def _package_name(archive: ZipFile) -> str:
    for element in _xml(archive, CONTAINER).iter():
        if local_name(element) == "rootfile" and element.get("full-path"):
            return str(element.get("full-path"))
    raise _damaged("does not say where its text is")


def _chapters(package: Element, folder: str) -> Iterator[str]:
    """Yield the names of the parts that are read one after another, without the table of contents."""
    items = {element.get("id"): element for element in package.iter() if local_name(element) == "item"}
    for reference in package.iter():
        item = items.get(reference.get("idref")) if local_name(reference) == "itemref" else None
        if item is None or reference.get("linear") == "no":
            continue
        if item.get("media-type") in _PAGES and "nav" not in (item.get("properties") or "").split():
            yield _part_name(folder, item.get("href") or "")


def _encrypted(archive: ZipFile) -> set[str]:
    """Return the names of the parts that are encrypted; such as fonts are in books that are not protected."""
    if _ENCRYPTION not in archive.namelist():
        return set()
    references = (element for element in _xml(archive, _ENCRYPTION).iter() if local_name(element) == "cipherreference")
    return {_part_name("", element.get("URI") or "") for element in references}


def _part_name(folder: str, href: str) -> str:
    """Return the name in the archive of what a package refers to; it is looked up there, and never a path on a disk."""
    return posixpath.normpath(posixpath.join(folder, unquote(href.partition("#")[0])))


def _blocks(archive: ZipFile, part: str) -> list[Block]:
    content = read_part(archive, part)
    try:
        root = parse_xml(content)
    except ValueError:  # a chapter that is HTML and says that it is XHTML
        root = parse_html(_DOCTYPE.sub("", content.decode("utf-8", "replace")))
    body = root if root is None else next((element for element in root.iter() if local_name(element) == "body"), None)
    return [] if body is None else blocks_of(body)


def _said(package: Element, name: str) -> Iterator[str]:
    """Yield what the package says of one thing (https://www.dublincore.org/specifications/dublin-core/dces/)."""
    for element in package.iter(f"{{http://purl.org/dc/elements/1.1/}}{name}"):
        yield "".join(element.itertext())


def _xml(archive: ZipFile, part: str) -> Element:
    try:
        return parse_xml(read_part(archive, part))
    except ValueError as error:
        raise _damaged("is not written as e-books are") from error


def _damaged(what: str) -> UnreadableError:
    return UnreadableError(Refusal.DAMAGED, f"is damaged: it {what}", "Get it again")
