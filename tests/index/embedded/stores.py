"""What is done to an index on a disk, by this process and by others."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

from index.article import Article, Source
from index.embedded.collection import Collection
from index.embedded.store import Store
from index.search import Searcher

ROOT = Path(__file__).parents[3]

Change = tuple[str, ...]
"""What is done, and to which articles: ("add", "a", "b"), ("remove", "a"), ("merge",)."""


def article(identifier: str, text: str | None = None) -> Article:
    """Return an article of two passages, whose text is the same for the same id unless it is given."""
    own = f"सेना {identifier} कल शाम तक शहर से लौटी और घर गई।\nनदी बही और पुल पर लोग खड़े रहे, शहर {identifier} में शांति थी।"
    return Article(identifier, f"शीर्षक {identifier}", "hi", own if text is None else text, Source())


def ids_in(index: Store | Collection) -> list[str]:
    """Return the ids of an index's articles, one for each time that an article is there."""
    snapshot = index.snapshot() if isinstance(index, Store) else index
    return [each.id for each in snapshot.texts()]


def found_in(store: Store, question: str = "सेना") -> set[str]:
    """Return the ids of the articles that a question finds."""
    return {hit.passage.article.id for hit in Searcher(store).ask(question, 1000).hits}


def change(store: Store, what: Change) -> None:
    """Change an index, and wait until what is due is merged."""
    kind, *ids = what
    if kind == "add":
        store.add(article(identifier) for identifier in ids)
    elif kind == "remove":
        store.remove(ids)
    else:
        store.merge()
    store.settle()


def changed(before: tuple[str, ...], what: Change) -> tuple[str, ...]:
    """Return the ids of an index's articles after a change, in their order."""
    kind, *ids = what
    left = tuple(one for one in before if kind == "merge" or one not in ids)
    return (*left, *ids) if kind == "add" else left


def child(script: str, *arguments: object) -> subprocess.Popen[str]:
    """Start another process; the script finds its arguments in ``sys.argv`` and what is here imported."""
    head = "import sys\nfrom pathlib import Path\nfrom tests.index.embedded.stores import *\n"
    return subprocess.Popen(
        [sys.executable, "-c", head + script, *map(str, arguments)], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )


def told_by(process: subprocess.Popen[str]) -> list[str]:
    """Return the lines that another process told, when it has ended well."""
    told, _ = process.communicate(timeout=60)
    assert process.returncode == 0
    return told.splitlines()


def tell(words: Iterable[object]) -> None:
    """Tell this process's parent a line."""
    sys.stdout.write(" ".join(map(str, words)) + "\n")
    sys.stdout.flush()
