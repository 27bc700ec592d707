"""Measuring peers in processes of their own."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from index.bench import measuring
from index.bench.measuring import Measured, Row, measure
from index.bench.peers import PEERS
from index.errors import IndexingError
from tests.index.bench.corpora import TEXTS


def nothing(what: str, done: int, total: int) -> None:
    """Take no notice of the progress."""


def row(name: str, p50_ms: float) -> Row:
    """Return a row of which only the name and the time are looked at."""
    return Row(name, "1", 1.0, 1.0, None, None, None, None, None, p50_ms, p50_ms, None, 1.0)


def only(monkeypatch: pytest.MonkeyPatch, *names: str) -> None:
    """Let there be no other peers."""
    monkeypatch.setattr(measuring, "PEERS", {name: PEERS[name] for name in names})


def test_stored_and_unstored_peers_are_measured(monkeypatch: pytest.MonkeyPatch) -> None:
    """A peer that is stored has a load time and a size; every peer has times, memory, and the exact result."""
    only(monkeypatch, "Poochho, words", "rank-bm25", "tantivy")
    told: list[tuple[str, int, int]] = []
    measured = measure(TEXTS, 200, 4, lambda *step: told.append(step))
    assert told == [("corpus", 0, 4), ("Poochho, words", 1, 4), ("rank-bm25", 2, 4), ("tantivy", 3, 4)]
    assert (measured.passages, measured.questions, measured.left_out) == (200, 4, [])
    ours, unstored, tantivy = measured.rows
    for stored in (ours, tantivy):
        assert (stored.load_s or 0) > 0
        assert (stored.disk_bytes or 0) > 1000
    assert (unstored.load_s, unstored.disk_bytes) == (None, None)
    assert 1 in {unstored.ratio, tantivy.ratio}
    for each in measured.rows:
        assert each.overlap == 1
        assert 0 < each.p50_ms <= each.p95_ms
        assert each.passages_per_s == pytest.approx(200 / each.build_s)
        assert (each.peak_bytes or 0) > 1_000_000


def test_peer_that_is_not_installed_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its line has the command that installs it."""
    only(monkeypatch, "bm25s, numba")
    monkeypatch.setattr(PEERS["bm25s, numba"], "missing", lambda: ["numba"])
    assert measure(TEXTS, 100, 1, nothing) == Measured(
        100,
        1,
        2000,
        [],
        [f"bm25s, numba is left out: numba is not installed. Install: {sys.executable} -m pip install numba"],
    )


@pytest.mark.parametrize(
    ("passages", "all_fields", "left_out"),
    [
        (100_000, False, []),
        (100_001, False, ["Poochho, all fields", "rank-bm25"]),
        (100_001, True, ["rank-bm25"]),
    ],
)
def test_what_takes_too_long_is_left_out(passages: int, all_fields: bool, left_out: list[str]) -> None:  # noqa: FBT001
    """Above 100,000 passages rank-bm25 is left out, and all fields unless they are asked for; a line says so."""
    peers, sentences = measuring._chosen(passages, all_fields=all_fields)
    assert [peer.name for peer in PEERS.values() if peer not in peers] == left_out
    assert [sentence.split(" is left out above 100,000 passages: ")[0] for sentence in sentences] == left_out


def test_peer_that_fails_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """One peer's failure, an exception or a signal, is a line, and the others are measured."""
    only(monkeypatch, "rank-bm25", "tantivy")
    step = measuring._step

    def failing(name: str, folder: Path, *arguments: str) -> None:
        step(name, folder, *(f"no {argument}" if argument == "tantivy" else argument for argument in arguments))

    monkeypatch.setattr(measuring, "_step", failing)
    measured = measure(TEXTS, 100, 1, nothing)
    assert [each.name for each in measured.rows] == ["rank-bm25"]
    assert measured.left_out == ["tantivy is left out, as it failed: KeyError: 'no tantivy'"]


def test_process_that_is_killed_is_said(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A process that the system ended for want of memory is told from one that failed."""
    killed = subprocess.CompletedProcess([], -9, "", "")
    monkeypatch.setattr(subprocess, "run", lambda *_, **__: killed)
    with pytest.raises(IndexingError, match=r"signal 9\. If memory was short, take fewer --passages"):
        measuring._step("build", tmp_path, "tantivy")


def test_texts_without_words_are_an_error() -> None:
    """What the process that makes the corpus says is the error."""
    with pytest.raises(IndexingError, match="The texts have too few words to make 2,000 of them"):
        measure(["…"], 100, 1, nothing)


def test_ratios_are_to_the_fastest_peer() -> None:
    """The engine itself is no peer: it can be faster than 1."""
    rows = [row("Poochho, words", 0.5), row("tantivy", 2.0), row("rank-bm25", 10.0)]
    assert measuring._with_ratios(rows) == [
        replace(rows[0], ratio=0.25),
        replace(rows[1], ratio=1.0),
        replace(rows[2], ratio=5.0),
    ]
    assert measuring._with_ratios(rows[:1]) == rows[:1]
