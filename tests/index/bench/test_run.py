"""The steps of a measurement."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from index.bench.peers import PEERS, Peer
from index.bench.run import UNMEASURED, main
from tests.index.bench.corpora import TEXTS

BUILT = {"build_s", "peak_bytes"}
ASKED = {"rest_bytes", "asked_bytes", "p50_ms", "p95_ms", "overlap"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a corpus of 150 passages and 4 questions."""
    (tmp_path / "texts.json").write_text(json.dumps(TEXTS), encoding="utf-8")
    main("prepare", tmp_path, "150", "4", "0")
    return tmp_path


def figures(folder: Path) -> set[str]:
    """Return the names of the figures that a step left."""
    return {*json.loads((folder / "figures.json").read_text(encoding="utf-8"))}


def test_corpus_comes_with_exact_results(folder: Path) -> None:
    """Every question has its result, those too that are not measured."""
    assert len(json.loads((folder / "exact.json").read_text(encoding="utf-8"))) == 4 + UNMEASURED


@pytest.mark.parametrize("peer", PEERS.values(), ids=lambda peer: peer.name)
def test_steps_of_each_peer(folder: Path, peer: type[Peer]) -> None:
    """A peer that is stored is asked in a second step; another at once."""
    name, stores = peer.name, peer.stores
    main("build", folder, name)
    assert figures(folder) == BUILT | ({"disk_bytes"} if stores else ASKED)
    if stores:
        main("ask", folder, name)
        assert figures(folder) == {"load_s"} | ASKED
