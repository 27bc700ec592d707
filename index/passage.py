"""Passages: the parts of an article that are found and shown."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

import regex

from index.article import Article
from index.sentences import split_sentences
from index.spans import Span, trimmed

TARGET_WORDS = 120
"""Long paragraphs are split between sentences into parts of about so many words: a phone's screenful."""

_MAX_WORDS = 150  # splitting a paragraph that is only a little longer would make two passages of half a thought

_FRAGMENT_WORDS = 12  # shorter than this and without an end mark: a heading or an item of a list, not a sentence
_SCRAP_WORDS = 4  # shorter than this says too little to be found by itself ("Yes.")

_BLANK_LINES = regex.compile(r"\n[^\S\n]*(?:\n[^\S\n]*)+")
_NEWLINE = regex.compile(r"\n")
_WORD = regex.compile(r"\S+")
_SENTENCE_END = regex.compile(r"[.?!।॥؟۔…][\p{Pe}\p{Pf}\p{Pi}\"']*$")


@dataclass(frozen=True, slots=True)
class Passage:
    """A part of an article, exactly as it stands there.

    Attributes:
        number: Its place in the article, from 1.
        span: Where it stands in the article's text.
    """

    article: Article
    number: int
    span: Span

    @property
    def text(self) -> str:
        """The passage's text, a slice of the article's."""
        return self.article.text[self.span.start : self.span.end]


def split_passages(article: Article) -> list[Passage]:
    """Split an article into passages.

    A paragraph is a passage. Paragraphs much over :data:`TARGET_WORDS` words are split between sentences into parts of
    about the same length; headings and other neighbours shorter than a sentence join what follows them.
    """
    text = article.text
    parts = [part for paragraph in _paragraphs(text) for part in _split_long(text, paragraph)]
    return [Passage(article, number, span) for number, span in enumerate(_join_short(text, parts), start=1)]


def _paragraphs(text: str) -> Iterator[Span]:
    """Yield paragraphs: they end with their line, or in a text that an editor has wrapped, at a blank line."""
    separator = _BLANK_LINES if _is_wrapped(text) else _NEWLINE
    edges = [0, *(edge for match in separator.finditer(text) for edge in match.span()), len(text)]
    for start, end in zip(edges[::2], edges[1::2], strict=True):
        span = trimmed(text, Span(start, end))
        if span.start < span.end:
            yield span


def _is_wrapped(text: str) -> bool:
    """Return whether lines end anywhere: there are blank lines, and most line ends between them cut a sentence."""
    blocks = _BLANK_LINES.split(text.strip())
    inner = [line for block in blocks for line in block.split("\n")[:-1]]
    cut = sum(_SENTENCE_END.search(line.rstrip()) is None for line in inner)
    return len(blocks) > 1 and 2 * cut > len(inner)


def _split_long(text: str, paragraph: Span) -> Iterator[Span]:
    inside = text[paragraph.start : paragraph.end]
    words = [match.start() for match in _WORD.finditer(inside)]
    if len(words) <= _MAX_WORDS:
        yield paragraph
        return
    starts = [sentence.start for sentence in split_sentences(inside)]
    for start, end in pairwise([*_cuts(words, starts), len(inside)]):
        part = trimmed(inside, Span(start, end))
        yield Span(paragraph.start + part.start, paragraph.start + part.end)


def _cuts(words: list[int], sentences: list[int]) -> list[int]:
    """Return where the parts of a long paragraph begin: the sentence nearest to each part's share of the words.

    A sentence that is itself far too long (a list, a text without full stops) is cut between words.
    """
    count = -(-len(words) // TARGET_WORDS)
    number_of = {start: number for number, start in enumerate(words)}
    candidates = sorted(number_of[start] for start in sentences if start in number_of)
    share = len(words) / count
    cuts = [0]
    for part in range(1, count):
        target = part * share
        place = bisect_left(candidates, target)
        around = candidates[max(0, place - 1) : place + 1]
        nearest = min(around, key=lambda number: abs(number - target), default=0)
        cuts.append(nearest if abs(nearest - target) <= share / 2 else round(target))
    return [words[number] for number in sorted(set(cuts))]


def _join_short(text: str, parts: Iterable[Span]) -> list[Span]:
    """Join what is shorter than a sentence to what follows it, and the last such piece to what goes before."""
    joined: list[Span] = []
    pending: Span | None = None
    for part in parts:
        span = Span(pending.start, part.end) if pending else part
        if _is_short(text, span):
            pending = span
        else:
            joined.append(span)
            pending = None
    if pending and joined:
        joined[-1] = Span(joined[-1].start, pending.end)
    elif pending:
        joined.append(pending)
    return joined


def _is_short(text: str, span: Span) -> bool:
    inside = text[span.start : span.end]
    words = len(_WORD.findall(inside))
    return words < _SCRAP_WORDS or (words < _FRAGMENT_WORDS and not _SENTENCE_END.search(inside))
