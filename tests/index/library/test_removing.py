"""Articles out of a library, and back into it."""

from __future__ import annotations

from contextlib import suppress
from datetime import timedelta

import pytest

from index.errors import NoSuchArticleError
from index.library import shelf
from index.library.adding import Change, add, add_all
from index.library.library import Library
from index.library.removing import remove, removed, restore
from tests.index.library.clock import Clock
from tests.index.library.libraries import (
    answered,
    assert_nothing_left,
    assert_true_to_its_files,
    document,
    files_below,
    put_by_hand,
    text_of,
)

A, B = document("a", named="a"), document("b", named="b")


@pytest.fixture
def filled(library: Library) -> Library:
    """A library of two articles."""
    list(add_all(library, [A, B]))
    return library


def test_a_removed_article_is_gone(filled: Library) -> None:
    """It is not answered, not in the folder and not in the list any more; the other one is."""
    remove(filled, "a")
    assert answered(filled) == {"b": text_of("b")}
    assert_true_to_its_files(filled)
    with Library(filled._home) as again:
        assert_true_to_its_files(again)


def test_a_removed_article_comes_back(filled: Library) -> None:
    """Put back it is where it was, bit by bit, and as it was noted; then it is not among those that were removed."""
    before, row = files_below(filled.shelf.articles), filled.catalogue.with_id("a")
    name = remove(filled, "a")
    (kept,) = removed(filled)
    assert (kept.taken.name, kept.article.id, kept.article.text) == (name, "a", text_of("a"))
    assert kept.article.source.file == "a.txt"
    assert restore(filled, name) == row
    assert files_below(filled.shelf.articles) == before
    assert removed(filled) == []
    assert_true_to_its_files(filled)
    assert_nothing_left(filled._home)


@pytest.mark.parametrize("file", ["मेरे/लेख.txt", "x.md"])
def test_a_file_that_people_put_there_comes_back(filled: Library, file: str) -> None:
    """An article without front matter has its id from its place, and comes back to that."""
    put_by_hand(filled, file, text_of("c"))
    filled.refresh()
    (row,) = [row for row in filled.catalogue.all() if row.file == file]
    assert restore(filled, remove(filled, row.id)) == row
    assert_true_to_its_files(filled)


def test_an_article_that_is_in_the_place_is_kept(filled: Library) -> None:
    """Put back over another of the same id, that one can be put back in its turn; one of them is there each time."""
    first = remove(filled, "a")
    add(filled, document("c", named="a"))
    restore(filled, first)
    assert answered(filled)["a"] == text_of("a")
    (kept,) = removed(filled)
    assert (kept.article.text, kept.taken.replaced) == (text_of("c"), True)
    restore(filled, kept.taken.name)
    assert answered(filled)["a"] == text_of("c")
    assert_true_to_its_files(filled)


def test_an_article_comes_back_beside_another_of_its_files_name(filled: Library) -> None:
    """Where another article has the file's name by now, it comes back under another name in the same folder."""
    put_by_hand(filled, "मेरे/x.txt", f"---\nid: x\n---\n{text_of('x')}")
    filled.refresh()
    name = remove(filled, "x")
    put_by_hand(filled, "मेरे/x.txt", f"---\nid: y\n---\n{text_of('y')}")
    filled.refresh()
    row = restore(filled, name)
    assert (row.id, row.file) == ("x", "मेरे/x-2.txt")
    assert answered(filled).keys() == {"a", "b", "x", "y"}
    assert_true_to_its_files(filled)


def test_each_version_can_be_put_back(filled: Library) -> None:
    """Of an article that was changed several times every version is kept, the latest first."""
    names = [add(filled, document(each, named="a")).replaced for each in "xyz"]
    assert [kept.taken.name for kept in removed(filled)] == names[::-1]
    assert [kept.article.text for kept in removed(filled)] == [text_of(each) for each in "yxa"]
    for name, text in zip(names, "axy", strict=True):
        restore(filled, name or "")
        assert answered(filled)["a"] == text_of(text)
    assert_true_to_its_files(filled)


