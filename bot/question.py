"""A question as it comes from outside, made fit to be asked and repeated."""

from __future__ import annotations

LONGEST_QUESTION = 300
"""UTF-16 units; a longer text is taken for a passage whose source is wanted, and never repeated in full."""


def cleaned(question: str) -> str:
    """Return the question without white space around it; halves of surrogate pairs become U+FFFD.

    They come from broken clients and from command lines that are not UTF-8, and no output could show them.
    """
    return question.encode("utf-16", "surrogatepass").decode("utf-16", "replace").strip()
