"""Words that say nothing about a question's subject: those that ask and those that only join.

Question words ("कब", "kitne", "why") never stand in the passage that answers; function words ("का", "ne", "the")
stand in every one. The lists are facts of each language, kept in ``lexicons/`` by script, for people to mend.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from index.analyzer import analyze


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The words of all languages, as the analyzer spells them."""

    question: frozenset[str]
    function: frozenset[str]


@cache
def lexicon() -> Lexicon:
    """Return the lists of all scripts together; they are read once."""
    question: set[str] = set()
    function: set[str] = set()
    for file in files("index").joinpath("lexicons").iterdir():
        lists = tomllib.loads(file.read_text(encoding="utf-8"))
        function.update(token.word for token in analyze(lists["function"]))
        for words in lists["asks"].values():
            question.update(token.word for token in analyze(words))
    return Lexicon(frozenset(question), frozenset(function - question))
