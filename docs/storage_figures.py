"""Print the figures of docs/scaling.md: an index in an object storage beside the same index in a folder.

    python docs/storage_figures.py [PASSAGES]

It generates the corpus of `poochho bench`, starts SeaweedFS on loopback (the development packages have it), and asks
both engines the same questions, as the bot asks them.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from index import Answer, Searcher, read_corpus
from index.bench import memory
from index.bench.corpus import Corpus
from index.cloud.engine import Cloud
from index.embedded.store import Store
from tests.cloud.seaweed import Seaweed

SEEDS = Path(__file__).resolve().parent.parent / "seeds"
UNMEASURED, QUESTIONS = 3, 100


def main(passages: int) -> None:
    """Measure both engines over so many generated passages, and print the figures."""
    corpus = Corpus.generate(
        [article.text for article in read_corpus(SEEDS).articles], passages, QUESTIONS + UNMEASURED
    )
    questions = [" ".join(corpus.spelled(question)) for question in corpus.questions]
    with TemporaryDirectory(prefix="poochho-figures-") as name, Seaweed(Path(name) / "storage") as storage:
        folder = Path(name)
        os.environ |= {key.upper(): value for key, value in storage.storage_options.items()}
        os.environ["AWS_ALLOW_HTTP"] = "true"
        with Store(folder / "embedded") as store:
            tell(f"embedded: built in {seconds(lambda: store.add(corpus.as_articles())):.1f} s")
            store.merge()
        address = f"{storage.url}/index"
        with Cloud(address, folder / "writer.sqlite3") as writer:
            tell(f"storage: built in {seconds(lambda: writer.add(corpus.as_articles())):.1f} s")
        began = perf_counter()
        with Cloud(address, folder / "replica.sqlite3") as replica, Store(folder / "embedded") as store:
            tell(f"storage: a replica opened in {perf_counter() - began:.1f} s")
            ask(Searcher(store), questions[:UNMEASURED])
            ask(Searcher(replica), questions[:UNMEASURED])
            first = measured("storage, first", Searcher(replica), questions)
            measured("storage, repeated", Searcher(replica), questions)
            exact = measured("embedded, first", Searcher(store), questions)
            measured("embedded, repeated", Searcher(store), questions)
            tell(f"overlap of the top 10: {np.mean([overlap(*pair) for pair in zip(first, exact, strict=True)]):.4f}")
        began = perf_counter()
        with Cloud(address, folder / "replica.sqlite3") as replica:
            tell(f"storage: a replica opened again in {perf_counter() - began:.1f} s")
            measured("storage, repeated from the cache on disk", Searcher(replica), questions)
            tell(f"resident: {(memory.resident() or 0) / 1e6:,.0f} MB, the embedded index included")
        tell(f"in the storage: {(memory.on_disk(folder / 'storage')) / 1e6:,.0f} MB")
        tell(f"in the folder: {(memory.on_disk(folder / 'embedded')) / 1e6:,.0f} MB")


def ask(searcher: Searcher, questions: Iterable[str]) -> list[Answer]:
    """Return the answers, ten passages deep."""
    return [searcher.ask(question, top=10) for question in questions]


def measured(name: str, searcher: Searcher, questions: list[str]) -> list[Answer]:
    """Print the median and the 95th percentile of the questions, and return their answers."""
    answers = ask(searcher, questions[UNMEASURED:])
    p50, p95 = np.percentile([answer.took_ms for answer in answers], (50, 95))
    tell(f"{name}: p50 {p50:.1f} ms, p95 {p95:.1f} ms")
    return answers


def overlap(one: Answer, exact: Answer) -> float:
    """Return the share of an answer's passages that are among another's."""
    found, wanted = ({(hit.passage.article.id, hit.passage.number) for hit in answer.hits} for answer in (one, exact))
    return len(found & wanted) / max(len(wanted), 1)


def seconds(what: Callable[[], object]) -> float:
    """Return how long a call takes."""
    began = perf_counter()
    what()
    return perf_counter() - began


def tell(line: str) -> None:
    """Print a line at once."""
    print(line, flush=True)  # noqa: T201


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
