"""What is measured: the engine and its installed peers, each behind the same few methods.

All of them rank by BM25 with k1 1.2, b 0.75 and the idf of :mod:`index.bm25`, over the same words; but for all fields.
"""

from __future__ import annotations

import shutil
from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any, ClassVar

import numpy as np
from numpy.typing import NDArray

from index.bench.corpus import Corpus, number_of
from index.bm25 import K1, B, Okapi, idf
from index.embedded.arrays import in_files, load, save, within
from index.embedded.inverted import Field, Inverted
from index.embedded.store import Store
from index.loops import best
from index.search import Searcher
from index.strings import Lookup, keys_of


class Peer(ABC):
    """A search engine over a corpus.

    Args:
        folder: Where it may store itself; it exists.

    Attributes:
        name: What people call it.
        packages: What it is installed by, as pip and the import know it; the first has the version.
        ours: Whether it is this engine and no peer of it.
        exact: Whether its result is to be the exact one.
        stores: Whether it can be stored in its folder and loaded.
    """

    name: ClassVar[str]
    packages: ClassVar[Mapping[str, str]]
    ours: ClassVar[bool] = False
    exact: ClassVar[bool] = True
    stores: ClassVar[bool] = False

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @classmethod
    def missing(cls) -> list[str]:
        """Return the packages that are not installed."""
        return [package for package, module in cls.packages.items() if find_spec(module) is None]

    @abstractmethod
    def prepared(self, corpus: Corpus) -> Any:  # noqa: ANN401  # each peer has its own form of tokens
        """Return the tokens in the form that the peer takes; this is not measured."""

    @abstractmethod
    def build(self, tokens: Any) -> None:  # noqa: ANN401
        """Index what :meth:`prepared` returned, in the place of what was indexed before, and store it if it can be."""

    def load(self) -> None:
        """Load what was stored in the folder."""
        raise NotImplementedError

    def empty(self) -> None:
        """Remove what was stored before."""
        shutil.rmtree(self.folder)
        self.folder.mkdir()

    @abstractmethod
    def ask(self, terms: Sequence[str], count: int) -> list[int]:
        """Return the numbers of the best passages for distinct words, in any order."""


@dataclass(frozen=True, slots=True)
class _Words:
    """One field with the numbers of its words."""

    inverted: Inverted
    numbers: Lookup


class PoochhoWords(Peer):
    """One field of the embedded engine."""

    name = "Poochho, words"
    packages: ClassVar[Mapping[str, str]] = {"poochho": "index"}
    ours = True
    stores = True

    _AT_ONCE = 50_000  # passages of a part, as the engine compiles them

    def prepared(self, corpus: Corpus) -> Corpus:
        """Return the corpus: the terms are numbers already."""
        return corpus

    def build(self, tokens: Corpus) -> None:
        """Compile the postings part by part, and merge them into files."""
        self.empty()
        parts = [
            self._part(tokens.tokens[start : start + self._AT_ONCE])
            for start in range(0, len(tokens.tokens), self._AT_ONCE)
        ]
        kept = [np.ones(part.size, dtype=bool) for part in parts]
        merged = Inverted.merged(parts, kept, within("inverted", in_files(self.folder)))
        numbers = Lookup.of(keys_of(tokens.words), np.arange(len(tokens.words)))
        (self.folder / "digest").write_text(save(_Words(merged, numbers), self.folder))

    def load(self) -> None:
        """Map the arrays."""
        words = load(_Words, self.folder, (self.folder / "digest").read_text())
        self._numbers = words.numbers
        self._field = Field(words.inverted, float(words.inverted.lengths.mean()))
        # By the words' numbers, as the engine has them.
        self._frequencies = np.zeros(len(words.numbers.keys), np.int64)
        self._frequencies[words.inverted.terms] = words.inverted.frequencies

    def ask(self, terms: Sequence[str], count: int) -> list[int]:
        """Return the best passages, in ascending order of their numbers."""
        numbers = self._numbers.first_of(terms)
        size = self._field.inverted.size
        weights = idf(size, self._frequencies[numbers])
        scores = np.zeros(size, np.float32)
        self._field.add_scores(scores, np.arange(len(numbers)), numbers, np.ones(len(numbers)), weights)
        found: list[int] = best(scores, count).tolist()
        return found

    @staticmethod
    def _part(tokens: NDArray[np.int32]) -> Inverted:
        size, length = tokens.shape
        documents = np.repeat(np.arange(size, dtype=np.int32), length)
        return Inverted.of(documents, tokens.ravel(), np.ones(size * length, np.int8), size)


class PoochhoAllFields(Peer):
    """The embedded engine as the bot asks it; it ranks by more than words, and analysing them belongs to building."""

    name = "Poochho, all fields"
    packages: ClassVar[Mapping[str, str]] = {"poochho": "index"}
    ours = True
    exact = False
    stores = True

    def prepared(self, corpus: Corpus) -> Corpus:
        """Return the corpus: its articles are made as they are indexed, as files are read."""
        return corpus

    def build(self, tokens: Corpus) -> None:
        """Index the articles, on all processors."""
        self.empty()
        with Store(self.folder) as store:
            store.add(tokens.as_articles())
            store.merge()

    def load(self) -> None:
        """Map the index."""
        self._searcher = Searcher(Store(self.folder))

    def ask(self, terms: Sequence[str], count: int) -> list[int]:
        """Return the best passages, best first; at most as many as the bot asks for."""
        hits = self._searcher.ask(" ".join(terms)).hits[:count]
        return [number_of(hit.passage) for hit in hits]


