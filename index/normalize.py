"""One spelling for what people spell in many ways, word by word; for matching only, never shown.

indic-nlp-library's normaliser of the word's script does the work; what it does not do is done around it.
"""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import Protocol

from indicnlp.normalize.indic_normalize import IndicNormalizerFactory

from index.scripts import script_of


class _Normalizer(Protocol):
    def normalize(self, text: str) -> str: ...


@cache
def _normalizer(language: str) -> _Normalizer:
    # "to_anusvaara_strict" makes हिन्दी हिंदी and leaves जन्म alone, which "relaxed" breaks; without nuktas कज़ाख़ is कजाख.
    normalizer: _Normalizer = IndicNormalizerFactory().get_normalizer(
        language, remove_nuktas=True, nasals_mode="to_anusvaara_strict"
    )
    return normalizer


def normalize_word(word: str) -> str:
    """Return one word, as it stands in a text, in the spelling that words are compared in.

    Small letters (for scripts that have two kinds), NFC, ASCII digits, no nukta, nasals before their own consonants as
    anusvara, chandrabindu as anusvara, no zero-width characters. May be empty, where nothing of the word is left.
    """
    # The library would make a space of the zero-width one; the joiners it needs, to tell Malayalam's chillus.
    word = unicodedata.normalize("NFC", word.replace("\u200b", "").casefold())
    script = script_of(word)
    if script and script.normalizer:
        word = _normalizer(script.normalizer).normalize(word)
    return "".join(_folded(letter) for letter in word)


def _folded(letter: str) -> str:
    """Fold one character: digits of every script to ASCII, what has no shape of its own to nothing."""
    if letter.isascii():
        return letter
    digit = unicodedata.decimal(letter, None)
    if digit is not None:
        return str(digit)
    if letter in _CHANDRABINDUS:
        return _CHANDRABINDUS[letter]
    return "" if unicodedata.category(letter) == "Cf" else letter


# Chandrabindu and anusvara are the first letters of each block that follows ISCII: Unicode Standard, chapter 12.1.
_CHANDRABINDUS = {chr(block + 1): chr(block + 2) for block in range(0x0900, 0x0D00, 0x80)}
