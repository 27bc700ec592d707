"""The address of a passage."""

from __future__ import annotations

from urllib.parse import unquote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.source_link import source_link
from index import Passage, Span
from tests.bot.articles import article
from tests.botapi.keyboard import LINK
from tests.texts import HOSTILE, any_text, indic_text

LONGEST = 2048

# A passage, and what scrolls to it: its first and last words, or all of a short one.
FRAGMENTS = {
    "one word": ("नदी", "नदी"),
    "eight words": ("a b c d e f g h", "a b c d e f g h"),
    "more": ("a b c d e f g h i", "a b c d,f g h i"),
    "white space": (" a\n b\u00a0c ", "a b c"),
    "what means something in a fragment": ("a, b-c & d#e", "a, b-c & d#e"),
    "no character": ("a \ud800", "a ?"),
}
REFUSED = [
    "https://localhost/a",
    "https://example/a",
    "https://example.org./a",
    "https://a.b/c",
    "https://[2001:db8::1]/a",
    "https://example.org:port/a",
    "https://example.org:0/a",
    "https://example.org:123456/a",
    "https://example.org:/a",
    f"https://example.org/{'a' * LONGEST}",
]
ADDRESSES = [
    "https://example.org",
    "http://example.org/a?b=c&d=é",
    "HTTPS://EXAMPLE.ORG/A",
    "https://user:pass@example.org:8080/a",
    "https://a_b.example.co.in/",
    "https://उदाहरण.भारत/लेख",
    "https://xn--p1b6ci4b4b3a.xn--h2brj9c/",
    "http://192.0.2.10:80/a",
    "https://example.org?a.b",
]

LABELS = st.text(st.sampled_from("aZ0-_उदाहरण"), min_size=1, max_size=12)
URLS = st.builds(
    "{}://{}{}.{}{}{}".format,
    st.sampled_from(["http", "https", "HTTPS"]),
    st.sampled_from(["", "www.", "user@", "a.b:c@"]),
    st.lists(LABELS, min_size=1, max_size=4).map(".".join),
    st.sampled_from(["org", "in", "भारत", "xn--h2brj9c", "x", "10", ""]),
    st.sampled_from(["", ":8080", ":0", ":x", ":99999999"]),
    st.sampled_from(["", "/a/ख?b=c", "?q", "#top", f"/{'क' * 2000}", f"/{'a' * 2100}"]),
)


def link_of(text: str, url: str | None) -> str | None:
    """Return the address of a passage of this text in an article with this address."""
    found = article("a", "T", text, url=url)
    return source_link(Passage(found, 1, Span(0, len(text))))


@pytest.mark.parametrize(("text", "words"), FRAGMENTS.values(), ids=FRAGMENTS)
def test_a_link_scrolls_to_the_passage(text: str, words: str) -> None:
    """The link ends in a text directive of the passage's words, without what has a meaning there."""
    link = link_of(text, "https://example.org/a?b=c")
    assert link is not None
    address, _, directive = link.partition("#:~:text=")
    assert address == "https://example.org/a?b=c"
    assert unquote(directive) == words
    assert directive.count(",") == (len(text.split()) > 8)
    assert not {*"-&#? \n"} & {*directive}


def test_a_fragment_of_the_address_is_kept() -> None:
    """Where the address has a fragment of its own, the directive follows it."""
    assert link_of("a", "https://example.org/#top") == "https://example.org/#top:~:text=a"


@pytest.mark.parametrize("url", ADDRESSES)
def test_an_address_that_telegram_opens_is_linked(url: str) -> None:
    """An address with a host that the web knows is linked, in whatever script."""
    link = link_of("नदी", url)
    assert link is not None
    assert link.startswith(url)
    assert LINK.fullmatch(link)


@pytest.mark.parametrize("url", [None, *REFUSED])
def test_an_address_that_telegram_refuses_is_none(url: str | None) -> None:
    """An article without an address, or with one that would have the whole message refused, has no link."""
    assert link_of("नदी", url) is None


def test_a_long_link_is_without_its_fragment() -> None:
    """Where the passage's words make the address too long, the article is linked as such."""
    url = f"https://example.org/{'a' * 1900}"
    assert link_of("नदी", url) == f"{url}#:~:text=%E0%A4%A8%E0%A4%A6%E0%A5%80"
    assert link_of("नदी" * 10, url) == url


@given(indic_text() | any_text(), URLS)
def test_any_link_is_one_that_telegram_takes(text: str, url: str) -> None:
    """Whatever the passage and the address: a link is short enough, one for Telegram, and leads to the address."""
    link = link_of(text or "x", url)
    if link is not None:
        assert len(link) <= LONGEST
        assert LINK.fullmatch(link)
        assert link.startswith(url)
        assert urlsplit(link).netloc == urlsplit(url).netloc


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_passages_are_linked(text: str) -> None:
    """Nothing that stands in a file breaks a link."""
    link = link_of(text, "https://example.org")
    assert link is not None
    assert len(link) <= LONGEST
    assert LINK.fullmatch(link)
    assert link.isascii()
