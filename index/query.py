"""A question as the ranking takes it: its words, what each of them is, and what is quoted."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice

import numpy as np
import regex
from numpy.typing import NDArray

from index.analyzer import Token, analyze
from index.lexicon import Asks, asks, frames, is_function_word
from index.sentences import QUESTION_MARKS
from index.words import Words

FUNCTION_WORD = 0.5
"""What a function word counts beside a content word; question words count nothing (+0.003 MRR)."""

MOST_WORDS = 64
"""Distinct words that are looked up: each is compared with the whole vocabulary, and no question has more."""

FRAMING_WORD = 0.75
"""What a word that frames the question counts in the ranking; 0.5 to 0.75 rank alike, a little better than 1."""

FRAMING_SUBJECT = 0.25
"""What such a word says about the subject, for the confidence: an article seldom says "sent" with the same verb."""

_QUOTED = regex.compile(r"[\"“”„«]([^\"“”„«»]+)[\"“”»]")


@dataclass(frozen=True, slots=True)
class Query:
    """A question's distinct words.

    Attributes:
        words: The words in their spellings.
        weights: What each counts, shape (words,).
        content: Whether each says something about the subject.
        subject: How much each says about the subject, for telling whether a passage is about it, 0 to 1.
        asks: What each asks for, None for most.
        order: The word at each place of the question.
        phrases: The words of each quoted phrase, in order.
    """

    words: Words
    weights: NDArray[np.float32]
    content: NDArray[np.bool_]
    subject: NDArray[np.float32]
    asks: list[Asks | None]
    order: list[int]
    phrases: list[list[int]]


def parse(question: str) -> Query:
    """Return what is known of a question before any passage is looked at."""
    tokens = _telling(analyze(question), question)
    number_of: dict[str, int] = {}
    written: list[str] = []
    for token in tokens:
        if token.word not in number_of:
            number_of[token.word] = len(number_of)
            written.append(question[token.start : token.end])
    forms = list(number_of)
    kinds = [asks(word, form) for word, form in zip(written, forms, strict=True)]
    shouted = question.isupper() and len(forms) > 1 and all(form.isascii() for form in forms)
    function = [_joins(word, form, shouted=shouted) for word, form in zip(written, forms, strict=True)]
    framing = [frames(word, form) for word, form in zip(written, forms, strict=True)]
    weights = [_weight(*kind) for kind in zip(kinds, function, framing, strict=True)]
    content = ~np.array(function, dtype=bool)
    phrases = [
        [number_of[token.word] for token in tokens if quoted.start(1) <= token.start < quoted.end(1)]
        for quoted in _QUOTED.finditer(question)
    ]
    return Query(
        words=Words.of(forms),
        weights=np.array(weights, dtype=np.float32),
        content=content,
        subject=_subject(content, framing),
        asks=kinds,
        order=[number_of[token.word] for token in tokens],
        phrases=[phrase for phrase in phrases if phrase],
    )


def names_subject(question: str) -> bool:
    """Return whether a question says what it is about, as "और कब?" and "kitne?" do not."""
    words = [(question[token.start : token.end], token.word) for token in analyze(question)]
    # Beside words of a script without capitals, those in capitals are names; "OK" alone is none.
    shouted = question.isupper() and all(form.isascii() for _, form in words)
    return any(not _joins(word, form, shouted=shouted) and not frames(word, form) for word, form in words)


def asks_on(question: str) -> bool:
    """Return whether a text names no subject and asks all the same, as "और कब?" does and "thanks" does not."""
    if names_subject(question):
        return False
    marked = question.rstrip().endswith(QUESTION_MARKS)
    return marked or any(asks(question[token.start : token.end], token.word) for token in analyze(question))


def _telling(tokens: list[Token], question: str) -> list[Token]:
    """Return the tokens; of a text too long for a question, those of its first words that are not merely grammar."""
    if len({token.word for token in tokens}) <= MOST_WORDS:
        return tokens
    content = [token for token in tokens if not is_function_word(question[token.start : token.end], token.word)]
    kept = set(islice(dict.fromkeys(token.word for token in content), MOST_WORDS))
    return [token for token in content if token.word in kept]


def _weight(kind: Asks | None, joins: bool, framing: bool) -> float:  # noqa: FBT001  # one question about one word
    if joins:
        return 0.0 if kind else FUNCTION_WORD
    return FRAMING_WORD if framing else 1.0


def _subject(content: NDArray[np.bool_], framing: list[bool]) -> NDArray[np.float32]:
    """Return how much each word says about the subject: framing words little, unless the question has no others."""
    named = content & ~np.array(framing, dtype=bool)
    if not named.any():
        return content.astype(np.float32)
    return np.where(named, 1, FRAMING_SUBJECT * content).astype(np.float32)


def _joins(word: str, form: str, *, shouted: bool) -> bool:
    """Return whether a word says nothing about the subject: a function word, a question word, a single letter."""
    if len(form) == 1:
        return not form.isdigit()
    name = word.isupper() and not shouted and asks(word, form) is None  # US and IT are names, KYA is none
    return is_function_word(word, form) and not name
