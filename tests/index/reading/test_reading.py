"""Reading documents of any kind."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.article import Source
from index.errors import DocumentError, Refusal
from index.reading.document import Document
from index.reading.reading import read_document
from tests.index.reading import documents
from tests.index.reading.documents import HEADING, KRUTI_DEV, LINES, PARAGRAPHS, epub, pdf, shaped_pdf, web_page, word
from tests.texts import HOSTILE, any_text

TEXT = "\n\n".join((HEADING, *PARAGRAPHS))
CHAPTER = f"<h1>{HEADING}</h1>" + "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)

SAME = {
    "a.txt": TEXT.encode(),
    "b.md": TEXT.encode("utf-16"),
    "c.html": web_page(*PARAGRAPHS, language="en"),
    "d.pdf": pdf(LINES),
    "e.docx": word(*PARAGRAPHS, heading=HEADING),
    "f.epub": epub(CHAPTER),
}


@pytest.mark.parametrize(("name", "content"), SAME.items(), ids=SAME)
def test_an_article_is_the_same_in_every_kind(name: str, content: bytes) -> None:
    """An article comes out word for word, with its title and its language, from whatever it is in."""
    document = read_document(f"/home/आशा/{name}", content)
    assert document.text.split() == TEXT.split()
    assert (document.title, document.language, document.source.file) == (HEADING, "hi", name)
    assert document.text == document.text.strip()


def test_what_a_document_says_of_itself_is_kept() -> None:
    """What front matter says is taken as its keeper wrote it."""
    head = "id: x\ntitle: शीर्षक\nlanguage: mr\npublisher: प\nauthor: आ\ndate: 2024\nurl: https://a.in/x"
    assert read_document("a.txt", f"---\n{head}\n---\n{TEXT}\n".encode(), address="https://b.in/y") == Document(
        "शीर्षक", "mr", TEXT, Source("प", "आ", "2024", "https://a.in/x", "a.txt"), "x"
    )


def test_the_address_is_where_it_was_fetched() -> None:
    """A document that names no address goes by the one that it was fetched from, if that is one."""
    assert read_document("a.pdf", pdf([HEADING]), address="https://a.in/x#y").source.url == "https://a.in/x"
    assert read_document("a.pdf", pdf([HEADING]), address="file:///etc/passwd").source.url is None


def test_a_title_is_one_short_line() -> None:
    """A title has no control characters, marks of direction or line ends, and is no text."""
    page = web_page(*PARAGRAPHS, title="सेना\u202e\n\x07 लौटी " + "क " * 5000)
    title = read_document("a.html", page).title
    assert title.startswith("सेना लौटी")
    assert len(title) <= 300


def test_a_title_can_be_seen() -> None:
    """A text that begins with what cannot be seen goes by what can."""
    assert read_document("a.txt", "\u200b\n\u2060अ आ".encode()).title == "अ आ"


REFUSED: dict[str, tuple[str, bytes, Refusal]] = {
    "nothing": ("a.txt", b"", Refusal.EMPTY),
    "white space": ("a.txt", b" \n\t", Refusal.EMPTY),
    "signs only": ("a.txt", "—।।— ***".encode(), Refusal.EMPTY),
    "a PDF without text": ("a.pdf", documents.pdf_of_operators(b""), Refusal.EMPTY),
    "a document without text": ("a.docx", word(""), Refusal.EMPTY),
    "a book without text": ("a.epub", epub(""), Refusal.EMPTY),
    "a page without text": ("a.html", b"<html><body></body></html>", Refusal.EMPTY),
    "a scan": ("a.pdf", documents.scanned_pdf(), Refusal.SCANNED),
    "a text for Kruti Dev": ("a.txt", KRUTI_DEV.encode(), Refusal.LEGACY_FONT),
    "a page for Kruti Dev": ("a.html", web_page(*[KRUTI_DEV] * 3), Refusal.LEGACY_FONT),
    "a document for Kruti Dev": ("a.docx", word(KRUTI_DEV), Refusal.LEGACY_FONT),
    "too large": ("a.txt", b"x" * (20 * 2**20 + 1), Refusal.TOO_LARGE),
    "a document that is a bomb": ("a.docx", documents.zip_bomb(), Refusal.TOO_LARGE),
    "a book that is a bomb": ("a.epub", documents.zip_bomb("META-INF/container.xml"), Refusal.TOO_LARGE),
    "too many pages": ("a.pdf", documents.long_pdf(2001), Refusal.TOO_MANY_PAGES),
    "a PDF that is a bomb": ("a.pdf", documents.pdf_bomb(), Refusal.TOO_HEAVY),
    "a PDF with a password": ("a.pdf", documents.locked_pdf(), Refusal.LOCKED),
    "a document with a password": ("a.docx", documents.locked_word(), Refusal.LOCKED),
    "half a PDF": ("a.pdf", pdf([TEXT])[:200], Refusal.DAMAGED),
    "a PDF that goes round in circles": ("a.pdf", documents.looping_pdf(), Refusal.DAMAGED),
    "half a document": ("a.docx", word(*PARAGRAPHS)[:5000], Refusal.DAMAGED),
    "an archive that lies": ("a.docx", documents.lying_zip(), Refusal.DAMAGED),
    "entities in a document": ("a.docx", documents.word_with_entities(), Refusal.DAMAGED),
    "broken front matter": ("a.md", b"---\nx: [\n---\nx", Refusal.DAMAGED),
    "binary": ("a.txt", b"x\0y", Refusal.NOT_TEXT),
    "another encoding": ("a.txt", b"caf\xe9", Refusal.NOT_TEXT),
    "an archive": ("a.zip", documents.zipped({"a.txt": b"x"}), Refusal.UNKNOWN_KIND),
    "old Word": ("a.doc", documents.old_word(), Refusal.UNKNOWN_KIND),
    "a picture": ("a.jpg", b"\xff\xd8\xff\xe0", Refusal.UNKNOWN_KIND),
}


@pytest.mark.parametrize(("name", "content", "refusal"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_read_is_refused(name: str, content: bytes, refusal: Refusal) -> None:
    """Each refusal has its reason, and a sentence that names the document, what is wrong and the next step."""
    with pytest.raises(DocumentError) as caught:
        read_document(f"C:\\x\\{name}\n", content)
    assert caught.value.refusal is refusal
    assert_says(caught.value, name)


def test_a_text_that_grows_too_large_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """Text that comes to more than an article may have is refused, however small it was packed."""
    monkeypatch.setattr("index.reading.reading.MAX_BYTES", len(word(TEXT * 100)))
    with pytest.raises(DocumentError) as caught:
        read_document("a.docx", word(TEXT * 100))
    assert caught.value.refusal is Refusal.TOO_LARGE


def test_a_reader_out_of_memory_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """A document for which there is not enough memory is too heavy, not broken."""

    def fail(*_: object) -> None:
        raise MemoryError

    monkeypatch.setattr("index.reading.pdf.document.read_pdf", fail)
    with pytest.raises(DocumentError) as caught:
        read_document("a.pdf", b"%PDF-1.7")
    assert caught.value.refusal is Refusal.TOO_HEAVY


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
@pytest.mark.parametrize("make", [word, web_page, lambda text: pdf([text])], ids=["Word", "page", "PDF"])
def test_hostile_text_is_read_or_refused(text: str, make: Callable[[str], bytes]) -> None:
    """Text of every strange kind is read to something that can be shown, or refused."""
    assert_read_or_refused("a", make("".join(letter for letter in text if letter.isprintable() or letter == "\n")))


@given(
    st.sampled_from([*SAME.values(), shaped_pdf(*PARAGRAPHS[0].split()), documents.word_of_all_kinds()]), st.randoms()
)
def test_damaged_documents_are_read_or_refused(content: bytes, chance: random.Random) -> None:
    """Whatever happens to a document on its way, it is read or refused."""
    damaged = bytearray(content)
    for _ in range(chance.choice([1, 3, 30])):
        place = chance.randrange(len(damaged) + 1)
        match chance.randrange(4):
            case 0:
                damaged[place : place + 1] = bytes((chance.randrange(256),))
            case 1:
                del damaged[place : place + chance.randrange(40)]
            case 2:
                damaged[place:place] = damaged[:40]
            case _:
                damaged[place:place] = chance.choice([b"<<", b"[", b"(", b"<p>", b"999999999", b"\0", b"/Kids", b"-1"])
    assert_read_or_refused("a", bytes(damaged))


@given(
    st.binary(max_size=300) | any_text().map(lambda text: text.encode("utf-8", "surrogatepass")),
    st.sampled_from(
        [b"", b"%PDF-1.7\n", b"PK\x03\x04", b"<html>", b"\xff\xfe", b"---\n", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"]
    ),
    any_text(),
    any_text(),
)
def test_any_bytes_are_read_or_refused(content: bytes, beginning: bytes, name: str, address: str) -> None:
    """No bytes, no name and no address is an error that nobody expects."""
    assert_read_or_refused(name, beginning + content, address)


def assert_read_or_refused(name: str, content: bytes, address: str | None = None) -> None:
    """Assert that a document is read to something that can be shown, or refused with a sentence."""
    try:
        document = read_document(name, content, address=address)
    except DocumentError as error:
        assert_says(error, "")
        return
    assert document.text.strip() == document.text != ""
    assert "\0" not in document.text
    assert len(document.title.splitlines()) == 1
    assert repr(document).encode()
    assert f"{document.text}{document.title}{document.source}".encode()


def assert_says(error: DocumentError, name: str) -> None:
    """Assert that an error is one line that names the document, what is wrong and the next step."""
    message = str(error)
    assert message.startswith(name)
    assert error.name.encode()
    assert len(message.splitlines()) == 1
    assert len(message) < 600
    assert message.endswith(".")
    assert error.mend[0].isupper()
