"""An index in a folder that several processes change, of which some are killed."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from index.embedded.manifest import Manifest
from index.embedded.store import Store
from tests.index.embedded.stores import Change, article, change, changed, child, found_in, ids_in, told_by

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has neither SIGKILL nor resource limits")

# Small segments are merged at once, so that killing hits merges too.
CHANGES: list[Change] = [
    ("add", "a", "b"),
    ("add", "c"),
    ("add", "b", "d"),
    ("remove", "a"),
    ("add", "e"),
    ("merge",),
]
STATES: list[tuple[str, ...]] = [()]
for _change in CHANGES:
    STATES.append(changed(STATES[-1], _change))

# Forks a process for every step that it may be killed at: each step on the disk, before it is taken.
KILLED = """
import itertools, os, shutil, signal
import numpy as np
from index.embedded import merging as module
from index.embedded.store import Store
from tests.index.embedded.test_store_processes import CHANGES

folder, every = Path(sys.argv[1]), int(sys.argv[2])

def killed_at(step, own):
    left = iter(range(step))
    def counted(function):
        def stepping(*arguments, **named):
            if next(left, None) is None:
                os.kill(os.getpid(), signal.SIGKILL)
            return function(*arguments, **named)
        return stepping
    Path.rename, Path.replace, Path.mkdir = map(counted, (Path.rename, Path.replace, Path.mkdir))
    shutil.rmtree = counted(shutil.rmtree)
    saved = itertools.cycle([np.save] * 20 + [counted(np.save)])  # one array in twenty: there are many
    np.save = lambda *arguments: next(saved)(*arguments)
    os.fsync = lambda _: None  # a process that is killed loses nothing that it wrote, unlike a machine
    module._MERGED_AT_ONCE = 3
    log = os.open(own.with_suffix(".log"), os.O_CREAT | os.O_WRONLY)
    store = Store(own)
    for what in CHANGES:
        change(store, what)
        os.write(log, b".")
    os._exit(0)

step, ended = 0, False
while not ended:
    step += every
    process = os.fork()
    if not process:
        killed_at(step, folder / str(step))
    _, status = os.waitpid(process, 0)
    ended = status == 0
    assert ended or os.WTERMSIG(status) == signal.SIGKILL
tell([step])
"""


@pytest.fixture(scope="module")
def killed(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[Path, int]]:
    """Indexes that a process was changing when it was killed, each at another step, and how many changes returned."""
    folder = tmp_path_factory.mktemp("killed")
    told_by(child(KILLED, folder, 3))
    return [(log.with_suffix(""), log.stat().st_size) for log in sorted(folder.glob("*.log"))]


def test_what_was_confirmed_outlives_a_kill(killed: list[tuple[Path, int]]) -> None:
    """Killed at whichever step: the index is as after the last change that returned, or after the next one."""
    assert len(killed) > 10
    assert {confirmed for _, confirmed in killed} == {*range(len(CHANGES) + 1)}  # in every change, and after all
    for folder, confirmed in killed:
        with Store(folder) as store:
            assert tuple(ids_in(store)) in STATES[confirmed : confirmed + 2]
            assert found_in(store) == {*ids_in(store)}


def test_after_a_kill_all_can_be_done_again(killed: list[tuple[Path, int]]) -> None:
    """What was begun when the process was killed can be done again, and nothing is left of what was in between."""
    for folder, confirmed in killed:
        with Store(folder) as store:
            for what in CHANGES[confirmed:]:
                change(store, what)
            store.add([article("last")])
            assert ids_in(store) == [*STATES[-1], "last"]
            named = {entry.name for entry in Manifest.read(folder).entries}
            assert {path.name for path in folder.iterdir() if path.is_dir()} == named


def test_changes_of_another_process_are_seen(tmp_path: Path) -> None:
    """An open index answers with what another process added, replaced, removed and merged."""
    with Store(tmp_path) as store:
        store.add([article("a"), article("b")])
        script = "for what in [('add', 'b', 'c'), ('remove', 'a'), ('merge',)]: change(Store(Path(sys.argv[1])), what)"
        told_by(child(script, tmp_path))
        assert ids_in(store) == ["b", "c"]
        assert found_in(store) == {"b", "c"}
        store.add([article("a")])
        assert ids_in(store) == ["b", "c", "a"]


def test_two_processes_add_at_once(tmp_path: Path) -> None:
    """Of what two processes add at the same time nothing is lost and nothing is there twice."""
    script = """
with Store(Path(sys.argv[1])) as store:
    for one in sys.argv[2].split():
        store.add([article(one), article("both")])
        tell([one])
"""
    names = [" ".join(f"{name}{number}" for number in range(9)) for name in "xy"]
    told = [told_by(process) for process in [child(script, tmp_path, some) for some in names]]
    assert [" ".join(some) for some in told] == names
    with Store(tmp_path) as store:
        assert sorted(ids_in(store)) == sorted(["both", *" ".join(names).split()])
        assert found_in(store) == {*ids_in(store)}


def test_a_reader_keeps_answering(tmp_path: Path) -> None:
    """While one process adds, removes and merges, another always gets whole answers: nothing that stayed is missing."""
    with Store(tmp_path) as store:
        store.add([article("stays"), article("goes 0")])
        script = """
store = Store(Path(sys.argv[1]))
tell(["begun"])
asked = 0
while "end" not in ids_in(store):
    found = found_in(store)
    assert "stays" in found, found
    assert sum(one.startswith("goes") for one in ids_in(store)) == 1
    asked += 1
tell([asked])
"""
        reader = child(script, tmp_path)
        assert reader.stdout
        assert reader.stdout.readline() == "begun\n"
        for number in range(1, 25):
            # The new one comes as the old one goes: both are in one article's place.
            store.add([article("goes 0", f"सेना {number} बार लौटी।")])
            if number % 3 == 0:
                store.merge()
        store.add([article("end")])
        assert int(told_by(reader)[0]) > 0


@pytest.mark.parametrize("limit", [60, 2_000, 9_000, 40_000])
def test_a_full_disk_changes_nothing(tmp_path: Path, limit: int) -> None:
    """Without room, a change and a merge are errors in words; the index goes on answering, and later there is room."""
    script = """
import resource
from index.errors import EngineError
store, limit = Store(Path(sys.argv[1])), int(sys.argv[2])
store.add([article("a")])
store.add([article("b", "सेना लौटी। " * 5_000)])
_, most = resource.getrlimit(resource.RLIMIT_FSIZE)
for what in ("add", "merge"):
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, most))
    try:
        store.add([article("c", "सेना लौटी। " * 5_000)]) if what == "add" else store.merge()
    except EngineError as error:
        assert "The index is as it was before; see that there is room" in str(error)
        tell([what])
    assert ids_in(store) == ["a", "b"]
    assert found_in(store) == {"a", "b"}
    resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
store.add([article("c", "सेना लौटी। " * 5_000)])
store.merge()
assert ids_in(store) == ["a", "b", "c"]
assert found_in(store) == {"a", "b", "c"}
store.close()
"""
    assert told_by(child(script, tmp_path, limit)) == ["add", "merge"]
    with Store(tmp_path) as store:
        assert ids_in(store) == ["a", "b", "c"]
    assert len([path for path in tmp_path.iterdir() if path.is_dir()]) == 1
