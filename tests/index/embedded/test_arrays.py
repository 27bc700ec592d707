"""Records of flat arrays in a folder."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from index.embedded.arrays import _arrays, in_files, in_memory, load, save, within
from index.embedded.segment import Segment
from index.errors import DamagedIndexError
from tests.index.articles import passages_of

ROOT = Path(__file__).parents[3]


@dataclass(frozen=True)
class Inner:
    """A record in a record."""

    numbers: NDArray[np.int64]


@dataclass(frozen=True)
class Outer:
    """A record of arrays."""

    inner: Inner
    flags: NDArray[np.bool_]
    nothing: NDArray[np.float32]


def outer() -> Outer:
    """Return a record, one of whose arrays is empty."""
    return Outer(Inner(np.arange(5)), np.array([True, False]), np.zeros((0, 2), np.float32))


def assert_equal(one: object, other: object) -> None:
    """Assert that two records have the same arrays, of the same types and shapes."""
    for (name, mine), (other_name, others) in zip(_arrays(one), _arrays(other), strict=True):
        assert (name, mine.dtype, mine.shape) == (other_name, others.dtype, others.shape)
        np.testing.assert_array_equal(mine, others, err_msg=name)


def test_what_is_saved_is_loaded(tmp_path: Path) -> None:
    """A record, those in it and empty arrays included, is loaded as it was, its arrays mapped and not to be changed."""
    loaded = load(Outer, tmp_path, save(outer(), tmp_path))
    assert_equal(loaded, outer())
    loaded.inner.numbers[0] = 7  # a copy of the page, not the file
    assert_equal(load(Outer, tmp_path, save(outer(), tmp_path)), outer())


def test_a_segment_is_loaded(tmp_path: Path) -> None:
    """A whole segment comes back array by array."""
    segment = Segment.of(passages_of(["सेना लौटी।", "🙂"], ["CSTO 19"], titles=["वापसी"]))
    assert_equal(load(Segment, tmp_path, save(segment, tmp_path)), segment)


def test_the_digest_is_of_the_content(tmp_path: Path) -> None:
    """The same arrays have the same digest, others another."""
    for name in ("a", "b", "c"):
        (tmp_path / name).mkdir()
    same = save(outer(), tmp_path / "a"), save(outer(), tmp_path / "b")
    assert same[0] == same[1]
    changed = outer()
    changed.inner.numbers[1] = 9
    assert save(changed, tmp_path / "c") != same[0]


@pytest.mark.parametrize("name", ["inner.numbers.npy", "flags.npy", "nothing.npy", "contents.json"])
@pytest.mark.parametrize("place", [0, 6, 60, -1])
def test_a_flipped_byte_is_noticed(tmp_path: Path, name: str, place: int) -> None:
    """One byte that a disk has changed, in any file, is an error that names the file."""
    digest = save(outer(), tmp_path)
    content = bytearray((tmp_path / name).read_bytes())
    content[place] ^= 1
    (tmp_path / name).write_bytes(content)
    with pytest.raises(DamagedIndexError, match="is not as it was written") as raised:
        load(Outer, tmp_path, digest)
    assert raised.value.path == tmp_path / name
    assert str(tmp_path / name) in str(raised.value)


@pytest.mark.parametrize("name", ["inner.numbers.npy", "flags.npy", "nothing.npy", "contents.json"])
def test_a_shortened_file_is_noticed(tmp_path: Path, name: str) -> None:
    """A file that is cut, or empty, is an error that names it."""
    digest = save(outer(), tmp_path)
    content = (tmp_path / name).read_bytes()
    for short in (content[:-1], b""):
        (tmp_path / name).write_bytes(short)
        with pytest.raises(DamagedIndexError, match="is not as it was written") as raised:
            load(Outer, tmp_path, digest)
        assert raised.value.path == tmp_path / name


@pytest.mark.parametrize("name", ["inner.numbers.npy", "flags.npy", "nothing.npy", "contents.json"])
def test_a_missing_file_is_noticed(tmp_path: Path, name: str) -> None:
    """A file that is gone is an error that names it."""
    digest = save(outer(), tmp_path)
    (tmp_path / name).unlink()
    with pytest.raises(DamagedIndexError, match="is missing") as raised:
        load(Outer, tmp_path, digest)
    assert raised.value.path == tmp_path / name


def test_other_contents_are_noticed(tmp_path: Path) -> None:
    """A list of files that fits damaged files does not make them the ones that were saved."""
    digest = save(outer(), tmp_path)
    contents = json.loads((tmp_path / "contents.json").read_bytes())
    del contents["flags.npy"]
    (tmp_path / "contents.json").write_text(json.dumps(contents))
    with pytest.raises(DamagedIndexError, match=r"contents\.json"):
        load(Outer, tmp_path, digest)


def filled(folder: Path) -> Outer:
    """Return a record of which one array was made in a file of the folder."""
    numbers = within("inner", in_files(folder))("numbers", 5, np.dtype(np.int64))
    numbers[:] = np.arange(5)
    return Outer(Inner(numbers), outer().flags, outer().nothing)


def test_arrays_are_made_in_files(tmp_path: Path) -> None:
    """An array that was made in the folder's files is found there, and not written again."""
    record = filled(tmp_path)
    inode = (tmp_path / "inner.numbers.npy").stat().st_ino
    digest = save(record, tmp_path)
    assert (tmp_path / "inner.numbers.npy").stat().st_ino == inode
    assert_equal(load(Outer, tmp_path, digest), outer())
    assert in_memory("numbers", 3, np.dtype(np.int8)).shape == (3,)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows does not tell how much room a file takes")
def test_arrays_in_files_take_their_room_at_once(tmp_path: Path) -> None:
    """A disk that fills up later cannot end the process that writes into an array."""
    in_files(tmp_path)("numbers", 100_000, np.dtype(np.int64))
    assert (tmp_path / "numbers.npy").stat().st_blocks * 512 >= 800_000


def test_arrays_are_made_in_files_of_a_folder_by_another_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """By a symbolic link or from where one stands, the folder is the same, and no array is written over itself."""
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "real")
    monkeypatch.chdir(tmp_path)
    for folder in (tmp_path / "link", Path("real"), tmp_path / "real" / ".." / "real"):
        assert_equal(load(Outer, folder, save(filled(folder), folder)), outer())


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no resource limits")
@pytest.mark.parametrize("what", ["save(record, folder)", "in_files(folder)('x', 100_000, record.numbers.dtype)"])
def test_no_room_is_an_error(tmp_path: Path, what: str) -> None:
    """On a full disk a process gets an OSError, and is not ended by a signal."""
    script = f"""
import resource
from pathlib import Path
import numpy as np
from index.embedded.arrays import in_files, save
from tests.index.embedded.test_arrays import Inner
folder, record = Path({str(tmp_path)!r}), Inner(np.arange(100_000))
resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))
try:
    {what}
except OSError as error:
    print(type(error).__name__, error.errno)
"""
    done: subprocess.CompletedProcess[Any] = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stdout.startswith("OSError")
