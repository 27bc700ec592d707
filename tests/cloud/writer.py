"""Another process that changes an index or asks it: ``python -m tests.cloud.writer COMMAND URL CACHE ...``.

- ``add IDS VERSION``: adds articles one by one, and prints each id when it is in.
- ``forever PREFIX``: adds articles of three passages one by one until it is killed, likewise.
- ``asks WANTED``: prints the ids of all articles, of those listed and of those found, as soon as there are so many.
"""

from __future__ import annotations

import json
import sys
import time
from itertools import count
from pathlib import Path

from index.article import Article
from index.cloud.engine import Cloud
from index.search import Searcher
from tests.cloud.indexes import article

SAID = "सेना"
"""A word of every passage."""


def numbered(identifier: str, version: str = "") -> Article:
    """Return an article of three passages, each of which has the same words."""
    long = " ".join(f"{SAID} शहर {identifier} से लौटी {version}।" for _ in range(25))
    return article(identifier, long, long, long)


def main() -> None:
    """Do what the arguments say."""
    command, url, cache, *rest = sys.argv[1:]
    with Cloud(url, Path(cache)) as engine:
        if command == "asks":
            _tell(*_all_of(engine, int(rest[0])))
        identifiers = rest[0].split(",") if command == "add" else (f"{rest[0]}{number}" for number in count())
        for identifier in identifiers if command != "asks" else ():
            engine.add([numbered(identifier, rest[1] if len(rest) > 1 else "")])
            _tell(identifier)


def _all_of(engine: Cloud, wanted: int) -> tuple[list[str], list[str]]:
    """Return the ids of the articles that are listed, and of those that are found, when there are so many."""
    until = time.monotonic() + 30
    while len(engine.snapshot().articles) < wanted and time.monotonic() < until:
        time.sleep(0.05)
    found = {hit.passage.article.id for hit in Searcher(engine).ask(SAID, top=10 * wanted).hits}
    return [entry.id for entry in engine.snapshot().articles], sorted(found)


def _tell(*values: object) -> None:
    sys.stdout.write(json.dumps(values) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
