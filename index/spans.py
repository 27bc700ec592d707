"""Parts of a text by their offsets, and the white space and grapheme clusters at their edges."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from itertools import accumulate
from typing import NamedTuple

import regex

_CLUSTER = regex.compile(r"\X")


class Span(NamedTuple):
    """A part of a text, as offsets in characters (code points): ``text[start:end]``."""

    start: int
    end: int


def trimmed(text: str, span: Span) -> Span:
    """Return the span without white space at its ends; empty where it holds nothing else."""
    inside = text[span.start : span.end]
    start = span.start + len(inside) - len(inside.lstrip())
    return Span(start, max(start, span.end - (len(inside) - len(inside.rstrip()))))


def on_clusters(text: str, spans: Iterable[Span]) -> tuple[Span, ...]:
    """Return the spans widened to whole grapheme clusters, in order, those that touch or overlap joined.

    A cluster is what a reader takes for one letter: Unicode Standard Annex #29, extended grapheme clusters.
    """
    edges = [0, *accumulate(map(len, _CLUSTER.findall(text)))]
    widened: list[Span] = []
    for start, end in sorted(spans):
        span = Span(edges[bisect_right(edges, start) - 1], edges[bisect_left(edges, end)])
        if widened and span.start <= widened[-1].end:
            widened[-1] = Span(widened[-1].start, max(widened[-1].end, span.end))
        elif span.start < span.end:
            widened.append(span)
    return tuple(widened)
