"""What the bot counts, for Prometheus (https://prometheus.io/docs/instrumenting/exposition_formats/)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from importlib.metadata import version
from typing import NamedTuple, get_args

from prometheus_client import (
    CONTENT_TYPE_LATEST,
    CollectorRegistry,
    Counter,
    Histogram,
    Info,
    PlatformCollector,
    ProcessCollector,
    generate_latest,
)
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from bot.errors import StateError
from bot.state.inbox import Depth
from bot.state.question_log import Place
from index import IndexingError

_SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300, 600)
"""From an answer out of memory to one that waited for a restart."""

_TOTAL = "poochho_questions_total"


class IndexSize(NamedTuple):
    """How much there is to answer from."""

    articles: int
    passages: int


class Metrics:
    """Counts; in labels there is nothing that people write, for every value of a label is kept for ever.

    Safe to use from several threads.

    Args:
        inbox: Says what is in the inbox; may raise StateError.
        index: Says how much is answered from; may raise IndexingError.
    """

    def __init__(self, inbox: Callable[[], Depth], index: Callable[[], IndexSize]) -> None:
        self._registry = registry = CollectorRegistry()
        self._questions = Counter(
            "poochho_questions",
            "Questions asked, and whether they were answered.",
            ["place", "answered"],
            registry=registry,
        )
        for place in get_args(Place):  # a rate can be told from the first question on
            for answered in ("yes", "no"):
                self._questions.labels(place, answered)
        self._seconds = Histogram(
            "poochho_answer_seconds",
            "From the arrival of an update to the end of the work on it.",
            buckets=_SECONDS,
            registry=registry,
        )
        self._errors = Counter("poochho_errors", "What went wrong, by the kind of error.", ["kind"], registry=registry)
        Info("poochho", "The version of Poochho.", registry=registry).info({"version": version("poochho")})
        registry.register(_AtScrape(self._questions, inbox, index))
        ProcessCollector(registry=registry)
        PlatformCollector(registry=registry)

    def asked(self, place: Place, *, answered: bool) -> None:
        """Count a question.

        Args:
            place: Where it was asked.
            answered: Whether it could be answered.
        """
        self._questions.labels(place, "yes" if answered else "no").inc()

    def took(self, seconds: float) -> None:
        """Count an update that was answered so many seconds after it had come."""
        self._seconds.observe(seconds)

    def failed(self, kind: str) -> None:
        """Count an error.

        Args:
            kind: The name of its class.
        """
        self._errors.labels(kind).inc()

    def page(self) -> tuple[bytes, str]:
        """Return everything counted as Prometheus reads it, and the type of that content; it asks the database."""
        return generate_latest(self._registry), CONTENT_TYPE_LATEST


class _AtScrape(Collector):
    """What is looked up when somebody asks; what cannot be is left out."""

    def __init__(self, questions: Counter, inbox: Callable[[], Depth], index: Callable[[], IndexSize]) -> None:
        self._questions = questions
        self._inbox = inbox
        self._index = index

    def collect(self) -> Iterator[Metric]:
        """Yield what can be looked up."""
        yield from self._share()
        yield from self._depth()
        yield from self._size()

    def _share(self) -> Iterable[Metric]:
        asked = [sample for metric in self._questions.collect() for sample in metric.samples if sample.name == _TOTAL]
        total = sum(sample.value for sample in asked)
        if total:
            answered = sum(sample.value for sample in asked if sample.labels["answered"] == "yes")
            yield GaugeMetricFamily(
                "poochho_answered_share", "The share of questions answered since the start.", answered / total
            )

    def _depth(self) -> Iterable[Metric]:
        try:
            depth = self._inbox()
        except StateError:
            return
        oldest = (datetime.now(UTC) - depth.oldest).total_seconds() if depth.oldest else 0.0
        yield GaugeMetricFamily("poochho_inbox_waiting", "Updates that are to be answered.", depth.waiting)
        yield GaugeMetricFamily("poochho_inbox_set_aside", "Updates that could not be answered.", depth.aside)
        yield GaugeMetricFamily(
            "poochho_inbox_oldest_seconds", "How long the oldest of those to be answered waits.", max(oldest, 0.0)
        )

    def _size(self) -> Iterable[Metric]:
        try:
            size = self._index()
        except IndexingError:
            return
        yield GaugeMetricFamily("poochho_index_articles", "Articles that are answered from.", size.articles)
        yield GaugeMetricFamily("poochho_index_passages", "Passages that are answered from.", size.passages)
