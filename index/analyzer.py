"""Words of a text: where they stand in it and the spelling they are compared in.

The same function analyses passages and questions. indic-nlp-library tells the words apart; since it moves offsets and
trips over some spellings, it is given one piece between white space at a time, prepared so that nothing moves.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

import regex
from indicnlp.tokenize.indic_tokenize import trivial_tokenize_indic

from index.normalize import normalize_word


class Token(NamedTuple):
    """A word of a text.

    Attributes:
        start: Where it stands in the text, in characters.
        end: Where it ends there.
        word: The spelling it is compared in; never empty.
    """

    start: int
    end: int
    word: str


# Keeps together what is one word; without a width, so that normalising takes it out again. One character for one.
_JOINER = "\u2060"

_PIECE = regex.compile(r"\S+")
# सी.एस.टी.ओ., U.S.A.: two groups of a few letters or more, each with its full stop, which the last one may lack.
_DOTTED = regex.compile(
    r"(?<![\p{L}\p{M}\p{N}])(?:(?:\p{L}\p{M}*+){1,3}\.){2,}(?:(?:\p{L}\p{M}*+){1,3}(?![\p{L}\p{M}\p{N}]))?"
)
# 1,600 and the grouping by lakh, 1,00,000: one number. Digits are ASCII by then.
_GROUPED_NUMBER = regex.compile(r"(?<![\d,])\d{1,3}(?:,\d{2,3})*,\d{3}(?![\d,]*\d)")
# The library keeps 19/1 in one piece; a date's parts are asked for one by one. The dots of 19.1.2022 likewise …
_BETWEEN_NUMBERS = regex.compile(r"(?<=\d)(?:[,/]|\.(?=\d+\.\d)|(?<=\d\.\d+)\.)(?=\d)")
# … but 3.14 is one number, which the library cuts in two where it begins a text: it is shown another decimal point.
_DECIMAL_POINT = regex.compile(r"(?<=\d)\.(?=\d)")
# Latin letters and digits belong together (G20); letters of other scripts beside them are words of their own (2024में).
_RUN = regex.compile(r"(?:[\p{Latin}\p{Nd}][\p{M}\p{Cf}٫]*)+|[^\p{Latin}\p{Nd}]+")
_LETTER_OR_DIGIT = regex.compile(r"[\p{L}\p{N}]")

_LONGEST_REMEMBERED = 64  # characters; longer pieces are no words that come again


def analyze(text: str) -> Iterator[Token]:
    """Yield the words of a text in order: runs of letters, marks and digits, in any script."""
    for match in _PIECE.finditer(text):
        piece, start = match.group(), match.start()
        tokens = _remembered(piece) if len(piece) <= _LONGEST_REMEMBERED else _analyze_piece(piece)
        for token in tokens:
            yield Token(start + token.start, start + token.end, token.word)


def _analyze_piece(piece: str) -> tuple[Token, ...]:
    """Return the words of a piece of text without white space, offsets within the piece."""
    prepared = "".join(map(_prepared, piece))
    prepared = _DOTTED.sub(lambda match: match.group().replace(".", _JOINER), prepared)
    prepared = _GROUPED_NUMBER.sub(lambda match: match.group().replace(",", _JOINER), prepared)
    prepared = _DECIMAL_POINT.sub("٫", _BETWEEN_NUMBERS.sub(" ", prepared))
    tokens: list[Token] = []
    for start, part in _parts(prepared):
        for run in _RUN.finditer(part):
            word = normalize_word(run.group()) if _LETTER_OR_DIGIT.search(run.group()) else ""
            if word:
                tokens.append(Token(start + run.start(), start + run.end(), word))
    return tuple(tokens)


def _parts(prepared: str) -> Iterator[tuple[int, str]]:
    """Yield what the library tells apart, and where it stands."""
    for match in _PIECE.finditer(prepared):
        # Of text without white space the library takes nothing away: its parts stand there in their order. With white
        # space it would join numbers over it: "(1500/ 2000)".
        end = match.start()
        for part in trivial_tokenize_indic(match.group()):
            start = prepared.index(part, end)
            end = start + len(part)
            yield start, part


# Texts repeat their words; a piece seen before costs a dictionary look-up.
_remembered = lru_cache(maxsize=1 << 18)(_analyze_piece)


@lru_cache(maxsize=1 << 14)
def _prepared(character: str) -> str:
    """Return what the library is given for one character: always one character."""
    if character.isascii():
        # A colon after a letter would become a visarga (कहा: -> कहाः), a pipe is a danda, and _ holds words together.
        return " " if character in ":|_" or not character.isprintable() else character
    category = unicodedata.category(character)
    if category == "Nd":
        return str(unicodedata.decimal(character))
    if category[0] in "LM" or category == "Cf":
        return character
    return " "  # quotes, dashes, dandas, symbols, emoji, fractions
