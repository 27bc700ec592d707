"""What a running bot does by the clock: fetch feeds, take in files put in by hand, forget old questions."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial

from bot.adding.bring import Bringing
from bot.adding.feeds import FeedReader
from bot.errors import BotError
from bot.state.inbox import forget_old
from bot.state.remembered import Remembered
from index import IndexingError

_EVERY = 60  # seconds: who puts a file into the folder looks for it within minutes
_LEAVE = 1  # second to end what is under way; all of it can be begun anew

_log = logging.getLogger(__name__)


class Upkeep:
    """Keeps a library and its database in order, on a thread beside the answers; what fails is logged, and tried again.

    Args:
        remembered: The database.
        bringing: The library; None where another source is served.
    """

    def __init__(self, remembered: Remembered, bringing: Bringing | None) -> None:
        self._remembered = remembered
        self._bringing = bringing
        self._stopping = threading.Event()
        # A feed may take twenty seconds to fetch, which a stop does not wait for.
        self._thread = threading.Thread(target=self._run, daemon=True, name="upkeep")

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def stop(self) -> None:
        """End, soon."""
        self._stopping.set()
        self._thread.join(_LEAVE)

    def _run(self) -> None:
        while not self._stopping.is_set():
            for work in (self._look_after_files, self._fetch_feeds, *self._forgetting()):
                self._try(work)
            self._stopping.wait(_EVERY)

    def _forgetting(self) -> tuple[Callable[[], None], ...]:
        kept = self._remembered
        return kept.questions.forget_old, kept.sent.forget_old, partial(forget_old, kept.database)

    def _try(self, work: Callable[[], None]) -> None:
        try:
            work()
        except (BotError, IndexingError) as error:
            _log.warning("%s", error)
        except Exception:  # noqa: BLE001  # the thread goes on
            if not self._stopping.is_set():  # else what it works with is being closed
                _log.exception("upkeep failed")

    def _look_after_files(self) -> None:
        if self._bringing:
            self._bringing.library.refresh()
            self._bringing.library.purge()

    def _fetch_feeds(self) -> None:
        if self._bringing is None:
            return
        for came in FeedReader(self._remembered.feeds, self._bringing).fetch_due(datetime.now(UTC)):
            _log.info("feed: %s", came if isinstance(came, Exception) else came.article.title)
            if self._stopping.is_set():
                return
