"""Reading a web page: its article without what stands around it, and what the page says of it."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator

import trafilatura

from index.errors import Refusal
from index.reading.draft import Draft, UnreadableError
from index.reading.hidden_signs import hide_signs, shown
from index.reading.markup import Element, blocks_of, joined, parse_html
from index.reading.said import date_said, name_said, title_said
from index.reading.sites import own_address

_HEAD = 4096  # bytes: a page must declare its encoding in the first 1,024 (HTML, 4.2.5.4), and some do it later
_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([a-z0-9_:.-]{1,40})""", re.IGNORECASE)
_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
# Pages that say they are Latin-1 or ASCII are Windows-1252: https://encoding.spec.whatwg.org/#names-and-labels
_LATIN = frozenset(("ascii", "iso8859-1"))
_ENCODINGS = re.compile(
    r"utf-8|utf-16.*|cp\d+|iso8859-\d+|koi8-[ru]|mac-\w+|gb.*|big5.*|euc_.*|shift_jis.*|iso2022_jp.*|tis-620"
)
_UNKNOWN = "\ufffd"
_BROKEN = 0.01  # of letters that cannot be told: more is another encoding than the page says
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def read_webpage(name: str, content: bytes, address: str | None) -> Draft:
    """Read a web page.

    Args:
        name: Its name, as a person knows it.
        content: The file.
        address: Where it was fetched, if it was.

    Raises:
        UnreadableError: It does not say its encoding, or has no article.
    """
    root = parse_html(_NOT_IN_XML.sub("", _decode(content)))
    if root is None:
        raise _no_article()
    language, said = _language(root), _canonical(root)
    hide_signs(root)
    page = trafilatura.bare_extraction(
        root,
        url=address,
        include_comments=False,
        with_metadata=True,
        # Dates in the text itself are of what it tells about, not its own.
        date_extraction_params={"original_date": True, "extensive_search": False},
    )
    if page is None or isinstance(page, dict):
        raise _no_article()
    return Draft(
        text=shown(joined(blocks_of(page.body))),
        title=title_said(shown(page.title), name),
        language=language,
        publisher=name_said(shown(page.sitename)),
        author=name_said(*shown(page.author).split("; ")),
        date=date_said(page.date),
        url=own_address(said, address),
    )


def _decode(content: bytes) -> str:
    """Return a page as text. UTF-8 is told by its pattern; of other encodings the page's own word is taken."""
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return content[len(mark) :].decode(encoding, "replace")
    try:
        return content.decode()
    except UnicodeDecodeError as error:
        try:
            text = content.decode(_declared(content[:_HEAD]), "replace")
        except LookupError:
            text = _UNKNOWN
        if text.count(_UNKNOWN) > _BROKEN * len(text):
            wrong = "is not UTF-8 text, and does not say what it is"
            raise UnreadableError(Refusal.NOT_TEXT, wrong, "Save it as UTF-8") from error
        return text


def _declared(head: bytes) -> str:
    """Return the encoding that a page declares.

    Raises:
        LookupError: It declares none, or one that is not known.
    """
    match = _CHARSET.search(head)
    if match is None:
        raise LookupError
    name = codecs.lookup(match[1].decode("ascii")).name
    if name in _LATIN:
        return "cp1252"
    if not _ENCODINGS.fullmatch(name):  # Python has some that no page is in, such as Punycode
        raise LookupError
    return name


def _language(root: Element) -> str | None:
    return (
        root.get("lang") or root.get("xml:lang") or next(_in_head(root, "meta", "http-equiv", "content-language"), None)
    )


def _canonical(root: Element) -> str | None:
    """Return the address that the page says is its own (RFC 6596; https://ogp.me)."""
    links = [link for link in root.iter("link") if "canonical" in (link.get("rel") or "").lower().split()]
    return next((link.get("href") for link in links if link.get("href")), None) or next(
        _in_head(root, "meta", "property", "og:url"), None
    )


def _in_head(root: Element, tag: str, attribute: str, wanted: str) -> Iterator[str]:
    for element in root.iter(tag):
        if (element.get(attribute) or "").lower() == wanted and element.get("content"):
            yield str(element.get("content"))


def _no_article() -> UnreadableError:
    return UnreadableError(
        Refusal.EMPTY,
        "has no article that could be told from what stands around it",
        "Copy its text into a .txt file",
    )
