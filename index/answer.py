"""An answer: the question, the passages found for it, what in them matched, and how sure it is."""

from __future__ import annotations

from dataclasses import dataclass

from index.passage import Passage
from index.spans import Span


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage found for a question.

    Attributes:
        score: BM25 summed over the fields; comparable within one answer only.
        best_sentence: The sentence that most likely answers, as a span of the passage.
        matches: The words that matched, as spans of the passage on whole grapheme clusters, in order.
    """

    passage: Passage
    score: float
    best_sentence: Span
    matches: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """What the articles say to a question.

    Attributes:
        answered: Whether the first hit is believed to answer; where it is False the hits are merely the nearest
            passages, not to be shown to a person as an answer.
        vague: Whether the question has nothing to look up: no words, or only such that ask or carry grammar.
        confidence: From 0 to 1, how much of what was asked about the first hit holds.
        took_ms: How long it took, in milliseconds.
        hits: Best first; empty where no passage has anything in common with the question.
    """

    question: str
    answered: bool
    vague: bool
    confidence: float
    took_ms: float
    hits: tuple[Hit, ...]
