"""Taking in files, bytes and pages of the web."""

from __future__ import annotations

import os
from collections.abc import Iterable
from concurrent.futures import CancelledError
from pathlib import Path

import pytest

from bot.adding.bring import Bringing, Problem, origin_of
from bot.errors import FetchError, Unfetched
from index.errors import DocumentError, Refusal
from index.library.adding import Added, Change
from index.library.library import Library
from tests.bot.adding.documents import PICTURE, page_of, text_of, texts_in, written
from tests.bot.fetching.pages import Page, Pages, redirect

TOO_LARGE = 2**40  # bytes: a file with nothing in it but a hole, which no memory holds
NAMES = (b"a b.txt", b"a  b.txt", b" a b.txt", b"a\nb.txt", b"a\tb.txt", b"\xe0.txt", b"\xe1.txt", "क.txt".encode())


def bring(bringing: Bringing, files: Iterable[Path]) -> tuple[list[Added], list[Problem]]:
    """Add files, and return what came of them and what was refused."""
    refused: list[Problem] = []
    return list(bringing.files(files, refused.append)), refused


def test_others_go_on(bringing: Bringing, library: Library, tmp_path: Path) -> None:
    """What cannot be read is told, each with its reason, and all other files are in."""
    first, last = written(tmp_path, first=text_of("पटना"), last=text_of("गया"))
    empty, picture, gone, odd = (tmp_path / name for name in ("empty.md", "picture.txt", "gone.txt", "odd.xyz"))
    empty.write_bytes(b"")
    picture.write_bytes(PICTURE)
    odd.write_text(text_of("x"), encoding="utf-8")
    added, refused = bring(bringing, [first, empty, picture, gone, odd, tmp_path, last])
    assert [each.change for each in added] == [Change.ADDED] * 2
    assert texts_in(library) == sorted([text_of("गया"), text_of("पटना")])
    reasons = [each.refusal for each in refused if isinstance(each, DocumentError)]
    assert reasons == [
        Refusal.EMPTY,
        Refusal.UNKNOWN_KIND,
        Refusal.DAMAGED,
        Refusal.UNKNOWN_KIND,
        Refusal.DAMAGED,
    ]


def test_file_of_another_kind(bringing: Bringing, library: Library, tmp_path: Path) -> None:
    """A file that needs a process of its own to be read is an article like any other."""
    page = tmp_path / "page.html"
    page.write_bytes(page_of("पटना").body)
    (added,), refused = bring(bringing, [page])
    assert refused == []
    assert added.article.title == "पटना"
    assert text_of("पटना") in texts_in(library)[0]


@pytest.mark.parametrize("name", NAMES)
def test_file_is_known_again(bringing: Bringing, library: Library, tmp_path: Path, name: bytes) -> None:
    """A file that is added again is unchanged, and a newer version of it is the same article, whatever its name."""
    file = Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + name))
    file.write_text(text_of("पटना"), encoding="utf-8")
    ((added,), _), ((again,), _) = bring(bringing, [file]), bring(bringing, [file])
    assert (again.change, again.article) == (Change.UNCHANGED, added.article)
    file.write_text(text_of("गया"), encoding="utf-8")
    ((updated,), _) = bring(bringing, [file])
    assert (updated.change, updated.article.id) == (Change.UPDATED, added.article.id)
    assert updated.replaced
    assert texts_in(library) == [text_of("गया")]


def test_files_with_other_names_are_other_articles(bringing: Bringing, library: Library, tmp_path: Path) -> None:
    """No file takes the place of another, however alike their names are, or however little they are text."""
    files = [Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + name)) for name in NAMES]
    for number, file in enumerate(files):
        file.write_text(text_of(str(number)), encoding="utf-8")
    added, refused = bring(bringing, files)
    assert [each.change for each in added] == [Change.ADDED] * len(NAMES)
    assert refused == []
    assert len(texts_in(library)) == len(NAMES)


def test_origin_says_where_a_file_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file has the same origin by whatever path it is named, and text that can be kept."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "in").mkdir()
    paths = [Path("पुल.txt"), Path("in/../पुल.txt"), tmp_path / "पुल.txt", tmp_path / "in" / ".." / "पुल.txt"]
    assert {origin_of(path) for path in paths} == {f"{tmp_path}/पुल.txt"}
    assert origin_of(Path(os.fsdecode(b"\xff.txt"))).encode().startswith(os.fsencode(tmp_path))


