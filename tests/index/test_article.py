"""Articles read from files: every encoding, front matter of every kind, and the sentence for each that is broken."""

from __future__ import annotations

import codecs
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.settings import SHIPPED_ARTICLES
from index.article import Article, Source, parse_article, read_article, read_content
from index.errors import ArticleError
from tests.texts import any_text

TEXT = "रूसी सेना ने घोषणा की।\nसैनिक 19 जनवरी तक लौटेंगे।"

ENCODINGS = {
    "UTF-8": TEXT.encode(),
    "UTF-8 with a byte order mark": codecs.BOM_UTF8 + TEXT.encode(),
    "UTF-16 LE": codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"),
    "UTF-16 BE": codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"),
    "UTF-32 LE": codecs.BOM_UTF32_LE + TEXT.encode("utf-32-le"),
    "UTF-32 BE": codecs.BOM_UTF32_BE + TEXT.encode("utf-32-be"),
    "Windows line ends": TEXT.replace("\n", "\r\n").encode(),
    "old Macintosh line ends": TEXT.replace("\n", "\r").encode(),
}

# Front matter, and what it says of the article.
FRONT_MATTER: list[tuple[str, dict[str, str]]] = [
    ("title: शांति सेना की वापसी", {"title": "शांति सेना की वापसी"}),
    ('title: "रूस: सेना लौटी"', {"title": "रूस: सेना लौटी"}),
    ("title: >\n  शांति सेना\n  की वापसी", {"title": "शांति सेना की वापसी"}),
    ("id: kz-2022", {"id": "kz-2022"}),
    ("language: mr", {"language": "mr"}),
    ("language: hi-Latn", {"language": "hi-Latn"}),
    ("language: HI", {"language": "HI"}),
    ("language: Hindi (Devanagari)", {"language": "hi"}),  # no tag: the text's script says more
    ("publisher: विकिसमाचार\nauthor: [आशा, रवि]", {"publisher": "विकिसमाचार", "author": "आशा, रवि"}),
    ("url: https://hi.wikinews.org/wiki/सेना?x=1", {"url": "https://hi.wikinews.org/wiki/सेना?x=1"}),
    ("date: 2022-01-13", {"date": "2022-01-13"}),
    ("date: 2022-01-13 10:30:00+05:30", {"date": "2022-01-13"}),
    ("date: 2022-01-13T23:30:00Z", {"date": "2022-01-13"}),
    ("date: 2022-01", {"date": "2022-01"}),
    ("date: 2022", {"date": "2022"}),
    ("date: 13 जनवरी 2022", {"date": "13 जनवरी 2022"}),
    ("date: 2022-13-45", {"date": "2022-13-45"}),  # no date, and not for us to say which one was meant
    # YAML takes these for a number, a truth value, an octal number and a time of day: they are what is written
    ("title: 1.10", {"title": "1.10"}),
    ("publisher: No", {"publisher": "No"}),
    ("language: no", {"language": "no"}),
    ("id: 007", {"id": "007"}),
    ("title: 10:30", {"title": "10:30"}),
    # What says nothing is left out, and what is not known is passed over
    ("url: https://a.in:65535/x", {"url": "https://a.in:65535/x"}),
    ("url: https://a.in:/x", {"url": "https://a.in:/x"}),
    ("title:\npublisher: ''\nurl:", {}),
    ("# only a comment", {}),
    ("", {}),
    ("tags: [सेना, रूस]\nlayout: {post: yes}", {}),
]

