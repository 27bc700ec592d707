"""The index is brought up to the files."""

from __future__ import annotations

import logging
import os
import shutil

import pytest

from index.library import following
from index.library.adding import add
from index.library.library import Library
from tests.index.library.libraries import (
    answered,
    articles_in,
    assert_true_to_its_files,
    document,
    put_by_hand,
    text_of,
)
from tests.texts import HOSTILE

NO_UTF_8 = os.fsdecode(b"\xff\xfe.txt")


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


def test_logs_name_the_file_on_one_line(library: Library, caplog: pytest.LogCaptureFixture) -> None:
    """Each thing that is wrong is one message, at the level of a warning, whatever a file is called."""
    put_by_hand(library, "b\nc %s.txt", "\0")
    library.refresh()
    (record,) = caplog.records
    assert record.levelno == logging.WARNING
    assert "is a binary file" in record.getMessage()
