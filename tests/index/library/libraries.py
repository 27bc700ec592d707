"""Libraries for tests, and what is held against them: they answer with what is in their files, and nothing else."""

from __future__ import annotations

import os
import signal
import sqlite3
from collections.abc import Callable, Iterable
from itertools import count
from pathlib import Path
from typing import Any, Self

import pytest

from index.article import Article, Source
from index.corpus import SUFFIXES, read_corpus
from index.errors import CorpusError
from index.library.catalogue import Filed
from index.library.library import Library
from index.library.same import text_key, url_key
from index.reading.document import Document
from index.search import Searcher
from tests.index.embedded.stores import child, tell, told_by

__all__ = ["child", "tell", "told_by"]

_TIMES = count(1_700_000_000 * 10**9, 10**6)  # two files written within a tick of the clock would have the same


OTHER_TEXT = "सेना अब पहाड़ पर है और नदी वहीं बहती है।"
"""A text that nothing else has."""


class Unsynced(sqlite3.Connection):
    """A connection to SQLite that leaves what it writes to the system."""

    def __init__(self, *arguments: Any, **named: Any) -> None:  # noqa: ANN401
        super().__init__(*arguments, **named)
        self.execute("PRAGMA synchronous = OFF")


def text_of(name: str) -> str:
    """Return a text of two passages, the same for the same name, in which every question here finds something."""
    return f"सेना {name} कल शाम तक शहर से लौटी और घर गई।\n\nनदी बही और पुल पर लोग खड़े रहे, शहर {name} में शांति थी।"


def document(
    name: str,
    text: str | None = None,
    *,
    named: str | None = None,
    origin: str | None = None,
    source: Source | None = None,
) -> Document:
    """Return a document with a title and a text, both of its name unless it is given another text."""
    title = f"शीर्षक {name}"
    return Document(title, "hi", text_of(name) if text is None else text, source or Source(), named, origin)


def put_by_hand(library: Library, file: str, content: str | bytes) -> Path:
    """Write a file as people do who know nothing of the library; each time its time is another one."""
    path = library.shelf.articles / file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    now = next(_TIMES)
    os.utime(path, ns=(now, now))
    return path


class _Listed(list["os.DirEntry[str]"]):
    """A folder's entries, as ``os.scandir`` gives them."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        """Do nothing."""


Entries = list["os.DirEntry[str]"]
"""What is in a folder."""


def listing(patch: pytest.MonkeyPatch, listed: Callable[[Path, Entries], Iterable[os.DirEntry[str]]]) -> None:
    """Have folders listed in another way: ``listed`` gets a folder and its entries by name, and returns them."""
    original = os.scandir

    def scandir(folder: Any) -> Any:  # noqa: ANN401
        if isinstance(folder, int):  # removing a folder of files
            return original(folder)
        with original(folder) as entries:
            return _Listed(listed(Path(folder), sorted(entries, key=lambda entry: entry.name)))

    patch.setattr(os, "scandir", scandir)


def files_below(folder: Path) -> dict[str, bytes]:
    """Return what is in all files below a folder."""
    paths = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def texts_in(articles: Iterable[Article]) -> dict[str, str]:
    """Return the texts of articles by their ids; each has an id of its own."""
    pairs = [(article.id, article.text) for article in articles]
    texts = dict(pairs)
    assert len(texts) == len(pairs), sorted(identifier for identifier, _ in pairs)
    return texts


def answered(library: Library) -> dict[str, str]:
    """Return the texts that a library's index has, by their ids."""
    return texts_in(library.snapshot().texts())


def found_in(library: Library, question: str = "सेना") -> set[str]:
    """Return the ids of the articles that a question finds."""
    return {hit.passage.article.id for hit in Searcher(library).ask(question, 1000).hits}


def articles_in(library: Library) -> tuple[Article, ...]:
    """Return the articles in a library's folder."""
    try:
        return read_corpus(library.shelf.articles).articles
    except CorpusError:
        return ()


def assert_true_to_its_files(library: Library) -> None:
    """Assert that index and catalogue have the articles that are in the files, each once, and no others."""
    there = articles_in(library)
    texts = texts_in(there)
    assert answered(library) == texts
    asked = {identifier for identifier, text in texts.items() if text.startswith("सेना ")}
    assert asked <= found_in(library) <= texts.keys()
    known = {(row.file, row.id, row.title, row.language) for row in library.catalogue.all()}
    assert known == {(each.source.file, each.id, each.title, each.language) for each in there}


def assert_nothing_left(home: Path) -> None:
    """Assert that there is nothing in a library's folder that no part of it needs."""
    assert {path.name for path in home.iterdir()} <= {"articles", "removed", "index", "lock"}
    index = {path.name for path in (home / "index").iterdir() if not path.name.startswith("segment-")}
    assert index <= {"catalogue.sqlite3", "manifest.json", "lock"}
    articles = [path for path in (home / "articles").rglob("*") if path.is_file()]
    assert [path.name for path in articles if path.suffix.lower() not in SUFFIXES] == []


def filed_as(file: str, known: Document) -> Filed:
    """Return what a catalogue notes of a document in a file."""
    source = known.source
    return Filed(
        file=file,
        size=len(known.text),
        changed=next(_TIMES),
        id=known.id or file,
        title=known.title,
        language=known.language,
        publisher=source.publisher,
        author=source.author,
        date=source.date,
        url=source.url,
        added=None,
        passages=2,
        text_key=text_key(known.text),
        url_key=url_key(source.url),
        origin=known.origin,
    )


# As much of the change is on the disk as the cache did not take, and its journal.
_HALF = """
import os, signal, sqlite3
connection = sqlite3.connect(sys.argv[1])
connection.execute("PRAGMA cache_size = 1")
connection.execute("BEGIN")
connection.execute("UPDATE filed SET title = title || ' half', size = 1, id = id || ' half'")
connection.executemany("INSERT INTO unreadable VALUES (?, 1, 1, ?)", ((str(one), "x" * 1000) for one in range(200)))
os.kill(os.getpid(), signal.SIGKILL)
"""


def kill_while_writing(catalogue: Path) -> None:
    """Have a process killed within a change of a catalogue."""
    with child(_HALF, catalogue) as process:
        assert process.wait(60) == -signal.SIGKILL
    assert catalogue.with_name(f"{catalogue.name}-journal").stat().st_size
