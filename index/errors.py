"""The errors of the index: what is wrong, with what, and the next step."""

from __future__ import annotations

from pathlib import Path


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
        self.file = file
