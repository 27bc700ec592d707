"""Words of a text: where they stand in it and the form they are compared in.

The same function analyses passages and questions. Words are told apart at the signs that indic-nlp-library's tokenizer
takes for punctuation; since the tokenizer itself moves offsets and joins numbers over white space, its pattern is put
to a text prepared so that nothing moves.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from typing import NamedTuple

import regex
from indicnlp.tokenize.indic_tokenize import triv_tokenizer_indic_pat

from index.normalize import forms_of, normalize_words


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
_GROUPED_NUMBER = regex.compile(r"(?<![\d,])\d{1,3}(?:,\d{2,3})*,\d{3}(?!,?\d)")
# A full stop between two numbers is a decimal point, between more (19.1.2022) it is not; it is shown as "٫", no sign.
_DECIMAL_POINT = regex.compile(r"(?<=(?<![.\d])\d+)\.(?=\d+(?!\.?\d))")
# Latin letters and digits belong together (G20); letters of other scripts beside them are words of their own (2024में).
_WORD = regex.compile(r"(?:[\p{Latin}\p{Nd}][\p{M}\p{Cf}٫]*)+|[^\s\p{Latin}\p{Nd}]+")


def analyze(text: str) -> list[Token]:
    """Return the words of a text in order: runs of letters, marks and digits, in any script."""
    found = [(match.start(), match.group()) for match in _WORD.finditer(_prepared(text))]
    forms = normalize_words([word for _, word in found])
    return [Token(start, start + len(word), form) for (start, word), form in zip(found, forms, strict=True) if form]


class Analyzed(NamedTuple):
    """The words of a text, column by column.

    Attributes:
        words: Their forms; equal ones are one object.
        starts: Where each begins in the text, in characters.
        sizes: How many characters it has there.
    """

    words: list[str]
    starts: list[int]
    sizes: list[int]


def analyze_all(texts: Iterable[str]) -> list[Analyzed]:
    """Return what :func:`analyze` does for each of many texts, and faster."""
    found = [[(match.start(), match.group()) for match in _WORD.finditer(_prepared(text))] for text in texts]
    # Each distinct word is normalised once, and all of them together.
    forms = forms_of(word for of_text in found for _, word in of_text)
    return [_columns([one for one in of_text if forms[one[1]]], forms) for of_text in found]


def _columns(found: list[tuple[int, str]], forms: Mapping[str, str]) -> Analyzed:
    starts, written = zip(*found, strict=True) if found else ((), ())
    return Analyzed([forms[word] for word in written], list(starts), list(map(len, written)))


def _prepared(text: str) -> str:
    """Return the text with a space for all that is in no word: of the same length, every word at its place."""
    text = text.translate(_SHOWN)
    if "." in text or "," in text or "/" in text:
        text = _DOTTED.sub(lambda match: match.group().replace(".", _JOINER), text)
        text = _GROUPED_NUMBER.sub(lambda match: match.group().replace(",", _JOINER), text)
        text = _DECIMAL_POINT.sub("٫", text)
    prepared: str = triv_tokenizer_indic_pat.sub(" ", text)
    return prepared


class _Shown(dict[int, str]):
    """What the library is shown for each character, worked out when it is first met: always one character."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        category = unicodedata.category(character)
        if character.isascii():
            shown = " " if category == "Cc" else character
        elif category == "Nd":
            shown = str(unicodedata.decimal(character))
        elif category[0] in "LM" or category == "Cf":
            shown = character
        else:
            shown = " "  # quotes, dashes, dandas, symbols, emoji, fractions
        self[code] = shown
        return shown


_SHOWN = _Shown()
