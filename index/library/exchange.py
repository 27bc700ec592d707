"""A library as a folder to take along: the articles' files as they are, and one file that lists them for machines.

::

    articles/…       text with front matter
    articles.jsonl   one JSON object an article: its file, the SHA-256 of that, and all that the file says
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from errno import ENOENT
from hashlib import sha256
from pathlib import Path, PurePosixPath

from index.article import Article, parse_article, read_content
from index.candidates import Tell
from index.corpus import SUFFIXES, is_hidden
from index.durable import settle
from index.errors import ArticleError, LibraryError
from index.library.library import Library
from index.library.shelf import Shelf
from index.library.undoing import Put, taken_back_on_error

LIST = "articles.jsonl"
"""The name of the list."""

_ARTICLES = "articles"
_LONGEST_PATH = 4096  # bytes: what systems take


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
    if os.path.lexists(folder):
        raise LibraryError(folder, "there is something of this name already", "Name a new folder")
    new = folder.with_name(f".{folder.name}.new")
    try:
        shutil.rmtree(new, ignore_errors=True)  # of a process that was killed
        count = _written(library.shelf, new, tell)
        new.rename(folder)
        settle(folder.parent)
    except OSError as error:
        wrong = f"cannot be written: {error.strerror or error}"
        raise LibraryError(folder, wrong, "See that there is room, or name another folder") from error
    finally:
        shutil.rmtree(new, ignore_errors=True)
    return count


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
    there = {path.relative_to(folder / _ARTICLES).as_posix() for path in (folder / _ARTICLES).rglob("*.*")}
    if left := {file for file in there - contents.keys() if _is_inside(file)}:
        wrong = f"does not list {min(left)}"
        raise LibraryError(folder / LIST, wrong, "Export the library again, or add the files: poochho add FOLDER")
    with library.changing(), taken_back_on_error(library) as put:
        for file, content in contents.items():
            _put(library, file, content, put)
        library.follow(library.shelf.stamps_of(put), tell)
    return len(contents)


def _written(shelf: Shelf, folder: Path, tell: Tell | None) -> int:
    """Write all articles and their list, and return how many they are; files that are none or go away are left out."""
    (folder / _ARTICLES).mkdir(parents=True)
    known: set[str] = set()
    with (folder / LIST).open("w", encoding="utf-8", newline="\n") as lines:
        for file in sorted(shelf.stamps()):
            try:
                content = read_content(shelf.articles / file)
                article = parse_article(content, Path(file))
            except ArticleError:
                continue
            if article.id in known:
                continue
            known.add(article.id)
            copy = folder / _ARTICLES / file
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_bytes(content)
            lines.write(_line(article, file, content) + "\n")
            if tell:
                tell(1)
    return len(known)


def _line(article: Article, file: str, content: bytes) -> str:
    """Return an article's line in the list."""
    line = {"file": file, "sha256": sha256(content).hexdigest()} | asdict(article)
    line["source"] = {name: value for name, value in asdict(article.source).items() if value and name != "file"}
    return json.dumps(line, ensure_ascii=False)


def _lines(folder: Path) -> Iterator[_Listed]:
    """Yield the lines of an exported folder's list."""
    try:
        *lines, rest = (folder / LIST).read_text(encoding="utf-8").split("\n")  # a text may hold other line ends
    except (OSError, UnicodeDecodeError) as error:
        raise LibraryError(folder, f"holds no {LIST} that can be read", "Name a folder that was exported") from error
    for number, line in enumerate(lines + [rest] * bool(rest), start=1):
        try:
            known = json.loads(line)
            listed = _Listed(known["file"], known["sha256"])
            if rest or not _is_inside(listed.file):
                raise ValueError(line)
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
            wrong = f"line {number} is damaged, or names no file of articles"
            raise LibraryError(folder / LIST, wrong, "Export the library again") from error
        yield listed


def _is_inside(file: str) -> bool:
    """Return whether a path leads to a file of an article in the folder that it is relative to."""
    path = PurePosixPath(file)
    plain = not path.is_absolute() and not is_hidden(path)  # nor upwards: the name of that folder begins with a dot
    known = path.suffix.lower() in SUFFIXES and path.as_posix() == file
    return plain and known and "\0" not in file and len(file.encode()) < _LONGEST_PATH


def _checked(folder: Path, listed: _Listed) -> bytes:
    """Return what is in an exported file."""
    file = folder / _ARTICLES / listed.file
    try:
        if not file.is_file():  # a pipe would keep us waiting
            raise FileNotFoundError(ENOENT, "it is no file")
        content = file.read_bytes()
    except OSError as error:
        raise LibraryError(file, f"cannot be read: {error.strerror}", "Export the library again") from error
    if sha256(content).hexdigest() != listed.sha256:
        raise LibraryError(
            file, "is not as it was exported", "Export the library again, or add the changed files: poochho add FOLDER"
        )
    return content


def _put(library: Library, file: str, content: bytes, put: Put) -> None:
    """Put a file into a library, in the place of the article with the same id, and record it; not one that is there."""
    try:
        now = library.catalogue.with_id(parse_article(content, Path(file)).id)
    except ArticleError:
        now = None
    other = library.catalogue.in_file(file)
    place = now.file if now else library.shelf.free_name(file) if other else file
    if library.shelf.content(place) != content:
        put[place] = library.shelf.put(place, content)
