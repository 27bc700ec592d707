"""An article, and reading one from a text file with front matter."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from index.errors import ArticleError
from index.front_matter import Fields, decode, split_front_matter
from index.scripts import language_of

MAX_BYTES = 20 * 1024 * 1024
"""The largest file taken for one article: about a million words of Devanagari."""

_TITLE_LENGTH = 60


@dataclass(frozen=True, slots=True)
class Source:
    """What is known of where an article comes from; None where the article does not say.

    Attributes:
        date: When it was published, as ISO 8601 or a part of it ("2022", "2022-01"), else as the article words it.
        url: An http or https address.
        file: The file that it was read from, relative to the articles folder.
    """

    publisher: str | None = None
    author: str | None = None
    date: str | None = None
    url: str | None = None
    file: str | None = None


class Entry(Protocol):
    """What is known of an article without its text, as a list of articles shows it."""

    @property
    def id(self) -> str:
        """Unique in a corpus."""

    @property
    def title(self) -> str:
        """As its keeper wrote it."""

    @property
    def language(self) -> str:
        """A BCP 47 tag."""

    @property
    def source(self) -> Source:
        """Where it comes from."""


@dataclass(frozen=True, slots=True)
class Listed:
    """An entry by itself."""

    id: str
    title: str
    language: str
    source: Source


@dataclass(frozen=True, slots=True)
class Article:
    """An article as its keeper filed it.

    Attributes:
        id: Unique in a corpus.
        language: A BCP 47 tag.
        text: The text as it stands in the file, without front matter and byte order mark; line ends are line feeds, and
            below front matter there is no white space at its ends. Offsets count characters of this.
    """

    id: str
    title: str
    language: str
    text: str
    source: Source


def read_article(file: Path, folder: Path | None = None) -> Article:
    """Read one article from a text file: UTF-8, or UTF-16 and UTF-32 with a byte order mark; front matter in YAML.

    Args:
        file: The file.
        folder: The articles folder; the article's id and its source's file are told relative to it.

    Raises:
        ArticleError: The file cannot be read, is too large, is not text, or its front matter is broken.
    """
    return read_with_front_matter(file, folder)[0]


def read_with_front_matter(file: Path, folder: Path | None = None) -> tuple[Article, Mapping[str, object]]:
    """Read one article as :func:`read_article` does, and all the fields of its front matter as they stand there.

    Raises:
        ArticleError: As there.
    """
    return _parsed(read_content(file), file, file.relative_to(folder) if folder else Path(file.name))


def parse_article(content: bytes, file: Path) -> Article:
    """Return the article in what a file holds, as :func:`read_article` reads it.

    Args:
        content: What it holds.
        file: The file, relative to the articles folder; it need not be there.

    Raises:
        ArticleError: As there.
    """
    _refuse_large(file, len(content))
    return _parsed(content, file, file)[0]


def read_content(file: Path) -> bytes:
    """Return what is in the file of an article.

    Raises:
        ArticleError: It cannot be read, or is too large.
    """
    try:
        _refuse_large(file, file.stat().st_size)
        return file.read_bytes()
    except OSError as error:
        raise ArticleError(file, f"cannot be read: {error.strerror}", "Check its permissions") from error


def _refuse_large(file: Path, size: int) -> None:
    if size > MAX_BYTES:
        raise ArticleError(
            file,
            f"is {size / 2**20:.0f} MB, and an article may have {MAX_BYTES // 2**20} MB",
            "Split it into several articles",
        )


def _parsed(content: bytes, file: Path, relative: Path) -> tuple[Article, Mapping[str, object]]:
    front_matter, text = split_front_matter(file, decode(file, content))
    fields = Fields(file, front_matter)
    if not text.strip():
        raise ArticleError(file, "has no text", "Write the article into it or remove it")
    article = Article(
        id=fields.line("id") or _shown(relative.with_suffix("")),
        title=fields.line("title") or title_from(text),
        language=fields.language() or language_of(text),
        text=text,
        source=Source(
            publisher=fields.line("publisher"),
            author=fields.line("author"),
            date=fields.date(),
            url=fields.url(),
            file=_shown(relative),
        ),
    )
    return article, front_matter


def _shown(path: Path) -> str:
    """Return a path as text that can be printed, which a file's name need not be: it is bytes, and may be no UTF-8."""
    return os.fsencode(path.as_posix()).decode("utf-8", "replace")


def title_from(text: str) -> str:
    """Return the beginning of the text, cut between words: an article without a title is still told from others."""
    line = " ".join(text.split("\n", 1)[0].split()) or " ".join(text.split())
    if len(line) <= _TITLE_LENGTH:
        return line
    whole_words = line[: _TITLE_LENGTH + 1].rpartition(" ")[0].rstrip(" ,;:-")
    return (whole_words or line[:_TITLE_LENGTH]) + "…"
