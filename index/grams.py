"""Runs of letters inside words, as numbers, for many words at once.

They match across endings and slips of spelling in every language, without a resource for any: McNamee and Mayfield,
"Character N-Gram Tokenization for European Language Text Retrieval", 2004.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

_LINE_END = ord("\n")


def gram_codes(
    words: Sequence[str], lengths: Iterable[int], tag: int = 0
) -> tuple[NDArray[np.uint64], NDArray[np.int64]]:
    """Return the n-grams of all words with their edges marked (^word$) as (codes, the number of each one's word).

    Args:
        words: The words.
        lengths: How many letters an n-gram has: 1 to 4.
        tag: Added to every letter, to keep apart the n-grams of two kinds of spelling.
    """
    lines = "".join(f"^{word}$\n" for word in words)
    letters = np.frombuffer(lines.encode("utf-32-le", "surrogatepass"), dtype=np.uint32).astype(np.uint64)
    line_ends = letters == _LINE_END
    word_of = np.cumsum(line_ends) - line_ends
    # 16 bits a letter, so that four fit a number; letters beyond U+FFFF share codes with others, which does no harm.
    letters = (letters + np.uint64(tag)) & np.uint64(0xFFFF)
    codes: list[NDArray[np.uint64]] = [np.zeros(0, np.uint64)]
    owners: list[NDArray[np.int64]] = [np.zeros(0, np.int64)]
    for length in lengths:
        count = max(0, len(letters) - length + 1)
        code = np.zeros(count, dtype=np.uint64)
        inside = np.ones(count, dtype=bool)
        for place in range(length):
            code = (code << np.uint64(16)) | letters[place : place + count]
            inside &= ~line_ends[place : place + count]
        codes.append(code[inside])
        owners.append(word_of[:count][inside])
    return np.concatenate(codes), np.concatenate(owners).astype(np.int64)
