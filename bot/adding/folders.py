"""The files of folders that may be articles."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from bot.errors import UsageError
from index.corpus import is_hidden
from index.reading.kinds import SUFFIXES


def files_in(paths: Iterable[Path]) -> list[Path]:
    """Return files as they are named, and of folders all that may be articles; hidden ones are passed over.

    Raises:
        UsageError: One is not there.
    """
    found: list[Path] = []
    for path in paths:
        if not path.exists():
            raise UsageError(f"{path}: there is no such file or folder. Check the name.")
        found += sorted(_inside(path)) if path.is_dir() else [path]
    return list(dict.fromkeys(found))


def may_be_article(file: Path) -> bool:
    """Return whether a file's name is that of a document that can be read."""
    return file.suffix.lower() in SUFFIXES and not file.name.startswith((".", "~$"))  # the latter are Word's own


def _inside(folder: Path) -> Iterator[Path]:
    for file in folder.rglob("*"):
        if not is_hidden(file.relative_to(folder)) and may_be_article(file) and file.is_file():
            yield file
