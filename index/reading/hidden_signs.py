"""Signs of Indian scripts taken through trafilatura, which knows letters only.

It takes out what Python calls unprintable, and so the joiners that words are written with; and from the end of names
what no word has for a regular expression, and so vowel signs: "आशा शर्मा" would be "आशा शर्म". As letters of a script
that no page is in, they pass.
"""

from __future__ import annotations

import re
import unicodedata

from index.reading.markup import Element, local_name

_SIGNS = [
    "\u200c",
    "\u200d",
    *(sign for sign in map(chr, range(0x0900, 0x0E00)) if unicodedata.category(sign) in {"Mn", "Mc"}),
]
_LETTERS = [chr(0x17000 + number) for number in range(len(_SIGNS))]  # Tangut
_HIDING = str.maketrans(dict(zip(_SIGNS, _LETTERS, strict=True)))
_SHOWING = str.maketrans(dict(zip(_LETTERS, _SIGNS, strict=True)))

_ESCAPE = re.compile(r"\\u(09[0-9a-f]{2}|0[a-d][0-9a-f]{2}|200[cd])", re.IGNORECASE)


def hide_signs(root: Element) -> None:
    """Put letters in place of signs in a page: its text, and what it says of itself."""
    for element in root.iter():
        name = local_name(element)
        if not name:
            continue
        if name == "script" and element.text:  # JSON
            element.text = _ESCAPE.sub(lambda escape: chr(int(escape[1], 16)), element.text)
        element.text, element.tail = _hidden(element.text), _hidden(element.tail)
        if name == "meta" and element.get("content"):
            element.set("content", _hidden(element.get("content")))


def shown(text: str | None) -> str:
    """Return what came out with its signs; nothing for nothing."""
    return (text or "").translate(_SHOWING)


def _hidden(text: str | None) -> str | None:
    return text and text.translate(_HIDING)
