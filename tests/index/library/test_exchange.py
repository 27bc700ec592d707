"""A library as a folder to take along."""

from __future__ import annotations

import codecs
import json
from hashlib import sha256
from pathlib import Path

import pytest

from index.article import Source
from index.errors import LibraryError
from index.library.adding import add, add_all
from index.library.exchange import LIST, export, import_from
from index.library.library import Library
from index.library.removing import restore
from tests.index.library.libraries import (
    answered,
    assert_nothing_left,
    assert_true_to_its_files,
    child,
    document,
    files_below,
    put_by_hand,
    text_of,
    told_by,
)

ODD = f"सेना\u2028लौटी\u0085नदी\u2029बही\x1c\x0b {text_of('odd')}"
BY_HAND: dict[str, str | bytes] = {
    "मेरे/लेख/a.txt": text_of("hand"),
    "b.md": f"\n\n---\nid: hand-put\nmore: [1, 2]\n---\r\n{text_of('b')}\r\n",
    "utf-16.txt": codecs.BOM_UTF16_LE + text_of("u").encode("utf-16-le"),
    "mark.txt": codecs.BOM_UTF8 + text_of("mark").encode(),
    "C.TXT": ODD,
    "a..b.txt": text_of("dots"),
    "line\nend \x1b[31m.txt": text_of("line end"),
    "'quotes\" $(x) 🙂.txt": text_of("quotes"),
    "back\\slash.txt": text_of("backslash"),
}


@pytest.fixture
def filled(library: Library) -> Library:
    """A library of articles that were added, and of others that people put there."""
    list(add_all(library, [document("a", named="a", source=Source("पत्र", url="https://a.in/")), document("b", ODD)]))
    for file, content in BY_HAND.items():
        put_by_hand(library, file, content)
    library.refresh()
    assert library.catalogue.count() == len(BY_HAND) + 2
    return library


def lines_of(folder: Path) -> list[dict[str, object]]:
    """Return what an exported folder's list says."""
    return [json.loads(line) for line in (folder / LIST).read_text(encoding="utf-8").split("\n")[:-1]]


def test_a_library_goes_out_and_in_again_bit_by_bit(filled: Library, tmp_path: Path) -> None:
    """What was exported and imported into an empty library is the same files, and is answered the same."""
    told: list[int] = []
    assert export(filled, tmp_path / "out", told.append) == sum(told) == len(BY_HAND) + 2
    with Library(tmp_path / "other") as other:
        told.clear()
        assert import_from(tmp_path / "out", other, told.append) == sum(told) == len(BY_HAND) + 2
        assert files_below(other.shelf.articles) == files_below(filled.shelf.articles)
        assert answered(other) == answered(filled)
        assert_true_to_its_files(other)
        assert_nothing_left(other._home)


def test_the_list_says_all_that_is_known(filled: Library, tmp_path: Path) -> None:
    """Each line has an article's file, the digest of that, and the article as it is read: for other programs."""
    export(filled, tmp_path / "out")
    lines = {str(line["file"]): line for line in lines_of(tmp_path / "out")}
    files = files_below(tmp_path / "out" / "articles")
    assert lines.keys() == files.keys()
    assert all(lines[file]["sha256"] == sha256(content).hexdigest() for file, content in files.items())
    assert {line["id"]: line["text"] for line in lines.values()} == answered(filled)
    assert lines["a.txt"]["title"] == "शीर्षक a"
    assert lines["a.txt"]["source"] == {"publisher": "पत्र", "url": "https://a.in/"}


def test_an_empty_library_goes_out_and_in(library: Library, tmp_path: Path) -> None:
    """Of no articles there is an empty list, and importing it is no error."""
    assert export(library, tmp_path / "out") == 0
    assert import_from(tmp_path / "out", library) == 0
    assert_true_to_its_files(library)


def test_what_is_out_comes_in_once(filled: Library, tmp_path: Path) -> None:
    """Importing into the library that it came from changes nothing, and keeps nothing as replaced."""
    export(filled, tmp_path / "out")
    before = files_below(filled.shelf.articles)
    import_from(tmp_path / "out", filled)
    assert files_below(filled.shelf.articles) == before
    assert filled.shelf.taken_out() == []
    assert_true_to_its_files(filled)


