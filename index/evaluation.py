"""Measuring the ranking on questions whose answers are known.

A set is a folder with ``passages.jsonl`` (``id``, ``article``, ``title``, ``text``) and files of questions,
``questions.LANG.jsonl`` (``id``, ``question``, ``gold``: passage ids, and where known ``answer_start``, the offset of
the answer in the gold passage). Questions are asked of the same searcher as a person's.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from index.answer import Answer
from index.article import Article, Source
from index.errors import IndexingError
from index.passage import Passage
from index.scripts import language_of
from index.search import Searcher
from index.spans import Span

DEPTH = 10
"""How deep a gold passage may stand to count: MRR@10."""


class EvaluationError(IndexingError):
    """A folder that is no evaluation set."""


@dataclass(frozen=True, slots=True)
class Question:
    """A question with its answer.

    Attributes:
        gold: The ids of the passages that answer.
        answer_start: Where the answer begins in the gold passage, in characters.
    """

    text: str
    gold: frozenset[str]
    answer_start: int | None


@dataclass(frozen=True, slots=True)
class EvaluationSet:
    """Passages, their ids in the same order, and questions by the name of their file ("questions.hi")."""

    passages: list[Passage]
    ids: list[str]
    questions: dict[str, list[Question]]


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as it was answered.

    Attributes:
        rank: The place of the first gold passage, from 1, after all passages of the same score; None beyond DEPTH.
        sentence: Whether the answer begins inside the best sentence; None where the first passage is not the gold one,
            or it is not known where the answer begins.
    """

    answer: Answer
    rank: int | None
    sentence: bool | None


def read_set(folder: Path) -> EvaluationSet:
    """Read a folder.

    Raises:
        EvaluationError: A file is missing or is not as described above.
    """
    articles: dict[str, list[dict[str, Any]]] = {}
    ids: set[str] = set()
    for row in _rows(folder / "passages.jsonl", _is_passage, "a passage with id, article and text"):
        if row["id"] in ids:
            raise EvaluationError(f"{folder / 'passages.jsonl'}: has the id {row['id']!r} twice. Give each its own.")
        ids.add(row["id"])
        articles.setdefault(row["article"], []).append(row)
    questions: dict[str, list[Question]] = {}
    for file in sorted(folder.glob("questions.*.jsonl")):
        rows = _rows(file, lambda row: _is_question(row, ids), "a question with gold ids of passages")
        questions[file.name.removesuffix(".jsonl")] = [_question(row) for row in rows]
    if not articles or not questions or not all(questions.values()):
        raise EvaluationError(
            f"{folder}: has no passages or no questions. Fill passages.jsonl and questions.LANG.jsonl."
        )
    passages = [passage for rows in articles.values() for passage in _passages(rows)]
    return EvaluationSet(passages, [row["id"] for rows in articles.values() for row in rows], questions)


def ask_all(
    searcher: Searcher, own: EvaluationSet, questions: Iterable[Question], tick: Callable[[], object]
) -> list[Asked]:
    """Ask every question of a searcher of the set's passages; ``tick`` is called after each."""
    id_of = dict(zip(map(_place, own.passages), own.ids, strict=True))
    asked = []
    for question in questions:
        took_ms = searcher.ask(question.text).took_ms  # as the bot asks
        # One hit more than counts shows whether the last that counts has equals.
        answer = replace(searcher.ask(question.text, top=DEPTH + 1), took_ms=took_ms)
        found = [id_of[_place(hit.passage)] for hit in answer.hits]
        asked.append(Asked(answer, _rank(answer, found, question.gold), _in_sentence(answer, found, question)))
        tick()
    return asked


