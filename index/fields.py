"""The fields that passages are ranked on: what each makes of a word, and how much it counts.

This is the one place for the ranking's constants. One weighting serves all languages and scripts.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, lru_cache

import Stemmer

from index.scripts import script_of


@dataclass(frozen=True, slots=True)
class Field:
    """One view of the words of a text, indexed and scored by BM25 on its own.

    Attributes:
        name: What it holds.
        terms: Makes the field's terms of one normalised word.
        weight: The share of its score in a passage's.
        k1: BM25's saturation of a term's frequency.
        b: BM25's weight of a passage's length.
    """

    name: str
    terms: Callable[[str], tuple[str, ...]]
    weight: float
    k1: float = 1.5
    b: float = 0.75


ARTICLE_WEIGHT = 0.6
"""Share of the whole article's score in the score of each of its passages: a passage seldom repeats its subject."""

# Snowball has no other language of these scripts; Hindi's endings serve its neighbours, which share the script.
_STEMMERS = {"Devanagari": "hindi", "Tamil": "tamil", "Latin": "english"}


@lru_cache(maxsize=1 << 18)
def stem(word: str) -> tuple[str, ...]:
    """Return the word without its grammatical ending, by Snowball, where there is a stemmer for its script."""
    script = script_of(word)
    name = _STEMMERS.get(script.name) if script else None
    return (_stemmer(name).stemWord(word) if name else word,)


@cache
def _stemmer(name: str) -> Stemmer.Stemmer:
    return Stemmer.Stemmer(name, 0)  # 0: its own cache is off, ours is in front of it


@lru_cache(maxsize=1 << 18)
def trigrams(word: str) -> tuple[str, ...]:
    """Return every three letters in a row of the word with its edges marked: "^नदी$" has ^नद नदी दी$.

    They match across endings and slips of spelling in every language, without a resource for any (McNamee and
    Mayfield, "Character N-Gram Tokenization for European Language Text Retrieval", 2004, and shared measurements).
    """
    marked = f"^{word}$"
    return tuple(marked[start : start + 3] for start in range(len(marked) - 2))


FIELDS = (
    Field("stems", stem, weight=1.0),
    Field("trigrams", trigrams, weight=0.5),
)
