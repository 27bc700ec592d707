"""Move an index from one engine to another, and see that both give the same answers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from index.answer import Answer
from index.candidates import Engine, KeptEngine, Tell
from index.search import Searcher

QUESTIONS = 100
"""How many are asked of both."""

_WORDS = 8  # of a question: the middle of a passage


@dataclass(frozen=True, slots=True)
class Verified:
    """What came out of a move.

    Attributes:
        articles: How many there are in the old index and in the new one.
        passages: Likewise.
        questions: How many were asked.
        differing: Those that the two answer differently.
    """

    articles: tuple[int, int]
    passages: tuple[int, int]
    questions: int
    differing: Sequence[str]

    @property
    def same(self) -> bool:
        """Whether the new index is as good as the old one."""
        return self.articles[0] == self.articles[1] and self.passages[0] == self.passages[1] and not self.differing


def move(old: Engine, new: KeptEngine, tell: Tell) -> None:
    """Add all articles of one index to another, in their order.

    Args:
        old: The index that there is; it stays.
        new: The index that they go into.
        tell: Is told how many articles more are in.

    Raises:
        index.EngineError: One of the two cannot be read or written.
    """
    new.add(old.snapshot().texts(), tell)


def verify(old: Engine, new: Engine, tell: Tell) -> Verified:
    """Compare two indexes by their counts, and by their answers to questions made of their passages.

    Args:
        old: An index.
        new: Another one.
        tell: Is told of each question.

    Raises:
        index.EngineError: One of the two cannot be read.
    """
    before, after = old.snapshot().statistics, new.snapshot().statistics
    differing = []
    questions = list(dict.fromkeys(_questions(old)))
    for question in questions:
        answers = [Searcher(engine).ask(question) for engine in (old, new)]
        if _told(answers[0]) != _told(answers[1]):
            differing.append(question)
        tell(1)
    return Verified((before.articles, after.articles), (before.passages, after.passages), len(questions), differing)


def _questions(engine: Engine) -> Iterator[str]:
    """Yield some words of passages that stand everywhere in the index."""
    snapshot = engine.snapshot()
    entries = snapshot.articles
    step = max(1, len(entries) // QUESTIONS)
    for number in islice(range(QUESTIONS), QUESTIONS if entries else 0):
        passages = snapshot.passages_of(entries[number * step % len(entries)])
        words = passages[number % len(passages)].text.split() if passages else []
        middle = max(0, (len(words) - _WORDS) // 2)
        if words:
            yield " ".join(words[middle : middle + _WORDS]).translate(_UNQUOTED)


_UNQUOTED = str.maketrans(dict.fromkeys('"“”„«»', " "))  # a quoted phrase is a must


def _told(answer: Answer) -> list[tuple[object, ...]]:
    """Return what a person sees of an answer; scores are equal but for rounding."""
    hits = [(hit.passage.article.id, hit.passage.number, hit.best_sentence, hit.matches) for hit in answer.hits]
    return [(answer.answered, answer.vague), *hits]
