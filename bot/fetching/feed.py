"""Feeds: RSS 0.9 to 2.0 and Atom."""

from __future__ import annotations

import io
from calendar import timegm
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import feedparser

from bot.errors import FetchError, Unfetched
from bot.fetching.charset import to_text
from bot.fetching.errors import UnfetchableError
from bot.fetching.lean_feed import lean_feed
from bot.fetching.web_address import web_address
from index.reading.lines import one_line
from index.reading.markup import parse_html

_MAX_BYTES = 5 * 2**20  # feeds with whole articles in them have one or two megabytes
_MAX_ENTRIES = 100
_TITLE = 300  # characters
_GUID = 500


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of a feed.

    Attributes:
        guid: What the feed knows it by; its address if the feed does not say.
        address: Of the page.
        title: One line; may be empty.
        updated: ISO 8601 in UTC, None if the feed does not say.
    """

    guid: str
    address: str
    title: str
    updated: str | None = None


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed.

    Attributes:
        title: One line; may be empty.
        entries: Those with an address, the newest first.
    """

    title: str
    entries: tuple[Entry, ...]


def read_feed(content: bytes, address: str) -> Feed:
    """Read a feed, also one that is not well-formed; its 100 newest entries.

    Args:
        content: The feed.
        address: Where it was fetched from, for the relative addresses in it.

    Raises:
        FetchError: It is none, or too large for one.
    """
    if len(content) > _MAX_BYTES:
        raise UnfetchableError(
            Unfetched.TOO_LARGE,
            f"is larger than a feed may be ({_MAX_BYTES // 2**20} MB)",
            "Give a feed with fewer entries",
        ).at(address)
    lean = lean_feed(to_text(content))
    if lean is None:
        raise _no_feed(address)
    parsed = _parse(lean, address)
    if not parsed.version:
        raise _no_feed(address)
    return Feed(_title(parsed.feed), tuple(_newest(_entries(parsed.entries))))


def _parse(lean: bytes, address: str) -> Any:  # noqa: ANN401  # feedparser has no types
    return feedparser.parse(
        io.BytesIO(lean),  # a stream, for feedparser takes bytes for the name of a file, if there is one
        response_headers={"content-location": address, "content-type": "application/xml; charset=utf-8"},
        resolve_relative_uris=False,
        sanitize_html=False,
    )


def _entries(parsed: Iterable[Any]) -> Iterable[Entry]:
    for entry in parsed:
        try:
            address = str(web_address(entry.get("link", "")))
        except UnfetchableError:
            continue
        guid = one_line(entry.get("id", ""), _GUID + 1)
        yield Entry(guid if 0 < len(guid) <= _GUID else address, address, _title(entry), _updated(entry))


def _newest(entries: Iterable[Entry]) -> list[Entry]:
    each_once = {entry.guid: entry for entry in reversed(list(entries))}
    in_order = reversed(each_once.values())
    return sorted(in_order, key=lambda entry: entry.updated or "", reverse=True)[:_MAX_ENTRIES]


def _title(parsed: Any) -> str:  # noqa: ANN401
    title: str = parsed.get("title", "")
    if parsed.get("title_detail", {}).get("type") != "text/plain":
        page = parse_html(title)
        title = "" if page is None else page.text_content()
    return one_line(title, _TITLE)


def _updated(entry: Any) -> str | None:  # noqa: ANN401
    # Not `get`: where only "published" is there, feedparser gives it for "updated" and warns of it.
    moment = entry["updated_parsed"] if "updated_parsed" in entry else entry.get("published_parsed")
    try:
        return datetime.fromtimestamp(timegm(moment), UTC).isoformat() if moment else None
    except (OverflowError, ValueError):  # no year of our calendar
        return None


def _no_feed(address: str) -> FetchError:
    return UnfetchableError(
        Unfetched.NO_FEED, "is no feed", "Give the address of an RSS or Atom feed, or of a page that links to one"
    ).at(address)
