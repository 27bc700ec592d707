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
from tests.index.library.killed import CHANGES, SIZES, copies
from tests.index.library.libraries import answered, assert_nothing_left, assert_true_to_its_files, document

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has neither SIGKILL nor resource limits")

State = Mapping[str, str]
"""The texts of articles by their ids."""


@pytest.fixture(scope="module")
def killed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of libraries in which processes were killed."""
    folder = tmp_path_factory.mktemp("killed")
    subprocess.run([sys.executable, "-m", "tests.index.library.killed", folder], cwd=ROOT, check=True, timeout=100)
    return folder


def states(killed: Path, what: str, name: str) -> Sequence[State]:
    """Return what a library has before, between and after changes that nobody disturbs, made in a folder of a name."""
    home = killed / "undisturbed" / name
    shutil.copytree(killed / "home", home)
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
def test_what_was_confirmed_outlives_a_kill(killed: Path, what: str) -> None:
    """Killed at whichever step: what was confirmed is there and answered, no file is half, and the library goes on."""
    found = list(copies(killed / what))
    known = states(killed, what, what)
    assert len(found) > 8
    assert len({confirmed for _, confirmed in found}) >= len(known) - 1  # in nearly every change, and after all
    for home, confirmed in found:
        after = known[min(confirmed + 1, len(known) - 1)]
        assert_survived(home, known[confirmed], after, by_hand=what == "indexing")


def test_files_half_written_are_no_obstacle(killed: Path) -> None:
    """Killed within writing whichever file, the catalogue too: the library is as before or after, and goes on."""
    known = states(killed, "adding", "sizes")
    found = list(copies(killed / "sizes"))
    assert len(found) == len(SIZES)
    assert len({confirmed for _, confirmed in found}) > 1
    for home, confirmed in found:
        after = known[min(confirmed + 1, len(known) - 1)]
        assert_survived(home, known[confirmed], after, by_hand=False)


def test_the_first_article_half_written_is_no_obstacle(killed: Path) -> None:
    """Killed within making a new library, its first catalogue too: the next process adds, and has nothing to say."""
    found = list(copies(killed / "first"))
    assert {confirmed for _, confirmed in found} == {0, 3}
    for home, _ in found:
        with Library(home) as library:
            add(library, document("last"))
            assert_true_to_its_files(library)
        assert_nothing_left(home)
