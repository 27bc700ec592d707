"""Disks without room, and folders that may not be written: what is there is answered, and errors are in words."""

from __future__ import annotations

import resource
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from index.errors import IndexingError, LibraryError
from index.library.adding import add, add_all
from index.library.exchange import export, import_from
from index.library.library import Library
from index.library.removing import remove, removed, restore
from tests.index.embedded.test_store import an_ordinary_user
from tests.index.library.libraries import (
    answered,
    assert_nothing_left,
    assert_true_to_its_files,
    document,
    files_below,
    found_in,
    put_by_hand,
    text_of,
)

# Bytes that a file may have: less than an article, a manifest, a segment's arrays, the catalogue's journal, itself.
ROOMS = (0, 300, 700, 4_500, 21_000)

CHANGES: dict[str, Callable[[Library], object]] = {
    "add": lambda library: [*add_all(library, [document("x", named="new"), document("y", named="a")])],
    "remove": lambda library: remove(library, "a"),
    "restore": lambda library: restore(
        library, next(each.taken.name for each in removed(library) if each.article.id == "gone")
    ),
    "put back": lambda library: restore(
        library, next(each.taken.name for each in removed(library) if each.taken.replaced)
    ),
    "reindex": lambda library: library.reindex(),
    "import": lambda library: import_from(library._home.with_name("exported"), library),
}


