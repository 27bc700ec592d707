"""A library as a folder to take along: the articles' files as they are, and one file that lists them for machines.

::

    articles/…       text with front matter
    articles.jsonl   one JSON object an article: its file, the SHA-256 of that, and all that the file says
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path, PurePosixPath

from index.article import read_article
from index.candidates import Tell
from index.corpus import SUFFIXES
from index.durable import settle
from index.errors import ArticleError, LibraryError
from index.library.library import Library

LIST = "articles.jsonl"
"""The name of the list."""

_ARTICLES = "articles"


@dataclass(frozen=True, slots=True)
class _Listed:
    """A line of the list, as far as importing needs it."""

    file: str
    sha256: str


def export(library: Library, folder: Path, tell: Tell | None = None) -> int:
    """Write all articles into a new folder, and return how many they are.

    Args:
        library: The library.
        folder: The folder; it is there only when everything is in it.
        tell: Is told how many articles more are written.

    Raises:
        LibraryError: There is such a folder, or it cannot be written.
    """
    if folder.exists():
        raise LibraryError(folder, "there is something of this name already", "Name a new folder")
    new = folder.with_name(f".{folder.name}.new")
    with library.changing():
        shutil.rmtree(new, ignore_errors=True)
        new.mkdir(parents=True)
        try:
            with (new / LIST).open("w", encoding="utf-8", newline="\n") as lines:
                rows = library.catalogue.all()
                for row in rows:
                    lines.write(_copied(library.shelf.articles, row.file, new / _ARTICLES) + "\n")
                    if tell:
                        tell(1)
            new.rename(folder)
            settle(folder.parent)
        finally:
            shutil.rmtree(new, ignore_errors=True)
        return len(rows)


def import_from(folder: Path, library: Library, tell: Tell | None = None) -> int:
    """Put all articles of an exported folder into a library, each as it is, and return how many they are.

    An article with the same id is replaced, and can be put back.

    Args:
        folder: The exported folder.
        library: The library.
        tell: Is told how many articles more are in.

    Raises:
        LibraryError: The folder is not as it was exported; nothing was imported.
        index.IndexingError: The library cannot be changed; articles that were told of are in.
    """
    contents = {listed.file: _checked(folder, listed) for listed in _lines(folder)}
    with library.changing():
        files = [_put(library, folder, file, content) for file, content in contents.items()]
        library.follow(files, tell)
    return len(files)


def _copied(articles: Path, file: str, target: Path) -> str:
    """Copy an article's file, and return its line in the list."""
    content = (articles / file).read_bytes()
    copy = target / file
    copy.parent.mkdir(parents=True, exist_ok=True)
    copy.write_bytes(content)
    article = read_article(articles / file, articles)
    line = {"file": file, "sha256": sha256(content).hexdigest()} | asdict(article)
    line["source"] = {name: value for name, value in asdict(article.source).items() if value and name != "file"}
    return json.dumps(line, ensure_ascii=False)


def _lines(folder: Path) -> Iterator[_Listed]:
    """Yield the lines of an exported folder's list."""
    try:
        lines = (folder / LIST).read_text(encoding="utf-8").split("\n")[:-1]  # a text may hold other line ends
    except (OSError, UnicodeDecodeError) as error:
        raise LibraryError(folder, f"holds no {LIST} that can be read", "Name a folder that was exported") from error
    for number, line in enumerate(lines, start=1):
        try:
            known = json.loads(line)
            listed = _Listed(str(known["file"]), str(known["sha256"]))
        except (ValueError, KeyError, TypeError) as error:
            raise LibraryError(folder / LIST, f"line {number} is damaged", "Export the library again") from error
        path = PurePosixPath(listed.file)
        parts = path.parts
        if (
            not parts
            or path.is_absolute()
            or ".." in parts
            or path.suffix.lower() not in SUFFIXES
            or "\\" in listed.file
        ):
            raise LibraryError(folder / LIST, f"line {number} names no file of articles", "Export the library again")
        yield listed


def _is_inside(file: PurePosixPath) -> bool:
    """Return whether a path leads to a file of an article in the folder that it is relative to."""
    outside = file.is_absolute() or ".." in file.parts or "\\" in str(file)
    return not outside and file.suffix.lower() in SUFFIXES


def _checked(folder: Path, listed: _Listed) -> bytes:
    """Return what is in an exported file."""
    file = folder / _ARTICLES / listed.file
    try:
        content = file.read_bytes()
    except OSError as error:
        raise LibraryError(file, f"cannot be read: {error.strerror}", "Export the library again") from error
    if sha256(content).hexdigest() != listed.sha256:
        raise LibraryError(
            file, "is not as it was exported", "Export the library again, or add the changed files: poochho add FOLDER"
        )
    return content


def _put(library: Library, folder: Path, file: str, content: bytes) -> str:
    """Put a file into a library, in the place of the article with the same id, and return where it is."""
    articles = folder / _ARTICLES
    try:
        now = library.catalogue.with_id(read_article(articles / file, articles).id)
    except ArticleError:
        now = None
    other = library.catalogue.in_file(file)
    place = now.file if now else library.shelf.free_name(file) if other else file
    if library.shelf.content(place) != content:
        library.shelf.put(place, content)
    return place
