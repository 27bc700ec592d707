"""Texts that tests are held against: arbitrary ones in Indian scripts, and those that break what is not careful."""

from __future__ import annotations

import unicodedata

from hypothesis import strategies as st

from index.scripts import SCRIPTS, Script

# What stands between words: white space of several kinds, punctuation, quotes, dandas, dashes, emoji, markup.
BETWEEN = (
    *(" ", " ", " ", "\n", "\n\n", "\t", "\r\n", "\u00a0", "\u2028", "  "),
    *("। ", "।", "॥", ". ", ".", "? ", "! ", "۔ ", "…", ", ", ": ", ":", "; ", "|", "/", "_"),
    *("“", "”", "‘", "’", "«", "»", '"', "'", "(", ")", "[", "]", "-", " — "),
    *("₹", "%", "½", "²", "🙂", "👨‍👩‍👧", "🇮🇳", "&", "<b>", "*", "`", "\\"),
)
# What hides between letters: zero-width (non-)joiner and space, word joiner, direction marks, variation selector.
INVISIBLE = ("\u200d", "\u200c", "\u200b", "\u2060", "\u200e", "\u200f", "\u202e", "\ufe0f")
# Scripts that the index knows nothing of: Ol Chiki, Meetei Mayek, Thai, Cyrillic, Greek, Han.
UNKNOWN_SCRIPTS = ("ᱥᱟᱱᱛᱟᱲᱤ", "ꯃꯤꯇꯩ", "ภาษาไทย", "Привет", "Ελλάδα", "印地语")

HOSTILE = {
    "empty": "",
    "white space": " \t\r\n\u00a0\u2003\u2028",
    "emoji": "🙂👍🏽👨‍👩‍👧‍👦🇮🇳",
    "punctuation": "?!।॥…—“”",
    "one letter 4,096 times": "अ" * 4096,
    "one digit 4,096 times": "१" * 4096,
    "one vowel sign 4,096 times": "\u093f" * 4096,
    "10,000 different words": " ".join(f"शब्द{number}" for number in range(10_000)),
    "HTML": "<b>&\"'</b> &lt; <a href='x'>पूछो</a> <!-- -->",
    "Markdown": "*_`[सेना](http://x.in)`_* ~~x~~ ||y|| \\",
    "control characters": "".join(map(chr, range(0x20))) + "सेना\x00\x7f\x85\x9fसेना",
    "lone surrogates": "\ud800 से\udc00ना \udfff\ud83d",
    "joiners": "\u200d" * 50 + "से" + "\u200d\u200c" * 500 + "ना" + "\u2060\ufeff" * 50,
    "right to left": "\u202eפתח\u202c سؤال؟ \u2067شمال\u2069",
    "stacked marks": "क" + "\u0902\u0903\u0901\u093c\u094d" * 200,
    "noncharacters": "\ufffe\uffff\U0010ffff\ue000",
    "numbers with every mark": "1,1,1,11,111,1111.1.1/1:1-1,,1..1" * 20,
    "full stops between letters": "अ." * 2000,
}
"""What people and their programs send besides questions, by what it is."""


def any_text(max_size: int = 60) -> st.SearchStrategy[str]:
    """Any text that a Python string can hold: control characters, lone surrogates and unassigned code points too."""
    return st.text(st.characters(exclude_categories=()), max_size=max_size)


def indic_words() -> st.SearchStrategy[str]:
    """Words, in one script each, of any letters and marks of the block, with a joiner or nukta here and there."""
    return st.sampled_from(SCRIPTS).flatmap(_words_in)


def indic_numbers() -> st.SearchStrategy[str]:
    """Numbers, in the digits of any script: plain, grouped in either way, decimals, dates, times."""
    written = st.from_regex(
        r"[0-9]{1,6}|[0-9]{1,3}(,[0-9]{2,3}){1,3}|[0-9]{1,2}([.:/-][0-9]{1,4}){1,2}", fullmatch=True
    )
    return st.builds(_in_digits, written, st.sampled_from("0०০੦૦୦௦౦೦൦۰"))


def indic_text(max_size: int = 30) -> st.SearchStrategy[str]:
    """Texts such as a file can hold: words of all scripts, numbers and what stands between, ``max_size`` of them."""
    part = st.one_of(
        indic_words(),
        st.sampled_from(BETWEEN),
        indic_numbers(),
        st.sampled_from(BETWEEN),
        st.sampled_from(UNKNOWN_SCRIPTS),
        st.characters(exclude_categories=["Cs"]),
    )
    return st.lists(part, max_size=max_size).map("".join)


def _words_in(script: Script) -> st.SearchStrategy[str]:
    letters = [chr(code) for first, last in script.ranges for code in range(first, last + 1) if _in_words(chr(code))]
    letter = st.one_of(st.sampled_from(letters), st.sampled_from(letters), st.sampled_from(INVISIBLE))
    return st.text(letter, min_size=1, max_size=8)


def _in_words(character: str) -> bool:
    return unicodedata.category(character)[0] in "LM"


def _in_digits(number: str, zero: str) -> str:
    return "".join(chr(ord(zero) + int(character)) if character.isdigit() else character for character in number)
