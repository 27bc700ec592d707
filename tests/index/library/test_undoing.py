"""Files that were put in are taken back where the index cannot follow."""

from __future__ import annotations

import pytest

from index.errors import EngineError
from index.library.adding import add
from index.library.library import Library
from index.library.undoing import taken_back_on_error
from tests.index.library.libraries import assert_true_to_its_files, document, files_below


@pytest.fixture
def filled(library: Library) -> Library:
    """A library of one article."""
    add(library, document("a", named="a"))
    return library


def put_and_fail(library: Library, files: str, content: str, error: Exception, *, followed: bool = False) -> None:
    """Put files in, have the index follow them or not, and fail."""
    with taken_back_on_error(library) as put:
        for file in files.split():
            put[file] = library.shelf.put(file, content.encode())
        if followed:
            library.follow(library.shelf.stamps_of(put))
        raise error


@pytest.mark.parametrize("error", [EngineError("no room"), OSError("no room")])
def test_files_that_are_not_in_are_taken_back(filled: Library, error: Exception) -> None:
    """A new file is gone and a replaced one as it was, its time too; the error is told, and nothing is kept."""
    before, stamps = files_below(filled.shelf.articles), filled.shelf.stamps()
    with pytest.raises(type(error), match="no room"):
        put_and_fail(filled, "a.txt b.txt", "new", error)
    assert (files_below(filled.shelf.articles), filled.shelf.stamps()) == (before, stamps)
    assert filled.shelf.taken_out() == []
    assert_true_to_its_files(filled)


def test_files_that_are_in_stay(filled: Library) -> None:
    """What the index has by the time of the error is as good as if there had been none, and can be put back."""
    with pytest.raises(EngineError):
        put_and_fail(filled, "a.txt", "---\nid: a\n---\nसेना पहाड़ पर है।", EngineError("no room"), followed=True)
    assert b"id: a\n---" in files_below(filled.shelf.articles)["a.txt"]
    assert [each.file for each in filled.shelf.taken_out()] == ["a.txt"]
    assert_true_to_its_files(filled)


def test_without_an_error_nothing_is_taken_back(filled: Library) -> None:
    """Files that were put in are there at the end."""
    with taken_back_on_error(filled) as put:
        put["b.txt"] = filled.shelf.put("b.txt", b"new")
    assert filled.shelf.content("b.txt") == b"new"


def test_files_are_taken_back_where_the_catalogue_cannot_tell(filled: Library) -> None:
    """Where the catalogue is damaged nothing counts as in: the files are as they were."""
    before = files_below(filled.shelf.articles)
    (filled._home / "index" / "catalogue.sqlite3").write_bytes(b"no table" * 1000)
    with pytest.raises(EngineError, match="no room"):
        put_and_fail(filled, "a.txt", "new", EngineError("no room"))
    assert files_below(filled.shelf.articles) == before
    filled.reindex()
    assert_true_to_its_files(filled)
