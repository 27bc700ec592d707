"""One step of a measurement, in a process of its own: ``python -m index.bench.run STEP FOLDER [PEER]``.

The steps leave what they found in the folder, as JSON:

- ``prepare`` generates the corpus and finds the exact results;
- ``build`` builds a peer, and asks it where it cannot be stored;
- ``ask`` loads a peer that was stored, and asks it.
"""

from __future__ import annotations

import gc
import json
import sys
from pathlib import Path
from time import perf_counter
from typing import Any

import numpy as np

from index.bench import memory
from index.bench.corpus import Corpus
from index.bench.exact import DEPTH, Best, exact
from index.bench.peers import PEERS, Peer
from index.errors import IndexingError

UNMEASURED = 3
"""Questions that come before those that are measured: compilers compile, caches fill."""

_WARMING = 100  # passages; a build of so few comes first

Figures = dict[str, Any]


def prepare(folder: Path, passages: int, questions: int, seed: int) -> None:
    """Generate a corpus of the texts in ``texts.json``, and save it with the exact results.

    Raises:
        index.IndexingError: The texts have too few words.
    """
    texts = json.loads((folder / "texts.json").read_text(encoding="utf-8"))
    corpus = Corpus.generate(texts, passages, questions + UNMEASURED, seed)
    corpus.save(folder)
    (folder / "exact.json").write_text(json.dumps([best.as_dict() for best in exact(corpus)]), encoding="utf-8")


def build(folder: Path, name: str) -> Figures:
    """Return the figures of building a peer; those of asking too, where it cannot be stored."""
    peer = _peer(folder, name)
    figures: Figures = {"build_s": _built(peer, Corpus.load(folder)), "peak_bytes": memory.peak()}
    if peer.stores:
        return figures | {"disk_bytes": memory.on_disk(peer.folder)}
    gc.collect()
    return figures | _asked(folder, peer)


def ask(folder: Path, name: str) -> Figures:
    """Return the figures of loading and asking a peer that was stored."""
    peer = _peer(folder, name)
    began = perf_counter()
    peer.load()
    return {"load_s": perf_counter() - began} | _asked(folder, peer)


def _built(peer: Peer, corpus: Corpus) -> float:
    """Return the seconds in which a peer is built."""
    peer.build(peer.prepared(corpus.first(_WARMING)))
    tokens = peer.prepared(corpus)
    gc.collect()
    began = perf_counter()
    peer.build(tokens)
    return perf_counter() - began


def _asked(folder: Path, peer: Peer) -> Figures:
    """Return the figures of asking a peer that is ready, one question at a time."""
    corpus = Corpus.load(folder, with_tokens=False)
    questions = [corpus.spelled(question) for question in corpus.questions]
    results = [Best(**best) for best in json.loads((folder / "exact.json").read_text(encoding="utf-8"))]
    for question in questions[:UNMEASURED]:
        peer.ask(question, DEPTH)
    rest = memory.resident()
    times, overlaps = [], []
    for question, best in zip(questions[UNMEASURED:], results[UNMEASURED:], strict=True):
        began = perf_counter()
        found = peer.ask(question, DEPTH)
        times.append((perf_counter() - began) * 1000)
        overlaps.append(best.overlap(found))
    p50, p95 = np.percentile(times, (50, 95)).tolist()
    return {
        "rest_bytes": rest,
        "asked_bytes": memory.resident(),
        "p50_ms": p50,
        "p95_ms": p95,
        "overlap": float(np.mean(overlaps)) if peer.exact else None,
    }


def _peer(folder: Path, name: str) -> Peer:
    own = folder / name
    own.mkdir(exist_ok=True)
    return PEERS[name](own)


def main(step: str, folder: Path, *arguments: str) -> None:
    """Take a step."""
    if step == "prepare":
        prepare(folder, *map(int, arguments))
    else:
        figures = {"build": build, "ask": ask}[step](folder, *arguments)
        (folder / "figures.json").write_text(json.dumps(figures), encoding="utf-8")


if __name__ == "__main__":
    try:
        main(sys.argv[1], Path(sys.argv[2]), *sys.argv[3:])
    except IndexingError as error:
        sys.exit(str(error))
