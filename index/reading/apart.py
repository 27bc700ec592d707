"""Reading documents in a process of its own: parsers of others' formats hang, crash and eat memory."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import CancelledError, Future
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from typing import Any, ParamSpec, Self, TypeVar

from pebble import ProcessExpired, ProcessPool

from index.article import MAX_BYTES
from index.errors import DocumentError, IndexingError, Refusal
from index.reading.confined import confine, within_time
from index.reading.document import Document
from index.reading.draft import UnreadableError
from index.reading.kinds import Kind, kind_of
from index.reading.lines import harmless_name
from index.reading.reading import read_document

_SECONDS = 60.0
_MEMORY = 2 * 2**30
_GRACE = (
    30.0  # seconds for the process to begin, to be ended, and for the pool to notice; then the pool itself is stuck
)
_TASKS = 200  # documents until the process is begun anew, without what its libraries have left in its memory

P = ParamSpec("P")
R = TypeVar("R")


class TooHeavyError(IndexingError):
    """Something took more time or memory than it may, or broke the process that it was done in."""

    def __init__(self) -> None:
        super().__init__("takes too much time or memory")


class Apart:
    """Reads documents in a process of its own, within limits of time and memory, one after the other.

    The process begins with the first document that needs it, and is begun anew when one has broken it. It ends with
    this process, however that ends. Safe to use from several threads.

    Args:
        seconds: How long one document may take.
        memory: How many bytes the process may take besides those that it has at its beginning.
    """

    def __init__(self, *, seconds: float = _SECONDS, memory: int = _MEMORY) -> None:
        self._seconds, self._memory = seconds, memory
        self._turn = threading.Lock()
        self._pool: ProcessPool | None = None
        self._running: Future[Any] | None = None
        self._closed = False

    def __enter__(self) -> Self:
        """Return itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close it."""
        self.close()

    def close(self) -> None:
        """End the process, and what it is doing."""
        self._closed = True
        running = self._running
        if running is not None:
            running.cancel()
        with self._turn:
            self._stop()

    def read(self, name: str, content: bytes, *, address: str | None = None) -> Document:
        """Read a document as :func:`~index.reading.reading.read_document` does; plain text is read here, at once.

        Raises:
            DocumentError: It cannot be read.
            concurrent.futures.CancelledError: This was closed before it was read.
        """
        if _is_harmless(name, content):
            return read_document(name, content, address=address)
        try:
            return self.run(read_document, harmless_name(name), content, address=address)
        except TooHeavyError as error:
            raise DocumentError(
                harmless_name(name),
                Refusal.TOO_HEAVY,
                "takes too much time or memory to be read",
                "Split it, or save its text as .txt",
            ) from error

    def run(self, function: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        """Run a function of a module in the process, and return what it returns.

        Args:
            function: It; what it takes, returns and raises must be such that it can be pickled.
            *args: What it takes.
            **kwargs: What it takes by name.

        Raises:
            TooHeavyError: It took too much, or broke the process.
            concurrent.futures.CancelledError: This was closed before it was done.
            Exception: Whatever the function raises.
        """
        with self._turn:
            if self._closed:
                raise CancelledError
            try:
                return self._run(function, *args, **kwargs)
            except (TimeoutError, ProcessExpired, BrokenProcessPool) as error:
                self._stop()
                raise TooHeavyError from error
            except MemoryError as error:
                raise TooHeavyError from error
            finally:
                self._running = None

    def _run(self, function: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        if self._pool is not None and not self._pool.active:  # the system has ended its process meanwhile
            self._stop()
        if self._pool is None:
            # Not forked: this process has threads, and a copy of it would hold their locks.
            self._pool = ProcessPool(
                max_workers=1,
                max_tasks=_TASKS,
                initializer=confine,
                initargs=(self._memory,),
                context=get_context("spawn"),
            )
        future: Future[R] = self._pool.schedule(
            within_time, args=(self._seconds, function, args, kwargs), timeout=self._seconds
        )
        self._running = future
        if self._closed:  # between the two lines above
            future.cancel()
        return future.result(self._seconds + _GRACE)

    def _stop(self) -> None:
        pool, self._pool = self._pool, None
        if pool is not None:
            pool.stop()  # type: ignore[no-untyped-call]
            pool.join()


def _is_harmless(name: str, content: bytes) -> bool:
    """Return whether a document is plain text, or refused at the first look at it."""
    try:
        return len(content) > MAX_BYTES or kind_of(harmless_name(name), content) is Kind.TEXT
    except UnreadableError:
        return True
