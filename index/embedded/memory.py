"""An index in memory: made at once, never changed, gone with the process."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from index.embedded.collection import Collection
from index.passage import Passage


@dataclass(frozen=True, slots=True)
class InMemory:
    """The engine of one collection."""

    collection: Collection

    @classmethod
    def of(cls, passages: Sequence[Passage]) -> InMemory:
        """Return the engine of passages, those of an article together."""
        return cls(Collection.of(passages))

    def snapshot(self) -> Collection:
        """Return the collection."""
        return self.collection
