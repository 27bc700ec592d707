"""Articles to segments, on all processors: analysing words takes far longer than putting segments together."""

from __future__ import annotations

import os
import shutil
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from itertools import chain
from multiprocessing import get_context
from pathlib import Path

from index.article import Article
from index.batches import batches
from index.candidates import Tell
from index.embedded.arrays import load, save
from index.embedded.segment import Segment
from index.errors import EngineError
from index.passage import split_passages

_Waiting = tuple[Path, list[str], "Future[str]"]

_AT_ONCE = 16_000_000
"""Characters of a segment: some forty thousand passages, a few seconds' work."""

_ALONE = 2_000_000
"""Characters that are analysed sooner than other processes have begun."""


@dataclass(frozen=True, slots=True)
class Draft:
    """Articles as a first segment.

    Attributes:
        segment: Their passages.
        ids: The ids of all of them, also of those that have no passage.
    """

    segment: Segment
    ids: Sequence[str]


def drafts_of(articles: Iterable[Article], folder: Path, tell: Tell | None = None) -> Iterator[Draft]:
    """Yield articles as first segments, in their order.

    Args:
        articles: The articles; of several with one id in a segment the last.
        folder: Where other processes may put what they make.
        tell: Is told of the progress.
    """
    waiting = _batches(articles)
    first, second = next(waiting, []), next(waiting, [])
    if second or sum(len(article.text) for article in first) > _ALONE:
        yield from _drafts_in_parallel(chain([first], [second], waiting), folder, tell)
    elif first:
        yield Draft(_compiled(first), [article.id for article in first])
        if tell:
            tell(len(first))


def _drafts_in_parallel(batches: Iterator[list[Article]], folder: Path, tell: Tell | None) -> Iterator[Draft]:
    processes = os.cpu_count() or 1
    waiting: deque[_Waiting] = deque()
    # Not forked: this process may have threads.
    with ProcessPoolExecutor(processes, mp_context=get_context("spawn")) as pool:
        for number, batch in enumerate(batch for batch in batches if batch):
            own = folder / f"draft-{number}"
            waiting.append((own, [article.id for article in batch], pool.submit(_saved, batch, own)))
            if len(waiting) > processes:  # a few batches ahead, not all: they are in memory
                yield from _done(waiting, tell)
        while waiting:
            yield from _done(waiting, tell)


def _done(waiting: deque[_Waiting], tell: Tell | None) -> Iterator[Draft]:
    folder, ids, saved = waiting.popleft()
    try:
        digest = saved.result()
    except BrokenProcessPool as error:
        raise EngineError(
            "A process that was analysing articles was ended from outside, as systems do where memory is short. "
            "What was told as done is in the index; take in the rest again, with other programs closed."
        ) from error
    yield Draft(load(Segment, folder, digest), ids)
    shutil.rmtree(folder)
    if tell:
        tell(len(ids))


def _saved(articles: list[Article], folder: Path) -> str:
    folder.mkdir()
    return save(_compiled(articles), folder)


def _compiled(articles: list[Article]) -> Segment:
    return Segment.of([passage for article in articles for passage in split_passages(article)])


def _batches(articles: Iterable[Article]) -> Iterator[list[Article]]:
    """Yield articles in groups of about so many characters, of several with one id in a group the last."""
    for batch in batches(articles, lambda article: len(article.text), _AT_ONCE):
        last = {article.id: place for place, article in enumerate(batch)}
        yield [article for place, article in enumerate(batch) if last[article.id] == place]
