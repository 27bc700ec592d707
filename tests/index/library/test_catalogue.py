"""The table of articles' files."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest

from index.article import Source
from index.errors import DamagedIndexError, EngineError
from index.library.catalogue import Catalogue, Unreadable
from index.library.same import url_key
from tests.index.library.libraries import document, filed_as, kill_while_writing

A = filed_as("a.txt", document("a", named="a", origin="/a", source=Source("पत्र", "लेखक", "2022", "https://a.in/")))
B = filed_as("ख/b.md", document("b", named="b"))
BROKEN = Unreadable("broken.txt", 3, 4, "broken.txt: is not text. Mend it.")


@pytest.fixture
def catalogue(tmp_path: Path) -> Catalogue:
    """A table that is not there yet."""
    return Catalogue(tmp_path / "index" / "catalogue.sqlite3")


def test_a_table_that_is_not_there_is_empty(catalogue: Catalogue) -> None:
    """Before anything is noted nothing is known, and no file is made by asking."""
    assert (catalogue.stamps(), catalogue.count(), catalogue.ids(), catalogue.all()) == ({}, 0, set(), [])
    assert (catalogue.unreadable(), catalogue.with_id("a"), catalogue.in_file("a.txt")) == ([], None, None)
    assert catalogue.alike(origin="/a", url_key="a", text_key="a") is None
    assert not catalogue._file.parent.exists()


def test_what_is_noted_is_known(catalogue: Catalogue) -> None:
    """What was noted comes back field by field, in this table and in another of the same file."""
    catalogue.change(note=[A, B, BROKEN])
    for table in (catalogue, Catalogue(catalogue._file)):
        assert table.stamps() == {"a.txt": (A.size, A.changed), "ख/b.md": (B.size, B.changed), "broken.txt": (3, 4)}
        assert (table.count(), table.ids(), table.unreadable()) == (2, {"a", "b"}, [BROKEN])
        assert (table.with_id("a"), table.in_file("ख/b.md")) == (A, B)


def test_the_newest_is_the_last(catalogue: Catalogue) -> None:
    """Articles are told in the order in which they were added; those that people put there are the first."""
    rows = [replace(A, file=file, id=file, added=added) for file, added in [("c", "2026"), ("b", "2025"), ("a", None)]]
    catalogue.change(note=rows)
    assert [row.file for row in catalogue.all()] == ["a", "b", "c"]


def test_a_file_is_known_once(catalogue: Catalogue) -> None:
    """An article that was changed, that is no article any more, or that became one, is what was noted last."""
    for note in (A, replace(A, size=9), Unreadable("a.txt", 1, 2, "…"), replace(A, id="other")):
        catalogue.change(note=[note])
        assert catalogue.stamps() == {"a.txt": (note.size, note.changed)}
        assert [*catalogue.all(), *catalogue.unreadable()] == [note]


def test_what_is_forgotten_is_not_known(catalogue: Catalogue) -> None:
    """Files are forgotten, be they articles, none, or unknown, and their ids are free for others."""
    catalogue.change(note=[A, B, BROKEN])
    catalogue.change(forget=["a.txt", "broken.txt", "nobody.txt"], note=[replace(B, id="a")])
    assert catalogue.stamps().keys() == {"ख/b.md"}
    assert catalogue.ids() == {"a"}


def test_a_change_is_whole_or_not_at_all(catalogue: Catalogue) -> None:
    """Where one note cannot be written, nothing is forgotten and none of the others is there."""
    catalogue.change(note=[A])
    with pytest.raises(EngineError):
        catalogue.change(forget=["a.txt"], note=[replace(B, id="x"), replace(B, id="y")])
    assert catalogue.all() == [A]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"origin": "/a", "url_key": B.url_key, "text_key": B.text_key}, "a"),
        ({"origin": "/c", "url_key": A.url_key, "text_key": B.text_key}, "a"),
        ({"origin": None, "url_key": None, "text_key": B.text_key}, "b"),
        ({"origin": None, "url_key": None, "text_key": "c"}, None),
    ],
    ids=["place", "address", "text", "nothing"],
)
def test_the_place_is_asked_before_the_address_and_that_before_the_text(
    catalogue: Catalogue, asked: dict[str, str], found: str | None
) -> None:
    """A second copy is recognised by where it is from, else by its address, else by its text."""
    catalogue.change(note=[A, B])
    row = catalogue.alike(**asked)
    assert (row and row.id) == found


def test_nothing_in_common_is_nothing(catalogue: Catalogue) -> None:
    """Two articles without an address or a place have none in common."""
    assert (B.url_key, B.origin) == (None, None)
    catalogue.change(note=[B])
    assert catalogue.alike(origin=None, url_key=url_key(None), text_key="c") is None
    assert catalogue.alike(origin="", url_key="", text_key="c") is None


@pytest.mark.parametrize("text", ["'; DROP TABLE filed; --", "a\0b", "\u202e\x1b[31m", "क" * 100_000, "%_?"])
def test_any_words_are_kept(catalogue: Catalogue, text: str) -> None:
    """Words of an article are kept as they are, whatever they mean to a database."""
    row = replace(A, file=text, id=text, title=text, origin=text)
    catalogue.change(note=[row])
    assert catalogue.with_id(text) == catalogue.in_file(text) == row
    assert catalogue.alike(origin=text, url_key=None, text_key="") == row


def damaged(file: Path) -> None:
    """Write something else over a table."""
    file.write_bytes(b"no table" * 1000)


def cut(file: Path) -> None:
    """Take away all of a table but its first page."""
    file.write_bytes(file.read_bytes()[:4096])


@pytest.mark.parametrize("damage", [damaged, cut])
def test_a_damaged_table_is_an_error_until_it_is_replaced(catalogue: Catalogue, damage: Callable[[Path], None]) -> None:
    """A file that is no table is said, not taken for an empty one; what is noted in its place is known."""
    catalogue.change(note=[A, BROKEN])
    damage(catalogue._file)
    with pytest.raises(DamagedIndexError):
        catalogue.stamps()
    catalogue.prepare([B])
    catalogue.replace()
    assert (catalogue.all(), catalogue.unreadable()) == ([B], [])


def test_an_emptied_table_is_empty(catalogue: Catalogue) -> None:
    """A file that a process made and was killed before writing is no damage."""
    catalogue.change(note=[A])
    catalogue._file.write_bytes(b"")
    assert catalogue.all() == []
    catalogue.change(note=[B])
    assert catalogue.all() == [B]


def test_who_asks_while_all_is_replaced_sees_the_one_or_the_other(
    catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A list made while the table is made anew is the old one or the new one, never an empty one."""
    from index.library import catalogue as module

    catalogue.change(note=[A])
    original, seen = module._change, list[set[str]]()

    def watched(*arguments: object) -> None:
        seen.append(Catalogue(catalogue._file).ids())
        original(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(module, "_change", watched)
    catalogue.prepare([B])
    catalogue.replace()
    seen.append(catalogue.ids())
    assert seen == [{"a"}, {"b"}]


@pytest.mark.parametrize("letters", [1, 5, 50, 500])  # how the table lies in its pages decides what would be hit
def test_what_was_half_written_is_undone_in_the_old_table_alone(
    catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch, letters: int
) -> None:
    """What a killed process had begun is undone by who looks next, and never in a new table, also if that is killed."""
    catalogue.change(note=[A, *(replace(B, file=str(each), id=str(each), title="क" * letters) for each in range(50))])
    kill_while_writing(catalogue._file)
    catalogue.prepare([B])
    original = Path.unlink

    def killed(path: Path, *, missing_ok: bool = False) -> None:
        if path != catalogue._new:
            raise KeyboardInterrupt
        original(path, missing_ok=missing_ok)

    with monkeypatch.context() as patch, suppress(KeyboardInterrupt):
        patch.setattr(Path, "unlink", killed)
        catalogue.replace()
    assert len(catalogue.all()) == 51 or catalogue.all() == [B]
    catalogue.prepare([B])
    catalogue.replace()
    assert catalogue.all() == [B]
