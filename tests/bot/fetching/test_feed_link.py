"""The feed of a page."""

from __future__ import annotations

import pytest

from bot.fetching.feed_link import find_feed

ADDRESS = "https://news.test/section/index.html"
RSS = '<link rel="alternate" type="application/rss+xml" href="{}">'


@pytest.mark.parametrize(
    ("page", "address"),
    [
        (RSS.format("/feed"), "https://news.test/feed"),
        (RSS.format("feed"), "https://news.test/section/feed"),
        (RSS.format("https://उदाहरण.भारत/फ़ीड"), "https://xn--p1b6ci4b4b3a.xn--h2brj9c/%E0%A4%AB%E0%A4%BC%E0%A5%80%E0%A4%A1"),
        ("<base href='/other/'>" + RSS.format("feed"), "https://news.test/other/feed"),
        ("<base>" + RSS.format("feed"), "https://news.test/section/feed"),
        ('<LINK REL="Home ALTERNATE" TYPE="Application/Atom+XML; charset=utf-8" HREF="/atom">', "https://news.test/atom"),
        (RSS.format("/first") + RSS.format("/comments"), "https://news.test/first"),
        (RSS.format("javascript:alert(1)") + RSS.format("http://[::1") + RSS.format("/third"), "https://news.test/third"),
        (RSS.format("http://127.0.0.1/feed"), "http://127.0.0.1/feed"),
    ],
)  # fmt: skip
def test_the_feed_of_a_page(page: str, address: str) -> None:
    """The first feed that a page names is found; whether it may be fetched is for the fetcher to say."""
    assert find_feed(f"<html><head><title>समाचार</title>{page}</head></html>".encode(), ADDRESS) == address


@pytest.mark.parametrize(
    "page",
    [
        b"",
        b"\xff\x00\xff",
        b"<p>https://news.test/feed",
        b'<link rel="alternate" type="text/html" href="/en">',
        b'<link rel="stylesheet" type="application/rss+xml" href="/x">',
        b'<link type="application/rss+xml" href="/x">',
        b'<a rel="alternate" type="application/rss+xml" href="/x">',
        b"<!--" + RSS.format("/feed").encode() + b"-->",
        b"<p>" * 200_000 + RSS.format("/feed").encode(),
    ],
)
def test_no_feed(page: bytes) -> None:
    """A page may name none."""
    assert find_feed(page, ADDRESS) is None
