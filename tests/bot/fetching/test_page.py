"""Pages and files from the web, as documents."""

from __future__ import annotations

import codecs

import pytest

from bot.errors import FetchError, Unfetched
from bot.fetching.fetch import Fetched
from bot.fetching.page import as_file, read_page
from index.errors import DocumentError, Refusal
from index.reading.apart import Apart
from tests.bot.fetching.pages import Page, Pages, fetcher_of

HINDI = "<html><meta charset=iso-8859-1><p>मेट्रो का नया मार्ग खुल गया।</p>"
FRENCH = "<p>Le métro – “enfin”</p>"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
LOGIN = b"<h1>Hello</h1><form><input type=password></form>"


def given(address: str, content: bytes, content_type: str = "") -> tuple[str, bytes]:
    """Return the name and the content that a reader is given."""
    return as_file(Fetched(address, content, content_type))


@pytest.mark.parametrize(
    ("address", "content_type", "name"),
    [
        ("https://news.test/story.html", "text/html; charset=utf-8", "story.html"),
        ("https://news.test/story.HTM", "Text/HTML", "story.HTM"),
        ("https://news.test/2024/story/?x=/y.pdf", "text/html", "story.html"),
        ("https://news.test/story.php?id=7", "text/html", "story.php.html"),
        ("https://news.test/", "text/html", "news.test.html"),
        ("https://news.test", "text/html", "news.test.html"),
        ("https://news.test/%E0%A4%AE%E0%A5%87%E0%A4%9F%E0%A5%8D%E0%A4%B0%E0%A5%8B", "text/html", "मेट्रो.html"),
        ("https://news.test/report", "application/pdf", "report.pdf"),
        ("https://news.test/report.PDF", "application/pdf", "report.PDF"),
        ("https://news.test/download.aspx", WORD, "download.aspx.docx"),
        ("https://news.test/book.epub", "application/epub+zip", "book.epub"),
        ("https://news.test/notes.md", "text/plain", "notes.md"),
        ("https://news.test/notes", "text/plain", "notes.txt"),
        ("https://news.test/report.pdf", "application/octet-stream", "report.pdf"),
        ("https://news.test/report.pdf", "", "report.pdf"),
        ("https://news.test/%2e%2e%2f%2e%2e%2fetc%2fpasswd", "text/plain", "passwd.txt"),
        ("https://news.test/a%0D%0Ab%E2%80%AEc%00", "text/plain", "a bc.txt"),
    ],
)
def test_a_name_for_a_file(address: str, content_type: str, name: str) -> None:
    """A page is named by the last part of its address, and its kind by its type, if the address does not tell it."""
    assert given(address, b"x", content_type)[0] == name


def test_a_long_name_is_cut() -> None:
    """A name can be shown and written, however long the address is; its end, which tells the kind, stays."""
    name, _ = given("https://news.test/" + "%E0%A4%95" * 400, b"x", "text/html")
    assert len(name) <= 110
    assert name.endswith("क.html")


def test_what_begins_like_a_page_is_one() -> None:
    """Where a server does not say what it sends, a page is known by how it begins."""
    assert given("https://news.test/story", b"\n <!doctype html><p>x")[0] == "story.html"
    assert given("https://news.test/story", b"x")[0] == "story"


@pytest.mark.parametrize(
    ("content", "content_type", "text"),
    [
        (HINDI.encode(), "text/html", HINDI),
        (HINDI.encode(), "text/html; charset=iso-8859-1", HINDI),
        (HINDI.encode("utf-16"), "text/html; charset=utf-16", HINDI),
        (FRENCH.encode("cp1252"), "text/html; charset=iso-8859-1", FRENCH),
        (FRENCH.encode("cp1252"), 'text/html; x=y; CHARSET = "Windows-1252"', FRENCH),
        (FRENCH.encode("cp1252"), "text/plain;charset=windows-1252", FRENCH),
        (b"<meta charset=windows-1252>" + FRENCH.encode("cp1252"), "text/html", "<meta charset=windows-1252>" + FRENCH),
    ],
)
def test_text_is_handed_over_in_utf_8(content: bytes, content_type: str, text: str) -> None:
    """What the server and the page say of the encoding is done: a mark outranks whatever else the page says."""
    assert given("https://news.test/story", content, content_type)[1] == codecs.BOM_UTF8 + text.encode()


@pytest.mark.parametrize(
    "content_type", ["application/pdf", WORD, "application/octet-stream; charset=utf-16", "image/png", ""]
)
def test_files_are_handed_over_as_they_are(content_type: str) -> None:
    """What is not text is left as it is."""
    content = b"%PDF-1.7\xff\xfe\x00\r\n"
    assert given("https://news.test/report", content, content_type)[1] == content


@pytest.mark.parametrize("content_type", ["text/html", ""])
def test_a_page_for_logging_in_is_none(content_type: str) -> None:
    """A page that asks for a password in place of its text is not read as an article."""
    with pytest.raises(FetchError) as error:
        given("https://news.test/story", LOGIN, content_type)
    assert error.value.unfetched is Unfetched.LOGIN


def test_a_text_about_pages_for_logging_in_is_a_text() -> None:
    """Only of a page is it asked whether it is one for logging in."""
    assert given("https://news.test/how.txt", LOGIN, "text/plain")[0] == "how.txt"


STORY = """<!doctype html><html lang="mr"><head><meta charset="iso-8859-1"><title>मेट्रो</title>
<link rel="canonical" href="/बातमी"></head><body><nav><a href="/">मुख्यपृष्ठ</a></nav><article><h1>मेट्रोचा नवा मार्ग</h1>
<p>मेट्रोचा नवा मार्ग सोमवारी सकाळी प्रवाशांसाठी खुला झाला, असे महामंडळाने सांगितले.</p>
<p>या मार्गावर बारा स्थानके आहेत आणि तिकिटाचे दर वीस रुपयांपासून सुरू होतात.</p></article></body></html>"""


class TestReadPage:
    """From a server to a document, through the process that reads apart."""

    def test_a_page_becomes_a_document(self, pages: Pages, apart: Apart) -> None:
        """A page is read: its text in its letters, its language, and where it was found."""
        pages["/story.php"] = Page(STORY.encode(), headers={"Content-Type": "text/html; charset=ISO-8859-1"})
        fetched = fetcher_of().fetch(pages.at("/story.php"))
        document = read_page(fetched, apart)
        assert "मार्गावर बारा स्थानके" in document.text
        assert "मुख्यपृष्ठ" not in document.text
        assert document.language == "mr"
        assert document.source.url
        with pytest.raises(DocumentError) as refused:
            read_page(Fetched(fetched.address, b"<html><body></body></html>", "text/html"), apart)
        assert refused.value.refusal is Refusal.EMPTY

    def test_a_text_becomes_a_document(self, apart: Apart) -> None:
        """A text in another encoding, without a name of its own, is read as well."""
        fetched = Fetched(
            "https://news.test/notes",
            "Le métro – “enfin”. Il ouvre lundi.".encode("cp1252"),
            "text/plain; charset=cp1252",
        )
        assert read_page(fetched, apart).text == "Le métro – “enfin”. Il ouvre lundi."
