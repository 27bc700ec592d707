"""Taking in what people bring: reading it, and adding it to the library."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Self

from bot.errors import FetchError
from bot.fetching.fetch import Fetcher
from bot.fetching.page import read_page
from bot.printable import on_one_line
from index.article import MAX_BYTES
from index.errors import DocumentError, Refusal
from index.library.adding import Added, add, add_all
from index.library.filed import canonical
from index.library.library import Library
from index.reading.apart import Apart
from index.reading.document import Document

Problem = DocumentError | FetchError
"""Why something cannot be taken in."""

Refuse = Callable[[Problem], object]
"""Is told what cannot be."""


@dataclass(frozen=True, slots=True)
class Bringing:
    """Reads documents and adds them; safe to use from several threads.

    Attributes:
        library: Where they go.
        apart: Reads them.
        fetcher: Fetches those of the web.
    """

    library: Library
    apart: Apart
    fetcher: Fetcher

    @classmethod
    def into(cls, library: Library) -> Self:
        """Return what brings documents into a library from anywhere in the web."""
        return cls(library, Apart(), Fetcher())

    def __enter__(self) -> Self:
        """Return itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close it."""
        self.close()

    def close(self) -> None:
        """End the process that reads documents; the library stays open."""
        self.apart.close()

    def content(self, name: str, content: bytes) -> Added:
        """Add a document from its bytes.

        Raises:
            index.DocumentError: It cannot be read.
            index.IndexingError: The library cannot be changed.
        """
        return add(self.library, self.apart.read(name, content))

    def page(self, address: str) -> Added:
        """Add what is at an address of the web.

        Raises:
            FetchError: It cannot be fetched.
            index.DocumentError: It cannot be read.
            index.IndexingError: The library cannot be changed.
        """
        return add(self.library, read_page(self.fetcher.fetch(address), self.apart))

    def files(self, files: Iterable[Path], refuse: Refuse) -> Iterator[Added]:
        """Add files, and yield each when it is in; many are taken into the index together.

        Args:
            files: The files.
            refuse: Is told what cannot be read.

        Raises:
            index.IndexingError: The library cannot be changed; those yielded are in.
        """
        return add_all(self.library, self._read(files, refuse))

    def _read(self, files: Iterable[Path], refuse: Refuse) -> Iterator[Document]:
        for file in files:
            try:
                document = canonical(self.apart.read(file.name, _bytes_of(file)))
            except DocumentError as error:  # one of many; the others go on
                refuse(DocumentError(_shown(file), error.refusal, error.wrong, error.mend))
            else:
                yield replace(document, origin=origin_of(file))


def origin_of(file: Path) -> str:
    """Return what a file's article is recognised by when the file has changed."""
    return os.fsencode(os.path.abspath(file)).decode("utf-8", "backslashreplace")  # noqa: PTH100  # without ".."


def _shown(file: Path) -> str:
    """Return a file's path on one line."""
    return on_one_line(os.fsencode(file).decode("utf-8", "replace"))


def _bytes_of(file: Path) -> bytes:
    try:
        if file.stat().st_size > MAX_BYTES:
            raise DocumentError(
                file.name,
                Refusal.TOO_LARGE,
                f"is larger than the {MAX_BYTES // 2**20} MB that an article may have",
                "Split it into several files",
            )
        return file.read_bytes()
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise DocumentError(
            file.name, Refusal.DAMAGED, f"cannot be read: {reason}", "Check that it is there and its permissions"
        ) from error
