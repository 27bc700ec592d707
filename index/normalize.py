"""One spelling for what people spell in many ways; for matching only, never shown.

indic-nlp-library's normaliser of each script does the work; what it does not do is done around it. Words of all scripts
that follow ISCII come out in Devanagari: a name is the same word in Bengali and in Hindi.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Protocol

import regex
from indicnlp.normalize.indic_normalize import IndicNormalizerFactory

from index.scripts import DEVANAGARI, ISCII_SCRIPTS, script_of_letter

_FORMS: dict[str, str] = {}
_MOST_REMEMBERED = 1 << 20  # about the vocabulary of a million passages; then it is forgotten and learned anew


class _Normalizer(Protocol):
    def normalize(self, text: str) -> str: ...


def normalize_words(words: Sequence[str]) -> list[str]:
    """Return the form that each word is compared in; words of one spelling, as people hear it, have one form.

    Small letters, NFC, ASCII digits, Devanagari for all ISCII scripts, no nukta, nasals before their own consonants and
    chandrabindu as anusvara, no zero-width characters. A form is empty where no letter and no digit is left.

    Args:
        words: Words as they stand in a text, without white space.
    """
    forms = forms_of(words)
    return [forms[word] for word in words]


def forms_of(words: Iterable[str]) -> dict[str, str]:
    """Return the form of each distinct word, as :func:`normalize_words` describes it."""
    forms: dict[str, str] = {}
    groups: dict[str | None, list[str]] = {}
    for word in set(words):
        form = _FORMS.get(word)
        if form is None:
            groups.setdefault(_normalizer_for(word), []).append(word)
        else:
            forms[word] = form
    if len(_FORMS) > _MOST_REMEMBERED:
        _FORMS.clear()
    for language, group in groups.items():
        learned = dict(zip(group, _normalized(group, language), strict=True))
        forms |= learned
        _FORMS.update(learned)
    return forms


def _normalizer_for(word: str) -> str | None:
    """Return the language whose normaliser a word is given to, by its first letter of a known script."""
    for letter in word:
        script = script_of_letter(letter)
        if script:
            return script.normalizer
    return None


def _normalized(words: Iterable[str], language: str | None) -> list[str]:
    # All at once, a line a word: each step is one pass in C over all of them.
    # The library would make a space of the zero-width one; the joiners it needs, to tell Malayalam's chillus.
    lines = unicodedata.normalize("NFC", "\n".join(words).replace("\u200b", "").casefold())
    if language:
        lines = _normalizer(language).normalize(lines)
    lines = lines.translate(_FOLDED)
    for pattern, replacement in _SPELLINGS.get(language or "", []):
        lines = pattern.sub(replacement, lines)
    if language:
        lines = _GLIDE.sub(lambda match: "ए" if match.group() == "ये" else "ई", lines)
    return [form if _LETTER_OR_DIGIT.search(form) else "" for form in lines.split("\n")]


@cache
def _normalizer(language: str) -> _Normalizer:
    # "to_anusvaara_strict" makes हिन्दी हिंदी and leaves जन्म alone, which "relaxed" breaks; without nuktas कज़ाख़ is कजाख.
    normalizer: _Normalizer = IndicNormalizerFactory().get_normalizer(
        language, remove_nuktas=True, nasals_mode="to_anusvaara_strict"
    )
    return normalizer


class _Folding(dict[int, str | int | None]):
    """What each character becomes, worked out when it is first met."""

    def __missing__(self, code: int) -> str | int | None:
        letter = chr(code)
        digit = unicodedata.decimal(letter, None)
        folded: str | int | None = code
        if digit is not None:
            folded = str(digit)
        elif unicodedata.category(letter) == "Cf":  # joiners, soft hyphens: no shape of their own
            folded = None
        else:
            folded = _FOLDED_LETTERS[letter] if letter in _FOLDED_LETTERS else _in_devanagari(letter)
        self[code] = folded
        return folded


def _in_devanagari(letter: str) -> str:
    """Return the letter at the same place of the Devanagari block: blocks that follow ISCII share one layout.

    The Unicode Standard, chapter 12.1; Sinhala, also an Indic script, has a layout of its own.
    """
    script = script_of_letter(letter)
    if script not in ISCII_SCRIPTS:
        return letter
    moved = chr(ord(letter) - script.ranges[0][0] + DEVANAGARI.ranges[0][0])
    bare = unicodedata.normalize("NFD", moved)[0]  # Gurmukhi's ੜ is no letter with a nukta, Devanagari's ड़ is
    return _FOLDED_LETTERS.get(bare, bare)


# Letters with a twin that sounds alike or is written for it: chandrabindu and anusvara; the short and the open e and o,
# which Hindi borrows for English words and has no keys for; the southern n, r and l; avagraha, nukta
# (the library leaves Kannada's) and Vedic accents.
_FOLDED_LETTERS = {
    "ँ": "ं", "ॅ": "े", "ॉ": "ो", "ऑ": "ओ", "ऍ": "ए", "ॲ": "ए", "ॆ": "े", "ॊ": "ो", "ऎ": "ए", "ऒ": "ओ",
    "ऩ": "न", "ऱ": "र", "ऴ": "ळ", "ऽ": "", "़": "", "॑": "", "॒": "",
    # outside the shared layout: Assamese ra and va, Bengali khanda ta, Gurmukhi tippi and addak, Odia wa and ya, and
    # Malayalam's chillus
    "ৰ": "र", "ৱ": "व", "ৎ": "त्", "ੰ": "ं", "ੱ": "", "ୱ": "व", "ୟ": "य",
    "ൺ": "ण्", "ൻ": "न्", "ർ": "र्", "ൽ": "ल्", "ൾ": "ळ्", "ൿ": "क्",
}  # fmt: skip

_FOLDED = _Folding()

# Where a script spells a sound unlike Devanagari does, by the language of its normaliser: at a word's end the southern
# anusvara is m (యురేనియం, यूरेनियम); Bengali has no letter for w and writes oy (ওয়াশিংটন, वाशिंगटन).
_FINAL_M = (regex.compile("ं$", regex.MULTILINE), "म")
_SPELLINGS = {
    "te": [_FINAL_M],
    "kn": [_FINAL_M],
    "ml": [_FINAL_M],
    "bn": [(regex.compile("ओय(?=[ा-ौ])"), "व")],
}

_LETTER_OR_DIGIT = regex.compile(r"[\p{L}\p{N}]")

# गये/गए, गयी/गई: after a vowel the glide y before e and i is a matter of spelling
# (Central Hindi Directorate, Standardization of Hindi Spelling).
_GLIDE = regex.compile(r"(?<=[\u0904-\u0939ािीुूेो])(?:ये|यी)(?=ं?$)", regex.MULTILINE)
