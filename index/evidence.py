"""What in a passage answers a question: the words that match, the sentence that holds most of them, and how much."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from index.analyzer import Token, analyze
from index.fields import stem, trigrams
from index.passage import Passage
from index.sentences import split_sentences
from index.spans import Span, on_clusters

_ALIKE = 0.5
"""Dice coefficient of the trigrams from which two words are taken for spellings or forms of one."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a passage has of a question.

    Attributes:
        coverage: The share of the question's weight that the passage has, 0 to 1.
        best_sentence: The sentence with most of it, as a span of the passage.
        matches: The matching words, as spans of the passage.
    """

    coverage: float
    best_sentence: Span
    matches: tuple[Span, ...]


def find_evidence(passage: Passage, weights: Mapping[str, float]) -> Evidence:
    """Compare a passage with a question.

    Args:
        passage: The passage.
        weights: The question's words and how much each tells (its idf); at least one.
    """
    text = passage.text
    matches = [(token, found) for token in analyze(text) if (found := _likeness(token, weights))]
    sentences = split_sentences(text, passage.article.language) or [Span(0, len(text))]
    best = max(sentences, key=lambda sentence: _covered(weights, [m for m in matches if _inside(m[0], sentence)]))
    return Evidence(
        coverage=_covered(weights, matches) / sum(weights.values()),
        best_sentence=best,
        matches=on_clusters(text, (Span(token.start, token.end) for token, _ in matches)),
    )


def _likeness(token: Token, weights: Mapping[str, float]) -> dict[str, float]:
    """Return how much the token is like each of the question's words: those that it is like at all."""
    likeness = {word: _alike(token.word, word) for word in weights}
    return {word: alike for word, alike in likeness.items() if alike >= _ALIKE}


def _alike(one: str, other: str) -> float:
    if one == other or stem(one) == stem(other):
        return 1.0
    first, second = set(trigrams(one)), set(trigrams(other))
    return 2 * len(first & second) / (len(first) + len(second))


def _covered(weights: Mapping[str, float], matches: list[tuple[Token, dict[str, float]]]) -> float:
    return sum(
        weight * max((found.get(word, 0.0) for _, found in matches), default=0.0) for word, weight in weights.items()
    )


def _inside(token: Token, span: Span) -> bool:
    return span.start <= token.start < span.end
