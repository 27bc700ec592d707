"""Words of a text: where they stand in it and the form they are compared in.

The same function analyses passages and questions. indic-nlp-library tells the words apart; since it moves offsets and
trips over some spellings, it is given the text prepared so that nothing moves.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import NamedTuple

import regex
from indicnlp.tokenize.indic_tokenize import trivial_tokenize_indic

from index.normalize import normalize_words


class Token(NamedTuple):
    """A word of a text.

    Attributes:
        start: Where it stands in the text, in characters.
        end: Where it ends there.
        word: The form it is compared in; never empty.
    """

    start: int
    end: int
    word: str


# Keeps together what is one word; without a width, so that normalising takes it out again. One character for one.
_JOINER = "\u2060"

# सी.एस.टी.ओ., U.S.A.: two groups of a few letters or more, each with its full stop, which the last one may lack.
_DOTTED = regex.compile(
    r"(?<![\p{L}\p{M}\p{N}])(?:(?:\p{L}\p{M}*+){1,3}\.){2,}(?:(?:\p{L}\p{M}*+){1,3}(?![\p{L}\p{M}\p{N}]))?"
)
# 1,600 and the grouping by lakh, 1,00,000: one number. Digits are ASCII by then.
_GROUPED_NUMBER = regex.compile(r"(?<![\d,])\d{1,3}(?:,\d{2,3})*,\d{3}(?![\d,]*\d)")
# The library joins 19/1 and 5, 600, and cuts 3.14 where it begins a text. Parts of dates and lists are asked for one by
# one, a decimal number as one: what stands between numbers is taken away, but for one full stop, shown as "٫".
_DECIMAL_POINT = regex.compile(r"(?<=(?<![.\d])\d+)\.(?=\d+(?!\.?\d))")
_BETWEEN_NUMBERS = regex.compile(r"(?<=\d\s*)[,./](?=\s*\d)")
# Latin letters and digits belong together (G20); letters of other scripts beside them are words of their own (2024में).
_RUN = regex.compile(r"(?:[\p{Latin}\p{Nd}][\p{M}\p{Cf}٫]*)+|[^\p{Latin}\p{Nd}]+")
_LETTER_OR_DIGIT = regex.compile(r"[\p{L}\p{N}]")


def analyze(text: str) -> list[Token]:
    """Return the words of a text in order: runs of letters, marks and digits, in any script."""
    runs = _runs(_prepared(text))
    words = normalize_words([run for _, run in runs])
    return [Token(start, start + len(run), word) for (start, run), word in zip(runs, words, strict=True) if word]


def _prepared(text: str) -> str:
    """Return the text as the library is given it: of the same length, every word at its place."""
    text = text.translate(_SHOWN)
    text = _DOTTED.sub(lambda match: match.group().replace(".", _JOINER), text)
    text = _GROUPED_NUMBER.sub(lambda match: match.group().replace(",", _JOINER), text)
    prepared: str = _BETWEEN_NUMBERS.sub(" ", _DECIMAL_POINT.sub("٫", text))
    return prepared


def _runs(prepared: str) -> list[tuple[int, str]]:
    """Return each word of a prepared text with its place."""
    runs: list[tuple[int, str]] = []
    end = 0
    for part in trivial_tokenize_indic(prepared):
        # The library puts in white space and takes nothing else away: its parts stand in the text in their order.
        start = prepared.index(part, end)
        end = start + len(part)
        runs += [(start + offset, run) for offset, run in _split(part)]
    return runs


@lru_cache(maxsize=1 << 16)
def _split(part: str) -> tuple[tuple[int, str], ...]:
    """Return the words in what the library takes for one: none in a sign, more than one where scripts meet."""
    return tuple((run.start(), run.group()) for run in _RUN.finditer(part) if _LETTER_OR_DIGIT.search(run.group()))


class _Shown(dict[int, str]):
    """What the library is shown for each character, worked out when it is first met: always one character."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        category = unicodedata.category(character)
        if character.isascii():
            # A colon after a letter would become a visarga (कहा: -> कहाः), and _ would hold words together.
            shown = " " if character in ":_" or category == "Cc" else character
        elif category == "Nd":
            shown = str(unicodedata.decimal(character))
        elif category[0] in "LM" or category == "Cf":
            shown = character
        else:
            shown = " "  # quotes, dashes, dandas, symbols, emoji, fractions
        self[code] = shown
        return shown


_SHOWN = _Shown()
