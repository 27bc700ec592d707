"""Words that say nothing about a question's subject, and what those that ask are asking for.

Question words ("कब", "kitne", "why") never stand in the passage that answers; function words ("का", "ne", "the")
stand in every one. The lists are facts of each language, kept in ``lexicons/`` by script, for people to mend.
"""

from __future__ import annotations

import tomllib
from enum import StrEnum
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from index.analyzer import analyze
from index.phonetics import sounds
from index.scripts import LATIN, SCRIPTS, script_of_letter


class Asks(StrEnum):
    """What a question word asks for."""

    NUMBER = "number"
    TIME = "time"
    PERSON = "person"
    PLACE = "place"
    REASON = "reason"
    MANNER = "manner"
    OTHER = "other"


def asks(word: str, form: str) -> Asks | None:
    """Return what a question word asks for; None for any other word.

    Args:
        word: The word as it was written.
        form: The same, normalised.
    """
    return _lexicon().asks(_script(word), form)


def is_function_word(word: str, form: str) -> bool:
    """Return whether a word only carries grammar, or asks."""
    lexicon = _lexicon()
    script = _script(word)
    return lexicon.is_function_word(script, form) or lexicon.asks(script, form) is not None


def frames(word: str, form: str) -> bool:
    """Return whether a word frames a question and says little of its subject: name, reason, time; say, give, go."""
    return _lexicon().frames(_script(word), form)


def answers(kind: Asks, form: str, sound: str) -> bool:
    """Return whether a word may answer what is asked for: a number, or a year, month, day or age."""
    lexicon = _lexicon()
    if kind is Asks.NUMBER:
        return form[0].isdigit() or sound in lexicon.number_sounds
    if kind is Asks.TIME:
        return (form.isdigit() and len(form) == _DIGITS_OF_A_YEAR) or sound in lexicon.time_sounds
    return False


_DIGITS_OF_A_YEAR = 4


def _script(word: str) -> str:
    script = next(filter(None, map(script_of_letter, word)), None)
    return script.name if script else ""


class _Lexicon:
    """The lists of all scripts, as the analyzer spells their words."""

    def __init__(self) -> None:
        self._asks: dict[str, dict[str, Asks]] = {}
        self._function: dict[str, frozenset[str]] = {}
        self._frame: dict[str, frozenset[str]] = {}
        for script in SCRIPTS:
            lists = _read(script.name.lower())
            self._asks[script.name] = _kinds(lists)
            self._function[script.name] = frozenset(_forms(lists.get("function", "")))
            self._frame[script.name] = frozenset(_forms(lists.get("frame", "")))
        romanised = _read("romanised")
        self._asks_by_sound = dict(zip(sounds(list(kinds := _kinds(romanised))), kinds.values(), strict=True))
        self._function_sounds = frozenset(sounds(_forms(romanised["function"])))
        self._frame_sounds = frozenset(sounds(_forms(romanised["frame"])))
        answering = _read("answers")
        self.number_sounds = frozenset(sounds(_forms(answering["number"])))
        self.time_sounds = frozenset(sounds(_forms(answering["time"])))

    @lru_cache(maxsize=1 << 14)  # noqa: B019  # there is one lexicon, for the life of the process
    def asks(self, script: str, form: str) -> Asks | None:
        if form in self._function.get(script, ()):  # Nepali के and Marathi का: too common in Hindi to ask anything
            return None
        kind = self._asks.get(script, {}).get(form)
        return kind or self._asks_by_sound.get(_romanised_sound(script, form))

    @lru_cache(maxsize=1 << 14)  # noqa: B019
    def is_function_word(self, script: str, form: str) -> bool:
        if form in self._function.get(script, ()):
            return True
        return _romanised_sound(script, form) in self._function_sounds

    @lru_cache(maxsize=1 << 14)  # noqa: B019
    def frames(self, script: str, form: str) -> bool:
        return form in self._frame.get(script, ()) or _romanised_sound(script, form) in self._frame_sounds


def _romanised_sound(script: str, form: str) -> str:
    """Return the sound by which a Latin word is looked up; empty where it is none that one could say."""
    sayable = script == LATIN.name and (len(form) == 1 or not _VOWELS.isdisjoint(form))
    return sounds([form])[0] if sayable else ""


_VOWELS = frozenset("aeiouy")


@cache
def _lexicon() -> _Lexicon:
    return _Lexicon()


def _read(name: str) -> dict[str, Any]:
    file = files("index").joinpath("lexicons", f"{name}.toml")
    return tomllib.loads(file.read_text(encoding="utf-8")) if file.is_file() else {}


def _forms(words: str) -> list[str]:
    return list(dict.fromkeys(token.word for token in analyze(words)))


def _kinds(lists: dict[str, Any]) -> dict[str, Asks]:
    kinds: dict[str, Asks] = {}
    for kind, words in lists.get("asks", {}).items():
        for form in _forms(words):
            kinds.setdefault(form, Asks(kind))
    return kinds
