"""What is needed of a feed, and nothing else of it.

feedparser reads every kind of feed there is, but some need minutes and gigabytes: bases within bases, a million empty
entries, a line of a million line ends. What it is given here is made anew: without a document type, so that there
are no entities but XML's own; well-formed; no deeper than its entries; and no longer in any part than an honest one.
"""

from __future__ import annotations

import re
from itertools import islice

from lxml import etree

from index.reading.markup import Element

_BEGINNING = re.compile(r"<\w")  # before the first element are declarations, document types and remarks
_AMPERSAND = re.compile(r"&(?!(?:amp|lt|gt|quot|apos|#\d+|#x[0-9A-Fa-f]+);)")
_FEEDS = frozenset(("rss", "RDF", "feed"))
_HOLDERS = frozenset(("channel", "item", "entry"))
_ADDRESS = 5000  # characters: more than an address may have, so that one which is cut is none
_DATE = 64
_KEPT = {
    "title": 1000,
    "link": _ADDRESS,
    "guid": _ADDRESS,
    "id": _ADDRESS,
    "pubDate": _DATE,
    "date": _DATE,
    "published": _DATE,
    "issued": _DATE,
    "created": _DATE,
    "updated": _DATE,
    "modified": _DATE,
}
_MAX_ATTRIBUTES = 8
_MAX_PARTS = 1000  # in each element: entries beyond are older, in every feed that grows at its beginning
_MAX_LEVELS = 3  # root, channel, entry


def lean_feed(text: str) -> bytes | None:
    """Return a feed with its entries' titles, links, ids and dates, None if the text is no feed."""
    root = _root(text)
    if root is None or etree.QName(root).localname not in _FEEDS:
        return None
    lean: bytes = etree.tostring(_lean(root, _MAX_LEVELS), encoding="utf-8")
    return lean


def _root(text: str) -> Element | None:
    beginning = _BEGINNING.search(text)
    if not beginning:
        return None
    xml = text[beginning.start() :]
    try:
        return etree.fromstring(xml.encode(), _parser(recover=False))
    except etree.XMLSyntaxError:
        # What is broken most often: an ampersand as it is, or an entity of HTML.
        return etree.fromstring(_AMPERSAND.sub("&amp;", xml).encode(), _parser(recover=True))


def _parser(*, recover: bool) -> etree.XMLParser:
    return etree.XMLParser(
        encoding="utf-8",
        recover=recover,
        resolve_entities=False,
        no_network=True,
        remove_comments=True,
        remove_pis=True,
    )


def _lean(element: Element, levels: int) -> Element:
    lean = _bare(element)
    for part in islice(element.iterchildren(etree.Element), _MAX_PARTS):
        name = etree.QName(part).localname
        if name in _HOLDERS and levels > 1:
            lean.append(_lean(part, levels - 1))
        elif name in _KEPT:
            lean.append(_text_only(part, _KEPT[name]))
    return lean


def _bare(element: Element) -> Element:
    # By names: to collect all values, libxml2 looks for each from the beginning.
    few = {name: element.get(name) for name in islice(element.attrib, _MAX_ATTRIBUTES)}
    namespace = etree.QName(element).namespace
    return etree.Element(
        element.tag,
        {name: value for name, value in few.items() if len(value) <= _ADDRESS},
        nsmap={element.prefix: namespace} if namespace else None,
    )


def _text_only(element: Element, length: int) -> Element:
    lean = _bare(element)
    lean.text = "".join(element.itertext())[:length]
    if lean.get("type") == "xhtml":  # its elements are gone
        del lean.attrib["type"]
    return lean
