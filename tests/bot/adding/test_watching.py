"""Following files and folders: real files, a real watcher, and no waiting but for what comes."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from bot.adding import watching
from bot.adding.bring import Bringing, origin_of
from index.library.adding import Change
from index.library.library import Library
from tests.bot.adding.documents import text_of, texts_in, written
from tests.bot.adding.following import Following

PATIENCE = 200  # milliseconds: files here are written at once
WAKES = 50  # milliseconds: often, since each test waits for the watch to look around


@pytest.fixture(autouse=True)
def _impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watching, "_PATIENCE", PATIENCE)
    monkeypatch.setattr(watching, "_WAKES", WAKES)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of two files."""
    folder = tmp_path / "लेख"
    written(folder, a=text_of("पटना"), b=text_of("गया"))
    return folder


@pytest.fixture
def following(bringing: Bringing, folder: Path) -> Iterator[Following]:
    """A watch of that folder, of which the first pass is done."""
    following = Following(bringing, folder)
    yield following
    folder.mkdir(exist_ok=True)
    following.stop(folder / "stop.txt")


def test_what_is_there_is_added(following: Following) -> None:
    """Files that are there when it begins are added."""
    assert sorted(following.told) == [("गया", Change.ADDED), ("पटना", Change.ADDED)]


def test_nothing_is_missed_after_the_first_pass(bringing: Bringing, folder: Path) -> None:
    """What is written, changed or removed while the first pass goes on is followed after it."""

    def meanwhile() -> None:
        written(folder, new=text_of("आरा"), a=text_of("सीवान"))
        (folder / "b.txt").unlink()

    following = Following(bringing, folder, at_first=meanwhile)
    following.until_told(("आरा", Change.ADDED), ("सीवान", Change.UPDATED), ("गया", "removed"))
    following.stop(folder / "stop.txt")


def test_written_changed_deleted(following: Following, folder: Path, library: Library) -> None:
    """A file that is written is added, one that changes updates its article, one that is deleted is removed."""
    (new,) = written(folder / "भीतर", new=text_of("आरा"))
    (folder / "a.txt").write_text(text_of("सीवान"), encoding="utf-8")
    following.until_told(("आरा", Change.ADDED), ("सीवान", Change.UPDATED))
    assert texts_in(library) == sorted(map(text_of, ("आरा", "सीवान", "गया")))
    new.unlink()
    (folder / "a.txt").unlink()
    following.until_told(("आरा", "removed"), ("सीवान", "removed"))
    assert texts_in(library) == [text_of("गया")]


def test_saved_as_editors_do(following: Following, folder: Path, library: Library) -> None:
    """A file that is written beside the old one and takes its place is a newer version of the article."""
    for name in ("आरा", "सीवान"):
        (draft,) = written(folder, **{".draft": text_of(name)})
        draft.replace(folder / "a.txt")
        following.until_told((name, Change.UPDATED))
    assert texts_in(library) == sorted(map(text_of, ("सीवान", "गया")))


def test_renamed(following: Following, folder: Path, library: Library) -> None:
    """A file with another name is one article, in its new place."""
    (folder / "a.txt").rename(folder / "other.txt")
    following.until(lambda: origin_of(folder / "other.txt") in {row.origin for row in library.catalogue.all()})
    assert texts_in(library) == sorted(map(text_of, ("पटना", "गया")))


def test_folders_come_and_go(following: Following, folder: Path, library: Library, tmp_path: Path) -> None:
    """A folder that is put there brings its files, one that is taken away or renamed takes them along."""
    written(tmp_path / "outside" / "deeper", x=text_of("आरा"), y=text_of("सीवान"))
    (tmp_path / "outside").rename(folder / "inside")
    following.until_told(("आरा", Change.ADDED), ("सीवान", Change.ADDED))
    (folder / "inside").rename(folder / "inside-too")
    following.until_told(("आरा", Change.ADDED), ("आरा", Change.ADDED), ("सीवान", "removed"))
    assert texts_in(library) == sorted(map(text_of, ("पटना", "गया", "आरा", "सीवान")))
    shutil.rmtree(folder / "inside-too")
    following.until_told(*[("आरा", "removed")] * 2, *[("सीवान", "removed")] * 2)
    assert texts_in(library) == sorted(map(text_of, ("पटना", "गया")))


