"""Watching files on a thread, and what it tells."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

from bot.adding.bring import Bringing, Problem
from bot.adding.folders import files_in
from bot.adding.watching import follow
from index.library.adding import Added
from index.library.catalogue import Filed
from tests.bot.adding.documents import text_of

_LONGEST = 10  # seconds until something has to have come


class StopError(Exception):
    """Ends a watch."""


class Following:
    """A watch on a thread, what it tells, and its end; it is told to when it begins.

    Args:
        bringing: Adds what it finds.
        paths: What is watched.
        at_first: What is done between the beginning of the watch and the end of its first pass.
    """

    def __init__(self, bringing: Bringing, *paths: Path, at_first: Callable[[], object] = lambda: None) -> None:
        self.told: list[tuple[str, str]] = []
        self._bringing, self._paths, self._at_first = bringing, paths, at_first
        self._news = threading.Condition()
        self._begun = self._stopping = False
        self._error: Exception | None = None
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()
        self.until(lambda: self._begun)

    def until(self, condition: Callable[[], bool]) -> None:
        """Wait until something holds; it is looked at whenever something is told."""
        with self._news:
            assert self._news.wait_for(lambda: condition() or not self._thread.is_alive(), _LONGEST), self.told
        assert condition(), self._error

    def until_told(self, *pairs: tuple[str, str]) -> None:
        """Wait until the first part of titles and what became of their articles were told, each so often as here."""
        self.until(lambda: all(self.told.count(pair) >= pairs.count(pair) for pair in pairs))

    def stop(self, stopper: Path) -> None:
        """End it, by a file that is written where it looks."""
        self._stopping = True
        stopper.write_text(text_of("अंत"), encoding="utf-8")
        self._thread.join(_LONGEST)
        assert isinstance(self._error, StopError), self._error

    def added(self, added: Added) -> None:
        """Note that a file is in."""
        self._note(added.article.title.split()[0], added.change)

    def refused(self, error: Problem) -> None:
        """Note that a file cannot be read."""
        self._note(Path(str(error).partition(":")[0]).name, "refused")

    def removed(self, row: Filed) -> None:
        """Note that an article is gone."""
        self._note(row.title.split()[0], "removed")

    def _run(self) -> None:
        try:
            follow(self._bringing, self._paths, self, self._begin)
        except Exception as error:  # noqa: BLE001  # shown by the test, which waits
            self._error = error
        with self._news:
            self._news.notify_all()

    def _begin(self) -> None:
        for added in self._bringing.files(files_in(self._paths), self.refused):
            self.added(added)
        self._at_first()
        self._begun = True
        with self._news:
            self._news.notify_all()

    def _note(self, what: str, became: str) -> None:
        if self._stopping:
            raise StopError
        with self._news:
            self.told.append((what, became))
            self._news.notify_all()
