"""Memory and disk."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.bench import memory


def test_peak_is_at_least_what_there_is() -> None:
    """A process has had at least what it has."""
    peak, resident = memory.peak(), memory.resident()
    assert peak is not None
    assert peak > 1_000_000
    assert resident is None or resident <= peak


def test_other_systems_tell_less(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Where there is no /proc, the peak is getrusage's and the present is not known."""
    monkeypatch.setattr(memory, "_STATUS", tmp_path / "none")
    assert memory.resident() is None
    assert (memory.peak() or 0) > 1_000_000


def test_disk_is_the_sum_of_all_files(tmp_path: Path) -> None:
    """Files in folders inside count too."""
    (tmp_path / "a").write_bytes(b"123")
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "b").write_bytes(b"45")
    assert memory.on_disk(tmp_path) == 5
