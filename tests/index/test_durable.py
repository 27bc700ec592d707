"""Files that are there wholly or as they were."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from index.durable import settle, write
from tests.index.embedded.stores import child, told_by


def test_a_file_is_there_wholly(tmp_path: Path) -> None:
    """What is written takes the place of what was there, and leaves nothing else."""
    for content in (b"one", b"other", b""):
        write(tmp_path / "file", content)
        assert (tmp_path / "file").read_bytes() == content
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_a_power_cut_finds_the_one_or_the_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The new content is on the disk before it gets its name, and the name before the writer goes on."""
    steps: list[str] = []

    def sync(descriptor: int) -> None:
        now = os.fstat(descriptor)
        steps.append(next(path.name for path in (tmp_path, *tmp_path.iterdir()) if path.stat().st_ino == now.st_ino))

    def replace(old: Path, new: Path) -> None:
        steps.append(f"{old.read_bytes().decode()} becomes {new.name}")
        os.rename(old, new)  # noqa: PTH104  # what is under test calls os.replace

    write(tmp_path / "file", b"before")
    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", sync)
        patch.setattr(os, "replace", replace)
        write(tmp_path / "file", b"after")
    assert steps == [".new", "after becomes file", tmp_path.name]


def test_what_a_killed_process_left_is_not_in_the_way(tmp_path: Path) -> None:
    """Half a file under the name that new ones have before they are complete is written over."""
    (tmp_path / ".new").write_bytes(b"half of something long")
    write(tmp_path / "file", b"whole")
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"file": b"whole"}


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no resource limits")
def test_without_room_all_is_as_it_was(tmp_path: Path) -> None:
    """On a full disk writing is an error; the old file is there, and nothing takes up what room there is."""
    (tmp_path / "file").write_bytes(b"before")
    script = """
import resource
from index.durable import write
resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
try:
    write(Path(sys.argv[1]) / "file", b"a" * 2000)
except OSError:
    tell(["said"])
"""
    assert told_by(child(script, tmp_path)) == ["said"]
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"file": b"before"}


def test_a_folder_that_is_gone_is_an_error(tmp_path: Path) -> None:
    """Where the folder is missing, both writing into it and settling it say so."""
    with pytest.raises(FileNotFoundError):
        write(tmp_path / "gone" / "file", b"")
    with pytest.raises(FileNotFoundError):
        settle(tmp_path / "gone")
