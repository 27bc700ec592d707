"""Pages that ask who one is, in place of the page that was asked for."""

from __future__ import annotations

import re

import httpx
from lxml import etree

from bot.errors import Unfetched
from bot.fetching.charset import to_text
from bot.fetching.errors import UnfetchableError
from index.reading.markup import parse_html

_LARGEST = 2**18  # bytes: a page for logging in is smaller, and a larger one is not taken apart here
_FEW_WORDS = 50  # beside the form; a short article has more
_NO_TEXT = ("script", "style", "template", "noscript", "nav", "header", "footer", "form", "title")
_BETWEEN_LETTERS = re.compile(r"[-_]|\.\w+$")
_NAMES = frozenset(
    ("login", "logon", "signin", "signon", "servicelogin", "wplogin", "sso", "auth", "oauth", "oauth2", "saml", "cas")
)


def is_login_address(address: httpx.URL) -> bool:
    """Return whether an address says that one logs in there: by a part of its path, or by its host's first name."""
    parts = [address.host.partition(".")[0], *address.path.lower().split("/")]
    return any(_BETWEEN_LETTERS.sub("", part) in _NAMES for part in parts)


def is_login_page(content: bytes) -> bool:
    """Return whether HTML is about a form with a password: it has one, and hardly a word beside it.

    Many an article's page has such a form too, hidden until somebody presses a button.
    """
    if len(content) > _LARGEST:
        return False
    page = parse_html(to_text(content))
    if page is None or not any(field.get("type", "").lower() == "password" for field in page.iter("input")):
        return False
    etree.strip_elements(page, *_NO_TEXT, with_tail=False)
    return len(page.text_content().split()) < _FEW_WORDS


def login_needed() -> UnfetchableError:
    """Return the error of what is read only by who has logged in."""
    return UnfetchableError(
        Unfetched.LOGIN, "can be read only after logging in", "Save it in a browser, and send the file"
    )
