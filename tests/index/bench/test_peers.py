"""Every peer finds the exact result."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.bench.exact import DEPTH, exact
from index.bench.peers import PEERS, Peer, PoochhoAllFields, PoochhoWords
from tests.index.bench.corpora import corpus

EXACT = [peer for peer in PEERS.values() if peer.exact]
STORED = [peer for peer in PEERS.values() if peer.stores]


def built(peer: type[Peer], folder: Path) -> Peer:
    """Return a peer that has indexed first a few passages, then all, and loaded them where it stores them."""
    made = peer(folder)
    made.build(made.prepared(corpus().first(50)))
    made.build(made.prepared(corpus()))
    if peer.stores:
        made.load()
    return made


def assert_exact(peer: Peer) -> None:
    """Assert that each question's top 10 is the exact one, ties aside."""
    for question, best in zip(corpus().questions, exact(corpus()), strict=True):
        found = peer.ask(corpus().spelled(question), DEPTH)
        assert len(found) == len({*found}) == DEPTH
        assert best.overlap(found) == 1


@pytest.mark.parametrize("peer", EXACT, ids=lambda peer: peer.name)
def test_top_ten_is_the_exact_one(peer: type[Peer], tmp_path: Path) -> None:
    """Every peer ranks by the same BM25; a second build takes the place of the first."""
    assert_exact(built(peer, tmp_path))


@pytest.mark.parametrize("peer", STORED, ids=lambda peer: peer.name)
def test_stored_peer_is_loaded(peer: type[Peer], tmp_path: Path) -> None:
    """What a peer stored is loaded by another, and finds the same."""
    stored = built(peer, tmp_path)
    loaded = peer(tmp_path)
    loaded.load()
    if peer.exact:
        assert_exact(loaded)
    for question in corpus().questions:
        terms = corpus().spelled(question)
        assert loaded.ask(terms, DEPTH) == stored.ask(terms, DEPTH)


def test_our_words_are_compiled_in_parts(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """However few passages are compiled at once, the result is the exact one."""
    monkeypatch.setattr(PoochhoWords, "_AT_ONCE", 70)
    assert_exact(built(PoochhoWords, tmp_path))


def test_all_fields_find_the_passage_asked_about(tmp_path: Path) -> None:
    """The engine as the bot asks it finds a passage that has all the words."""
    peer = built(PoochhoAllFields, tmp_path)
    for question in corpus().questions:
        found = peer.ask(corpus().spelled(question), DEPTH)
        assert any({*question} <= {*corpus().tokens[number].tolist()} for number in found)


def test_what_is_not_installed_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    """A peer names the packages that it wants."""
    assert not any(peer.missing() for peer in PEERS.values())
    monkeypatch.setattr("index.bench.peers.find_spec", lambda _: None)
    assert PEERS["bm25s, numba"].missing() == ["bm25s", "numba"]
