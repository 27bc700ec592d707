"""Several processes with one library: all add and remove, all ask, and all see the same in the end."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from index.errors import DocumentError
from index.library.adding import Change, add, add_all
from index.library.exchange import export
from index.library.library import Library
from index.library.removing import remove, removed, restore
from tests.index.library.libraries import (
    answered,
    assert_nothing_left,
    assert_true_to_its_files,
    child,
    document,
    found_in,
    tell,
    told_by,
)

EACH = 4
"""Articles that each process adds; every third one it removes again."""

HEAD = """
import os
os.fsync = lambda _: None
from index.library.library import Library
from tests.index.library.test_processes import *
"""


def change_many(home: Path, own: str) -> None:
    """Add articles and remove some of them, beside an article that others add too, and tell of each that stays."""
    with Library(home) as library:
        for number in range(EACH):
            row = add(library, document(f"{own}{number}", named=f"{own}{number}")).article
            add(library, document(f"both {own}{number}", named="both"))
            if number % 3 == 0:
                name = remove(library, row.id)
                if number % 2 == 0:
                    restore(library, name)
            if number % 3 or number % 2 == 0:
                tell([row.id])


def ask_on(home: Path) -> None:
    """Ask until an article called "end" is there: what stays is always found, and what goes and comes is there once."""
    asked = 0
    with Library(home) as library:
        tell(["begun"])
        while "end" not in answered(library):
            assert "stays" in found_in(library)
            assert library.catalogue.with_id("stays")
            assert library.catalogue.count() > 0
            asked += 1
    tell([asked])


def test_what_two_processes_add_and_remove_is_there_and_gone(tmp_path: Path) -> None:
    """No article is lost and none comes back, no question fails meanwhile, and in the end all see the same."""
    home = tmp_path / "home"
    with Library(home) as library:
        add(library, document("stays", named="stays"))
        reader = child(HEAD + "ask_on(Path(sys.argv[1]))", home)
        assert reader.stdout
        assert reader.stdout.readline() == "begun\n"
        writers = [child(HEAD + "change_many(Path(sys.argv[1]), sys.argv[2])", home, own) for own in "xy"]
        told = {identifier for writer in writers for identifier in told_by(writer)}
        assert len(told) == 2 * (EACH - 1)
        add(library, document("end", named="end"))
        assert int(told_by(reader)[0]) > 0
        assert answered(library).keys() == told | {"stays", "both", "end"}
        assert_true_to_its_files(library)
        assert sum(each.taken.replaced for each in removed(library)) == 2 * EACH - 1
        assert sum(not each.taken.replaced for each in removed(library)) == 2
        with Library(home) as other:
            assert_true_to_its_files(other)
    assert_nothing_left(home)


def test_who_asks_while_the_index_is_made_anew_is_answered(tmp_path: Path) -> None:
    """While one process makes the index anew again and again, another is always answered, by index and catalogue."""
    home = tmp_path / "home"
    with Library(home) as library:
        list(add_all(library, [document(name, named=name) for name in ("stays", "a", "b")]))
        reader = child(HEAD + "ask_on(Path(sys.argv[1]))", home)
        assert reader.stdout
        assert reader.stdout.readline() == "begun\n"
        for _ in range(4):
            library.reindex()
        add(library, document("end", named="end"))
        assert int(told_by(reader)[0]) > 0
        assert_true_to_its_files(library)


def test_threads_share_a_library(library: Library) -> None:
    """Several threads add, remove, ask and make the index anew at once: nothing is lost and nothing fails."""
    add(library, document("stays", named="stays"))
    failed: list[BaseException] = []

    def change(own: str) -> None:
        try:
            for number in range(4):
                row = add(library, document(f"{own}{number}", named=f"{own}{number}")).article
                assert found_in(library) >= {"stays", row.id}
                if number % 2:
                    remove(library, row.id)
            library.reindex()
        except BaseException as error:  # noqa: BLE001  # raised again below
            failed.append(error)

    threads = [threading.Thread(target=change, args=(own,)) for own in "xyz"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if failed:
        raise failed[0]
    assert answered(library).keys() == {"stays", *(f"{own}{number}" for own in "xyz" for number in (0, 2))}
    assert_true_to_its_files(library)


def test_what_another_process_did_is_known(library: Library, tmp_path: Path) -> None:
    """Articles that another process added are versions of each other here, can be removed here, and put back there."""
    first = add(library, document("a", origin="/a"))
    with Library(library._home) as other:
        assert add(other, document("a", origin="/a")).change is Change.UNCHANGED
        second = add(other, document("b", origin="/a"))
        assert (second.change, second.article.id) == (Change.UPDATED, first.article.id)
        name = remove(library, first.article.id)
        assert answered(other) == {}
        restore(other, name)
        restore(library, second.replaced or "")
        assert_true_to_its_files(library)
        assert_true_to_its_files(other)
        assert export(other, tmp_path / "out") == 1


def test_an_error_keeps_nobody_from_going_on(library: Library) -> None:
    """After a document that was refused the library is free for others."""
    with pytest.raises(DocumentError):
        add(library, document("a", " "))
    with Library(library._home) as other:
        add(other, document("b"))
    assert_true_to_its_files(library)