# What is wrong with a file, and what its sentence must tell.
BROKEN = {
    "empty": (b"", "has no text"),
    "blank": (b" \n\t\r\n\xc2\xa0", "has no text"),
    "only a byte order mark": (codecs.BOM_UTF8, "has no text"),
    "only front matter": ("---\ntitle: सेना\n---\n".encode(), "has no text"),
    "a picture": (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "is not UTF-8 text"),
    "zeros": (b"\0" * 100, "is a binary file"),
    "another encoding": ("café".encode("latin-1"), "is not UTF-8 text (at byte 3)"),
    "half a letter": (codecs.BOM_UTF16_LE + b"\x15", "is not UTF-16-LE text"),
    "UTF-16 without its mark": ("शांति सेना".encode("utf-16-le"), "text"),
    "front matter without an end": ("---\ntitle: सेना\nपाठ".encode(), "does not end"),
    "a colon in a title": ("---\ntitle: रूस: सेना\n---\nपाठ".encode(), "not valid YAML (line 2)"),
    "a quote without an end": ('---\ntitle: "रूस\n---\nपाठ'.encode(), "not valid YAML"),
    "a tab": ("---\nlanguage: hi\n\ttitle: रूस\n---\nपाठ".encode(), "not valid YAML (line 3)"),
    "blank lines before a tab": ("\n---\n\nlanguage: hi\n\ttitle: रूस\n---\nपाठ".encode(), "not valid YAML"),
    "a control character": (b"---\ntitle: \x01\n---\nx", "special characters are not allowed"),
    "a list": ("---\n- शीर्षक\n---\nपाठ".encode(), "not a list of names with values"),
    "a sentence": ("---\nशांति सेना\n---\nपाठ".encode(), "not a list of names with values"),
    "brackets in brackets": (b"---\n" + b"[" * 1000 + b"\n---\nx", "not valid YAML"),
    "a title of parts": ("---\ntitle: {a: b}\n---\nपाठ".encode(), "title is not text"),
    "a list of lists": ("---\nauthor: [[आशा]]\n---\nपाठ".encode(), "author is not text"),
    "half a character": (b'---\ntitle: "\\ud800"\n---\nx', "title is not text"),
    "a script for an address": ("---\nurl: javascript:alert(1)\n---\nपाठ".encode(), "is no web address"),
    "an address of another kind": ("---\nurl: ftp://a.in/x\n---\nपाठ".encode(), "is no web address"),
    "an address without a host": ("---\nurl: https://\n---\nपाठ".encode(), "is no web address"),
    "an address with a hole": ("---\nurl: https://a.in/x y\n---\nपाठ".encode(), "is no web address"),
    "an address with a backslash": ("---\nurl: https://a.in\\b\n---\nपाठ".encode(), "is no web address"),
    "an address with a control character": ('---\nurl: "https://a.in/\\x7f"\n---\nपाठ'.encode(), "is no web address"),
    "an address with a zero byte": ('---\nurl: "https://a.in/\\0"\n---\nपाठ'.encode(), "is no web address"),
    "an address with a strange space": ("---\nurl: https://a.in/x\u2009y\n---\nपाठ".encode(), "is no web address"),
    "an address with port 0": ("---\nurl: https://a.in:0/\n---\nपाठ".encode(), "is no web address"),
    "an address with too high a port": ("---\nurl: https://a.in:65536/\n---\nपाठ".encode(), "is no web address"),
    "an address with words for a port": ("---\nurl: https://a.in:port/\n---\nपाठ".encode(), "is no web address"),
    "an address without its bracket": ("---\nurl: 'http://[::1'\n---\nपाठ".encode(), "is no web address"),
}