class RankBM25(Peer):
    """rank-bm25 with our idf: it defines the scores."""

    name = "rank-bm25"
    packages: ClassVar[Mapping[str, str]] = {"rank-bm25": "rank_bm25"}

    def prepared(self, corpus: Corpus) -> list[list[str]]:
        """Return the words of each passage."""
        return corpus.as_words()

    def build(self, tokens: list[list[str]]) -> None:
        """Count the words."""
        self._okapi = Okapi(tokens)

    def ask(self, terms: Sequence[str], count: int) -> list[int]:
        """Return the best passages."""
        scores = self._okapi.get_scores(terms)
        found = np.flatnonzero(scores > 0)
        if len(found) > count:
            found = found[np.argpartition(scores[found], -count)[-count:]]
        return [int(number) for number in found]


class Bm25s(Peer):
    """bm25s with its numba backend, in memory; it takes numbers of words beside their vocabulary."""

    name = "bm25s, numba"
    packages: ClassVar[Mapping[str, str]] = {"bm25s": "bm25s", "numba": "numba"}
    stores = True

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        import bm25s

        self._bm25s = bm25s
        self._index = bm25s.BM25(k1=K1, b=B, method="lucene", backend="numba")

    def prepared(self, corpus: Corpus) -> tuple[list[list[int]], dict[str, int]]:
        """Return the numbers of each passage's words, equal ones one object, and the vocabulary."""
        numbers = np.arange(len(corpus.words)).astype(object)
        return numbers[corpus.tokens].tolist(), {word: number for number, word in enumerate(corpus.words)}

    def build(self, tokens: tuple[list[list[int]], dict[str, int]]) -> None:
        """Compute all scores and save them."""
        self._index.index(tokens, show_progress=False)
        self._index.save(self.folder, show_progress=False)

    def load(self) -> None:
        """Load the scores into memory, as it does by default."""
        self._index = self._bm25s.BM25.load(self.folder, show_progress=False)

    def ask(self, terms: Sequence[str], count: int) -> list[int]:
        """Return the best passages, best first."""
        found, _ = self._index.retrieve([list(terms)], k=count, show_progress=False)
        return [int(number) for number in found[0]]


class Tantivy(Peer):
    """tantivy: Lucene's ways in Rust. Its k1 and b are the same as ours and cannot be set.

    It takes text: words go in with spaces between them and are split there. One thread writes.
    """

    name = "tantivy"
    packages: ClassVar[Mapping[str, str]] = {"tantivy": "tantivy"}
    stores = True

    _TOKENIZER = "words"
    _HEAP = 1_000_000_000  # bytes: segments are few, as it likes them for asking

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        import tantivy

        self._tantivy = tantivy

    def prepared(self, corpus: Corpus) -> list[str]:
        """Return the text of each passage."""
        return [" ".join(words) for words in corpus.as_words()]

    def build(self, tokens: list[str]) -> None:
        """Write the index; it is always on disk."""
        self.empty()
        index = self._tantivy.Index(self._schema(), str(self.folder))
        analyzer = self._tantivy.TextAnalyzerBuilder(self._tantivy.Tokenizer.whitespace()).build()
        index.register_tokenizer(self._TOKENIZER, analyzer)
        writer = index.writer(self._HEAP, 1)
        for number, text in enumerate(tokens):
            writer.add_document(self._tantivy.Document(text=text, number=number))
        writer.commit()
        writer.wait_merging_threads()
        self.load()

    def load(self) -> None:
        """Open the index, which maps its files into memory."""
        index = self._tantivy.Index.open(str(self.folder))
        self._index_schema, self._searcher = index.schema, index.searcher()

    def ask(self, terms: Sequence[str], count: int) -> list[int]:
        """Return the best passages, best first."""
        queries = [
            (self._tantivy.Occur.Should, self._tantivy.Query.term_query(self._index_schema, "text", term, "freq"))
            for term in terms
        ]
        found = self._searcher.search(self._tantivy.Query.boolean_query(queries), count, count=False)
        numbers: list[Any] = self._searcher.fast_field_values("number", [address for _, address in found.hits])
        return numbers

    def _schema(self) -> Any:  # noqa: ANN401  # tantivy has no types
        builder = self._tantivy.SchemaBuilder()
        builder.add_text_field("text", tokenizer_name=self._TOKENIZER, index_option="freq")
        builder.add_integer_field("number", fast=True)
        return builder.build()


PEERS: dict[str, type[Peer]] = {peer.name: peer for peer in (PoochhoWords, PoochhoAllFields, RankBM25, Bm25s, Tantivy)}
"""Everything that is measured, by its name, in this order."""
