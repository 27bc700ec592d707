"""The errors of the index: what is wrong, with what, and the next step."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Self


class IndexingError(Exception):
    """Root of everything that the package ``index`` raises."""


class CorpusError(IndexingError):
    """A folder that no article could be read from."""

    def __init__(self, folder: Path, wrong: str, mend: str) -> None:
        super().__init__(f"{folder}: {wrong}. {mend}.")


class ArticleError(IndexingError):
    """A file that is no article.

    Args:
        file: The file, as the person who keeps it knows it.
        wrong: What is wrong with it, as a clause.
        mend: What to do about it, as a clause.
    """

    def __init__(self, file: Path, wrong: str, mend: str) -> None:
        super().__init__(f"{file}: {wrong}. {mend}.")
        self.file, self.wrong, self.mend = file, wrong, mend


class LibraryError(IndexingError):
    """A library that cannot be changed or read now.

    Args:
        home: Its folder.
        wrong: What is wrong, as a clause.
        mend: What to do about it, as a clause.
    """

    def __init__(self, home: Path, wrong: str, mend: str) -> None:
        super().__init__(f"{home}: {wrong}. {mend}.")


class NoSuchArticleError(IndexingError):
    """An article that a library does not have."""


class UnfiledError(IndexingError):
    """A document whose file cannot be read back."""


class EngineError(IndexingError):
    """An index that cannot be asked or written now."""


class DamagedIndexError(EngineError):
    """An index on a disk that is not as it was written.

    Args:
        path: The file.
        wrong: What is wrong with it, as a clause.
    """

    def __init__(self, path: Path, wrong: str) -> None:
        super().__init__(f"{path}: {wrong}. Remove the folder of the index; it is then made anew from the articles.")
        self.path = path


class OtherVersionError(EngineError):
    """An index that another version of Poochho wrote."""

    def __init__(self, folder: Path, found: object, wanted: int) -> None:
        super().__init__(
            f"{folder}: is an index of format {found}, and this version of Poochho reads format {wanted}. "
            "Make it anew from the articles, in another folder."
        )


class Refusal(StrEnum):
    """Why a document is no article, for those who say it in other words."""

    EMPTY = "empty"
    SCANNED = "scanned"
    LEGACY_FONT = "legacy-font"
    TOO_LARGE = "too-large"
    TOO_MANY_PAGES = "too-many-pages"
    TOO_HEAVY = "too-heavy"
    LOCKED = "locked"
    DAMAGED = "damaged"
    NOT_TEXT = "not-text"
    UNKNOWN_KIND = "unknown-kind"


class DocumentError(IndexingError):
    """A document that cannot be read.

    Args:
        name: The document, as the person who brought it knows it.
        refusal: Why.
        wrong: What is wrong with it, as a clause.
        mend: What to do about it, as a clause.
    """

    def __init__(self, name: str, refusal: Refusal, wrong: str, mend: str) -> None:
        super().__init__(f"{name}: {wrong}. {mend}.")
        self.name, self.refusal, self.wrong, self.mend = name, refusal, wrong, mend

    def __reduce__(self) -> tuple[type[Self], tuple[str, Refusal, str, str]]:
        """Return how it is made anew: it comes from another process."""
        return type(self), (self.name, self.refusal, self.wrong, self.mend)
