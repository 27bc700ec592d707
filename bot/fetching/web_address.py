"""Addresses of the web, as they come from chats, feeds and redirects."""

from __future__ import annotations

import re

import httpx

from bot.errors import Unfetched
from bot.fetching.errors import UnfetchableError

_MAX_LENGTH = 4096  # characters, percent-encoded: a letter of Devanagari is nine
_LAST_PORT = 65535
_HOST = re.compile(r"[a-z0-9_][a-z0-9_.-]*|[0-9A-Fa-f:.]+")  # a name in ASCII (IDNA), or an IPv6 address without a zone


def web_address(text: str) -> httpx.URL:
    """Return an address that can be asked for, its host in ASCII (IDNA 2008), its path percent-encoded.

    Raises:
        UnfetchableError: It is none.
    """
    try:
        return _checked(httpx.URL(text.strip()))
    except (httpx.InvalidURL, ValueError) as error:
        raise _refused("is not a web address") from error


def next_address(address: httpx.URL, location: str) -> httpx.URL:
    """Return where a redirect leads: also from https to http, as a browser goes; nothing secret goes along.

    Raises:
        UnfetchableError: Nowhere that can be asked.
    """
    try:
        return _checked(address.join(location.strip()))
    except (httpx.InvalidURL, ValueError) as error:
        raise _refused("is not a web address") from error


def _checked(address: httpx.URL) -> httpx.URL:
    if address.scheme not in {"http", "https"}:
        raise _refused("does not begin with https:// or http://")
    if address.userinfo:
        raise _refused("holds a name or a password")
    if not _HOST.fullmatch(address.raw_host.decode("ascii")) or not _is_port(address.port):
        raise _refused("is not a web address")
    without_fragment = address.copy_with(fragment=None)
    if len(str(without_fragment)) > _MAX_LENGTH:
        raise _refused(f"is longer than {_MAX_LENGTH} characters")
    return without_fragment


def _is_port(port: int | None) -> bool:
    return port is None or 0 < port <= _LAST_PORT


def _refused(wrong: str) -> UnfetchableError:
    return UnfetchableError(Unfetched.NO_ADDRESS, wrong, "Give the address of a page, such as https://example.org/page")