def test_large_file_is_not_read(bringing: Bringing, tmp_path: Path) -> None:
    """A file that is too large is refused by its size: reading it would take all memory."""
    file = tmp_path / "large.txt"
    with file.open("wb") as large:
        large.truncate(TOO_LARGE)
    added, (problem,) = bring(bringing, [file])
    assert added == []
    assert isinstance(problem, DocumentError)
    assert problem.refusal is Refusal.TOO_LARGE


def test_refusals_are_one_line(bringing: Bringing, tmp_path: Path) -> None:
    """Whatever a file is called, why it is refused is one line of text that can be written anywhere."""
    folder = os.fsencode(tmp_path)
    gone, empty, large = (folder + b"/\n\x1b[31m\xe2\x80\xae" + name for name in (b"\xff.txt", b"b.txt", b"\xfe.txt"))
    Path(os.fsdecode(empty)).write_bytes(b"")
    with Path(os.fsdecode(large)).open("wb") as file:
        file.truncate(TOO_LARGE)
    _, refused = bring(bringing, [Path(os.fsdecode(path)) for path in (gone, empty, large)])
    assert len(refused) == 3
    for problem in refused:
        assert str(problem).isprintable()
        assert str(problem).encode()


def test_refused_file_can_be_found(bringing: Bringing, tmp_path: Path) -> None:
    """Of two files with one name in two folders, it is said which one is refused."""
    files = [tmp_path / folder / "index.txt" for folder in ("first", "second")]
    for file in files:
        file.parent.mkdir()
        file.write_bytes(b"")
    _, refused = bring(bringing, files)
    assert ["/first/" in str(problem) for problem in refused] == [True, False]
    assert ["/second/" in str(problem) for problem in refused] == [False, True]


def test_content(bringing: Bringing, library: Library) -> None:
    """A document from a chat is in by its bytes and its name; once more, it is the same article."""
    added = bringing.content("पुल.txt", text_of("पटना").encode())
    again = bringing.content("another.txt", text_of("पटना").encode())
    assert (added.change, again.change) == (Change.ADDED, Change.UNCHANGED)
    assert again.article == added.article
    with pytest.raises(DocumentError, match=r"^picture\.txt: "):
        bringing.content("../../picture.txt", PICTURE)
    assert texts_in(library) == [text_of("पटना")]


def test_page(bringing: Bringing, library: Library, pages: Pages) -> None:
    """A page is an article with its address, where it ends; a newer version of it is the same article."""
    pages["/short"] = redirect("/patna")
    pages["/patna"] = page_of("पटना")
    added = bringing.page(pages.at("/short"))
    assert added.article.url == pages.at("/patna")
    assert bringing.page(pages.at("/patna#top")).change is Change.UNCHANGED
    pages["/patna"] = page_of("गया")
    updated = bringing.page(pages.at("/patna"))
    assert (updated.change, updated.article.id) == (Change.UPDATED, added.article.id)
    (text,) = texts_in(library)
    assert text_of("गया") in text


def test_page_that_is_none(bringing: Bringing, library: Library, pages: Pages) -> None:
    """A page that cannot be fetched or read is an error that says so, and nothing is added."""
    pages["/picture"] = Page(PICTURE, headers={"Content-Type": "image/png"})
    with pytest.raises(FetchError) as missing:
        bringing.page(pages.at("/missing"))
    with pytest.raises(DocumentError) as picture:
        bringing.page(pages.at("/picture"))
    assert missing.value.unfetched is Unfetched.NOT_FOUND
    assert picture.value.refusal is Refusal.UNKNOWN_KIND
    assert library.catalogue.count() == 0


def test_nothing_comes_from_inside(library: Library, pages: Pages) -> None:
    """What brings documents for people fetches nothing from the network that it stands in."""
    pages["/"] = page_of("पटना")
    with Bringing.into(library) as bringing, pytest.raises(FetchError) as refused:
        bringing.page(pages.at("/"))
    assert refused.value.unfetched is Unfetched.PRIVATE
    assert pages.asked == []


def test_closed(library: Library) -> None:
    """What is closed reads no more, and leaves the library open."""
    with Bringing.into(library) as bringing:
        pass
    with pytest.raises(CancelledError):
        bringing.content("page.html", page_of("पटना").body)
    assert bringing.content("text.txt", text_of("गया").encode()).change is Change.ADDED