def test_articles_that_changed_meanwhile_can_be_put_back(exported: Path, library: Library) -> None:
    """An article with the same id is replaced wherever it stands, and can be put back; others stay."""
    put_by_hand(library, "मेरे/x.txt", f"---\nid: a\n---\n{text_of('x')}")
    library.refresh()
    add(library, document("c", named="c"))
    import_from(exported, library)
    assert answered(library) == {name: text_of(name) for name in "abc"}
    assert {row.id: row.file for row in library.catalogue.all()}["a"] == "मेरे/x.txt"
    (taken,) = library.shelf.taken_out()
    restore(library, taken.name)
    assert answered(library)["a"] == text_of("x")
    assert_true_to_its_files(library)


@pytest.mark.parametrize("files", [("b.txt", "b-2.txt"), ("b-2.txt", "b.txt"), ("m/b.txt", "m/b-2.txt")])
def test_no_article_is_lost_where_names_are_taken(library: Library, tmp_path: Path, files: tuple[str, str]) -> None:
    """Where another article has a file's name, the one that comes in gets another, which is no third article's."""
    with Library(tmp_path / "first") as first:
        for file in files:
            put_by_hand(first, file, f"---\nid: {file}\n---\n{text_of(file)}")
        first.refresh()
        export(first, tmp_path / "out")
    taken = next(file for file in files if "2" not in file)
    put_by_hand(library, taken, f"---\nid: mine\n---\n{text_of('mine')}")
    library.refresh()
    assert import_from(tmp_path / "out", library) == 2
    assert answered(library) == {name: text_of(name) for name in ("mine", *files)}
    assert_true_to_its_files(library)


def test_only_a_new_folder_is_exported_to(filled: Library, tmp_path: Path) -> None:
    """What is there already, be it a folder, a file or a link to nothing, stays as it is, and is said."""
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").write_text("mine")
    (tmp_path / "link").symlink_to("nowhere")
    for name in ("folder", "file", "link"):
        with pytest.raises(LibraryError, match=f"{name}: .*Name a new folder"):
            export(filled, tmp_path / name)
    assert (tmp_path / "file").read_text() == "mine"
    assert [*(tmp_path / "folder").iterdir()] == []
    assert sorted(path.name for path in tmp_path.iterdir()) == ["file", "folder", "home", "link"]


def test_a_folder_that_cannot_be_made_is_named(filled: Library, tmp_path: Path) -> None:
    """Where the export cannot be written the error names that place, not the library, which is as it was."""
    (tmp_path / "file").write_text("")
    with pytest.raises(LibraryError, match=r"^\S*/file/out: "):
        export(filled, tmp_path / "file" / "out")
    assert_true_to_its_files(filled)


def test_a_file_that_is_gone_is_not_exported(filled: Library, tmp_path: Path) -> None:
    """What people removed and edited since the last look is exported as it is now."""
    (filled.shelf.articles / "a.txt").unlink()
    put_by_hand(filled, "b.md", text_of("new"))
    put_by_hand(filled, "new.md", text_of("newer"))
    count = export(filled, tmp_path / "out")
    assert files_below(tmp_path / "out" / "articles") == files_below(filled.shelf.articles)
    assert count == len(lines_of(tmp_path / "out")) == len(files_below(filled.shelf.articles))


KILLED = """
import signal, os
from index.library import exchange
from index.library.library import Library
kill = lambda told: told == 3 and os.kill(os.getpid(), signal.SIGKILL)
with Library(Path(sys.argv[1])) as library:
    count = iter(range(1, 99))
    exchange.export(library, Path(sys.argv[2]), lambda _: kill(next(count)))
"""


def test_a_killed_export_leaves_no_folder(filled: Library, tmp_path: Path) -> None:
    """An export that was killed has no folder of its name; made again, it is whole, and nothing else is left."""
    with child(KILLED, filled._home, tmp_path / "out") as killed:
        assert killed.wait(60) == -9
    assert not (tmp_path / "out").exists()
    assert export(filled, tmp_path / "out") == len(lines_of(tmp_path / "out")) == len(BY_HAND) + 2
    assert sorted(path.name for path in tmp_path.iterdir()) == ["home", "out"]


FULL = """
import resource
from index.errors import LibraryError
from index.library import exchange
from index.library.library import Library
with Library(Path(sys.argv[1])) as library:
    _, most = resource.getrlimit(resource.RLIMIT_FSIZE)
    for limit in (0, 100, 2_000):
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, most))
        try:
            exchange.export(library, Path(sys.argv[2]))
        except LibraryError as error:
            tell([limit])
"""


def test_without_room_nothing_is_exported(filled: Library, tmp_path: Path) -> None:
    """On a full disk an export is an error in words, and leaves nothing that takes up room."""
    assert told_by(child(FULL, filled._home, tmp_path / "out")) == ["0", "100", "2000"]
    assert [path.name for path in tmp_path.iterdir()] == ["home"]