def test_copy_stays(following: Following, folder: Path, library: Library) -> None:
    """Of two files with the same text, the article stays until both are gone."""
    shutil.copy(folder / "a.txt", folder / "copy.txt")
    following.until_told(("पटना", Change.UNCHANGED))
    (folder / "a.txt").unlink()
    written(folder, more=text_of("आरा"))
    following.until_told(("आरा", Change.ADDED))
    assert text_of("पटना") in texts_in(library)
    (folder / "copy.txt").unlink()
    following.until(lambda: text_of("पटना") not in texts_in(library))


def test_what_is_passed_over(following: Following, folder: Path, library: Library) -> None:
    """The same files are followed that are added at first: no hidden ones, no others, and in folders of any name."""
    written(folder / ".hidden" / "in", x=text_of("आरा"))
    written(folder, **{".x": text_of("आरा"), "~$x": text_of("आरा")})
    (folder / "x.text").write_text(text_of("आरा"), encoding="utf-8")
    (folder / "folder.txt").mkdir()
    written(folder / "node_modules", more=text_of("सीवान"))
    written(folder, last=text_of("छपरा"))
    following.until_told(("छपरा", Change.ADDED))
    assert texts_in(library) == sorted(map(text_of, ("पटना", "गया", "सीवान", "छपरा")))


def test_what_cannot_be_read(following: Following, folder: Path) -> None:
    """A file that is no document is told, and others go on; when it is mended it is added."""
    (folder / "bad.txt").write_bytes(b"")
    written(folder, good=text_of("आरा"))
    following.until_told(("bad.txt", "refused"), ("आरा", Change.ADDED))
    written(folder, bad=text_of("सीवान"))
    following.until_told(("सीवान", Change.ADDED))


@pytest.mark.parametrize("take_away", [shutil.rmtree, lambda folder: folder.rename(folder.with_name("away"))])
def test_folder_that_disappears(
    bringing: Bringing, folder: Path, library: Library, take_away: Callable[[Path], object]
) -> None:
    """A watched folder that is gone as a whole, as a disk is that was taken out, takes no article with it."""
    other = folder.with_name("other")
    other.mkdir()
    following = Following(bringing, folder, other)
    take_away(folder)
    written(other, more=text_of("आरा"))
    following.until_told(("आरा", Change.ADDED))
    assert texts_in(library) == sorted(map(text_of, ("पटना", "गया", "आरा")))
    following.stop(other / "stop.txt")


def test_file_that_is_watched(bringing: Bringing, folder: Path, library: Library) -> None:
    """A file that is named is followed by itself, also after an editor has put another in its place."""
    file = folder / "a.txt"
    following = Following(bringing, file)
    for name in ("आरा", "सीवान"):
        (draft,) = written(folder, **{".draft": text_of(name)})
        draft.replace(file)
        following.until_told((name, Change.UPDATED))
    assert texts_in(library) == [text_of("सीवान")]
    following.stop(file)


def test_half_copied_file(bringing: Bringing, folder: Path, library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that is still being written is not taken in before it is there, however long that takes."""
    monkeypatch.setattr(watching, "_PATIENCE", 1_000)
    following = Following(bringing, folder)
    with (folder / "long.txt").open("w", encoding="utf-8") as file:
        pause = threading.Event()
        for number in range(4):  # longer than the patience, with pauses that are longer than the watch looks away
            file.write(f"{text_of(str(number))}\n\n")
            file.flush()
            pause.wait(0.35)
    following.until_told(("0", Change.ADDED))
    assert "3 के पुल" in "".join(texts_in(library))
    assert ("0", Change.UPDATED) not in following.told
    following.stop(folder / "stop.txt")
