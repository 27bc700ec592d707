"""Text files with front matter: their encoding, the fields at their beginning, and the text below."""

from __future__ import annotations

import codecs
import re
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit

import yaml
from frontmatter.default_handlers import YAMLHandler

from index.errors import ArticleError

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


def decode(file: Path, content: bytes) -> str:
    """Return a file's text: UTF-8, or UTF-16 and UTF-32 with a byte order mark; line ends are line feeds.

    Raises:
        ArticleError: It is none.
    """
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


def split_front_matter(file: Path, text: str) -> tuple[dict[str, object], str]:
    """Return the fields of front matter and the text below; all of the text where there is none.

    Raises:
        ArticleError: It is broken.
    """
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


class Fields:
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
        """Return the date as ISO 8601, else as it is worded."""
        words = self.line("date")
        try:
            # An hour says nothing about an article, and its zone is seldom right.
            return datetime.fromisoformat(words).date().isoformat() if words else None
        except ValueError:
            return words

    def language(self) -> str | None:
        """Return the language's tag; None for what is none."""
        tag = self.line("language")
        # Case means nothing in a tag (BCP 47, 2.1.1); a word that is none says less than the text's script does.
        return tag if tag and _LANGUAGE_TAG.fullmatch(tag.casefold()) else None

    def url(self) -> str | None:
        """Return the address.

        Raises:
            ArticleError: It is none.
        """
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
