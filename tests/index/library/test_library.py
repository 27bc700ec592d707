"""A library is opened, asked, and kept up with its files."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from filelock import FileLock

from index.embedded.store import Store
from index.errors import LibraryError
from index.library import library as module
from index.library.adding import add, add_all
from index.library.library import Library
from tests.index.library.libraries import (
    answered,
    assert_nothing_left,
    assert_true_to_its_files,
    document,
    found_in,
    listing,
    put_by_hand,
    text_of,
)

NO_UTF_8 = os.fsdecode(b"\xff\xfe.txt")


@pytest.fixture
def locked(library: Library, monkeypatch: pytest.MonkeyPatch) -> Iterator[Library]:
    """A library of one article that another process is changing, which nobody waits for."""
    add(library, document("a", named="a"))
    monkeypatch.setattr(module, "_PATIENCE", 0)
    with Library(library._home) as other, FileLock(library._home / "lock"):
        yield other


def test_a_library_that_is_not_there_is_empty(library: Library) -> None:
    """Opening and asking makes nothing; there is no answer and no article."""
    library.refresh()
    assert not library._home.exists()
    assert (answered(library), found_in(library), library.catalogue.all()) == ({}, set(), [])


@pytest.mark.parametrize("file", ["a.txt", "b.txt", NO_UTF_8, "odd.txt", "folder.txt/c.txt"])
def test_what_is_known_is_not_looked_at_again(
    library: Library, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, file: str
) -> None:
    """Where no file has changed since the last look there is nothing to do: nobody waits, nothing is told twice."""
    put_by_hand(library, "first.txt", text_of("first"))
    library.refresh()
    put_by_hand(library, file, "---\nbroken" if file in {"b.txt", "folder.txt/c.txt"} else "🙂 \u200b")
    library.refresh()
    monkeypatch.setattr(module, "_PATIENCE", 0)
    caplog.clear()
    with FileLock(library._home / "lock"), Library(library._home) as other:
        other.refresh()
    assert caplog.messages == []


def test_odd_things_in_the_folder_break_nothing(library: Library) -> None:
    """Pipes, links in a circle, links to nothing, folders and names that look like something else: files are served."""
    put_by_hand(library, "a.txt", text_of("a"))
    put_by_hand(library, "folder.txt/b.txt", text_of("b"))
    put_by_hand(library, "line\nend\x1b[31m.txt", text_of("c"))
    put_by_hand(library, "'; DROP TABLE filed; --.txt", text_of("d"))
    put_by_hand(library, "%s %(a)s {}.txt", text_of("e"))
    folder = library.shelf.articles
    os.mkfifo(folder / "pipe.txt")
    (folder / "self.txt").symlink_to("self.txt")
    (folder / "up").symlink_to("..")
    (folder / "nothing.txt").symlink_to("nowhere")
    for look in (library.refresh, library.reindex, library.refresh):
        look()
        assert sorted(answered(library).values()) == [text_of(name) for name in "abcde"]
        assert_true_to_its_files(library)


def test_a_new_index_is_the_same_whatever_order_files_are_listed_in(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Which of several files with an id is served, and how equal articles are ordered, does not hang on the disk."""
    for file in "cab":
        put_by_hand(library, f"{file}.txt", f"---\nid: x\n---\n{text_of(file)}")
        put_by_hand(library, f"{file}/{file}.txt", text_of(file))
    ids = []
    for shift in range(3):
        with monkeypatch.context() as patch:
            listing(patch, lambda _, entries, by=shift: [*entries[by:], *entries[:by]])  # type: ignore[misc]
            library.reindex()
        assert answered(library)["x"] == text_of("a")
        ids.append([each.id for each in library.snapshot().texts()])
    assert ids[0] == ids[1] == ids[2]


def test_a_new_index_answers_as_the_old_one(library: Library) -> None:
    """Made anew, the index has the same articles; until it is complete the old one answers."""
    list(add_all(library, map(document, "abcd")))
    before, seen = answered(library), []
    library.reindex(lambda _: seen.append(answered(library)))
    assert answered(library) == before
    assert seen
    assert all(each == before for each in seen)
    assert len(library.snapshot().parts) == 1  # type: ignore[attr-defined]
    assert_true_to_its_files(library)
    assert_nothing_left(library._home)


def test_who_opens_the_library_while_its_index_is_replaced_finds_one(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    """At each step of the replacing, the index on the disk is the old one or the new one, also if both are the same."""
    list(add_all(library, map(document, "ab")))
    library.reindex()
    seen = []

    def watch(original: object) -> object:
        def watched(*arguments: object, **named: object) -> object:
            result = original(*arguments, **named)  # type: ignore[operator]
            with Store(library._index) as other:
                seen.append(other.snapshot().statistics.articles)
            return result

        return watched

    for owner, name in ((shutil, "rmtree"), (os, "rename"), (os, "replace")):
        monkeypatch.setattr(owner, name, watch(getattr(owner, name)))
    library.reindex()
    assert len(seen) > 2
    assert {*seen} == {2}


def test_what_another_process_changes_is_waited_for_and_then_said(locked: Library) -> None:
    """While another process changes the library one is answered; who would change it is told after a while."""
    assert found_in(locked) == {"a"}
    for change in (lambda: add(locked, document("b")), locked.reindex):
        with pytest.raises(LibraryError, match=r"another process .* Try again when it is done\."):
            change()
    assert_true_to_its_files(locked)


def test_a_library_that_is_being_changed_can_be_opened(locked: Library, caplog: pytest.LogCaptureFixture) -> None:
    """Where another process is taking in new files, who opens the library gets answers from the others."""
    put_by_hand(locked, "b.txt", text_of("b"))
    with Library(locked._home) as other:
        assert found_in(other) == {"a"}
    assert "another process" in caplog.text


def test_an_article_is_answered_that_was_added_after_others_could_not_be_indexed(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A library that had to be read into memory takes in articles once it can, and keeps the others."""
    put_by_hand(library, "a.txt", text_of("a"))
    monkeypatch.setattr(module, "_PATIENCE", 0)
    with FileLock(library._home / "lock"):
        other = Library(library._home)
    with other:
        assert found_in(other) == {"a"}
        row = add(other, document("b", named="b")).article
        assert found_in(other) == {"a", row.id}
        assert_true_to_its_files(other)


def test_a_link_to_a_library_is_the_library(library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """By a link, and from where one stands, it is the same library."""
    add(library, document("a"))
    (tmp_path / "link").symlink_to("home")
    monkeypatch.chdir(tmp_path)
    for home in (Path("link"), Path("home"), tmp_path / "home" / ".." / "link"):
        with Library(home) as other:
            add(other, document(str(home)))
            other.reindex()
            assert_true_to_its_files(other)
    assert_true_to_its_files(library)
    assert library.catalogue.count() == 4
