"""Processes that are killed while they change a library: each at another step that it takes on the disk."""

from __future__ import annotations

import os
import resource
import shutil
import signal
import sqlite3
import sys
import traceback
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import count
from pathlib import Path
from typing import Any, Literal

import numpy as np
import pytest

from index.library.adding import add, add_all
from index.library.exchange import export, import_from
from index.library.library import Library
from index.library.removing import remove, restore
from tests.index.library.libraries import Unsynced, document, put_by_hand, text_of

Change = Callable[[Library], object]


def _update(name: str, by: str) -> Change:
    return lambda library: add(library, document(by, named=name))


def _put_back(*, replaced: bool) -> Change:
    """Put back what was replaced, or removed, last."""
    return lambda library: restore(
        library, next(each.name for each in library.shelf.taken_out() if each.replaced == replaced)
    )


def _edit(library: Library) -> None:
    """Change, remove and add files by hand, and have the library look."""
    put_by_hand(library, "a.txt", f"---\nid: a\n---\n{text_of('by hand')}")
    put_by_hand(library, "मेरे/h.txt", f"---\nid: h\n---\n{text_of('h')}")
    (library.shelf.articles / "b.txt").unlink(missing_ok=True)
    library.refresh()


def _import(library: Library) -> None:
    """Take in what was exported beside the library that this one is a copy of."""
    import_from(library._home.parents[1] / "exported", library)


CHANGES: dict[str, Sequence[Change]] = {
    "adding": [
        lambda library: add(library, document("d", named="d")),
        _update("a", "a again"),
        lambda library: [*add_all(library, [document("e", named="e"), document("b again", named="b")])],
    ],
    "removing": [
        lambda library: remove(library, "a"),
        _put_back(replaced=True),  # the first version of c
        _put_back(replaced=False),  # a
        lambda library: remove(library, "b"),
    ],
    "indexing": [lambda library: library.reindex(), _edit, lambda library: library.reindex()],
    "importing": [_import, _update("c", "c once more"), _import],
}
"""What is done to a library of :func:`prepare`, by what it is about."""

EVERY = {"adding": 29, "removing": 23, "indexing": 29, "importing": 23}
"""Steps between two kills."""

SIZES = [0, 400, 1_000, 4_500, 9_000, 13_000, 21_000, 28_700, 37_000]
"""Bytes that a file may have, for those who add to a library."""

FIRST_SIZES = range(8192, 11 * 4096, 8192)
"""Likewise, for those who add to a folder that is no library yet."""


def prepare(home: Path) -> None:
    """Make a library of the articles a, b and c, of which c was replaced, and beside it an exported one of a and x."""
    with Library(home) as library:
        list(add_all(library, [document(name, named=name) for name in "abc"]))
        add(library, document("c again", named="c"))
        library.reindex()
    with Library(home.with_name("other")) as other:
        list(add_all(other, [document(f"{name} exported", named=name) for name in "axy"]))
        export(other, home.with_name("exported"))


def kill_all(folder: Path) -> None:
    """Make a library "home" in a folder, and have processes killed that change copies of it.

    All are forked from this process, which has made a library and so has loaded all that they need.

    Args:
        folder: Takes a folder for each of :data:`CHANGES`, and "sizes" and "first", of copies; and beside each copy a
            file with a byte for every change that returned.
    """
    home, empty = folder / "home", folder / "empty"
    prepare(home)
    (empty / "articles").mkdir(parents=True)
    for what in (*CHANGES, "sizes", "first"):
        (folder / what).mkdir()
    for what in CHANGES:
        _kill_at_each_step(home, folder / what, what)
    _kill_at_each_size(home, folder / "sizes", SIZES)
    _kill_at_each_size(empty, folder / "first", FIRST_SIZES)


def _kill_at_each_step(home: Path, folder: Path, what: str) -> None:
    """Have processes change copies of a library, and kill each at a later step, until one comes to its end."""
    for step in count(EVERY[what], EVERY[what]):
        own = folder / str(step)
        shutil.copytree(home, own)
        if _ended(partial(_stopping_at, step), own, CHANGES[what]) == 0:
            return


def _kill_at_each_size(home: Path, folder: Path, sizes: Sequence[int]) -> None:
    """Have processes add to copies of a library, and kill each when it writes a file of more than some bytes."""
    for size in sizes:
        own = folder / str(size)
        shutil.copytree(home, own)
        _ended(partial(_stopping_from, size), own, CHANGES["adding"])


def _ended(begin: Callable[[], None], home: Path, changes: Sequence[Change]) -> int:
    """Return how another process ended that makes changes: 0 if nobody killed it."""
    process = os.fork()
    if process:
        _, status = os.waitpid(process, 0)
        assert status == 0 or os.WIFSIGNALED(status), status
        return status
    try:
        log = os.open(home.with_suffix(".log"), os.O_CREAT | os.O_WRONLY)
        begin()
        with Library(home) as library:
            for change in changes:
                change(library)
                os.write(log, b".")
        os._exit(0)
    except BaseException:  # noqa: BLE001  # whatever it is, this process must not go on as its parent
        traceback.print_exc()
        os._exit(1)


def _stopping_at(step: int) -> None:
    """Have this process killed when it takes a step on the disk."""
    left = iter(range(step))

    def taken() -> None:
        if next(left, None) is None:
            os.kill(os.getpid(), signal.SIGKILL)

    def counted(function: Callable[..., Any], every: int = 1) -> Callable[..., Any]:
        calls = count()

        def stepping(*arguments: object, **named: object) -> Any:  # noqa: ANN401
            if next(calls) % every == 0:
                taken()
            return function(*arguments, **named)

        return stepping

    class Stepping(Unsynced):
        def __exit__(self, *error: Any) -> Literal[False]:  # noqa: ANN401, PYI036
            taken()
            return super().__exit__(*error)

        def close(self) -> None:
            taken()
            super().close()

    patch = pytest.MonkeyPatch()
    patch.setattr(sqlite3, "connect", partial(sqlite3.connect, factory=Stepping))
    for name in ("replace", "rename", "mkdir", "link"):
        patch.setattr(os, name, counted(getattr(os, name)))
    patch.setattr(os, "fsync", counted(lambda _: None))  # a process that is killed loses nothing that it wrote
    for owner, name in ((os, "unlink"), (os, "rmdir"), (np, "save")):  # of a segment's many files
        patch.setattr(owner, name, counted(getattr(owner, name), 20))


def _stopping_from(size: int) -> None:
    """Have the system kill this process within writing a file of more than some bytes."""
    patch = pytest.MonkeyPatch()
    patch.setattr(os, "fsync", lambda _: None)
    patch.setattr(sqlite3, "connect", partial(sqlite3.connect, factory=Unsynced))
    signal.signal(signal.SIGXFSZ, signal.SIG_DFL)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


def copies(folder: Path) -> Iterator[tuple[Path, int]]:
    """Yield the copies in a folder, and how many changes returned in each before somebody was killed."""
    for log in sorted(folder.glob("*.log"), key=lambda path: int(path.stem)):
        yield log.with_suffix(""), log.stat().st_size


if __name__ == "__main__":
    kill_all(Path(sys.argv[1]))
