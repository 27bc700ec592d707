"""An article, and reading one from a text file with front matter."""

from __future__ import annotations

import codecs
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol
from urllib.parse import urlsplit

import yaml
from frontmatter.default_handlers import YAMLHandler

from index.errors import ArticleError
from index.scripts import language_of

MAX_BYTES = 20 * 1024 * 1024
"""The largest file taken for one article: about a million words of Devanagari."""

_TITLE_LENGTH = 60
_LANGUAGE_TAG = re.compile(r"[a-z]{2,3}(-[a-z0-9]{2,8})*")  # the part of BCP 47 that languages of articles use
_FIELDS = ("id", "title", "language", "publisher", "author", "date", "url")

_NOT_IN_URLS = re.compile(r"[\s\\\x00-\x1f\x7f]")
_SURROGATE = re.compile("[\ud800-\udfff]")  # YAML can write half a character ("\\ud800"), and nothing can show it

# Longest first: UTF-32's mark begins with UTF-16's.
_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


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
    relative = file.relative_to(folder) if folder else Path(file.name)
    front_matter, text = _split_front_matter(file, _decode(file, _read_bytes(file)))
    fields = _Fields(file, front_matter)
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


def _read_bytes(file: Path) -> bytes:
    try:
        size = file.stat().st_size
        if size > MAX_BYTES:
            raise ArticleError(
                file,
                f"is {size / 2**20:.0f} MB, and an article may have {MAX_BYTES // 2**20} MB",
                "Split it into several articles",
            )
        return file.read_bytes()
    except OSError as error:
        raise ArticleError(file, f"cannot be read: {error.strerror}", "Check its permissions") from error


def _decode(file: Path, content: bytes) -> str:
    encoding = "utf-8"
    for mark, name in _BYTE_ORDER_MARKS:
        if content.startswith(mark):
            content, encoding = content[len(mark) :], name
            break
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as error:
        raise ArticleError(
            file, f"is not {encoding.upper()} text (at byte {error.start})", "Save it as UTF-8 text"
        ) from error
    if "\0" in text:
        raise ArticleError(file, "is a binary file, not text", "Save the article as UTF-8 text or move the file away")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _split_front_matter(file: Path, text: str) -> tuple[dict[str, object], str]:
    handler = YAMLHandler()
    if not handler.detect(text.lstrip()):
        return {}, text
    try:
        head, body = handler.split(text.lstrip())
    except ValueError as error:
        raise ArticleError(
            file, "front matter begins with --- and does not end", "Close it with a line --- before the text"
        ) from error
    try:
        # BaseLoader leaves every value as it is written: a title may be 1.10, a publisher "No", an id 007.
        fields = handler.load(head, Loader=yaml.BaseLoader)
    except (yaml.YAMLError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        before = text[: text.index(head)].count("\n")
        where = f" (line {before + mark.line + 1})" if mark else ""
        problem = getattr(error, "problem", None) or getattr(error, "reason", None) or type(error).__name__
        raise ArticleError(
            file, f"front matter is not valid YAML{where}: {problem}", 'Mend it there, or put the value in "quotes"'
        ) from error
    if not fields:
        fields = {}
    if not isinstance(fields, dict):
        raise ArticleError(file, "front matter is not a list of names with values", 'Write lines such as "title: …"')
    return fields, body.strip()


def is_web_address(text: str) -> bool:
    """Return whether a text is the address of something in the web."""
    try:
        parts = urlsplit(text)
        valid = parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
    except ValueError:  # brackets that do not close, a port beyond 65535
        return False
    return valid and not _NOT_IN_URLS.search(text)


class _Fields:
    """The fields of front matter, checked as they are read."""

    def __init__(self, file: Path, values: dict[str, object]) -> None:
        self._file = file
        self._values = {name: values[name] for name in _FIELDS if name in values}

    def line(self, name: str) -> str | None:
        """Return a field as one line of text, a list's parts joined by commas."""
        value = self._values.get(name)
        if value is None:
            return None
        parts = value if isinstance(value, list) else [value]
        if not all(isinstance(part, str) and not _SURROGATE.search(part) for part in parts):
            raise ArticleError(self._file, f"front matter's {name} is not text", f'Write it as "{name}: some words"')
        return " ".join(", ".join(map(str, parts)).split()) or None

    def date(self) -> str | None:
        words = self.line("date")
        try:
            # An hour says nothing about an article, and its zone is seldom right.
            return datetime.fromisoformat(words).date().isoformat() if words else None
        except ValueError:
            return words

    def language(self) -> str | None:
        tag = self.line("language")
        # Case means nothing in a tag (BCP 47, 2.1.1); a word that is none says less than the text's script does.
        return tag if tag and _LANGUAGE_TAG.fullmatch(tag.casefold()) else None

    def url(self) -> str | None:
        address = self.line("url")
        if address is None:
            return None
        if not is_web_address(address):
            raise ArticleError(
                self._file,
                f"front matter's url {address!r} is no web address",
                "Begin it with https:// or leave it out",
            )
        return address


def title_from(text: str) -> str:
    """Return the beginning of the text, cut between words: an article without a title is still told from others."""
    line = " ".join(text.split("\n", 1)[0].split()) or " ".join(text.split())
    if len(line) <= _TITLE_LENGTH:
        return line
    whole_words = line[: _TITLE_LENGTH + 1].rpartition(" ")[0].rstrip(" ,;:-")
    return (whole_words or line[:_TITLE_LENGTH]) + "…"