@pytest.mark.parametrize("identifier", ["c", "", "a.txt", "../a", "a\n", "%", "\0", "\udcff"])
def test_an_article_that_is_not_there_cannot_be_removed(filled: Library, identifier: str) -> None:
    """Removing what is not there is said with the id, and changes nothing."""
    before = files_below(filled._home)
    with pytest.raises(NoSuchArticleError, match="no article in the library has this id"):
        remove(filled, identifier)
    assert files_below(filled._home) == before


@pytest.mark.parametrize("name", ["", ".", "..", "../articles", "20260101T000000000000Z-removed", "\0"])
def test_what_was_not_removed_cannot_be_put_back(filled: Library, name: str) -> None:
    """A name that is none is said, wherever it would lead."""
    remove(filled, "a")
    before = files_below(filled._home)
    with pytest.raises(NoSuchArticleError, match="can be put back"):
        restore(filled, name)
    assert files_below(filled._home) == before


def test_nothing_is_put_back_twice(filled: Library) -> None:
    """What is there again cannot be put back once more."""
    name = remove(filled, "a")
    restore(filled, name)
    with pytest.raises(NoSuchArticleError, match=name):
        restore(filled, name)
    assert_true_to_its_files(filled)


def test_an_article_whose_file_is_gone_can_be_removed(filled: Library) -> None:
    """An article whose file somebody removed since the last look is gone after that, or was before."""
    (filled.shelf.articles / "a.txt").unlink()
    with suppress(NoSuchArticleError):
        remove(filled, "a")
    assert answered(filled) == {"b": text_of("b")}
    assert_true_to_its_files(filled)


def test_a_removed_article_can_be_added_again(filled: Library) -> None:
    """The same document is a new article once the old one was removed."""
    remove(filled, "a")
    assert add(filled, A).change is Change.ADDED
    assert_true_to_its_files(filled)


def test_files_that_cannot_be_read_are_not_told(filled: Library) -> None:
    """A version that was no article, as people edited it, is passed over when told what can be put back."""
    put_by_hand(filled, "a.txt", "---\nbroken")
    add(filled, document("c", named="a"))
    remove(filled, "b")
    assert [kept.article.id for kept in removed(filled)] == ["b"]


def test_removed_articles_are_kept_for_some_time(filled: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was removed can be put back for thirty days; after that the next removal clears it away."""
    monkeypatch.setattr(shelf, "datetime", Clock)
    with Clock.ahead_by(timedelta()):
        name = remove(filled, "a")
        (kept,) = removed(filled)
        assert kept.taken.until - kept.taken.when == timedelta(days=30)
    with Clock.ahead_by(timedelta(days=29)):
        other = remove(filled, "b")
        assert [each.taken.name for each in removed(filled)] == [other, name]
    with Clock.ahead_by(timedelta(days=31)):
        remove(filled, add(filled, A).article.id)
        with pytest.raises(NoSuchArticleError):
            restore(filled, name)
        assert restore(filled, other).id == "b"


def test_replaced_versions_do_not_pile_up(filled: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where articles are only ever updated, what was replaced long ago is cleared away too."""
    monkeypatch.setattr(shelf, "datetime", Clock)
    for days in range(0, 120, 20):
        with Clock.ahead_by(timedelta(days=days)):
            add(filled, document(str(days), named="a"))
    assert len(removed(filled)) <= 2


def test_one_of_two_files_with_an_id_takes_the_others_place(filled: Library) -> None:
    """Once the article of an id is removed, the file that could not have the id is that article."""
    put_by_hand(filled, "दूसरी.txt", f"---\nid: a\n---\n{text_of('z')}")
    filled.refresh()
    assert answered(filled)["a"] == text_of("a")
    remove(filled, "a")
    filled.refresh()
    assert answered(filled)["a"] == text_of("z")
    assert_true_to_its_files(filled)
