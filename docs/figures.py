"""Print the figures of README.md and docs/ranking.md, as Markdown tables.

Run ``python docs/figures.py FOLDER``, where FOLDER holds evaluation sets (see index/evaluation.py). It takes some
minutes. Peers are asked the same questions of the same passages, ties counted against all alike.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from dataclasses import fields, replace
from pathlib import Path
from time import perf_counter

import bm25s
import numpy as np
from numpy.typing import NDArray
from rank_bm25 import BM25Okapi

from index import Searcher
from index.analyzer import analyze
from index.evaluation import DEPTH, Asked, EvaluationSet, Question, ask_all, auroc, measures, read_set
from index.matching import Weights

Scorer = Callable[[str], NDArray[np.floating]]
Sets = dict[str, EvaluationSet]

WORDS_OF_A_PASSAGE = 60  # what indexing speed is given in
THRESHOLDS = (0.20, 0.23, 0.25, 0.27, 0.29, 0.32, 0.35)


def whitespace(texts: list[str]) -> Scorer:
    """rank-bm25 as it comes, on what stands between white space."""
    okapi = BM25Okapi([text.split() for text in texts])
    return lambda question: okapi.get_scores(question.split())


def bm25s_alone(texts: list[str]) -> Scorer:
    """bm25s with its own tokeniser."""
    index = bm25s.BM25()
    index.index(bm25s.tokenize(texts, stopwords=None, return_ids=False, show_progress=False), show_progress=False)

    def score(question: str) -> NDArray[np.floating]:
        (tokens,) = bm25s.tokenize([question], stopwords=None, return_ids=False, show_progress=False)
        return np.asarray(index.get_scores(tokens)) if tokens else np.zeros(len(texts))

    return score


def bm25s_on_our_words(texts: list[str]) -> Scorer:
    """bm25s on normalised words."""
    index = bm25s.BM25()
    index.index([[token.word for token in analyze(text)] for text in texts], show_progress=False)

    def score(question: str) -> NDArray[np.floating]:
        tokens = [token.word for token in analyze(question)]
        return np.asarray(index.get_scores(tokens)) if tokens else np.zeros(len(texts))

    return score


PEERS = {
    "rank-bm25 on white space": whitespace,
    "bm25s, its own tokeniser": bm25s_alone,
    "bm25s on our words": bm25s_on_our_words,
}


def main(folder: Path) -> None:
    """Print every table."""
    if not list(folder.glob("*/passages.jsonl")):
        sys.exit(f"{folder}: has no sets. Name a folder of folders, each with passages.jsonl and questions.LANG.jsonl.")
    sets = {path.parent.name: read_set(path.parent) for path in sorted(folder.glob("*/passages.jsonl"))}
    print_table("MRR@10", columns(sets), peers(sets))
    print_table("MRR@10 without a part", columns(sets), ablation(sets))
    print_table("share refused", [f"{threshold:.2f}" for threshold in THRESHOLDS], thresholds(sets))
    print_table("speed", ["passages a second", "ms a question, median"], speed(sets))


def columns(sets: Sets) -> list[str]:
    """Return the names of the sets with their questions' languages."""
    return [f"{name}, {file.removeprefix('questions.')}" for name, file, _ in asked_of(sets)]


def asked_of(sets: Sets) -> Iterator[tuple[str, str, list[Question]]]:
    """Yield each file of questions with the name of its set; English is only asked of passages in English."""
    for name, each in sets.items():
        yield from ((name, file, questions) for file, questions in each.questions.items() if not file.endswith(".en"))


def peers(sets: Sets) -> Iterator[tuple[str, list[float]]]:
    """Yield each peer's MRR on each set, and ours."""
    for peer, make in PEERS.items():
        scorers = {name: make([passage.text for passage in each.passages]) for name, each in sets.items()}
        yield peer, [mrr(scorers[name], sets[name].ids, questions) for name, _, questions in asked_of(sets)]
    yield "Poochho", ours(sets, Weights())


def mrr(score: Scorer, ids: list[str], questions: list[Question]) -> float:
    """Return MRR@10 of a scorer; a passage ranks after all that have its score."""
    places = {passage: number for number, passage in enumerate(ids)}
    reciprocals = []
    for question in questions:
        scores = score(question.text)
        best = max(scores[places[passage]] for passage in question.gold)
        rank = int((scores >= best).sum())
        reciprocals.append(1 / rank if best > 0 and rank <= DEPTH else 0.0)
    return float(np.mean(reciprocals))


def ours(sets: Sets, weights: Weights) -> list[float]:
    """Return our MRR on each set."""
    searchers = {name: Searcher.of(each.passages, weights) for name, each in sets.items()}
    return [
        measures(ask_all(searchers[name], sets[name], questions, lambda: None))[f"mrr@{DEPTH}"]
        for name, _, questions in asked_of(sets)
    ]


def ablation(sets: Sets) -> Iterator[tuple[str, list[float]]]:
    """Yield our MRR with one part of the score after another left out."""
    yield "nothing left out", ours(sets, Weights())
    for part in fields(Weights):
        yield part.name, ours(sets, replace(Weights(), **{part.name: 0.0}))


def thresholds(sets: Sets) -> Iterator[tuple[str, list[float]]]:
    """Yield the share of questions refused at each threshold: of a set's own, and of each other set's."""
    for name, each in sets.items():
        searcher = Searcher.of(each.passages)
        own: dict[str, list[Asked]] = {}
        for other, file, questions in sorted(asked_of(sets), key=lambda one: one[0] != name):  # its own first
            asked = ask_all(searcher, each, questions, lambda: None)
            confidences = np.array([one.answer.confidence for one in asked])
            shares = [float((confidences < threshold).mean()) for threshold in THRESHOLDS]
            language = file.removeprefix("questions.")
            if other == name:
                own[file] = asked
                yield f"{name}: its own, {language}", shares
            else:
                apart = f" (AUROC {auroc(own[file], asked):.3f})" if file in own else ""
                yield f"{name}: those of {other}, {language}{apart}", shares


def speed(sets: Sets) -> Iterator[tuple[str, list[float]]]:
    """Yield how many passages of 60 words are indexed a second, and how long a question over 1,000 passages takes."""
    passages = [
        replace(passage, article=replace(passage.article, id=f"{name} {passage.article.id}"))
        for name, each in sets.items()
        for passage in each.passages
    ]
    words = sum(len(analyze(passage.text)) for passage in passages)
    many = [replace(passage, article=replace(passage.article, id=f"{passage.article.id}-{copy}"))
            for copy in range(4) for passage in passages]  # fmt: skip
    began = perf_counter()
    Searcher.of(many)
    rate = 4 * words / WORDS_OF_A_PASSAGE / (perf_counter() - began)
    searcher = Searcher.of(passages[:1000])
    times = [searcher.ask(question.text).took_ms for _, _, questions in asked_of(sets) for question in questions[:200]]
    yield "here", [rate, float(np.median(times))]


def print_table(title: str, columns: list[str], rows: Iterator[tuple[str, list[float]]]) -> None:
    """Print a Markdown table, row by row as they are measured."""
    print(f"\n| {title} | {' | '.join(columns)} |\n|{' --- |' * (len(columns) + 1)}", flush=True)  # noqa: T201
    for name, values in rows:
        shown = (f"{value:.3f}" if value < 10 else f"{value:,.0f}" for value in values)
        print(f"| {name} | {' | '.join(shown)} |", flush=True)  # noqa: T201


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "eval"))
