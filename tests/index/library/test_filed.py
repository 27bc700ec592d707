"""A document as a file, read back."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from index.article import Article, Source, read_article
from index.library.filed import ADDED, canonical, filed
from index.reading.document import Document
from tests.texts import HOSTILE, any_text, indic_text

WHEN = datetime(2026, 11, 22, 19, 4, 5, 678, tzinfo=UTC)

# What YAML takes for something else than text, and what a reader of front matter takes for its end.
LIKE_YAML = (
    *("---", "- सूची", "a: b", "a:", ": ", "# नहीं", "{a: b}", "[a, b]", "&a", "*a", "!a", "| ", "> ", "%TAG", "@", "`"),
    *("no", "null", "~", "1.10", "007", "0x1f", "1e5", "2022-01-05", "12:30:45", "=", "<<", "true", "?", "? a"),
    *(
        "'",
        '"',
        "''",
        '"a',
        "it's",
        "a\\nb",
        "\\",
        "...",
        "--- a",
        "----",
        "a\n---\nb",
        "\ufeffa",
        "a\u2028b",
        "\u0085",
    ),
)
LINES = any_text() | indic_text(8) | st.sampled_from([*LIKE_YAML, *HOSTILE.values()])
TEXTS = (
    any_text(200)
    | indic_text()
    | st.sampled_from([*LIKE_YAML, *HOSTILE.values()])
    | st.lists(st.sampled_from(["---", "----", "--- ", "title: x", "", "सेना", "...", "\u2028", "\x1c"])).map("\n".join)
)


def read(content: bytes) -> Article:
    """Return the article in a file."""
    with TemporaryDirectory() as folder:
        (Path(folder) / "file.txt").write_bytes(content)
        return read_article(Path(folder) / "file.txt", Path(folder))


def mended(text: str) -> str:
    """Return a text without what no file of text can hold."""
    whole = "".join("\ufffd" if "\ud800" <= each <= "\udfff" or each == "\0" else each for each in text)
    return whole.replace("\r\n", "\n").replace("\r", "\n").strip()


def one_line(words: str) -> str:
    """Return words as one line, without control characters and halves of surrogate pairs."""
    controls = {*range(0x20), *range(0x7F, 0xA0)}
    whole = "".join("\ufffd" if "\ud800" <= each <= "\udfff" else each for each in words)
    return " ".join("".join(" " if ord(each) in controls else each for each in whole).split())


@given(LINES, TEXTS)
@example("---", "---\nसेना\n---\nनदी")
@example("a" * 100_000, "सेना " * 200_000)
@example("शीर्षक: 'एक' \"दो\"", "title: x\n---\n\n\nid: y")
def test_title_and_text_come_back(title: str, text: str) -> None:
    """Whatever the title and the text are, they are read as they were, but for what no file can hold."""
    wanted = mended(text)
    if not wanted:
        return
    article = read(filed(canonical(Document(title, "hi", text, Source())), "id", WHEN))
    assert article.text == wanted
    assert article.title == one_line(title) or not one_line(title)
    assert (article.id, article.language, article.source) == ("id", "hi", Source(file="file.txt"))


@given(LINES, LINES, LINES, LINES)
def test_what_is_known_comes_back(publisher: str, author: str, origin: str, name: str) -> None:
    """Names of people and papers and an id are read as one line each; empty ones are not there."""
    source = Source(publisher=publisher, author=author, url="https://a.in/b?c=1#d")
    odd = canonical(Document("शीर्षक", "hi", "सेना", source, name or None, origin))
    content = filed(odd, odd.id or "file", WHEN)
    article = read(content)
    assert (article.source.publisher or "", article.source.author or "") == (one_line(publisher), one_line(author))
    assert article.source.url == "https://a.in/b?c=1#d"
    assert article.id == (one_line(name) or "file")


@pytest.mark.parametrize("language", ["hi", "en", "no", "mai", "sa-Deva", "yes-in"])
@pytest.mark.parametrize("date", ["2022", "2022-01", "2022-01-05", "पिछले साल", "1.10"])
def test_language_and_date_come_back(language: str, date: str) -> None:
    """A tag and a date are text, though YAML knows "no" and days."""
    article = read(filed(Document("शीर्षक", language, "सेना", Source(date=date)), "id", WHEN))
    assert (article.language, article.source.date) == (language, date)


def test_the_same_document_is_the_same_file() -> None:
    """What is filed again on the same day is the same, bit by bit, and says when it was added."""
    document = Document("शीर्षक", "hi", "सेना", Source(publisher="पत्र"), origin="/a")
    content = filed(document, "id", WHEN)
    assert content == filed(document, "id", WHEN)
    assert f"{ADDED}: '2026-11-22T19:04:05+00:00'" in content.decode()


def test_people_can_read_the_file() -> None:
    """The file is front matter in plain lines, in letters and not in escapes, and the text below."""
    content = filed(Document("सेना की वापसी", "hi", "सेना लौटी।\n\nनदी बही।", Source(author="अ ब")), "वापसी", WHEN)
    assert content.decode().split("\n")[:5] == [
        "---",
        "id: वापसी",
        "title: सेना की वापसी",
        "language: hi",
        "author: अ ब",
    ]
    assert content.decode().endswith("---\nसेना लौटी।\n\nनदी बही।\n")
