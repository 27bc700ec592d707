"""An index moves from one engine to another: every article comes along, and what differs is found."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

from index import EngineKind, KeptEngine, Searcher, open_engine
from index.migration import QUESTIONS, Verified, move, verify
from tests.cloud.indexes import article, assert_same
from tests.cloud.test_same_answers import GENERATED, SMALL
from tests.cloud.test_same_answers import QUESTIONS as ASKED

ARTICLES = [*SMALL, *GENERATED]

BOTH_WAYS = [(EngineKind.EMBEDDED, EngineKind.LANCEDB), (EngineKind.LANCEDB, EngineKind.EMBEDDED)]


@contextmanager
def two(folder: Path, kinds: tuple[EngineKind, EngineKind]) -> Iterator[tuple[KeptEngine, KeptEngine]]:
    """Open two empty indexes."""
    with ExitStack() as stack:
        old, new = (
            open_engine(str(folder / name), folder / "cache", kind) for name, kind in zip("on", kinds, strict=True)
        )
        stack.callback(old.close)
        stack.callback(new.close)
        yield old, new


def compared(old: KeptEngine, new: KeptEngine) -> Verified:
    """Compare two indexes, and see that the progress adds up."""
    told: list[int] = []
    verified = verify(old, new, told.append)
    assert sum(told) == verified.questions
    return verified


@pytest.mark.parametrize("kinds", BOTH_WAYS)
def test_index_is_the_same_in_the_other_engine(tmp_path: Path, kinds: tuple[EngineKind, EngineKind]) -> None:
    """All articles move, in their order, and the new index gives the answers of the old one, which stays."""
    with two(tmp_path, kinds) as (old, new):
        for start in range(0, len(ARTICLES), 10):
            old.add(ARTICLES[start : start + 10])
        old.add([ARTICLES[3]])  # goes to the end
        old.remove([ARTICLES[5].id])
        left = [each for each in ARTICLES if each not in (ARTICLES[3], ARTICLES[5])] + [ARTICLES[3]]
        told: list[int] = []
        move(old, new, told.append)
        assert sum(told) == len(left)
        for engine in (old, new):
            assert [*engine.snapshot().texts()] == left
            assert [entry.id for entry in engine.snapshot().articles] == [each.id for each in left]
        verified = compared(old, new)
        assert verified.same
        assert verified.articles == (len(left), len(left))
        assert verified.passages[0] == verified.passages[1]
        assert len(left) <= verified.questions <= QUESTIONS
        for question in ASKED:
            assert_same(Searcher(new).ask(question), Searcher(old).ask(question))
        move(old, new, told.append)  # again: nothing is doubled
        assert compared(old, new).same


def test_empty_index_moves(tmp_path: Path) -> None:
    """An index without articles moves too."""
    with two(tmp_path, BOTH_WAYS[0]) as (old, new):
        move(old, new, lambda _: None)
        assert compared(old, new) == Verified((0, 0), (0, 0), 0, [])


def test_differences_are_found(tmp_path: Path) -> None:
    """An article that is missing, one too many and one with another text are all told."""
    with two(tmp_path, BOTH_WAYS[0]) as (old, new):
        old.add(ARTICLES)
        move(old, new, lambda _: None)
        size = len(ARTICLES)
        new.remove(["tea"])
        verified = compared(old, new)
        assert not verified.same
        assert verified.articles == (size, size - 1)
        assert any("चाय" in question for question in verified.differing)
        new.add([SMALL[0], article("more", "एक और।")])
        assert compared(old, new).articles == (size, size + 1)
        new.remove(["more"])
        assert compared(old, new).articles == (size, size)
        new.add([article("tiger", "शेर गिर में रहता है। शेर दिन में सोता है।", title="शेर")])
        verified = compared(old, new)
        assert verified.articles == (size, size)
        assert not verified.same
        assert any("बाघ" in question for question in verified.differing)
