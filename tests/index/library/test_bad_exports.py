"""Exported folders that are damaged, or made to do harm."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

import pytest

from index.errors import IndexingError, LibraryError
from index.library.adding import add
from index.library.exchange import LIST, import_from
from index.library.library import Library
from tests.index.library.libraries import (
    assert_true_to_its_files,
    document,
    files_below,
)
from tests.index.library.test_exchange import lines_of


def listed(folder: Path, *lines: object) -> None:
    """Write another list into an exported folder."""
    text = "".join(line + "\n" if isinstance(line, str) else json.dumps(line) + "\n" for line in lines)
    (folder / LIST).write_text(text, encoding="utf-8")


def moved(name: str) -> Callable[[Path], None]:
    """Return what makes an exported folder name its first file so, and has it there, as far as that can be."""

    def change(folder: Path) -> None:
        first, *others = lines_of(folder)
        named = name.replace("ROOT", str(folder.parent))
        content = (folder / "articles" / str(first["file"])).read_bytes()
        with suppress(OSError, ValueError):
            (folder / "articles" / named).parent.mkdir(parents=True, exist_ok=True)
            (folder / "articles" / named).write_bytes(content)
        listed(folder, {**first, "file": named}, *others)

    return change


def piped(folder: Path) -> None:
    """Put a pipe in the place of an exported file."""
    (folder / "articles" / "a.txt").unlink()
    os.mkfifo(folder / "articles" / "a.txt")


def edited(folder: Path) -> None:
    """Edit an exported file."""
    with (folder / "articles" / "a.txt").open("a") as stream:
        stream.write("!")


def cut(most: int) -> Callable[[Path], object]:
    """Return what cuts the list of an exported folder, some bytes before its end."""
    return lambda folder: (folder / LIST).write_bytes((folder / LIST).read_bytes()[:-most])


BAD: dict[str, Callable[[Path], object]] = {
    "upwards": moved("../../above.txt"),
    "up and down": moved("x/../../articles/above.txt"),
    "absolute": moved("ROOT/absolute.txt"),
    "another suffix": moved("a.py"),
    "no suffix": moved("a"),
    "hidden": moved(".a.txt"),
    "in a hidden folder": moved(".git/a.txt"),
    "a folder": moved("."),
    "nothing": moved(""),
    "zero": moved("a\0.txt"),
    "half a character": moved("\ud800.txt"),
    "endless": moved("a" * 5000 + ".txt"),
    "edited": edited,
    "a pipe": piped,
    "a file missing": lambda folder: (folder / "articles" / "b.txt").unlink(),
    "the files missing": lambda folder: (folder / "articles").rename(folder / "x"),
    "the list missing": lambda folder: (folder / LIST).unlink(),
    "no UTF-8": lambda folder: (folder / LIST).write_bytes(b"\xff\n"),
    "cut within a line": cut(40),
    "cut at the end of a line": cut(1),
    "a line missing": lambda folder: listed(folder, lines_of(folder)[0]),
    "no lines": lambda folder: listed(folder),
    "no JSON": lambda folder: listed(folder, *lines_of(folder), "no JSON"),
    "a list": lambda folder: listed(folder, *lines_of(folder), []),
    "a number": lambda folder: listed(folder, *lines_of(folder), 7),
    "a deep list": lambda folder: listed(folder, *lines_of(folder), "[" * 100_000),
    "no digest": lambda folder: listed(folder, *lines_of(folder), {"file": "a.txt"}),
    "no file name": lambda folder: listed(folder, *lines_of(folder), {"file": None, "sha256": ""}),
    "an empty line": lambda folder: listed(folder, "", *lines_of(folder)),
    "no folder": lambda folder: folder.rename(folder.with_name("x")),
}


@pytest.mark.timeout(10)
@pytest.mark.parametrize("kind", BAD)
def test_a_folder_that_is_not_as_it_was_exported_is_refused(
    exported: Path, library: Library, tmp_path: Path, kind: str
) -> None:
    """What was damaged, or made to write elsewhere, is refused in words, and nothing of it is imported."""
    add(library, document("there", named="a"))
    BAD[kind](exported)
    before = files_below(library._home), {*tmp_path.iterdir()}
    with pytest.raises(LibraryError, match=r"\. [A-Z].*\.$"):
        import_from(exported, library)
    assert (files_below(library._home), {*tmp_path.iterdir()}) == before
    assert_true_to_its_files(library)


def test_what_is_no_article_any_more_comes_in_as_it_is(exported: Path, library: Library) -> None:
    """A file whose front matter this version cannot read is in the folder, in the log, and no error for the others."""
    first, *others = lines_of(exported)
    content = b"---\nbroken"
    (exported / "articles" / str(first["file"])).write_bytes(content)
    listed(exported, {**first, "sha256": sha256(content).hexdigest()}, *others)
    with suppress(IndexingError):
        import_from(exported, library)
    assert_true_to_its_files(library)
