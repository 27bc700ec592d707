"""What a reader of one kind found in a document, before it is made sure of, and why a reader refuses one."""

from __future__ import annotations

from dataclasses import dataclass

from index.errors import IndexingError, Refusal


@dataclass(frozen=True, slots=True)
class Draft:
    """What a document holds as it says itself; None where it says nothing.

    Attributes:
        text: Line ends are line feeds; paragraphs are apart by blank lines.
        language: What the document says that it is, of any form.
    """

    text: str
    title: str | None = None
    language: str | None = None
    publisher: str | None = None
    author: str | None = None
    date: str | None = None
    url: str | None = None
    id: str | None = None


class UnreadableError(IndexingError):
    """A document without its name, that cannot be read: :class:`~index.errors.DocumentError` is made of it.

    Args:
        refusal: Why.
        wrong: What is wrong with it, as a clause.
        mend: What to do about it, as a clause.
    """

    def __init__(self, refusal: Refusal, wrong: str, mend: str) -> None:
        super().__init__(f"{wrong}. {mend}.")
        self.refusal, self.wrong, self.mend = refusal, wrong, mend