def written(file: Path, content: bytes | str) -> Path:
    """Write a file and return it."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content.encode() if isinstance(content, str) else content)
    return file


def values(article: Article) -> dict[str, str | None]:
    """Return what front matter can say of an article."""
    source = article.source
    return {
        "id": article.id,
        "title": article.title,
        "language": article.language,
        "publisher": source.publisher,
        "author": source.author,
        "date": source.date,
        "url": source.url,
    }


@pytest.mark.parametrize("content", ENCODINGS.values(), ids=ENCODINGS)
def test_every_encoding_reads_alike(tmp_path: Path, content: bytes) -> None:
    """UTF-8 and what a byte order mark tells are read, with line ends of every system."""
    article = read_article(written(tmp_path / "a.txt", content))
    assert (article.text, article.language) == (TEXT, "hi")


def test_a_byte_order_mark_hides_no_front_matter(tmp_path: Path) -> None:
    """Front matter is read in every encoding too."""
    content = f"---\r\ntitle: शीर्षक\r\n---\r\n{TEXT}"
    assert read_article(written(tmp_path / "a.txt", content.encode("utf-8-sig"))).title == "शीर्षक"
    assert read_article(written(tmp_path / "b.txt", content.encode("utf-16"))).title == "शीर्षक"


@pytest.mark.parametrize(("front_matter", "said"), FRONT_MATTER, ids=lambda value: str(value)[:30])
def test_front_matter_says_what_is_known(tmp_path: Path, front_matter: str, said: dict[str, str]) -> None:
    """What front matter says is taken as it is written, and nothing is invented."""
    article = read_article(written(tmp_path / "a.txt", f"---\n{front_matter}\n---\n\n{TEXT}\n"))
    unsaid = {"id": "a", "title": "रूसी सेना ने घोषणा की।", "language": "hi"}
    unknown = dict.fromkeys(["publisher", "author", "date", "url"])
    assert values(article) == unknown | unsaid | said
    assert article.text == TEXT


def test_the_text_needs_no_front_matter(tmp_path: Path) -> None:
    """A plain text is an article, with the beginning of its text for a title."""
    article = read_article(written(tmp_path / "news" / "a.txt", TEXT), tmp_path)
    assert article == Article("news/a", "रूसी सेना ने घोषणा की।", "hi", TEXT, Source(file="news/a.txt"))


def test_the_language_is_told_from_the_script(tmp_path: Path) -> None:
    """An article that does not say its language has that of its script."""
    assert read_article(written(tmp_path / "a.txt", "அமைதிப் படை திரும்பியது.")).language == "ta"
    assert read_article(written(tmp_path / "b.txt", "ᱥᱟᱱᱛᱟᱲᱤ")).language == "und"


def test_lines_of_dashes_in_the_text_stay(tmp_path: Path) -> None:
    """Only the first pair of lines parts front matter from the text; a line in the text opens none."""
    assert read_article(written(tmp_path / "a.txt", "---\ntitle: t\n---\nअ\n---\nब")).text == "अ\n---\nब"
    assert read_article(written(tmp_path / "b.txt", "अ\n---\nब\n---\nस")).text == "अ\n---\nब\n---\nस"


def test_blank_lines_before_front_matter_do_not_matter(tmp_path: Path) -> None:
    """Front matter that an editor put a blank line before is no part of the text."""
    article = read_article(written(tmp_path / "a.txt", f"\n\n---\ntitle: शीर्षक\n---\n{TEXT}"))
    assert (article.title, article.text) == ("शीर्षक", TEXT)


def test_a_long_first_line_makes_a_short_title(tmp_path: Path) -> None:
    """A title taken from the text is cut between words, with a sign that it was cut."""
    line = "रूसी सेना ने घोषणा की कि शांति सेना ने अपनी तैनाती के बाद बाहर निकलने की प्रक्रिया शुरू कर दी है"
    title = read_article(written(tmp_path / "a.txt", line)).title
    assert title.endswith("…")
    assert line.startswith(title[:-1] + " ")
    assert 20 < len(title) < 70


def test_a_long_first_word_makes_a_title(tmp_path: Path) -> None:
    """A title is never empty."""
    assert len(read_article(written(tmp_path / "a.txt", "अ" * 200)).title) > 20


@pytest.mark.parametrize(("content", "wrong"), BROKEN.values(), ids=BROKEN)
def test_a_broken_file_is_told_with_its_mend(tmp_path: Path, content: bytes, wrong: str) -> None:
    """What is no article is told in one line: the file, what is wrong and what to do."""
    file = written(tmp_path / "a.txt", content)
    with pytest.raises(ArticleError) as caught:
        read_article(file, tmp_path)
    assert caught.value.file == file
    assert_says(caught.value, file, wrong)


def test_a_file_that_is_too_large_is_not_read(tmp_path: Path) -> None:
    """A file over the limit is refused by its size."""
    file = written(tmp_path / "a.txt", TEXT)
    os.truncate(file, 50 * 2**20)  # a sparse file: nothing is written
    with pytest.raises(ArticleError) as caught:
        read_article(file)
    assert_says(caught.value, file, "is 50 MB, and an article may have 20 MB")


def test_a_file_of_the_largest_size_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The limit itself is allowed, one byte more is not."""
    file = written(tmp_path / "a.txt", TEXT)
    size = file.stat().st_size
    monkeypatch.setattr("index.article.MAX_BYTES", size)
    assert read_article(file).text == TEXT
    monkeypatch.setattr("index.article.MAX_BYTES", size - 1)
    with pytest.raises(ArticleError):
        read_article(file)


