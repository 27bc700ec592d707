"""Sentences of a text, by sentencex, with the abbreviations of Indian languages joined back."""

from __future__ import annotations

import regex
from sentencex import segment

from index.scripts import language_of
from index.spans import Span, trimmed

QUESTION_MARKS = ("?", "؟")
"""What ends a question, in all scripts of India."""

# Titles and units that are written with a full stop in the middle of a sentence.
_ABBREVIATIONS = frozenset(
    # Devanagari: Doctor, Mr, Mrs, Miss, Professor, Pandit, the late, Mohammed, Engineer, number, rupees, page, BC, AD,
    # India and Pradesh (अ. भा., उ. प्र.)
    "डॉ डा श्री श्रीमती सुश्री कु प्रो पं स्व मो मोहम्मद इं नं सं रु रू पृ पू ई वि ले कि मी सेमी मिमी किमी भा प्र "
    # Bengali, Gurmukhi, Gujarati, Oriya, Tamil, Telugu, Kannada, Malayalam: Doctor, Professor, Mr, Mohammed, rupees
    "ডা ড ডঃ অধ্যা মো মোঃ শ্রী রু ਡਾ ਪ੍ਰੋ ਸ ਸ੍ਰੀ ਰੁ ડૉ ડો પ્રો શ્રી રૂ ଡା ଡଃ ପ୍ରୋ ଶ୍ରୀ ଟ "
    "டாக்டர் திரு திருமதி பேரா ரூ డా డాక్టర్ ప్రొ శ్రీ రూ ಡಾ ಪ್ರೊ ಶ್ರೀ ರೂ ഡോ പ്രൊ ശ്രീ രൂ "
    # Initials, written as the names of their letters, that sentencex does not know; it knows none of Oriya's
    "वी डब्ल्यू ज़ेड ज़ेड યુ மு எச் யு యు ఎచ్ ಎಚ್ ବି ସି ଡି ଏଫ ଜି ଏଚ ଆଇ ଜେ କେ ଏଲ ଏମ ଏନ ପି ଆର ଏସ ଟି ଭି".split()
)
# The last word of a segment and its full stop, with what may stand between them and the segment's end.
_LAST_WORD_WITH_STOP = regex.compile(r"(?:^|[^\p{L}\p{M}\p{N}])([\p{L}\p{M}]+)\.\s*$")
# A bare letter is an initial (अ. भा.); one with a vowel sign may be a word that ends a sentence (है. છે.).
_ONE_LETTER = regex.compile(r"\p{L}")
# A sentence has two words; what has fewer ("[1]", "2.", a closing quote) belongs to the one before it.
_TWO_WORDS = regex.compile(r"[\p{L}\p{N}][\p{L}\p{M}\p{N}]*[^\p{L}\p{M}\p{N}]+[\p{L}\p{N}]")
_ENOUGH = 32  # characters that show a text's script
_SURROGATE = regex.compile(r"\p{Cs}")  # no text that Rust takes


def split_sentences(text: str) -> list[Span]:
    """Return the sentences of ``text`` as spans of it, in order, without the white space around them.

    The rules are those of the language that the text's script stands for; what a person filed it under may be wrong.
    """
    spans: list[Span] = []
    start = position = 0
    for piece in segment(language_of(text[:_ENOUGH]), _SURROGATE.sub("\ufffd", text)):
        position += len(piece)
        if position < len(text) and _ends_in_abbreviation(piece):
            continue
        span = trimmed(text, Span(start, position))
        start = position
        if span.start == span.end:
            continue
        if spans and not _TWO_WORDS.search(text, span.start, span.end):
            spans[-1] = Span(spans[-1].start, span.end)
        else:
            spans.append(span)
    return spans


def _ends_in_abbreviation(piece: str) -> bool:
    last = _LAST_WORD_WITH_STOP.search(piece)
    if last is None:
        return False
    word = last.group(1)
    return word in _ABBREVIATIONS or _ONE_LETTER.fullmatch(word) is not None
