"""Reading a text, plain or Markdown, with front matter or without: as it stands."""

from __future__ import annotations

import re
from itertools import islice
from pathlib import Path

from frontmatter.default_handlers import YAMLHandler

from index.errors import ArticleError, Refusal
from index.front_matter import Fields, decode, split_front_matter
from index.reading.draft import Draft, UnreadableError
from index.reading.kinds import suffix_of
from index.reading.lines import one_line

_MAX_FRONT_MATTER = 50_000  # characters: YAML is read slowly, and by the process that answers questions meanwhile
_EDGE = YAMLHandler.FM_BOUNDARY
_HEADING = re.compile(r"\s*#{1,6}[ \t]+(.*?)[ \t#]*$", re.MULTILINE)
_NOWHERE = Path()


def read_text(name: str, content: bytes) -> Draft:
    """Read a text: UTF-8, or UTF-16 and UTF-32 with a byte order mark; front matter in YAML.

    Raises:
        UnreadableError: It is not text, or its front matter is broken.
    """
    try:
        text = decode(_NOWHERE, content)
    except ArticleError as error:
        raise _unreadable(error, Refusal.NOT_TEXT) from error
    _refuse_much_front_matter(text)
    try:
        front_matter, text = split_front_matter(_NOWHERE, text)
        fields = Fields(_NOWHERE, front_matter)
        return Draft(
            text=text,
            title=fields.line("title") or (_heading(text) if suffix_of(name) == ".md" else None),
            language=fields.language(),
            publisher=fields.line("publisher"),
            author=fields.line("author"),
            date=fields.date(),
            url=fields.url(),
            id=fields.line("id"),
        )
    except ArticleError as error:
        raise _unreadable(error, Refusal.DAMAGED) from error


def _refuse_much_front_matter(text: str) -> None:
    head = text.lstrip()
    edges = list(islice(_EDGE.finditer(head), 2)) if _EDGE.match(head) else []
    if len(edges) > 1 and edges[1].start() > _MAX_FRONT_MATTER:
        raise UnreadableError(
            Refusal.DAMAGED,
            "front matter is longer than any can be",
            "Put a line --- before the text, or take away the one at the beginning",
        )


def _heading(text: str) -> str | None:
    """Return the heading that a text in Markdown begins with."""
    heading = _HEADING.match(text)
    return heading[1] if heading else None


def _unreadable(error: ArticleError, refusal: Refusal) -> UnreadableError:
    return UnreadableError(refusal, one_line(error.wrong, 300), one_line(error.mend, 300))
