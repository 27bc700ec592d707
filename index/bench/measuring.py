"""Measuring every peer in processes of its own, so that the memory and the time of each are its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from index.bench.corpus import vocabulary_size
from index.bench.peers import PEERS, Peer, PoochhoAllFields, RankBM25
from index.errors import IndexingError

_RANK_BM25_UPTO = 100_000  # passages
_ALL_FIELDS_UPTO = 100_000

_ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "NUMBA_NUM_THREADS"), "1")

Tell = Callable[[str, int, int], object]
"""Is told what is done now, which step it is from 0, and how many there are at most."""


@dataclass(frozen=True, slots=True)
class Row:
    """The figures of one peer; None where there is nothing to measure, or the system does not tell.

    Attributes:
        version: Of its package.
        build_s: Seconds from tokens to an index that can be asked, stored where it can be.
        passages_per_s: Passages built a second.
        load_s: Seconds to load the stored index.
        peak_bytes: The most memory of the process that builds, tokens included.
        rest_bytes: Memory of the process that asks, once the index and all code are loaded.
        asked_bytes: The same after all questions: what is mapped from disk shows there.
        disk_bytes: The stored index.
        p50_ms: Milliseconds of a question, median.
        p95_ms: The same, 95th percentile.
        ratio: p50_ms as a multiple of the fastest peer's.
        overlap: The share of the exact top 10 that it finds.
    """

    name: str
    version: str
    build_s: float
    passages_per_s: float
    load_s: float | None
    peak_bytes: int | None
    rest_bytes: int | None
    asked_bytes: int | None
    disk_bytes: int | None
    p50_ms: float
    p95_ms: float
    ratio: float | None
    overlap: float | None


@dataclass(frozen=True, slots=True)
class Measured:
    """What came out.

    Attributes:
        words: The size of the vocabulary.
        left_out: A sentence for each peer that has no row, saying why.
    """

    passages: int
    questions: int
    words: int
    rows: Sequence[Row]
    left_out: Sequence[str]


class StepError(IndexingError):
    """A process that failed."""


def measure(
    texts: Iterable[str],
    passages: int,
    questions: int,
    tell: Tell,
    *,
    all_fields: bool = False,
    seed: int = 0,
) -> Measured:
    """Measure the engine and its peers on a generated corpus, one after another.

    Args:
        texts: What the words are modelled on.
        passages: How many; at least 100.
        questions: How many are measured.
        tell: Is told of the progress.
        all_fields: Whether all fields are measured however many passages there are.
        seed: Of the corpus and the questions.

    Raises:
        index.IndexingError: The corpus cannot be made.
    """
    peers, left_out = _chosen(passages, all_fields=all_fields)
    rows: list[Row] = []
    with TemporaryDirectory(prefix="poochho-bench-") as name:
        folder = Path(name)
        (folder / "texts.json").write_text(json.dumps(list(texts)), encoding="utf-8")
        tell("corpus", 0, len(peers) + 1)
        _step("prepare", folder, str(passages), str(questions), str(seed))
        for number, peer in enumerate(peers, start=1):
            tell(peer.name, number, len(peers) + 1)
            try:
                rows.append(_row(peer, folder, passages))
            except StepError as error:
                left_out.append(f"{peer.name} is left out, as it failed: {error}")
    return Measured(passages, questions, vocabulary_size(passages), _with_ratios(rows), left_out)


def _chosen(passages: int, *, all_fields: bool) -> tuple[list[type[Peer]], list[str]]:
    """Return the peers to measure, and a sentence on each other."""
    reasons = {peer: _reason(peer, passages, all_fields=all_fields) for peer in PEERS.values()}
    return [peer for peer, reason in reasons.items() if not reason], [reason for reason in reasons.values() if reason]


def _reason(peer: type[Peer], passages: int, *, all_fields: bool) -> str:
    """Return why a peer is left out, or nothing."""
    if peer.missing():
        verb = "is" if len(peer.missing()) == 1 else "are"
        return (
            f"{peer.name} is left out: {' and '.join(peer.missing())} {verb} not installed. "
            f"Install: {sys.executable} -m pip install {' '.join(peer.missing())}"
        )
    if peer is RankBM25 and passages > _RANK_BM25_UPTO:
        return f"{peer.name} is left out above {_RANK_BM25_UPTO:,} passages: it walks all of them for every word."
    if peer is PoochhoAllFields and passages > _ALL_FIELDS_UPTO and not all_fields:
        return f"{peer.name} is left out above {_ALL_FIELDS_UPTO:,} passages: it takes minutes. Add --all-fields."
    return ""


def _row(peer: type[Peer], folder: Path, passages: int) -> Row:
    figures = _figures("build", folder, peer.name)
    if peer.stores:
        figures |= _figures("ask", folder, peer.name)
    nothing = {"load_s": None, "disk_bytes": None, "ratio": None}
    named = {"name": peer.name, "version": _version(peer), "passages_per_s": passages / figures["build_s"]}
    return Row(**nothing | named | figures)


def _figures(step: str, folder: Path, peer: str) -> dict[str, Any]:
    _step(step, folder, peer)
    figures: dict[str, Any] = json.loads((folder / "figures.json").read_text(encoding="utf-8"))
    return figures


def _step(step: str, folder: Path, *arguments: str) -> None:
    """Take a step in a process of its own, on one thread."""
    done = subprocess.run(  # noqa: S603  # its own interpreter and module
        # -P: a folder named "index" where the command is run is not ours.
        [sys.executable, "-P", "-m", "index.bench.run", step, str(folder), *arguments],
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        env=os.environ | _ONE_THREAD | {"PYTHONIOENCODING": "utf-8"},
        check=False,
    )
    if done.returncode < 0:
        raise StepError(f"it was ended by signal {-done.returncode}. If memory was short, take fewer --passages.")
    if done.returncode:
        raise StepError((done.stderr.strip().splitlines() or [f"exit code {done.returncode}"])[-1])


def _with_ratios(rows: Iterable[Row]) -> list[Row]:
    """Return the rows with their ratios to the fastest peer; None where there is no peer."""
    rows = list(rows)
    fastest = min((row.p50_ms for row in rows if not PEERS[row.name].ours), default=None)
    return [replace(row, ratio=row.p50_ms / fastest if fastest else None) for row in rows]


def _version(peer: type[Peer]) -> str:
    try:
        return version(next(iter(peer.packages)))
    except PackageNotFoundError:  # run from the source tree
        return "–"
