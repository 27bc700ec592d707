"""A folder of articles: the good ones are served, and a line says what is wrong with each other file."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path, PurePosixPath

import pytest

from bot.settings import SHIPPED_ARTICLES
from index.corpus import is_hidden, read_corpus
from index.errors import CorpusError

TEXT = "रूसी सेना ने घोषणा की कि सैनिक 19 जनवरी तक लौटेंगे।"


def empty(file: Path) -> None:
    """Write nothing."""
    file.touch()


def binary(file: Path) -> None:
    """Write what is no text."""
    file.write_bytes(bytes(range(256)))


def broken_front_matter(file: Path) -> None:
    """Write a title with a colon in it."""
    file.write_text(f"---\ntitle: रूस: सेना\n---\n{TEXT}", encoding="utf-8")


def too_large(file: Path) -> None:
    """Make a file of 50 MB without writing them."""
    file.touch()
    os.truncate(file, 50 * 2**20)


def same_id(file: Path) -> None:
    """Write an article with the id of the good one."""
    file.write_text(f"---\nid: good\n---\n{TEXT}", encoding="utf-8")


# What a bad file is, and what is told about it: what is wrong, then the mend.
BAD_FILES: list[tuple[str, Callable[[Path], None], str, str]] = [
    ("zz.txt", empty, "has no text", "remove it"),
    ("zz.txt", binary, "is not UTF-8 text", "Save it as UTF-8"),
    ("zz.txt", broken_front_matter, "not valid YAML (line 2)", "quotes"),
    ("zz.txt", too_large, "is 50 MB", "Split it"),
    ("zz.txt", same_id, "has the same id 'good' as good.txt", "another id"),
    ("report.pdf", binary, "is not a text file", "Save the article as .txt"),
    ("deep/er/zz.md", empty, "has no text", "remove it"),
]


def write(folder: Path, *names: str) -> None:
    """Write good articles."""
    for name in names:
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(TEXT, encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "make", "wrong", "mend"), BAD_FILES, ids=lambda value: getattr(value, "__name__", None)
)
def test_a_bad_file_is_told_and_the_good_ones_are_served(
    tmp_path: Path, name: str, make: Callable[[Path], None], wrong: str, mend: str
) -> None:
    """A clear line names the file and the mend, and all good files are served."""
    write(tmp_path, "good.txt", "zzz.txt")
    bad = tmp_path / name
    bad.parent.mkdir(parents=True, exist_ok=True)
    make(bad)
    corpus = read_corpus(tmp_path)
    assert [article.id for article in corpus.articles] == ["good", "zzz"]
    (problem,) = corpus.problems
    assert problem.file == bad
    assert str(problem).startswith(f"{bad}: ")
    assert wrong in str(problem)
    assert mend in str(problem)
    assert "\n" not in str(problem)


def test_every_bad_file_is_told(tmp_path: Path) -> None:
    """One bad file hides no other: there is a line for each."""
    write(tmp_path, "good.txt")
    makers = [empty, binary, broken_front_matter, too_large, same_id]
    for number, make in enumerate(makers):
        make(tmp_path / f"h{number}.txt")
    corpus = read_corpus(tmp_path)
    assert [article.id for article in corpus.articles] == ["good"]
    assert [problem.file.name for problem in corpus.problems] == [f"h{number}.txt" for number in range(len(makers))]


def test_articles_are_ordered_by_file(tmp_path: Path) -> None:
    """The same folder gives the same articles in the same order, folders in it included."""
    write(tmp_path, "c.txt", "a.txt", "sub/b.md", "sub/deeper/d.TXT")
    corpus = read_corpus(tmp_path)
    assert [article.source.file for article in corpus.articles] == ["a.txt", "c.txt", "sub/b.md", "sub/deeper/d.TXT"]
    assert [article.id for article in corpus.articles] == ["a", "c", "sub/b", "sub/deeper/d"]
    assert not corpus.problems


def test_files_of_one_name_in_two_folders_are_two_articles(tmp_path: Path) -> None:
    """An id that nobody chose holds the folder, so that no two files share it."""
    write(tmp_path, "2021/news.txt", "2022/news.txt")
    assert [article.id for article in read_corpus(tmp_path).articles] == ["2021/news", "2022/news"]


def test_hidden_files_are_passed_over(tmp_path: Path) -> None:
    """What an operating system or an editor leaves behind is neither served nor complained of."""
    write(tmp_path, "good.txt", ".hidden.txt", ".git/notes.txt")
    (tmp_path / ".DS_Store").write_bytes(b"\0")
    corpus = read_corpus(tmp_path)
    assert [article.id for article in corpus.articles] == ["good"]
    assert not corpus.problems


@pytest.mark.parametrize("path", [".a.txt", "a/.b.txt", ".a/b.txt", "a/.b/c.txt", "..", "a/../b.txt"])
def test_a_hidden_file_is_told_by_its_path(path: str) -> None:
    """A file is hidden by the dot that its name begins with, or that of any folder on the way to it."""
    assert is_hidden(PurePosixPath(path))


@pytest.mark.parametrize("path", [".", "a.txt", "a./b.txt", "a.b/c..d", "~$a.txt"])
def test_a_dot_elsewhere_hides_nothing(path: str) -> None:
    """A dot within a name says nothing, and the folder itself is not hidden in itself."""
    assert not is_hidden(PurePosixPath(path))


def test_a_link_to_nowhere_stops_nothing(tmp_path: Path) -> None:
    """A broken link, a folder named like a file and a link to the folder itself keep no article away."""
    write(tmp_path, "good.txt")
    (tmp_path / "broken.txt").symlink_to(tmp_path / "missing.txt")
    (tmp_path / "loop").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "folder.txt").mkdir()
    assert [article.id for article in read_corpus(tmp_path).articles] == ["good"]


def test_a_missing_folder_is_told(tmp_path: Path) -> None:
    """A folder that is not there is named, with the next step."""
    with pytest.raises(CorpusError, match=r"missing: there is no such folder\. Name a folder"):
        read_corpus(tmp_path / "missing")


def test_a_file_for_a_folder_is_told(tmp_path: Path) -> None:
    """A file in the place of the folder is named as what it is."""
    write(tmp_path, "good.txt")
    with pytest.raises(CorpusError, match=r"good\.txt: is not a folder\. Name a folder"):
        read_corpus(tmp_path / "good.txt")


def test_an_empty_folder_is_told(tmp_path: Path) -> None:
    """A folder without an article is named, with the next step."""
    with pytest.raises(CorpusError) as caught:
        read_corpus(tmp_path)
    assert str(caught.value).startswith(f"{tmp_path}: holds no article")
    assert "Put an article into it" in str(caught.value)


def test_a_folder_of_bad_files_tells_each(tmp_path: Path) -> None:
    """Where no file is good, the error names every one, since there is nothing to serve beside it."""
    empty(tmp_path / "a.txt")
    binary(tmp_path / "b.txt")
    with pytest.raises(CorpusError) as caught:
        read_corpus(tmp_path)
    assert "a.txt: has no text" in str(caught.value)
    assert "b.txt: is not UTF-8 text" in str(caught.value)


def test_the_shipped_folder_is_without_fault() -> None:
    """What ships with the project is served whole."""
    corpus = read_corpus(SHIPPED_ARTICLES)
    assert corpus.articles
    assert not corpus.problems
