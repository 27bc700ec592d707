"""Which address a page goes by."""

from __future__ import annotations

import pytest

from index.reading.sites import own_address, web_address

HERE = "https://www.news.co.in/a?id=1#part"
FETCHED = "https://www.news.co.in/a?id=1"

OWN: dict[str, tuple[str | None, str | None, str | None]] = {
    "another name of the site": ("https://amp.news.co.in/b", HERE, "https://amp.news.co.in/b"),
    "without a host": ("/b#x", HERE, "https://www.news.co.in/b"),
    "without a scheme": ("//news.co.in/b", HERE, "https://news.co.in/b"),
    "in letters of its own": ("http://xn--11b4d3a.xn--h2brj9c/b", "http://कॉम.भारत/a", "http://कॉम.भारत/a"),
    "another site": ("https://other.co.in/b", HERE, FETCHED),
    "another person's on the same host": (
        "https://b.blogspot.com/x",
        "https://a.blogspot.com/y",
        "https://a.blogspot.com/y",
    ),
    "another machine": ("http://127.0.0.2/x", "http://127.0.0.1/y", "http://127.0.0.1/y"),
    "another port of a machine": ("http://127.0.0.1:1/x", "http://127.0.0.1:2/y", "http://127.0.0.1:2/y"),
    "the front page": ("https://www.news.co.in/", HERE, FETCHED),
    "the front page itself": ("https://news.in/", "https://news.in/?from=chat", "https://news.in/"),
    "a script": ("javascript:alert(1)", HERE, FETCHED),
    "broken": ("http://[::1", HERE, FETCHED),
    "with a password": ("https://a:b@www.news.co.in/b", HERE, FETCHED),
    "nothing": (" ", HERE, FETCHED),
    "a page from a disk": ("https://news.in/b", None, "https://news.in/b"),
    "a page from a disk without a host": ("/b", None, None),
    "neither": (None, None, None),
    "fetched from nowhere": (None, "file:///etc/passwd", None),
}


@pytest.mark.parametrize(("said", "address", "own"), OWN.values(), ids=OWN)
def test_a_page_speaks_of_its_own_site(said: str | None, address: str | None, own: str | None) -> None:
    """A page's own word for its address is taken as long as nobody else may have registered it."""
    assert own_address(said, address) == own


@pytest.mark.parametrize(
    "address",
    [
        "ftp://a.in/",
        "https://",
        "https://a.in:0/",
        "https://a.in/\u202ex",
        "https://a.in/x y",
        "x",
        "",
        None,
        "https://a.in/" + "x" * 9999,
    ],
)
def test_other_addresses_are_none(address: str | None) -> None:
    """What is no address of the web, or could break a line, is none."""
    assert web_address(address) is None


def test_fragments_are_left_out() -> None:
    """An address is that of the page, not of a place in it."""
    assert web_address("https://a.in/सेना?x=1#y") == "https://a.in/सेना?x=1"