@contextmanager
def room(size: int) -> Iterator[None]:
    """Let no file have more than some bytes."""
    soft, most = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, most))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, most))


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a library with articles added, replaced and removed, and beside it an exported one."""
    folder = tmp_path_factory.mktemp("full")
    with Library(folder / "home") as library:
        known = [document(str(number), named=f"id-{number}", origin=f"/{number}" * 100) for number in range(12)]
        list(add_all(library, [*known, *(document(name, named=name) for name in ("a", "b", "gone"))]))
        add(library, document("b again", named="b"))
        remove(library, "gone")
    with Library(folder / "other") as other:
        list(add_all(other, [document("exported", named="a"), document("new", named="new")]))
        export(other, folder / "exported")
    return folder / "home"


def refusal(library: Library, what: str, size: int) -> str | None:
    """Make a change with room for some bytes in a file, and return why it was not made; None where it was."""
    try:
        with room(size):
            CHANGES[what](library)
    except IndexingError as error:
        return str(error)
    return None


def state(library: Library) -> tuple[object, ...]:
    """Return all that may not change when something fails: files, what is answered and noted, what can be put back."""
    kept = [(each.taken.name, each.article.id, each.article.text) for each in removed(library)]
    files = {file: content for file, content in files_below(library.shelf.articles).items() if file != ".new"}
    return files, answered(library), library.catalogue.all(), kept


@pytest.mark.parametrize("what", CHANGES)
def test_without_room_all_is_as_it_was(home: Path, what: str) -> None:
    """Wherever the room ends, the error is in words and the library is as it was; with room the change is made."""
    refused = []
    for size in ROOMS:
        own = home.with_name(f"{what} {size}")
        shutil.copytree(home, own)
        with Library(own) as library:
            before = state(library)
            if error := refusal(library, what, size):
                refused.append(error)
                if what != "import":  # of many articles some may be in
                    assert state(library) == before, size
                CHANGES[what](library)
            assert_true_to_its_files(library)
        with Library(own) as library:
            assert_true_to_its_files(library)
        assert_nothing_left(own)
    assert len(refused) > 1
    assert [error for error in refused if "room" not in error or not error.endswith(".")] == []


def test_without_room_for_an_index_there_are_answers(tmp_path: Path) -> None:
    """Files are answered though there is no room for their index; once there is, articles come in beside them."""
    (tmp_path / "home" / "articles").mkdir(parents=True)
    for name in "ab":
        (tmp_path / "home" / "articles" / f"{name}.txt").write_text(text_of(name), encoding="utf-8")
    with room(1_000):
        library = Library(tmp_path / "home")
    with library:
        assert found_in(library) == {"a", "b"}
        with room(1_000), pytest.raises(IndexingError, match="room"):
            add(library, document("c", named="c"))
        assert found_in(library) == {"a", "b"}
        add(library, document("c", named="c"))
        assert found_in(library) == {"a", "b", "c"}
        library.refresh()
        assert_true_to_its_files(library)
    assert_nothing_left(tmp_path / "home")


@pytest.fixture
def shared() -> Iterator[Path]:
    """The folder of a library that others may read: pytest's own folders are its user's alone."""
    with TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        with Library(Path(name) / "home") as library:
            list(add_all(library, [document(each, named=each) for each in "ab"]))
        yield Path(name) / "home"
        allow(Path(name) / "home", folders=0o755, files=0o644)


def allow(home: Path, *, folders: int, files: int) -> None:
    """Set who may do what with all that is in a folder."""
    home.chmod(0o755)
    for path in sorted(home.rglob("*"), reverse=True):  # what is inside before its folder
        path.chmod(folders if path.is_dir() else files)
    home.chmod(folders)


def assert_read_only(library: Library) -> None:
    """Assert that whoever would change a library is told why that cannot be."""
    before = files_below(library.shelf.articles)
    for change in (
        lambda: add(library, document("new", named="new")),
        lambda: add(library, document("other", named="a")),
        lambda: remove(library, "a"),
        library.reindex,
    ):
        with pytest.raises(LibraryError, match=r"cannot be changed: Permission denied\. .* may be written\.$"):
            change()
    assert files_below(library.shelf.articles) == before


@pytest.mark.parametrize("index", ["as it is", "older", "none", "damaged", "without catalogue"])
def test_a_library_that_may_not_be_written_is_served(
    shared: Path, caplog: pytest.LogCaptureFixture, index: str
) -> None:
    """In a folder for reading, articles are answered with an index and without one; changing says why not."""
    folder = shared / "index"
    if index == "older":
        with Library(shared) as library:
            put_by_hand(library, "c.txt", text_of("c"))
    elif index == "none":
        shutil.rmtree(folder)
    elif index == "damaged":
        next(folder.glob("segment-*/tokens.npy")).write_bytes(b"")
    elif index == "without catalogue":
        (folder / "catalogue.sqlite3").unlink()
    allow(shared, folders=0o555, files=0o444)
    with an_ordinary_user(), Library(shared) as library:
        assert found_in(library) == {"a", "b"}
        assert_read_only(library)
        assert found_in(library) == {"a", "b"}
    assert bool(caplog.messages) == (index != "as it is")


def test_a_library_that_may_be_written_again_is_changed(shared: Path) -> None:
    """A library that was opened for reading takes in articles once it may be written, and has all of them."""
    shutil.rmtree(shared / "index")
    allow(shared, folders=0o555, files=0o444)
    with an_ordinary_user():
        library = Library(shared)
    allow(shared, folders=0o755, files=0o644)
    with library:
        add(library, document("c", named="c"))
        assert found_in(library) == {"a", "b", "c"}
        assert_true_to_its_files(library)


def test_a_library_that_may_not_be_written_can_be_taken_along(shared: Path, tmp_path: Path) -> None:
    """Exporting writes into the new folder alone."""
    out = shared.parent / "out"
    out.mkdir(mode=0o777)
    out.chmod(0o777)
    allow(shared, folders=0o555, files=0o444)
    with an_ordinary_user(), Library(shared) as library:
        assert export(library, out / "copy") == 2
    with Library(tmp_path / "home") as other:
        assert import_from(out / "copy", other) == 2
        assert_true_to_its_files(other)


@pytest.mark.parametrize("kind", ["file", "folder"])
def test_what_may_not_be_read_is_passed_over(shared: Path, caplog: pytest.LogCaptureFixture, kind: str) -> None:
    """A file and a folder that only others may read are not answered, and are no obstacle to the rest."""
    with Library(shared) as library:
        path = put_by_hand(library, "मेरे/c.txt", text_of("c"))
    allow(shared, folders=0o777, files=0o666)
    (path if kind == "file" else path.parent).chmod(0)
    with an_ordinary_user(), Library(shared) as library:
        add(library, document("d", named="d"))
        assert found_in(library) == {"a", "b", "d"}
    if kind == "file":
        assert "c.txt: cannot be read: Permission denied" in caplog.text
