"""Digits as a language writes them."""

from __future__ import annotations

import unicodedata
from functools import cache

from babel import Locale

# The numbering systems of CLDR (https://unicode.org/reports/tr35/tr35-numbers.html) that are the default of a language
# of India, with their names in Unicode; all other languages there write ASCII digits by default, Hindi too.
_NAMES = {"beng": "BENGALI", "deva": "DEVANAGARI"}


def localized_digits(text: str, language: str) -> str:
    """Return the text with its ASCII digits as a language writes them by default."""
    return text.translate(_digits(language))


@cache
def _digits(language: str) -> dict[int, int]:
    name = _NAMES.get(Locale.parse(language).default_numbering_system)
    if name is None:
        return {}
    zero = ord(unicodedata.lookup(f"{name} DIGIT ZERO"))
    return {ord("0") + digit: zero + digit for digit in range(10)}
