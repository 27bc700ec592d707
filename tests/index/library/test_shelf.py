"""The articles' files."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from index.library import shelf as module
from index.library.shelf import KEPT, Shelf, TakenOut
from tests.index.library.clock import Clock
from tests.index.library.libraries import Entries, files_below, listing
from tests.index.library.test_full_disks import room


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    """No files yet."""
    return Shelf(tmp_path / "home")


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> type[Clock]:
    """The clock that the files' times are told by."""
    monkeypatch.setattr(module, "datetime", Clock)
    return Clock


def refuse_second_names(patch: pytest.MonkeyPatch, code: int) -> None:
    """Have files refused a second name, as some file systems do."""

    def refuse(*_: object, **__: object) -> None:
        raise OSError(code, os.strerror(code))

    patch.setattr(os, "link", refuse)


def removed_files(shelf: Shelf) -> dict[str, bytes]:
    """Return what is kept, by where it stood."""
    return {taken.file: shelf.path_of(taken).read_bytes() for taken in shelf.taken_out()}


def test_nothing_is_there_before_something_is_put_there(shelf: Shelf) -> None:
    """Looking at files makes no folder."""
    assert (shelf.stamps(), shelf.taken_out(), shelf.stamp("a.txt"), shelf.content("a.txt")) == ({}, [], None, None)
    shelf.purge()
    assert not shelf.articles.parent.exists()


@pytest.mark.parametrize("file", ["a.txt", "सेना/वापसी/लेख.md"])
def test_a_file_is_put_in(shelf: Shelf, file: str) -> None:
    """A file is there with its content, size and time, in folders that are made for it; nothing was replaced."""
    assert shelf.put(file, b"one") is None
    assert shelf.content(file) == b"one"
    assert shelf.stamps() == {file: (3, (shelf.articles / file).stat().st_mtime_ns)}
    assert shelf.stamp(file) == shelf.stamps()[file]
    assert shelf.taken_out() == []


def test_what_is_replaced_is_kept(shelf: Shelf) -> None:
    """The version before is kept under a name, where it stood, and is no other because the new one is edited."""
    shelf.put("a/b.txt", b"one")
    before = shelf.stamp("a/b.txt")
    names = [shelf.put("a/b.txt", content) for content in (b"two", b"three")]
    taken = shelf.taken_out()
    assert [each.name for each in taken] == names[::-1]
    assert [(each.file, each.replaced) for each in taken] == [("a/b.txt", True)] * 2
    assert [shelf.path_of(each).read_bytes() for each in taken] == [b"two", b"one"]
    (shelf.articles / "a/b.txt").write_bytes(b"edited")
    assert shelf.path_of(taken[1]).read_bytes() == b"one"
    assert shelf.path_of(taken[1]).stat().st_mtime_ns == (before or (0, 0))[1]


def test_what_is_put_in_can_be_taken_back(shelf: Shelf) -> None:
    """Undone, a new file is gone and a replaced one is there as it was, its time too; nothing is kept of either."""
    shelf.put("a.txt", b"one")
    before = shelf.stamp("a.txt")
    shelf.take_back("a.txt", shelf.put("a.txt", b"two"))
    shelf.take_back("b.txt", shelf.put("b.txt", b"two"))
    assert files_below(shelf.articles) == {"a.txt": b"one"}
    assert shelf.stamp("a.txt") == before
    assert files_below(shelf._removed) == {}
    assert [*shelf._removed.iterdir()] == []


def test_a_file_is_taken_out_and_put_back(shelf: Shelf) -> None:
    """A file that was taken out is gone and kept; put back it is where it stood, with its time, and not kept."""
    shelf.put("a/b.txt", b"one")
    before = shelf.stamps()
    taken = shelf.take_out("a/b.txt")
    assert (shelf.stamps(), shelf.taken_out()) == ({}, [taken])
    assert (taken.file, taken.replaced, taken.until - taken.when) == ("a/b.txt", False, KEPT)
    assert shelf.put_back(taken, "a/b.txt") is None
    shelf.forget(taken)
    assert (shelf.stamps(), shelf.taken_out()) == (before, [])
    assert [*shelf._removed.iterdir()] == []


