"""The articles' files: put in, replaced, taken out and put back, each as a whole or not at all.

::

    articles/         one file an article, also in folders inside; people may put files there by hand
    removed/WHEN/     a file that was taken out or replaced, where it stood; kept for some time
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import chain, count
from pathlib import Path, PurePosixPath

from index.corpus import SUFFIXES
from index.durable import NEW, settle, write

KEPT = timedelta(days=30)
"""How long what was taken out or replaced can be put back."""

_TIME = "%Y%m%dT%H%M%S%fZ"
_TAKEN_OUT = re.compile(r"(?P<when>\d{8}T\d{12}Z)-(removed|replaced)")


@dataclass(frozen=True, slots=True)
class TakenOut:
    """A file that was taken out.

    Attributes:
        name: By which it is put back.
        when: When it was taken out.
        file: Where it stood, relative to the folder of articles.
        replaced: Whether another version took its place.
    """

    name: str
    when: datetime
    file: str
    replaced: bool

    @property
    def until(self) -> datetime:
        """When it is removed for good."""
        return self.when + KEPT


class Shelf:
    """The files below a folder; one process and one thread at a time changes them.

    Args:
        home: The folder.

    All methods raise ``OSError`` where a file cannot be read or written; then nothing has changed.
    """

    def __init__(self, home: Path) -> None:
        self.articles = home / "articles"
        self._removed = home / "removed"

    def stamps(self) -> dict[str, tuple[int, int]]:
        """Return the size and the time of the last change of every file that may be an article."""
        return dict(_stamps(self.articles, "")) if self.articles.is_dir() else {}

    def stamp(self, file: str) -> tuple[int, int] | None:
        """Return the size and the time of the last change of a file; None where it is gone."""
        try:
            return _stamp((self.articles / file).stat())
        except FileNotFoundError:
            return None

    def stamps_of(self, files: Iterable[str]) -> dict[str, tuple[int, int] | None]:
        """Return the size and the time of the last change of some files; None for those that are gone."""
        return {file: self.stamp(file) for file in files}

    def free_name(self, name: str) -> str:
        """Return a name, with a number behind it where there is a file of that name."""
        path = PurePosixPath(name)
        numbered = (str(path.with_stem(f"{path.stem}-{number}")) for number in count(2))
        return next(each for each in chain([name], numbered) if not os.path.lexists(self.articles / each))

    def content(self, file: str) -> bytes | None:
        """Return what is in a file; None where it is gone."""
        try:
            return (self.articles / file).read_bytes()
        except FileNotFoundError:
            return None

    def put(self, file: str, content: bytes) -> str | None:
        """Put a file in, and return the name of what it replaced; None where it replaced nothing."""
        with self._keeping(file) as replaced:
            write(self.articles / file, content)
        return replaced

    def take_back(self, file: str, replaced: str | None) -> None:
        """Undo :meth:`put`: nothing was told of it yet."""
        if replaced is None:
            (self.articles / file).unlink(missing_ok=True)
        else:
            (self._removed / replaced / file).replace(self.articles / file)
            self._forget(replaced)
        settle((self.articles / file).parent)

    def take_out(self, file: str) -> TakenOut:
        """Take a file out."""
        taken = TakenOut(*self._new_name(replaced=False), file, replaced=False)
        kept = self.path_of(taken)
        kept.parent.mkdir(parents=True, exist_ok=True)
        try:
            (self.articles / file).replace(kept)
        except OSError:
            self._forget(taken.name)
            raise
        settle(kept.parent)
        settle((self.articles / file).parent)
        return taken

    def taken_out(self) -> list[TakenOut]:
        """Return what can be put back, the latest first."""
        return sorted(self._all_taken_out(), key=lambda each: each.when, reverse=True)

    def path_of(self, taken: TakenOut) -> Path:
        """Return where a file that was taken out is."""
        return self._removed / taken.name / taken.file

    def put_back(self, taken: TakenOut, file: str) -> str | None:
        """Put a file back to where it stood, or elsewhere, and return the name of what it replaced there.

        It can be put back again until it is forgotten (:meth:`forget`).
        """
        path = self.articles / file
        new = path.with_name(NEW)
        with self._keeping(file) as replaced:
            new.unlink(missing_ok=True)
            _second_name(self.path_of(taken), new)
            new.replace(path)
        new.unlink(missing_ok=True)  # two names of one file are not put in each other's place
        settle(path.parent)
        return replaced

    def forget(self, taken: TakenOut) -> None:
        """Remove for good what was taken out."""
        self._forget(taken.name)

    def outlived(self) -> list[str]:
        """Return the names under which something was taken out so long ago that it is to be removed for good."""
        now = datetime.now(UTC)
        return [name for name, when in self._names() if when + KEPT < now]

    def purge(self) -> None:
        """Remove for good what was taken out long ago."""
        for name in self.outlived():
            self._forget(name)

    @contextmanager
    def _keeping(self, file: str) -> Iterator[str | None]:
        """Keep the file that the body replaces, if there is one, and give the name that it is put back by.

        Where it cannot be kept, or the body cannot replace it, nothing is kept.
        """
        path = self.articles / file
        path.parent.mkdir(parents=True, exist_ok=True)
        name = self._new_name(replaced=True)[0] if path.exists() else None
        try:
            if name:
                kept = self._removed / name / file
                kept.parent.mkdir(parents=True, exist_ok=True)
                _second_name(path, kept)
                settle(kept.parent)
            yield name
        except OSError:
            if name:
                self._forget(name)
            raise

    def _new_name(self, *, replaced: bool) -> tuple[str, datetime]:
        """Return a name that nothing was taken out under, and the time in it."""
        while True:
            now = datetime.now(UTC)
            name = f"{now.strftime(_TIME)}-{'replaced' if replaced else 'removed'}"
            if not (self._removed / name).exists():
                return name, now

    def _forget(self, name: str) -> None:
        shutil.rmtree(self._removed / name, ignore_errors=True)

    def _all_taken_out(self) -> Iterator[TakenOut]:
        for name, when in self._names():
            folder = self._removed / name
            files = [path for path in folder.rglob("*") if path.is_file()]
            if files:  # else a killed process left it
                yield TakenOut(name, when, files[0].relative_to(folder).as_posix(), name.endswith("-replaced"))

    def _names(self) -> Iterator[tuple[str, datetime]]:
        """Yield the names under which something was taken out, and when."""
        for folder in self._removed.iterdir() if self._removed.is_dir() else ():
            match = _TAKEN_OUT.fullmatch(folder.name)
            try:
                if match:
                    yield folder.name, datetime.strptime(match["when"], _TIME).replace(tzinfo=UTC)
            except ValueError:  # no time that ever is
                continue


def _second_name(file: Path, name: Path) -> None:
    """Give a file a second name."""
    try:
        name.hardlink_to(file)
    except OSError:  # a file system without such names
        shutil.copy2(file, name)


def _stamps(folder: Path, prefix: str) -> Iterator[tuple[str, tuple[int, int]]]:
    """Yield the files that may be articles; hidden ones are passed over, and what goes away meanwhile."""
    with suppress(FileNotFoundError), os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.startswith("."):
                continue
            # A name that is no UTF-8 is told with marks in it; a file of the name told is then not found, and said so.
            plain = entry.name if entry.name.isascii() else os.fsencode(entry.name).decode("utf-8", "replace")
            name = prefix + plain
            with suppress(OSError):  # a link to itself; a file that is just being removed
                if entry.is_dir(follow_symlinks=False):  # a link may lead back up
                    yield from _stamps(folder / entry.name, f"{name}/")
                elif os.path.splitext(name)[1].lower() in SUFFIXES and entry.is_file():  # noqa: PTH122  # ten times as fast
                    yield name, _stamp(entry.stat())


def _stamp(status: os.stat_result) -> tuple[int, int]:
    return status.st_size, status.st_mtime_ns
