"""Small generated corpora, modelled on the shipped article."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from index import read_corpus
from index.bench.corpus import Corpus

TEXTS = tuple(article.text for article in read_corpus(Path(__file__).parents[3] / "seeds").articles)


@cache
def corpus(passages: int = 300, questions: int = 12, seed: int = 0) -> Corpus:
    """Return a corpus."""
    return Corpus.generate(TEXTS, passages, questions, seed)