def test_what_is_in_the_place_of_a_file_put_back_is_kept(shelf: Shelf) -> None:
    """A file that is put back replaces another one as a new one would."""
    shelf.put("a.txt", b"one")
    taken = shelf.take_out("a.txt")
    shelf.put("a.txt", b"two")
    name = shelf.put_back(taken, "a.txt")
    shelf.forget(taken)
    assert shelf.content("a.txt") == b"one"
    assert [each.name for each in shelf.taken_out()] == [name]
    assert removed_files(shelf) == {"a.txt": b"two"}


def test_a_version_can_be_put_back_that_is_there(shelf: Shelf) -> None:
    """Where a process was killed before it replaced a file, putting back what it kept leaves the file as it is."""
    shelf.put("a.txt", b"one")
    with shelf._keeping("a.txt"):
        pass
    (taken,) = shelf.taken_out()
    shelf.put_back(taken, "a.txt")
    assert files_below(shelf.articles) == {"a.txt": b"one"}


@pytest.mark.parametrize("code", [errno.EPERM, errno.EOPNOTSUPP, errno.EMLINK])
def test_files_are_kept_where_a_file_has_one_name_only(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    """On a file system without second names the version before is kept as a copy, with its time."""
    shelf.put("a.txt", b"one")
    before = shelf.stamp("a.txt")
    refuse_second_names(monkeypatch, code)
    replaced = shelf.put("a.txt", b"two")
    assert removed_files(shelf) == {"a.txt": b"one"}
    shelf.take_back("a.txt", replaced)
    assert (shelf.content("a.txt"), shelf.stamp("a.txt")) == (b"one", before)


PUTTING: dict[str, Callable[[Shelf, TakenOut], object]] = {
    "a new version": lambda shelf, _: shelf.put("a.txt", b"two"),
    "another file, back": lambda shelf, taken: shelf.put_back(taken, "a.txt"),
}


@pytest.mark.parametrize("what", PUTTING)
@pytest.mark.parametrize(("most", "wrong"), [(100, "File too large"), (10_000, r"\.new")])
def test_a_version_that_could_not_be_replaced_is_not_kept(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch, what: str, most: int, wrong: str
) -> None:
    """Where a file cannot be put in, or not be kept, nothing has changed, and neither it nor half of it is told."""
    shelf.put("b.txt", b"three")
    taken = shelf.take_out("b.txt")
    shelf.put("a.txt", b"one" * 1000)
    refuse_second_names(monkeypatch, errno.EOPNOTSUPP)
    (shelf.articles / ".new").mkdir()  # in the way of the next file
    with room(most), pytest.raises(OSError, match=wrong):
        PUTTING[what](shelf, taken)
    assert files_below(shelf.articles) == {"a.txt": b"one" * 1000}
    assert removed_files(shelf) == {"b.txt": b"three"}


def test_a_file_that_is_gone_cannot_be_taken_out(shelf: Shelf) -> None:
    """Taking out what is not there is an error, and leaves nothing."""
    shelf.put("a.txt", b"one")
    with pytest.raises(FileNotFoundError):
        shelf.take_out("b.txt")
    assert not shelf._removed.exists() or [*shelf._removed.iterdir()] == []


def test_files_are_kept_for_some_time(shelf: Shelf, clock: type[Clock]) -> None:
    """What was taken out or replaced is kept for thirty days; after that it is removed for good, and only that."""
    shelf.put("a.txt", b"one")
    shelf.put("a.txt", b"two")
    shelf.take_out("a.txt")
    with clock.ahead_by(timedelta(days=10)):
        shelf.put("b.txt", b"three")
        shelf.take_out("b.txt")
    with clock.ahead_by(timedelta(days=29, hours=23)):
        shelf.purge()
        assert [each.file for each in shelf.taken_out()] == ["b.txt", "a.txt", "a.txt"]
    with clock.ahead_by(timedelta(days=30, hours=1)):
        shelf.purge()
        assert removed_files(shelf) == {"b.txt": b"three"}
    with clock.ahead_by(timedelta(days=41)):
        shelf.purge()
        assert [*shelf._removed.iterdir()] == []


def test_what_killed_processes_left_is_purged_too(shelf: Shelf, clock: type[Clock]) -> None:
    """A folder that a file was never put into, or was taken out of, does not stay for ever; what is not ours does."""
    shelf.put("a.txt", b"one")
    taken = shelf.take_out("a.txt")
    shelf.path_of(taken).unlink()
    (shelf._removed / "mine").mkdir()
    with clock.ahead_by(timedelta(days=31)):
        shelf.purge()
    assert [path.name for path in shelf._removed.iterdir()] == ["mine"]


@pytest.mark.parametrize("name", ["mine", "20260101T000000000000Z", "99999999T999999999999Z-removed", "x-removed"])
def test_a_folder_that_is_none_of_these_is_passed_over(shelf: Shelf, name: str) -> None:
    """What people put among the files that were taken out is neither told nor removed."""
    (shelf._removed / name).mkdir(parents=True)
    (shelf._removed / name / "a.txt").write_bytes(b"mine")
    assert shelf.taken_out() == []
    shelf.purge()
    assert files_below(shelf._removed) == {f"{name}/a.txt": b"mine"}


def test_a_name_that_is_taken_gets_a_number(shelf: Shelf) -> None:
    """A file that is to stand beside one of the same name gets a number behind it, and stays in its folder."""
    assert [shelf.free_name(file) for file in ("a.txt", "b/c.md")] == ["a.txt", "b/c.md"]
    for file in ("a.txt", "a-2.txt", "b/c.md"):
        shelf.put(file, b"")
    assert [shelf.free_name(file) for file in ("a.txt", "b/c.md")] == ["a-3.txt", "b/c-2.md"]


def test_only_files_that_may_be_articles_are_told(shelf: Shelf) -> None:
    """Text files in any folder are; hidden ones, others, folders, pipes and links to nothing are not."""
    for file in ("a.txt", "B.TXT", "c.md", "d/e/f.txt", "g.txt/h.txt"):
        shelf.put(file, b"")
    for file in (".a.txt", ".hidden/a.txt", "a.pdf", "a", "txt"):
        shelf.put(file, b"")
    os.mkfifo(shelf.articles / "pipe.txt")
    (shelf.articles / "nothing.txt").symlink_to("nowhere")
    (shelf.articles / "link.txt").symlink_to("a.txt")
    assert shelf.stamps().keys() == {"a.txt", "B.TXT", "c.md", "d/e/f.txt", "g.txt/h.txt", "link.txt"}


def test_links_in_a_circle_are_passed_over(shelf: Shelf) -> None:
    """A link to itself, and links to folders that they are in, lead nowhere, and other files are told once."""
    shelf.put("a/b.txt", b"")
    (shelf.articles / "self.txt").symlink_to("self.txt")
    (shelf.articles / "self").symlink_to("self")
    (shelf.articles / "a" / "up").symlink_to("..")
    (shelf.articles / "a" / "up again").symlink_to("..")
    assert shelf.stamps().keys() == {"a/b.txt"}


@pytest.mark.parametrize("gone", ["a.txt", "b"])
def test_files_may_go_while_they_are_told(shelf: Shelf, monkeypatch: pytest.MonkeyPatch, gone: str) -> None:
    """A file or a folder that another process removes meanwhile is not told, and no error."""
    for file in ("a.txt", "b/c.txt", "d.txt"):
        shelf.put(file, b"")

    def going(folder: Path, entries: Entries) -> Entries:
        path = shelf.articles / gone
        if folder == shelf.articles:
            shutil.rmtree(path) if path.is_dir() else path.unlink()
        return entries

    listing(monkeypatch, going)
    assert shelf.stamps().keys() == {"a.txt", "b/c.txt", "d.txt"} - {gone, f"{gone}/c.txt"}
