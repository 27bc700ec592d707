"""Where a text comes from: the article that holds it, word for word, and which of its words stand there.

The measure is containment (Broder, "On the resemblance and containment of documents", 1997): the share of the text's
words that lie in runs of several words which the article has in the same order.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from index.analyzer import Token, analyze
from index.answer import Hit
from index.passage import Passage
from index.sentences import split_sentences
from index.spans import Span, on_clusters

HELD_FROM = 0.3
"""The share from which a text counts as the article's: three words in ten, as a quotation within a comment has."""

_RUN = 4  # words in a row that are no coincidence; shorter runs ("के बारे में यह") are everybody's
_CHUNK = 30  # words that are looked up together: about a sentence, so that each part of a mixed text finds its article
_UNQUOTED = str.maketrans(dict.fromkeys('"“”„«»', " "))  # a quoted phrase of a question is a must; no part of a text is
_MOST_CHUNKS = 12  # of a text, evenly spread: more would find the same article again


@dataclass(frozen=True, slots=True)
class Origin:
    """The article that holds a text.

    Attributes:
        share: Of the text's words, how many stand in the article in runs, 0 to 1.
        hit: The passage with the most of them; its score is how many, its matches are where the runs stand in it, its
            best sentence is the longest of them.
    """

    share: float
    hit: Hit


def origin(text: str, find: Callable[[str], Iterable[Passage]]) -> Origin | None:
    """Return where a text comes from; None where no article holds it.

    Args:
        text: The text.
        find: Returns the passages nearest to a part of the text.
    """
    words = [token.word for token in analyze(text)]
    overlaps: dict[str, list[_Overlap]] = defaultdict(list)
    for passage in dict.fromkeys(passage for chunk in _chunks(text) for passage in find(chunk)):
        overlap = _overlap(words, passage)
        if overlap.words:
            overlaps[passage.article.id].append(overlap)
    if not overlaps:
        return None
    covered = {article: set().union(*(overlap.words for overlap in found)) for article, found in overlaps.items()}
    article = max(covered, key=lambda identifier: len(covered[identifier]))
    share = len(covered[article]) / len(words)
    if share < HELD_FROM:
        return None
    fullest = max(overlaps[article], key=lambda overlap: len(overlap.words))
    return Origin(share, fullest.hit())


def _chunks(text: str) -> Iterator[str]:
    """Yield parts of about a sentence; of a long text, some from everywhere."""
    parts: list[Span] = []
    room = 0
    for sentence in split_sentences(text):
        size = len(text[sentence.start : sentence.end].split())
        if parts and size <= room:
            parts[-1] = Span(parts[-1].start, sentence.end)
            room -= size
        else:
            parts.append(sentence)
            room = _CHUNK - size
    step = max(1, -(-len(parts) // _MOST_CHUNKS))
    for part in parts[::step]:
        yield text[part.start : part.end].translate(_UNQUOTED)


@dataclass(frozen=True, slots=True)
class _Overlap:
    """What a passage has of a text.

    Attributes:
        words: The places of the text's words that the passage has in runs.
        runs: Where the runs stand in the passage.
    """

    passage: Passage
    words: frozenset[int]
    runs: tuple[Span, ...]

    def hit(self) -> Hit:
        longest = max(self.runs, key=lambda run: run.end - run.start)
        return Hit(self.passage, float(len(self.words)), longest, self.runs)


def _overlap(words: Sequence[str], passage: Passage) -> _Overlap:
    tokens: Sequence[Token] = analyze(passage.text)
    # autojunk would take frequent words for junk, and break runs at them.
    matcher = SequenceMatcher(None, words, [token.word for token in tokens], autojunk=False)
    blocks = [block for block in matcher.get_matching_blocks() if block.size >= _RUN]
    places = frozenset(place for block in blocks for place in range(block.a, block.a + block.size))
    runs = [Span(tokens[block.b].start, tokens[block.b + block.size - 1].end) for block in blocks]
    return _Overlap(passage, places, on_clusters(passage.text, runs))