def measures(asked: Sequence[Asked]) -> dict[str, float]:
    """Return the figures of one file of questions: shares from 0 to 1, times in milliseconds."""
    ranks = [one.rank for one in asked]
    sentences = [one.sentence for one in asked if one.sentence is not None]
    times = [one.answer.took_ms for one in asked]
    figures: dict[str, float] = {"n": len(asked)}
    figures[f"mrr@{DEPTH}"] = _mean([1 / rank if rank else 0.0 for rank in ranks])
    for depth in (1, 3, 5, DEPTH):
        figures[f"s@{depth}"] = _mean([rank is not None and rank <= depth for rank in ranks])
    figures["best_sentence"] = _mean(sentences)
    figures["refused"] = refused(asked)
    figures["ms_p50"], figures["ms_p95"] = (float(np.percentile(times, share)) for share in (50, 95))
    return figures


def refused(asked: Sequence[Asked]) -> float:
    """Return the share of questions that got no answer."""
    return _mean([not one.answer.answered for one in asked])


def auroc(own: Sequence[Asked], foreign: Sequence[Asked]) -> float:
    """Return how well the confidence tells questions that the passages answer from those that they cannot.

    The area under the ROC curve: the chance that one of ``own`` has more confidence than one of ``foreign``, equal ones
    counting half (Mann and Whitney 1947).
    """
    low = np.sort([one.answer.confidence for one in foreign])
    high = np.array([one.answer.confidence for one in own])
    below = np.searchsorted(low, high, side="left") + np.searchsorted(low, high, side="right")
    return float(below.mean() / (2 * len(low)))


def _rows(file: Path, fits: Callable[[dict[str, Any]], bool], what: str) -> Iterator[dict[str, Any]]:
    """Yield the objects of a file, each of which must fit."""
    try:
        with file.open(encoding="utf-8") as lines:
            for number, line in enumerate(lines, start=1):
                row = _parsed(line)
                if not isinstance(row, dict) or not fits(row):
                    raise EvaluationError(f"{file}: line {number} is not {what}. Write one JSON object a line.")
                yield row
    except UnicodeDecodeError as error:
        raise EvaluationError(f"{file}: is not UTF-8 text. Save it as UTF-8.") from error
    except OSError as error:
        raise EvaluationError(f"{file}: cannot be read ({error.strerror}). Name a folder that holds it.") from error


def _is_passage(row: dict[str, Any]) -> bool:
    return all(isinstance(row.get(name), str) for name in ("id", "article", "text")) and _is_or_none(row, "title", str)


def _is_question(row: dict[str, Any], ids: set[str]) -> bool:
    gold = row.get("gold")
    golden = isinstance(gold, list) and bool(gold) and all(isinstance(one, str) and one in ids for one in gold)
    return golden and isinstance(row.get("question"), str) and _is_or_none(row, "answer_start", int)


def _is_or_none(row: dict[str, Any], name: str, kind: type) -> bool:
    return row.get(name) is None or isinstance(row[name], kind)


def _parsed(line: str) -> object:
    try:
        return json.loads(line)
    except ValueError:
        return None


def _passages(rows: list[dict[str, Any]]) -> Iterator[Passage]:
    """Yield the passages of one article as they are given: they are not to be split anew."""
    text = "\n\n".join(row["text"] for row in rows)
    article = Article(rows[0]["article"], rows[0].get("title") or "", language_of(text), text, Source())
    start = 0
    for number, row in enumerate(rows, start=1):
        yield Passage(article, number, Span(start, start + len(row["text"])))
        start += len(row["text"]) + 2


def _question(row: dict[str, Any]) -> Question:
    return Question(row["question"], frozenset(row["gold"]), row.get("answer_start"))


def _place(passage: Passage) -> tuple[str, int]:
    return passage.article.id, passage.number


def _rank(answer: Answer, found: Sequence[str], gold: frozenset[str]) -> int | None:
    for hit, passage in zip(answer.hits, found, strict=True):
        if passage in gold:
            rank = sum(other.score >= hit.score for other in answer.hits)
            return rank if rank <= DEPTH else None
    return None


def _in_sentence(answer: Answer, found: Sequence[str], question: Question) -> bool | None:
    if question.answer_start is None or not found or found[0] not in question.gold:
        return None
    best = answer.hits[0].best_sentence
    return best.start <= question.answer_start < best.end


def _mean(values: Sequence[float]) -> float:
    return float(np.mean(values)) if values else float("nan")
