"""A library is opened, asked, and kept up with its files."""

from __future__ import annotations

import logging
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from filelock import FileLock

from index.embedded.store import Store
from index.errors import LibraryError
from index.library import following
from index.library import library as module
from index.library.adding import add, add_all
from index.library.library import Library
from tests.index.library.libraries import (
    answered,
    articles_in,
    assert_nothing_left,
    assert_true_to_its_files,
    document,
    found_in,
    listing,
    put_by_hand,
    text_of,
)
from tests.texts import HOSTILE

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


def test_files_that_people_put_there_are_served(library: Library) -> None:
    """What is in the folder is answered once it was looked at, whatever was done to it, as when it is opened anew."""
    put_by_hand(library, "a.txt", text_of("a"))
    put_by_hand(library, "मेरे/b.md", f"---\nid: b\ntitle: B\n---\n{text_of('b')}")
    library.refresh()
    assert answered(library) == {"a": text_of("a"), "b": text_of("b")}
    assert_true_to_its_files(library)
    put_by_hand(library, "a.txt", text_of("c"))
    (library.shelf.articles / "मेरे").rename(library.shelf.articles / "तेरे")
    library.refresh()
    assert_true_to_its_files(library)
    shutil.rmtree(library.shelf.articles / "तेरे")
    with Library(library._home) as other:
        assert answered(other) == {"a": text_of("c")}
        assert_true_to_its_files(other)
    assert_true_to_its_files(library)
    shutil.rmtree(library.shelf.articles)
    library.refresh()
    assert_true_to_its_files(library)


def test_an_id_may_move_to_another_file(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    """Files that change names, or ids, among each other are followed, also where not all are taken in at once."""
    monkeypatch.setattr(following, "_BATCH", 1)
    for file in ("m.txt", "n.txt", "o.txt"):
        put_by_hand(library, file, f"---\nid: {file}\n---\n{text_of(file)}")
    library.refresh()
    folder = library.shelf.articles
    (folder / "o.txt").rename(folder / "a.txt")
    put_by_hand(library, "m.txt", f"---\nid: n.txt\n---\n{text_of('m')}")
    put_by_hand(library, "n.txt", f"---\nid: m.txt\n---\n{text_of('n')}")
    library.refresh()
    assert answered(library) == {"o.txt": text_of("o.txt"), "n.txt": text_of("m"), "m.txt": text_of("n")}
    assert_true_to_its_files(library)


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


def test_files_that_are_no_articles_are_named_once(library: Library, caplog: pytest.LogCaptureFixture) -> None:
    """A broken file is said in the log, the others are served; mended it is served, broken again it is not."""
    put_by_hand(library, "a.txt", text_of("a"))
    put_by_hand(library, "b.txt", "---\nbroken")
    put_by_hand(library, "c.txt", b"\xe0\xa4")
    put_by_hand(library, "d.txt", f"---\nid: a\n---\n{text_of('d')}")
    for file, wrong in [("b.txt", "does not end"), ("c.txt", "is not UTF-8"), ("d.txt", "same id 'a' as a.txt")]:
        library.refresh()
        (line,) = [message for message in caplog.messages if file in message]
        assert line.startswith("Skipped ")
        assert wrong in line
    assert len(caplog.messages) == 3
    assert answered(library) == {"a": text_of("a")}
    assert [each.file for each in library.catalogue.unreadable()] == ["b.txt", "c.txt", "d.txt"]
    for file in ("b.txt", "c.txt", "d.txt"):
        put_by_hand(library, file, text_of(file))
    library.refresh()
    assert answered(library).keys() == {"a", "b", "c", "d"}
    assert_true_to_its_files(library)
    put_by_hand(library, "b.txt", "\0")
    library.refresh()
    assert answered(library).keys() == {"a", "c", "d"}
    assert_true_to_its_files(library)


def test_a_name_that_is_no_utf_8_is_said(library: Library, caplog: pytest.LogCaptureFixture) -> None:
    """A file whose name cannot be shown is passed over and said, and is not in the way of others."""
    put_by_hand(library, "a.txt", text_of("a"))
    library.refresh()
    put_by_hand(library, NO_UTF_8, text_of("b"))
    library.refresh()
    assert [message for message in caplog.messages if "\ufffd" in message]
    assert answered(library) == {"a": text_of("a")}
    add(library, document("c"))
    library.reindex()
    assert answered(library).keys() >= {"a"}


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


@pytest.mark.parametrize("address", ["https://;^3ह2&#0[", "https://a.in/#[", "https://[::1]/a", "http://ह:1/?%"])
def test_an_odd_address_breaks_nothing(library: Library, address: str) -> None:
    """An article that somebody gave whatever passes for an address is served like the others."""
    put_by_hand(library, "a.txt", f"---\nurl: '{address}'\n---\n{text_of('a')}")
    put_by_hand(library, "b.txt", text_of("b"))
    library.refresh()
    assert_true_to_its_files(library)
    assert answered(library).keys() == {"a", "b"}


def test_any_text_is_served(library: Library) -> None:
    """Whatever is in the files, all that can be read is answered, and once they are in there is nothing more to do."""
    for number, text in enumerate(HOSTILE.values()):
        put_by_hand(library, f"{number}.txt", text.encode("utf-8", "replace"))
    library.refresh()
    assert_true_to_its_files(library)
    assert len(articles_in(library)) >= len(HOSTILE) - 3
    assert not library._differs_in_number()


def test_of_two_files_with_one_id_the_first_that_came_is_served(library: Library) -> None:
    """The second is not, until the first is gone or has another id."""
    for file in "bac":
        put_by_hand(library, f"{file}.txt", f"---\nid: x\n---\n{text_of(file)}")
        library.refresh()
        assert answered(library) == {"x": text_of("b")}
    put_by_hand(library, "b.txt", text_of("b"))
    library.refresh()
    assert answered(library) == {"b": text_of("b"), "x": text_of("a")}
    assert_true_to_its_files(library)
    (library.shelf.articles / "a.txt").unlink()
    library.refresh()
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


def test_logs_name_the_file_on_one_line(library: Library, caplog: pytest.LogCaptureFixture) -> None:
    """Each thing that is wrong is one message, at the level of a warning, whatever a file is called."""
    put_by_hand(library, "b\nc %s.txt", "\0")
    library.refresh()
    (record,) = caplog.records
    assert record.levelno == logging.WARNING
    assert "is a binary file" in record.getMessage()


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
