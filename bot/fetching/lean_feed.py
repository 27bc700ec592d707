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
_AMPERSAND = re.compile(r"&(?!(?:amp|lt|gt|quot|apos);)")
_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # XML 1.0, section 2.2

_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
# By their prefixes, which also tell what is meant where a feed forgets to declare them.
_PREFIXED = {"rdf": _RDF, "dc": "http://purl.org/dc/elements/1.1/", "dcterms": "http://purl.org/dc/terms/"}
_PREFIXES = {namespace: prefix for prefix, namespace in _PREFIXED.items()}
_NAMESPACES = frozenset(
    (
        "",
        *_PREFIXES,
        "http://purl.org/rss/1.0/",
        "http://my.netscape.com/rdf/simple/0.9/",
        "http://www.w3.org/2005/Atom",
        "http://purl.org/atom/ns#",
    )
)

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
_BASE = "{http://www.w3.org/XML/1998/namespace}base"
_ATTRIBUTES = ("version", "href", "rel", "type", "isPermaLink", f"{{{_RDF}}}about", _BASE)
_MAX_PARTS = 1000  # in each element: entries beyond are older, in every feed that grows at its beginning
_MAX_LEVELS = 3  # root, channel, entry


def lean_feed(text: str) -> bytes | None:
    """Return a feed with its entries' titles, links, ids and dates, None if the text is no feed."""
    root = _root(text)
    if root is None or _name(root)[1] not in _FEEDS:
        return None
    lean: bytes = etree.tostring(_lean(root, _MAX_LEVELS), encoding="utf-8")
    return lean


def _root(text: str) -> Element | None:
    beginning = _BEGINNING.search(text)
    if not beginning:
        return None
    xml = _NOT_IN_XML.sub("", text[beginning.start() :])
    try:
        return etree.fromstring(xml.encode(), _parser(recover=False))
    except etree.XMLSyntaxError:
        # What is broken most often: an ampersand as it is, or an entity of HTML. What was none is text of HTML then.
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


def _name(element: Element) -> tuple[str, str]:
    """Return the namespace and the name of an element."""
    namespace, _, name = element.tag.removeprefix("{").rpartition("}")
    prefix, _, local = name.rpartition(":")  # only where it was not declared
    return (_PREFIXED.get(prefix, prefix) if prefix else namespace), local


def _lean(element: Element, levels: int) -> Element:
    lean = _bare(element)
    known = _NAMESPACES | {_name(element)[0]}  # some feeds have one of their own for all of RSS
    for part in islice(element.iterchildren(etree.Element), _MAX_PARTS):
        namespace, name = _name(part)
        if namespace not in known:
            continue
        if name in _HOLDERS and levels > 1:
            lean.append(_lean(part, levels - 1))
        elif name in _KEPT:
            lean.append(_text_only(part, _KEPT[name]))
    return lean


def _bare(element: Element) -> Element:
    namespace, name = _name(element)
    few = {attribute: element.get(attribute, "") for attribute in _ATTRIBUTES}
    attributes = {attribute: value for attribute, value in few.items() if 0 < len(value) <= _ADDRESS}
    if not namespace or namespace not in _NAMESPACES:
        return etree.Element(name, attributes)
    # As the default unless it is an addition: feedparser tells RSS 0.90 by its default namespace.
    return etree.Element(f"{{{namespace}}}{name}", attributes, {_PREFIXES.get(namespace): namespace})


def _text_only(element: Element, length: int) -> Element:
    lean = _bare(element)
    lean.text = "".join(element.itertext())[:length]
    if lean.get("type") == "xhtml":  # its elements are gone
        del lean.attrib["type"]
    return lean