def test_a_file_that_cannot_be_read_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that belongs to somebody else is a sentence, no traceback."""

    def refuse(_: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    file = written(tmp_path / "a.txt", TEXT)
    monkeypatch.setattr(Path, "read_bytes", refuse)
    with pytest.raises(ArticleError) as caught:
        read_article(file)
    assert_says(caught.value, file, "cannot be read: Permission denied")


@pytest.mark.parametrize("content", ENCODINGS.values(), ids=ENCODINGS)
def test_what_a_file_holds_is_the_same_article(tmp_path: Path, content: bytes) -> None:
    """Who has read a file already gets the article that reading the file gives, its id and place included."""
    file = written(tmp_path / "news" / "a.txt", content)
    assert read_content(file) == content
    assert parse_article(content, Path("news/a.txt")) == read_article(file, tmp_path)


def test_what_no_file_of_an_article_may_hold_is_no_article(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is too large or broken is told like the file that holds it."""
    with pytest.raises(ArticleError, match=r"^news/a\.txt: is a binary file"):
        parse_article(b"\0", Path("news/a.txt"))
    monkeypatch.setattr("index.article.MAX_BYTES", len(TEXT.encode()) - 1)
    with pytest.raises(ArticleError, match=r"^news/a\.txt: is 0 MB"):
        parse_article(TEXT.encode(), Path("news/a.txt"))


def test_a_name_that_is_no_text_can_be_shown(tmp_path: Path) -> None:
    """A file from an old archive may have a name that is not UTF-8: what is shown of it can be printed and sent."""
    article = read_article(written(tmp_path / os.fsdecode(b"caf\xe9.txt"), TEXT), tmp_path)
    assert f"{article.id} {article.source.file}".encode()


def test_the_shipped_article_is_complete() -> None:
    """The seed article has a title and a language, and says of its source what it knows."""
    article = read_article(SHIPPED_ARTICLES / "kazakhstan-csto-peacekeepers-leave.txt", SHIPPED_ARTICLES)
    assert article.id == "kazakhstan-csto-peacekeepers-leave"
    assert article.language == "hi"
    assert "सीएसटीओ" in article.title
    assert article.source == Source(file="kazakhstan-csto-peacekeepers-leave.txt")


@given(st.binary(max_size=200) | any_text().map(lambda text: text.encode("utf-8", "surrogatepass")))
def test_any_file_is_an_article_or_a_sentence(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    """No file is an error that nobody expects."""
    assert_read_or_told(tmp_path_factory, content)


@given(any_text().map(lambda text: f"---\ntitle: {text}\n---\n{TEXT}".encode("utf-8", "surrogatepass")))
def test_any_front_matter_is_read_or_told(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    """No front matter is an error that nobody expects."""
    assert_read_or_told(tmp_path_factory, content)


def assert_says(error: ArticleError, file: Path, wrong: str) -> None:
    """Assert that an error names the file, what is wrong and, in a sentence of its own, the mend, in one line."""
    message = str(error)
    assert message.startswith(f"{file}: ")
    assert wrong in message
    assert message.endswith(".")
    assert "\n" not in message
    mend = message.removesuffix(".").rpartition(". ")[2]
    assert mend[:1].isupper()


def assert_read_or_told(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    """Assert that a file is read to something that can be sent, or told to be broken."""
    file = tmp_path_factory.getbasetemp() / "any.txt"
    file.write_bytes(content)
    try:
        article = read_article(file)
    except ArticleError as error:
        told = str(error)
    else:
        assert article.text.strip()
        assert article.title.strip()
        told = f"{article.title} {article.source} {article.text}"
    assert told.encode()
