"""The sentence of a passage that most likely answers a question."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.matching import Matching
from index.postings import Ints
from index.query import Query
from index.spans import Span
from index.vocabulary import Vocabulary
from index.words import FITTING

_FOCUS = 1.0  # a word beside the question word counts twice, farther ones less: "कितने अंक", "किस कंपनी"
_CARRIED = 0.5  # a word of the sentence before counts half: the next one says "he" or "it"
_FITTING = 0.3  # for a sentence with a number or a time where one is asked for
_OF_TITLE = 0.25  # the credit from which a word of the question is one of the title's
_LEAST_IDF = 0.05  # a word of every passage still tells a little between sentences


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a passage.

    Attributes:
        terms: Their numbers.
        starts: Where each begins in the text.
        title: The numbers of the words of its article's title.
    """

    terms: Ints
    starts: Ints
    title: Ints


def best_sentence(
    query: Query, matching: Matching, vocabulary: Vocabulary, found: Words, sentences: Sequence[Span]
) -> Span:
    """Return the sentence that most likely answers.

    Words of the article's title are left out, unless the question has no others: they chose the passage, and every
    sentence speaks of them without saying so. The others count by the square root of their idf, which keeps one rare
    word from deciding, and by how near they stand to the question word.

    Args:
        query: The question.
        matching: The query compared with the index's vocabulary.
        vocabulary: The index's words.
        found: The words of the passage.
        sentences: Its sentences, at least one.
    """
    if len(sentences) == 1:
        return sentences[0]
    terms = found.terms
    begins = [sentence.start for sentence in sentences]
    # A word before the first sentence, in what sentencex passed over, counts with it.
    sentence_of = np.maximum(np.searchsorted(begins, found.starts, side="right") - 1, 0)
    used = np.flatnonzero(query.content)
    credit = matching.credit[used]
    held = np.zeros((len(used), len(sentences)))
    np.maximum.at(held.T, sentence_of, credit[:, matching.places(terms)].T)
    held[:, 1:] += _CARRIED * np.maximum(held[:, :-1] - held[:, 1:], 0)

    weights = np.sqrt(np.maximum(matching.ear_idf[used], _LEAST_IDF)) * _focus(query)[used]
    if len(found.title):
        others = credit[:, matching.places(found.title)].max(axis=1) < _OF_TITLE
        if others.any():
            weights = weights * others
    scores = weights @ held / max(float(weights.sum()), 1e-9)
    for kind in {kind for kind in query.asks if kind in FITTING}:
        scores[np.unique(sentence_of[vocabulary.answers(kind, terms)])] += _FITTING
    return sentences[int(np.argmax(scores))]


def _focus(query: Query) -> NDArray[np.float64]:
    """Return how much more each word counts for standing near the word that asks."""
    asking = [place for place, word in enumerate(query.order) if query.asks[word]]
    if not asking:
        return np.ones(len(query.weights))
    places = np.arange(len(query.order))
    away = np.abs(places[:, None] - np.array(asking)).min(axis=1)
    nearest = np.full(len(query.weights), len(places))
    np.minimum.at(nearest, query.order, away)
    return 1 + _FOCUS / (1 + nearest)
