"""Which script a text is in, and what follows from it: language and normaliser.

Language is told from the script alone, so that a passage and a question about it are always analysed alike:
a question of three words does not show whether it is Hindi or Marathi, and need not.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import lru_cache


@dataclass(frozen=True, slots=True, eq=False)  # each is one of a kind, and compared as quickly as that
class Script:
    """A script that the index knows more about than its letters.

    Attributes:
        name: Its English name in the Unicode Standard.
        ranges: Its blocks as (first, last) code points, from the Unicode Standard's Blocks.txt.
        language: The ISO 639-1 code of the language taken for granted in it.
        normalizer: The language whose indic-nlp-library normaliser serves it; None where the library has none
            (for Urdu it needs a package that is not kept up).
    """

    name: str
    ranges: tuple[tuple[int, int], ...]
    language: str
    normalizer: str | None


DEVANAGARI = Script("Devanagari", ((0x0900, 0x097F), (0xA8E0, 0xA8FF)), "hi", "hi")
LATIN = Script("Latin", ((0x0041, 0x024F), (0x1E00, 0x1EFF)), "en", None)
ARABIC = Script("Arabic", ((0x0600, 0x06FF), (0x0750, 0x077F), (0xFB50, 0xFDFF), (0xFE70, 0xFEFF)), "ur", None)

SCRIPTS = (
    DEVANAGARI,
    Script("Bengali", ((0x0980, 0x09FF),), "bn", "bn"),
    Script("Gurmukhi", ((0x0A00, 0x0A7F),), "pa", "pa"),
    Script("Gujarati", ((0x0A80, 0x0AFF),), "gu", "gu"),
    Script("Oriya", ((0x0B00, 0x0B7F),), "or", "or"),
    Script("Tamil", ((0x0B80, 0x0BFF),), "ta", "ta"),
    Script("Telugu", ((0x0C00, 0x0C7F),), "te", "te"),
    Script("Kannada", ((0x0C80, 0x0CFF),), "kn", "kn"),
    Script("Malayalam", ((0x0D00, 0x0D7F),), "ml", "ml"),
    Script("Sinhala", ((0x0D80, 0x0DFF),), "si", None),
    ARABIC,
    LATIN,
)

ISCII_SCRIPTS = frozenset(script for script in SCRIPTS if script.normalizer)
"""The scripts whose blocks follow ISCII and so share one layout (The Unicode Standard, chapter 12.1)."""

UNDETERMINED = "und"
"""The language of a text in no script of :data:`SCRIPTS`: BCP 47's code for "undetermined"."""

# Danda and double danda stand in the Devanagari block but belong to every Indic script.
_SHARED = frozenset("।॥")
# Among Latin's letters, up to here, are signs that stand in texts of every script: brackets, «», °, no-break space.
_BEYOND_LATIN = "\u0250"


@lru_cache(maxsize=4096)
def script_of_letter(letter: str) -> Script | None:
    """Return the script that one character belongs to; None for other scripts, digits, marks of no script, symbols."""
    if letter in _SHARED or (letter < _BEYOND_LATIN and not letter.isalpha()):
        return None
    code = ord(letter)
    for script in SCRIPTS:
        if any(first <= code <= last for first, last in script.ranges):
            return script
    return None


def script_of(text: str) -> Script | None:
    """Return the script that most letters of ``text`` are in; None where no known script occurs."""
    counts = Counter(script for script in map(script_of_letter, text) if script is not None)
    return counts.most_common(1)[0][0] if counts else None


def language_of(text: str) -> str:
    """Return the language taken for granted in the script of ``text``, or ``und``."""
    script = script_of(text)
    return script.language if script else UNDETERMINED
