"""The files of folders that may be articles."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.adding.folders import files_in, may_be_article
from bot.errors import UsageError

TAKEN = ("a.txt", "B.TXT", "c.md", "d.html", "e.htm", "f.pdf", "g.docx", "h.epub", "भीतर/और भीतर/पुल.txt", "-x.txt")
LEFT = (
    *("a.png", "a.txt.bak", "a", ".hidden.txt", "~$g.docx", "a.doc", "a.zip"),
    *(".git/a.txt", "in/.hidden/deeper/a.txt"),
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of files that are taken, and of others."""
    for name in TAKEN + LEFT:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(b"")
    return tmp_path


def test_folder(folder: Path) -> None:
    """All that may be articles are found, however deep, always in the same order; hidden ones are passed over."""
    found = files_in([folder])
    assert {file.relative_to(folder).as_posix() for file in found} == set(TAKEN)
    assert found == sorted(found)


def test_files_are_taken_as_named(folder: Path) -> None:
    """A file that is named is taken whatever it is called, each once, in the order of their naming."""
    named = [folder / name for name in ("a.zip", ".hidden.txt", "c.md")]
    assert files_in([*named, named[0]]) == named
    assert files_in([folder / "c.md", folder])[0] == folder / "c.md"
    assert len(files_in([folder / "c.md", folder])) == len(TAKEN)


def test_hidden_folder_that_is_named(folder: Path) -> None:
    """A hidden folder is looked into where it is the one that is named."""
    assert files_in([folder / ".git"]) == [folder / ".git" / "a.txt"]


def test_relative_folder(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder is found from where one stands."""
    monkeypatch.chdir(folder)
    assert len(files_in([Path()])) == len(files_in([Path("..", folder.name)])) == len(TAKEN)


def test_links_end(tmp_path: Path) -> None:
    """Links that lead in circles or nowhere are passed over, those to files are followed."""
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_bytes(b"")
    (tmp_path / "in" / "b.txt").symlink_to("a.txt")
    (tmp_path / "in" / "round").symlink_to(tmp_path)
    (tmp_path / "in" / "itself.txt").symlink_to("itself.txt")
    (tmp_path / "in" / "nowhere.txt").symlink_to("gone.txt")
    assert [file.name for file in files_in([tmp_path])] == ["a.txt", "b.txt"]


def test_folders_with_names_of_files(tmp_path: Path) -> None:
    """A folder called a.txt is no file."""
    (tmp_path / "a.txt").mkdir()
    assert files_in([tmp_path]) == []
    assert files_in([tmp_path / "a.txt"]) == []


def test_what_is_not_there(tmp_path: Path) -> None:
    """A name of nothing is wrong use, whatever else is named."""
    with pytest.raises(UsageError, match=r"gone\.txt: there is no such file or folder"):
        files_in([tmp_path, tmp_path / "gone.txt"])


def test_names_of_articles() -> None:
    """A name says whether a file may be an article; case does not matter."""
    assert all(may_be_article(Path(name)) for name in TAKEN)
    assert not any(may_be_article(Path(name)) for name in ("~$a.docx", ".a.txt", "a.jpg", "txt", "a.txt~"))
