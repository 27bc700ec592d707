"""What was read of a document: an article that is in no library yet."""

from __future__ import annotations

from dataclasses import dataclass

from index.article import Source


@dataclass(frozen=True, slots=True)
class Document:
    """An article without its place in a library.

    Attributes:
        title: One line.
        language: A BCP 47 tag.
        text: The text; line ends are line feeds, paragraphs are apart by blank lines, no white space at the ends.
        source: Where it comes from; its url is the canonical one, its file the document's name.
        id: The id that it names itself, None if it names none.
        origin: Where a newer version of it would be found, such as a file's path; None where nothing is known of that
            but its url.
    """

    title: str
    language: str
    text: str
    source: Source
    id: str | None = None
    origin: str | None = None
