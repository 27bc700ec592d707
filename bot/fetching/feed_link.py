"""The feed that a page links to."""

from __future__ import annotations

from urllib.parse import urljoin

from bot.fetching.charset import to_text
from bot.fetching.errors import UnfetchableError
from bot.fetching.web_address import web_address
from index.reading.markup import parse_html

_FEEDS = frozenset(("application/rss+xml", "application/atom+xml"))
_SEARCHED = 2**18  # bytes: links to feeds stand in the head


def find_feed(content: bytes, address: str) -> str | None:
    """Return the address of the first feed that a page names (https://www.rssboard.org/rss-autodiscovery), or None.

    Args:
        content: The page, HTML.
        address: Where it was fetched from.
    """
    page = parse_html(to_text(content[:_SEARCHED]))
    if page is None:
        return None
    base = next((element.get("href", "") for element in page.iter("base")), "")
    for link in page.iter("link"):
        kind = link.get("type", "").partition(";")[0].strip().lower()
        if kind in _FEEDS and "alternate" in link.get("rel", "").lower().split():
            try:
                return str(web_address(urljoin(urljoin(address, base), link.get("href", ""))))
            except (UnfetchableError, ValueError):  # brackets that do not close
                continue
    return None
