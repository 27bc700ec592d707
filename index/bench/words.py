"""Pseudo-words that look like those of a language: for corpora larger than any text at hand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from itertools import pairwise
from random import Random

import regex

from index.errors import IndexingError

_WORD = regex.compile(r"[\p{L}\p{M}]+")
_CLUSTER = regex.compile(r"\X")
_END = ""
_LONGEST = 10  # clusters
_MOST_PARTS = 3  # of a compound
_MOST_TRIES = 20  # for each word that is wanted


def pseudo_words(texts: Iterable[str], count: int, seed: int) -> list[str]:
    """Return distinct pseudo-words, the same for the same texts, count and seed.

    A Markov chain of the first order over grapheme clusters (UAX #29): each cluster is followed by one that follows it
    somewhere in the texts, as often as there (Shannon, "A Mathematical Theory of Communication", 1948, section 3). What
    is a word already becomes the beginning of a compound: few words are made again and again, and many are needed.

    Args:
        texts: Their words are the model.
        count: How many words.
        seed: Of the random numbers.

    Raises:
        IndexingError: The texts have too few words to make so many of them.
    """
    followers = _followers(texts)
    random = Random(seed)  # noqa: S311  # nothing here is a secret
    words: dict[str, None] = {}
    for _ in range(count * _MOST_TRIES if followers else 0):
        word = _word(followers, random)
        for _ in range(_MOST_PARTS - 1):
            if word not in words:
                break
            word += _word(followers, random)
        words.setdefault(word)
        if len(words) == count:
            return list(words)
    raise IndexingError(f"The texts have too few words to make {count:,} of them. Give more text or fewer passages.")


def _followers(texts: Iterable[str]) -> dict[str, list[str]]:
    """Return what follows each cluster, as often as it does; what words begin with follows the empty string."""
    followers: defaultdict[str, list[str]] = defaultdict(list)
    for text in texts:
        for word in _WORD.findall(text):
            for cluster, following in pairwise([_END, *_CLUSTER.findall(word), _END]):
                followers[cluster].append(following)
    return dict(followers)


def _word(followers: dict[str, list[str]], random: Random) -> str:
    clusters = [random.choice(followers[_END])]
    while len(clusters) < _LONGEST and (following := random.choice(followers[clusters[-1]])):
        clusters.append(following)
    return "".join(clusters)
