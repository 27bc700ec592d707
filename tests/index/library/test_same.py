"""When two documents are one article."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given

from index.article import Source
from index.library.catalogue import Filed
from index.library.same import newer, text_key, url_key
from tests.index.library.libraries import document, filed_as
from tests.texts import any_text

PAGE = "https://a.in/b?id=1"

SAME = [
    "http://a.in/b?id=1",
    "https://A.in/b?id=1",
    "https://a.in:443/b?id=1",
    "http://a.in:80/b?id=1",
    "https://a.in/b/?id=1",
    "https://a.in/b?id=1#part",
    "https://a.in/b?id=1&utm_source=x&utm_medium=y&fbclid=z",
]
OTHER = [
    "https://a.in/b",
    "https://a.in/b?id=2",
    "https://a.in/B?id=1",
    "https://a.in:8080/b?id=1",
    "https://b.a.in/b?id=1",
    "https://a.in/b/c?id=1",
    "https://a.in/?id=1",
    "https://a.in/b?id=1&page=2",
    "https://a.in/b?id=1&lang=hi",
]


@pytest.mark.parametrize("address", SAME)
def test_addresses_of_one_page_have_one_key(address: str) -> None:
    """Scheme, case of the host, usual ports, a last slash, fragments and tracking say nothing about the page."""
    assert url_key(address) == url_key(PAGE)


@pytest.mark.parametrize("address", OTHER)
def test_addresses_of_other_pages_have_other_keys(address: str) -> None:
    """What may lead to another page is another key."""
    assert url_key(address) != url_key(PAGE)


@pytest.mark.parametrize("path", ["हिन्दी", "தமிழ்"])
def test_an_address_is_the_same_in_letters_and_in_percents(path: str) -> None:
    """Browsers show letters and send bytes: both are one page."""
    percents = "".join(f"%{byte:02X}" for byte in path.encode())
    assert url_key(f"https://a.in/{path}") == url_key(f"https://a.in/{percents}")


@pytest.mark.parametrize("nothing", [None, ""])
def test_no_address_has_no_key(nothing: str | None) -> None:
    """Documents without an address have none in common."""
    assert url_key(nothing) is None


@pytest.mark.parametrize(
    "odd", ["https://;^3ह2&#0[", "https://a.in/#[", "https://c~%ह.:", "https://[::1]/a", "http://a.in/?%"]
)
def test_any_address_that_an_article_may_have_has_a_key(odd: str) -> None:
    """An address that an article's front matter is let have is never an error."""
    assert url_key(odd)


@pytest.mark.parametrize(
    ("one", "other"),
    [("सेना लौटी। नदी", "सेना  लौटी।\n\nनदी \n"), ("क़लम", "क़लम"), ("a\u00a0b", "a b")],
    ids=["white space", "composed", "no-break space"],
)
def test_texts_that_read_the_same_have_one_key(one: str, other: str) -> None:
    """White space and how letters are composed do not make another text."""
    assert text_key(one) == text_key(other)


@given(any_text(), any_text())
def test_other_texts_have_other_keys(one: str, other: str) -> None:
    """A key is of the words: texts with different ones have different keys; any text has one."""
    assert text_key(f"अ {one}") != text_key(f"आ {other}")
    assert text_key(one) == text_key(f" {one}\n")


OLD = document("पहले", source=Source("पत्र", "लेखक", "2022", PAGE))


def known(origin: str | None = None) -> Filed:
    """Return what a catalogue knows of the old version."""
    return filed_as("a.txt", replace(OLD, origin=origin))


def test_what_the_newer_version_does_not_say_stays() -> None:
    """Publisher, author, date, address and origin of the old version stay where the new one says nothing of them."""
    new = newer(known("/a"), document("बाद", source=Source(publisher="दूसरा पत्र", file="b.pdf")))
    assert new == document("बाद", origin="/a", source=Source("दूसरा पत्र", "लेखक", "2022", PAGE, "b.pdf"))


def test_what_the_newer_version_says_is_so() -> None:
    """All that the new version says takes the place of what was known."""
    new = document("बाद", origin="/b", source=Source("प", "ल", "2023", "https://b.in/", "b.pdf"))
    assert newer(known("/a"), new) == new


def test_an_address_of_the_same_page_stays_as_it_was() -> None:
    """Another way to write the same address does not change the article."""
    for address in SAME:
        assert newer(known(), document("बाद", source=Source(url=address))).source.url == PAGE


def test_the_same_text_in_two_places_is_of_the_first() -> None:
    """A copy of the text elsewhere does not move the article; another text from elsewhere does."""
    assert newer(known("/a"), replace(OLD, origin="/b")).origin == "/a"
    assert newer(known(), replace(OLD, origin="/b")).origin == "/b"
    assert newer(known("/a"), document("बाद", origin="/b")).origin == "/b"


def test_the_beginning_of_a_text_is_no_title() -> None:
    """A title that was given stays when the same text comes without one; another text has the title that it has."""
    untitled = replace(OLD, title=f"सेना {'पहले'} कल शाम तक शहर से लौटी और घर गई।")
    assert newer(known(), untitled).title == OLD.title
    assert newer(known(), replace(OLD, title="नया शीर्षक")).title == "नया शीर्षक"
    other = replace(document("बाद"), title="सेना बाद कल शाम तक शहर से लौटी और घर गई।")
    assert newer(known(), other).title == other.title
