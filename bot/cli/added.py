"""Telling what became of what was added: a line each, as it happens."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

import typer

from bot.adding.bring import Bringing, Problem
from bot.adding.folders import files_in
from bot.cli.common import print_json, skipped
from bot.errors import BotError, FetchError
from bot.keeping import row_json
from bot.printable import printable
from bot.progress import progress
from index import DocumentError
from index.library.adding import Added, Change
from index.library.catalogue import Filed

_SAID = {Change.ADDED: "Added", Change.UPDATED: "Updated", Change.UNCHANGED: "Unchanged:"}
_A_FEW = 10  # documents: of more, each that is in is not told


class Report:
    """Tells what became of documents.

    Args:
        as_json: Whether as JSON, an object a line.
    """

    def __init__(self, *, as_json: bool) -> None:
        self._as_json = as_json
        self._counts: Counter[Change] = Counter()
        self._refused = 0

    def take_in(self, bringing: Bringing, paths: Sequence[Path], addresses: Iterable[str]) -> None:
        """Add files, folders and pages, with a bar.

        Raises:
            UsageError: A file or folder is not there.
            index.IndexingError: The library cannot be changed.
        """
        files = files_in(paths)
        with progress() as bar:
            task = bar.add_task("documents", total=len(files))
            for added in bringing.files(bar.track(files, task_id=task), self.refused):
                self.added(added, quiet=len(files) > _A_FEW)
        for address in addresses:
            try:
                self.added(bringing.page(address))
            except (DocumentError, FetchError) as error:
                self.refused(error)

    def came(self, came: Added | Problem) -> None:
        """Tell what became of one document."""
        if isinstance(came, Added):
            self.added(came)
        else:
            self.refused(came)

    def added(self, added: Added, *, quiet: bool = False) -> None:
        """Tell of a document that is in; where ``quiet``, only machines."""
        self._counts[added.change] += 1
        if self._as_json:
            print_json(row_json(added.article, change=added.change, replaced=added.replaced))
        elif not quiet:
            typer.echo(printable(f"{_SAID[added.change]} {_described(added.article)}"))

    def refused(self, error: Problem) -> None:
        """Tell of one that is not."""
        self._refused += 1
        if self._as_json:
            reason = error.refusal if isinstance(error, DocumentError) else error.unfetched
            refused = {"change": "refused", "reason": reason, "problem": str(error)}
            print_json(json.dumps(refused, ensure_ascii=False))
        else:
            skipped(error)

    def removed(self, row: Filed) -> None:
        """Tell of an article whose file is gone."""
        if self._as_json:
            print_json(row_json(row, change="removed"))
        else:
            typer.echo(printable(f"Removed {row.title}: its file is gone."))

    def close(self) -> None:
        """Tell the sum.

        Raises:
            BotError: Nothing at all could be taken in.
        """
        if self._refused and not self._counts:
            raise BotError("Nothing was added.")
        if not self._as_json:
            sums = ", ".join(f"{self._counts[change]:,} {change}" for change in Change)
            typer.echo(f"{sums}, {self._refused:,} skipped.")


def _described(row: Filed) -> str:
    """Return what was understood of an article."""
    passages = f"{row.passages:,} passage{'s' if row.passages > 1 else ''}"
    parts = (row.title, row.author, row.publisher, row.date, row.language, passages, row.id)
    return " · ".join(part for part in parts if part)
