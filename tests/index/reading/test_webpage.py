"""Reading web pages."""

from __future__ import annotations

import codecs
import json

import pytest

from index.errors import Refusal
from index.reading.draft import UnreadableError
from index.reading.webpage import read_webpage
from tests.index.reading.documents import HEADING, PARAGRAPHS, web_page

TEXT = "\n\n".join((HEADING, *PARAGRAPHS))
HERE = "https://www.news.co.in/a?id=1#part"

OPEN_GRAPH = """
<meta property="og:title" content="सेना लौटी"><meta property="og:site_name" content="नगर समाचार">
<meta name="author" content="आशा शर्मा"><meta property="article:published_time" content="2024-05-17T10:00:00+05:30">
<link rel="canonical" href="https://news.co.in/a">
"""
# As many systems write it: in ASCII.
JSON_LD = json.dumps(
    {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": "सेना लौटी",
        "author": {"@type": "Person", "name": "आशा शर्मा"},
        "publisher": {"@type": "Organization", "name": "नगर समाचार"},
        "datePublished": "2024-05-17",
    }
)


def test_the_article_is_read() -> None:
    """The words of an article come out exactly, in paragraphs; menus, scripts and notices do not."""
    assert read_webpage("a.html", web_page(*PARAGRAPHS), None).text == TEXT


@pytest.mark.parametrize("head", [OPEN_GRAPH, f'<script type="application/ld+json">{JSON_LD}</script>'])
def test_what_a_page_says_of_itself_is_read(head: str) -> None:
    """Title, house, author and date are those that the page tells machines, names with all of their signs."""
    page = read_webpage("a.html", web_page(*PARAGRAPHS, head=head), HERE)
    assert (page.title, page.publisher, page.author, page.date) == ("सेना लौटी", "नगर समाचार", "आशा शर्मा", "2024-05-17")
    assert page.language == "hi"


def test_the_address_is_the_pages_own() -> None:
    """A page goes by its canonical address, but not by one of another site."""
    page = web_page(*PARAGRAPHS, head=OPEN_GRAPH)
    assert read_webpage("a.html", page, HERE).url == "https://news.co.in/a"
    assert read_webpage("a.html", page, "https://evil.in/x").url == "https://evil.in/x"
    og = web_page(*PARAGRAPHS, head='<meta property="og:url" content="/b">')
    assert read_webpage("a.html", og, HERE).url == "https://www.news.co.in/b"
    assert read_webpage("a.html", web_page(*PARAGRAPHS), HERE).url == HERE.partition("#")[0]
    assert read_webpage("a.html", web_page(*PARAGRAPHS), None).url is None


def test_a_date_in_the_text_is_not_the_pages() -> None:
    """An article about a day is not of that day."""
    page = web_page(*PARAGRAPHS, "यह 12 मार्च 1993 को हुआ। Published nothing on 1993-03-12.")
    assert read_webpage("a.html", page, None).date is None


@pytest.mark.parametrize(
    "content",
    [
        web_page(*PARAGRAPHS),
        codecs.BOM_UTF8 + web_page(*PARAGRAPHS),
        codecs.BOM_UTF16_LE + web_page(*PARAGRAPHS).decode().encode("utf-16-le"),
        codecs.BOM_UTF16_BE + web_page(*PARAGRAPHS).decode().encode("utf-16-be"),
        # what is UTF-8 is UTF-8, whatever it says
        web_page(*PARAGRAPHS).replace(b"utf-8", b"windows-1252"),
    ],
)
def test_encodings_are_told(content: bytes) -> None:
    """UTF-8 is told by its pattern, others by a byte order mark."""
    assert read_webpage("a.html", content, None).text == TEXT


def test_a_declared_encoding_is_taken() -> None:
    """A page that is not UTF-8 is what it says that it is."""
    english = ["The café is open again, and the people of the town are very glad about it, said the mayor."] * 3
    utf8 = web_page(*english, title="Café", language="en").replace(b"utf-8", b"iso-8859-1")
    page = utf8.decode().encode("cp1252", "xmlcharrefreplace")
    assert "café is open" in read_webpage("a.html", page, None).text
    undeclared = page.replace(b"iso-8859-1", b"punycode")
    with pytest.raises(UnreadableError) as caught:
        read_webpage("a.html", undeclared, None)
    assert caught.value.refusal is Refusal.NOT_TEXT


def test_a_letter_that_is_broken_is_no_reason() -> None:
    """A page that says it is UTF-8 is read where a byte of it is lost, with a sign for the letter."""
    page = web_page(*PARAGRAPHS).replace("गुरुवार".encode(), "गुरुवार".encode()[:-1])
    assert "गुरुवा\ufffd" in read_webpage("a.html", page, None).text


@pytest.mark.parametrize("content", [b"", b"<html>", b"<html><script>x</script></html>", b"<p></p>" * 9])
def test_a_page_without_an_article_is_told(content: bytes) -> None:
    """A page of which nothing is left is refused."""
    with pytest.raises(UnreadableError) as caught:
        read_webpage("a.html", content, HERE)
    assert caught.value.refusal is Refusal.EMPTY


def test_deep_pages_are_no_harm() -> None:
    """Elements in elements in elements end no process."""
    article = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
    deep = f"<html><body>{'<div>' * 50_000}{article}".encode()
    with pytest.raises(UnreadableError):
        read_webpage("a.html", deep, None)
