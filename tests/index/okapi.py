"""rank-bm25 over what the index is made of: the reference that its scores are held to."""

from __future__ import annotations

import numpy as np

from index.analyzer import analyze
from index.bm25 import Okapi, idf
from index.likeness import Alike
from index.vocabulary import Vocabulary
from index.words import RUN_LENGTHS, Words


def words_of(text: str) -> list[str]:
    """Return the words of a text as they are compared."""
    return [token.word for token in analyze(text)]


def runs_in(words: list[str]) -> list[str]:
    """Return the runs of consonants of words, each as often as it stands there."""
    marked = [f"^{skeleton}$" for skeleton in Words.of(words).skeletons]
    return [word[at : at + length] for length in RUN_LENGTHS for word in marked for at in range(len(word) - length + 1)]


def soft(texts: list[list[str]], vocabulary: Vocabulary, asked: list[str], alike: Alike) -> Okapi:
    """Return rank-bm25 over texts in which each word asked for stands as often as what is alike to it, by credit."""
    okapi = Okapi(texts)
    cosines = [
        {
            vocabulary.form(term): float(cosine)
            for term, cosine in zip(alike.term[alike.word == row], alike.cosine[alike.word == row], strict=True)
        }
        for row in range(len(asked))
    ]
    okapi.doc_freqs = [
        {
            word: sum(cosine**2 * counts.get(form, 0) for form, cosine in of_word.items())
            for word, of_word in zip(asked, cosines, strict=True)
        }
        for counts in okapi.doc_freqs
    ]
    distinct = [{*text} for text in texts]
    groups = [
        sum(cosine**3 * sum(form in text for text in distinct) for form, cosine in of_word.items())
        for of_word in cosines
    ]
    okapi.idf = {
        word: float(idf(len(texts), np.array(min(group, len(texts)))))
        for word, group in zip(asked, groups, strict=True)
    }
    return okapi
