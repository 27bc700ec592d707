"""An index in memory."""

from __future__ import annotations

from index.embedded.memory import InMemory
from tests.index.articles import passages_of


def test_it_is_the_same_at_any_time() -> None:
    """Every question sees the passages that it was made of."""
    passages = passages_of(["सेना", "नदी"], ["पुल"])
    engine = InMemory.of(passages)
    assert engine.snapshot() is engine.snapshot()
    assert list(engine.snapshot().passages) == passages
