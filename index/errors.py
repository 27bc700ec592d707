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
