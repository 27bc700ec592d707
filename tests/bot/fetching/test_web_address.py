"""Addresses of the web."""

from __future__ import annotations

import httpx
import pytest

from bot.errors import Unfetched
from bot.fetching.errors import UnfetchableError
from bot.fetching.web_address import next_address, web_address

HERE = httpx.URL("https://example.org/a/b?c")


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("https://example.org", "https://example.org"),
        (" HTTPS://Example.ORG/A?b=c#d\n", "https://example.org/A?b=c"),
        ("http://example.org:8080/", "http://example.org:8080/"),
        ("https://example.org:443/", "https://example.org/"),
        ("https://उदाहरण.भारत/समाचार?क=ख", "https://xn--p1b6ci4b4b3a.xn--h2brj9c/%E0%A4%B8%E0%A4%AE%E0%A4%BE%E0%A4%9A%E0%A4%BE%E0%A4%B0?%E0%A4%95=%E0%A4%96"),
        ("https://क्\u200dष.भारत/", "https://xn--11b2ezcw70k.xn--h2brj9c/"),
        ("https://example.org/%E0%A4%95/a b", "https://example.org/%E0%A4%95/a%20b"),
        ("http://127\u30020\u30020\u30021/", "http://127.0.0.1/"),
        ("http://[2606:4700::1111]:81/", "http://[2606:4700::1111]:81/"),
        ("http://[::FFFF:127.0.0.1]/", "http://[::FFFF:127.0.0.1]/"),
        ("https://example.org/@someone", "https://example.org/@someone"),
    ],
)  # fmt: skip
def test_addresses_can_be_asked_for(text: str, address: str) -> None:
    """An address as people write it becomes one that can be asked for: IDNA, percent-encoded, without its fragment."""
    assert str(web_address(text)) == address


@pytest.mark.parametrize(
    "text",
    [
        "",
        "example.org",
        "//example.org/",
        "क्या?",
        "file:///etc/passwd",
        "ftp://example.org/",
        "gopher://example.org/",
        "data:text/html,<p>",
        "javascript:alert(1)",
        "unix:///run/docker.sock",
        "http:example.org",
        "http:///example.org",
        "http://",
        "https://somebody@example.org/",
        "https://somebody:secret@example.org/",
        "http://good.example\\@evil.example/",
        "http://example.org:0/",
        "http://example.org:65536/",
        "http://example.org:-1/",
        "http://example.org:x/",
        "http://exa mple.org/",
        "http://.example.org/",
        "http://-example.org/",
        "http://%31%32%37.0.0.1/",
        "http://exam\u00adple.org/",
        "http://[fe80::1%25eth0]/",
        "http://[fe80::1%eth0]/",
        "http://[::1/",
        "http://[v1.x]/",
        "http://0177.0.0.1/",
        "http://256.0.0.1/",
        "http://example.org/\0",
        "http://example.org/a\r\nHost: evil",
        "http://example.org/\x7f",
        "http://example.org/\ud800",
        "http://\ud800/",
        "https://example.org/" + "क" * 500,
        "https://example.org/" + "a" * 100_000,
    ],
)
def test_others_are_refused(text: str) -> None:
    """Other schemes, passwords, control characters and hosts that are none are refused before anything is looked up."""
    with pytest.raises(UnfetchableError) as refused:
        web_address(text)
    assert refused.value.unfetched is Unfetched.NO_ADDRESS


@pytest.mark.parametrize(
    ("location", "address"),
    [
        ("/x", "https://example.org/x"),
        ("d?e", "https://example.org/a/d?e"),
        ("//example.com/", "https://example.com/"),
        ("http://example.org/", "http://example.org/"),
        (" https://उदाहरण.भारत/#here ", "https://xn--p1b6ci4b4b3a.xn--h2brj9c/"),
    ],
)
def test_redirects_lead_on(location: str, address: str) -> None:
    """Where a redirect leads is relative to where one is."""
    assert str(next_address(HERE, location)) == address


@pytest.mark.parametrize("location", ["file:///etc/passwd", "//u:p@h/", "http://[::1", "\0", "http:///x", "data:,x"])
def test_redirects_are_held_to_the_same(location: str) -> None:
    """A redirect leads to no address that could not be asked for itself."""
    with pytest.raises(UnfetchableError) as refused:
        next_address(HERE, location)
    assert refused.value.unfetched is Unfetched.NO_ADDRESS
