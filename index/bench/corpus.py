"""Generated corpora: passages of pseudo-words, as numbers until somebody needs words."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import ceil, sqrt
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.article import Article, Source
from index.bench.words import pseudo_words
from index.passage import Passage
from index.scripts import language_of

Terms = NDArray[np.int32]

PASSAGE_WORDS, ARTICLE_PASSAGES, QUESTION_WORDS = 60, 10, 8

_MANY, _WORDS_OF_MANY = 1_000_000, 200_000  # passages, and the words of their vocabulary
_TITLE_WORDS = 5
_ARTICLE = "article-"
_AT_ONCE = 1_000_000  # random numbers


@dataclass(frozen=True, slots=True)
class Corpus:
    """Passages and questions about them.

    Attributes:
        words: The vocabulary; a term is a place in it.
        tokens: The terms of each passage, shape (passages, PASSAGE_WORDS).
        questions: The terms of each question.
    """

    words: Sequence[str]
    tokens: Terms
    questions: Sequence[Sequence[int]]

    @classmethod
    def generate(cls, texts: Iterable[str], passages: int, questions: int, seed: int = 0) -> Corpus:
        """Return a corpus, the same for the same arguments.

        Raises:
            index.IndexingError: The texts have too few words to make a vocabulary of.
        """
        words = pseudo_words(texts, vocabulary_size(passages), seed)
        random = np.random.default_rng(seed)
        tokens = _zipfian(random, len(words), passages)
        return cls(words, tokens, [_question(random, tokens) for _ in range(questions)])

    def spelled(self, terms: Iterable[int]) -> list[str]:
        """Return terms as words."""
        return [self.words[term] for term in terms]

    def as_words(self) -> list[list[str]]:
        """Return the words of each passage; equal ones are one object."""
        spelled: list[list[str]] = np.array(self.words, dtype=object)[self.tokens].tolist()
        return spelled

    def as_articles(self) -> Iterator[Article]:
        """Yield the passages as articles of :data:`ARTICLE_PASSAGES` each, a paragraph a passage."""
        for start in range(0, len(self.tokens), ARTICLE_PASSAGES):
            texts = [" ".join(self.spelled(terms)) for terms in self.tokens[start : start + ARTICLE_PASSAGES].tolist()]
            title = " ".join(self.spelled(self.tokens[start, :_TITLE_WORDS].tolist()))
            yield Article(f"{_ARTICLE}{start}", title, language_of(title), "\n".join(texts), Source())

    def save(self, folder: Path) -> None:
        """Write the corpus into a folder."""
        np.save(folder / "tokens.npy", self.tokens)
        (folder / "words.json").write_text(json.dumps([self.words, self.questions]), encoding="utf-8")

    @classmethod
    def load(cls, folder: Path, *, with_tokens: bool = True) -> Corpus:
        """Read a corpus back; without tokens it has no passages, only questions."""
        words, questions = json.loads((folder / "words.json").read_text(encoding="utf-8"))
        tokens = np.load(folder / "tokens.npy") if with_tokens else np.zeros((0, PASSAGE_WORDS), np.int32)
        return cls(words, tokens, questions)

    def first(self, passages: int) -> Corpus:
        """Return the corpus of the first passages."""
        return Corpus(self.words, self.tokens[:passages], self.questions)


def vocabulary_size(passages: int) -> int:
    """Return how many distinct words the vocabulary of a corpus has: 200,000 for a million passages.

    It grows as the square root of the text: Heaps' law with exponent 0.5 (Heaps, "Information Retrieval", 1978, section
    7.5; Manning, Raghavan and Schütze, "Introduction to Information Retrieval", 2008, section 5.1.1).
    """
    return ceil(_WORDS_OF_MANY * sqrt(passages / _MANY))


def _zipfian(random: np.random.Generator, words: int, passages: int) -> Terms:
    """Return terms drawn with a frequency of 1 / rank, the first the commonest (Zipf's law with exponent 1)."""
    upto = np.cumsum(1 / np.arange(1, words + 1))
    tokens = np.empty(passages * PASSAGE_WORDS, np.int32)
    for start in range(0, len(tokens), _AT_ONCE):
        part = tokens[start : start + _AT_ONCE]
        part[:] = np.searchsorted(upto, random.random(len(part)) * upto[-1], side="right")
    return tokens.reshape(passages, PASSAGE_WORDS)


def _question(random: np.random.Generator, tokens: Terms) -> list[int]:
    """Return some distinct words of one passage."""
    terms = np.unique(tokens[random.integers(len(tokens))])
    chosen: list[int] = random.permutation(terms)[:QUESTION_WORDS].tolist()
    return chosen


def number_of(passage: Passage) -> int:
    """Return the number of a passage of a corpus's articles."""
    return int(passage.article.id.removeprefix(_ARTICLE)) + passage.number - 1
