"""Words by their sound: one spelling for every Indic script and for Latin letters.

A sound is a string of consonant classes and vowels in ASCII. Aspiration, length, retroflexion and doubling are folded,
since people who type Indic words in Latin letters write them or not; every "a" after the first letter is dropped, since
it may stand for the inherent vowel (written or not, spoken or not) as well as for the long one. In the spirit of
Soundex and of Shah's and Rama's phonetic keys for Indic names, with Latin letters brought to the same classes.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

Rules = list[tuple[re.Pattern[str], str]]


def _rules(*pairs: tuple[str, str]) -> Rules:
    return [(re.compile(pattern, re.MULTILINE), replacement) for pattern, replacement in pairs]


# -- Indic words, in Devanagari (see normalize) ------------------------------------------------------------------------
_CONSONANTS = {
    "k": "कख", "g": "गघ", "c": "चछ", "j": "जझ", "t": "टठतथ", "d": "डढदध", "n": "ङञणन", "p": "प", "f": "फ",
    "b": "बभ", "m": "म", "y": "य", "r": "र", "l": "लळ", "v": "व", "s": "शषस", "h": "ह",
}  # fmt: skip
_VOWELS = {"a": "अआ", "i": "इई", "u": "उऊ", "ri": "ऋॠ", "e": "एऐ", "o": "ओऔ"}
_VOWEL_SIGNS = {"a": "ा", "i": "िी", "u": "ुू", "ri": "ृॄ", "e": "ेै", "o": "ोौ"}

# \1 follows an inherent vowel, \2 precedes what takes it away: a vowel sign, or virama by itself.
_INDIC = (
    {ord(letter): f"{sound}a\1" for sound, letters in _CONSONANTS.items() for letter in letters}
    | {ord(letter): sound for sound, letters in _VOWELS.items() for letter in letters}
    | {ord(letter): f"\2{sound}" for sound, letters in _VOWEL_SIGNS.items() for letter in letters}
    | {ord("्"): "\2", ord("ं"): "M", ord("ः"): "h"}
)
_INDIC_RULES = _rules(
    ("a\1\2", ""),
    ("a\1$", ""),  # the inherent vowel is not spoken at the end of a word
    ("[\1\2]", ""),
    ("M(?=[pb])", "m"),
    ("M", "n"),
)

# -- Latin words -------------------------------------------------------------------------------------------------------
_LATIN_RULES = _rules(
    ("c*chh?", "C"),
    ("ck|q|kh", "k"),
    ("ksh|x", "ks"),
    ("c(?=[eiy])", "s"),
    ("c", "k"),
    ("C", "c"),
    ("ph", "f"),
    ("dny", "gy"),  # the Marathi way to write ज्ञ
    ("(?<=[gtdbjk])h", ""),
    ("sh", "s"),
    ("zh", "l"),  # ழ and ഴ
    ("z", "j"),
    ("ou|ow(?![aeiou])", "o"),
    ("w", "v"),
    ("n(?=[pb])", "m"),
    ("ee|ie|ii|ea", "i"),
    ("oo|uu", "u"),
    ("ei|ey(?![aeiou])", "e"),
)

_COMMON_RULES = _rules(
    (r"([a-z])\1+", r"\1"),
    ("(?<=[ie])y|y(?=[ie])", ""),  # किया is kiya and kia, गए is gaye and gae
    ("(?<=[aou])ya?(?=[bcdfghjklmnprstv])", "i"),  # शोयगु and शोइगु, टोकायव and तोकायेव
    ("a[ie]+", "e"),  # the Latin ai is ै as well as आई
    ("au", "o"),
    ("ie", "i"),
    ("(?<=[a-z])a", ""),
    ("y(?![aeiou]|[a-z])", "i"),
)
_LATIN_WORD = re.compile("[a-z]")

_ENDING = re.compile("(?<=[a-z]{2})(?:i?on|en|[aeiou]+)$", re.MULTILINE)
_VOWEL = re.compile("(?<=.)[aeiou]|(?<=.)y(?![aeiou])")


def sounds(words: Sequence[str]) -> list[str]:
    """Return the sound of each word, given as normalised; a number sounds as it is written."""
    latin = [word for word in words if _LATIN_WORD.match(word)]
    indic = [word for word in words if not _LATIN_WORD.match(word)]
    lines = _applied(_INDIC_RULES, "\n".join(indic).replace("ज्ञ", "ग्य").translate(_INDIC))
    known = _by_line(indic, _applied(_COMMON_RULES, lines))
    known |= _by_line(latin, _applied(_COMMON_RULES, _applied(_LATIN_RULES, "\n".join(latin))))
    return [known[word] for word in words]


def stems(of_sounds: Sequence[str]) -> list[str]:
    """Return each sound without a final vowel or the ending of an oblique plural: dnge and dngon are dng."""
    return _ENDING.sub("", "\n".join(of_sounds)).split("\n") if of_sounds else []


def skeletons(of_sounds: Sequence[str]) -> list[str]:
    """Return the consonants of each sound without its ending; a vowel at the beginning stays."""
    return _VOWEL.sub("", "\n".join(stems(of_sounds))).split("\n") if of_sounds else []


def _applied(rules: Rules, lines: str) -> str:
    for pattern, replacement in rules:
        lines = pattern.sub(replacement, lines)
    return lines


def _by_line(words: Sequence[str], lines: str) -> dict[str, str]:
    return dict(zip(words, lines.split("\n"), strict=True)) if words else {}


# -- acronyms ----------------------------------------------------------------------------------------------------------
_LETTER_NAMES = {
    "a": "ए", "b": "बी", "c": "सी", "d": "डी", "e": "ई", "f": "एफ", "g": "जी", "h": "एच हेच", "i": "आई आइ", "j": "जे",
    "k": "के", "l": "एल", "m": "एम", "n": "एन", "o": "ओ", "p": "पी", "q": "क्यू", "r": "आर", "s": "एस", "t": "टी",
    "u": "यू", "v": "वी", "w": "डब्ल्यू डबल्यू", "x": "एक्स", "y": "वाई वाय", "z": "जेड",
}  # fmt: skip
_SHORT_VOWELS = str.maketrans("ीूैइउऊ", "िुेईुु", "्")
_LETTER_OF = {
    name.translate(_SHORT_VOWELS): letter for letter, names in _LETTER_NAMES.items() for name in names.split()
}
_NAMES = "|".join(sorted(_LETTER_OF, key=len, reverse=True))
_NAME = re.compile(_NAMES)
_SPELLED = re.compile(f"(?:{_NAMES}){{2,8}}")


def acronym(word: str) -> str:
    """Return the Latin letters that a word spells by their names (सीएसटीओ: csto); empty where it spells none."""
    short = word.translate(_SHORT_VOWELS)
    if not _SPELLED.fullmatch(short):
        return ""
    return "".join(_LETTER_OF[name] for name in _NAME.findall(short))
