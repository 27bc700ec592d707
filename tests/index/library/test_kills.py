"""Processes are killed while they change a library: the next finds all that was confirmed, and nothing by halves."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from index.library.adding import add
from index.library.library import Library
from index.library.removing import removed
from tests.index.embedded.stores import ROOT
from tests.index.library.killed import CHANGES, copies, prepare
from tests.index.library.libraries import answered, assert_nothing_left, assert_true_to_its_files, document

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has neither SIGKILL nor resource limits")

EVERY = {"adding": 29, "removing": 17, "indexing": 29, "importing": 17}  # steps between two kills
SIZES = [0, 400, 1_000, 4_500, 9_000, 13_000, 21_000, 28_700, 37_000]  # bytes

State = Mapping[str, str]
"""The texts of articles by their ids."""


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The library that is changed."""
    home = tmp_path_factory.mktemp("prepared") / "home"
    prepare(home)
    return home


def kill(prepared: Path, what: str, *numbers: int) -> list[tuple[Path, int]]:
    """Return copies of the library in which processes were killed, and how many changes each had confirmed."""
    folder = prepared.parent / what
    folder.mkdir()
    arguments = map(str, (prepared, folder, what, *numbers))
    subprocess.run([sys.executable, "-m", "tests.index.library.killed", *arguments], cwd=ROOT, check=True, timeout=100)
    return list(copies(folder))


def states(prepared: Path, what: str, name: str) -> Sequence[State]:
    """Return what a library has before, between and after changes that nobody disturbs, made in a folder of a name."""
    home = prepared.parent / "undisturbed" / name
    shutil.copytree(prepared, home)
    with Library(home) as library:
        found = [answered(library)]
        for change in CHANGES[what]:
            change(library)
            found.append(answered(library))
    return found


def assert_survived(home: Path, before: State, after: State, *, by_hand: bool) -> None:
    """Assert that each article is as it was before a change or after it, that nothing is lost, and that all goes on."""
    with Library(home) as library:
        assert_true_to_its_files(library)
        now = answered(library)
        for name in before.keys() | after.keys() | now.keys():
            assert now.get(name) in {before.get(name), after.get(name)}, name
        kept = {*now.values(), *(each.article.text for each in removed(library))}
        assert by_hand or {*before.values()} <= kept
        add(library, document("last"))
        assert_true_to_its_files(library)
    assert_nothing_left(home)


@pytest.mark.parametrize("what", CHANGES)
def test_what_was_confirmed_outlives_a_kill(prepared: Path, what: str) -> None:
    """Killed at whichever step: what was confirmed is there and answered, no file is half, and the library goes on."""
    killed = kill(prepared, what, EVERY[what])
    known = states(prepared, what, what)
    assert len(killed) > 8
    assert len({confirmed for _, confirmed in killed}) >= len(known) - 1  # in nearly every change, and after all
    for home, confirmed in killed:
        after = known[min(confirmed + 1, len(known) - 1)]
        assert_survived(home, known[confirmed], after, by_hand=what == "indexing")


def test_files_half_written_are_no_obstacle(prepared: Path) -> None:
    """Killed within writing whichever file, the catalogue too: the library is as before or after, and goes on."""
    known = states(prepared, "adding", "sizes")
    killed = kill(prepared, "sizes", *SIZES)
    assert len({confirmed for _, confirmed in killed}) > 1
    for home, confirmed in killed:
        after = known[min(confirmed + 1, len(known) - 1)]
        assert_survived(home, known[confirmed], after, by_hand=False)


def test_the_first_article_half_written_is_no_obstacle(tmp_path: Path) -> None:
    """Killed within making a new library, its first catalogue too: the next process adds, and has nothing to say."""
    (tmp_path / "home" / "articles").mkdir(parents=True)
    killed = kill(tmp_path / "home", "sizes", *range(8192, 11 * 4096, 8192))
    assert {confirmed for _, confirmed in killed} == {0, 3}
    for home, _ in killed:
        with Library(home) as library:
            add(library, document("last"))
            assert_true_to_its_files(library)
        assert_nothing_left(home)
