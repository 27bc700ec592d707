"""What the bot counts."""

from __future__ import annotations

from datetime import UTC, timedelta
from importlib.metadata import version
from pathlib import Path

import pytest
from prometheus_client import REGISTRY
from prometheus_client.parser import text_string_to_metric_families

from bot import metrics as module
from bot.errors import StateError
from bot.metrics import IndexSize, Metrics
from bot.state.database import Database
from bot.state.inbox import Depth, Inbox, Incoming, depth
from index import EngineError
from tests.bot.state.clock import Clock

EMPTY = Depth(0, 0, None)
SIZE = IndexSize(articles=2, passages=7)
SHARE = "poochho_answered_share"


def metrics_of(inbox: Depth | Exception = EMPTY, index: IndexSize | Exception = SIZE) -> Metrics:
    """Return metrics of a bot with such an inbox and index."""

    def inbox_now() -> Depth:
        if isinstance(inbox, Exception):
            raise inbox
        return inbox

    def index_now() -> IndexSize:
        if isinstance(index, Exception):
            raise index
        return index

    return Metrics(inbox_now, index_now)


def scraped(metrics: Metrics) -> dict[str, float]:
    """Return what Prometheus reads, each number by its name and labels."""
    content, content_type = metrics.page()
    assert content_type.startswith("text/plain; version=")
    return {
        sample.name + "".join(f" {name}={value}" for name, value in sorted(sample.labels.items())): sample.value
        for family in text_string_to_metric_families(content.decode())
        for sample in family.samples
    }


def test_questions_are_counted() -> None:
    """Questions are counted by where they were asked and whether they were answered; the share is over all."""
    metrics = metrics_of()
    for answered in (True, True, False):
        metrics.asked("private", answered=answered)
    metrics.asked("group", answered=True)
    numbers = scraped(metrics)
    assert numbers["poochho_questions_total answered=yes place=private"] == 2
    assert numbers["poochho_questions_total answered=no place=private"] == 1
    assert numbers["poochho_questions_total answered=yes place=group"] == 1
    assert numbers[SHARE] == 0.75


def test_nothing_is_a_number_before_anything_was_asked() -> None:
    """Every place begins at zero, so that its first question shows as a rise; no share is told of nothing."""
    numbers = scraped(metrics_of())
    assert numbers["poochho_questions_total answered=no place=inline"] == 0
    assert SHARE not in numbers
    assert all(number == number for number in numbers.values())  # NaN is not


def test_nothing_answered_is_a_share() -> None:
    """Where no question was answered the share is zero, which is a number too."""
    metrics = metrics_of()
    metrics.asked("guest", answered=False)
    assert scraped(metrics)[SHARE] == 0


def test_how_long_answers_took() -> None:
    """How long answers took is told in steps from milliseconds to minutes."""
    metrics = metrics_of()
    for seconds in (0.004, 0.2, 7.0, 200.0, 5000.0):
        metrics.took(seconds)
    numbers = scraped(metrics)
    upto = {bound: numbers[f"poochho_answer_seconds_bucket le={bound}"] for bound in ("0.005", "0.25", "10.0", "300.0")}
    assert upto == {"0.005": 1, "0.25": 2, "10.0": 3, "300.0": 4}
    assert numbers["poochho_answer_seconds_count"] == 5
    assert numbers["poochho_answer_seconds_sum"] == pytest.approx(5207.204)


def test_errors_are_counted_by_kind() -> None:
    """Errors are counted by the names of their classes."""
    metrics = metrics_of()
    for kind in ("TimedOut", "TimedOut", "StateError"):
        metrics.failed(kind)
    numbers = scraped(metrics)
    assert numbers["poochho_errors_total kind=TimedOut"] == 2
    assert numbers["poochho_errors_total kind=StateError"] == 1


def test_the_inbox_is_looked_up(database: Database) -> None:
    """What waits in the inbox is told as it is when somebody asks."""
    inbox = Inbox(database, 1, "worker")
    metrics = Metrics(lambda: depth(database), lambda: SIZE)
    assert scraped(metrics)["poochho_inbox_waiting"] == 0
    inbox.store(Incoming(number, None, "{}") for number in (1, 2, 3))
    assert [each.update_id for each in inbox.claim(3)] == [1, 2, 3]
    inbox.set_aside(3, "ZeroDivisionError")
    numbers = scraped(metrics)
    assert (numbers["poochho_inbox_waiting"], numbers["poochho_inbox_set_aside"]) == (2, 1)


@pytest.mark.parametrize(("minutes", "seconds"), [(None, 0), (2, 120), (-2, 0)], ids=["none", "one", "in the future"])
def test_how_long_the_oldest_waits(monkeypatch: pytest.MonkeyPatch, minutes: int | None, seconds: int) -> None:
    """How long the oldest update waits is never less than nothing, whatever the clocks of two machines say."""
    monkeypatch.setattr(module, "datetime", Clock)
    oldest = None if minutes is None else Clock.now(UTC) - timedelta(minutes=minutes)
    assert scraped(metrics_of(Depth(1, 0, oldest)))["poochho_inbox_oldest_seconds"] == seconds


def test_how_much_is_answered_from() -> None:
    """The size of the index is told."""
    numbers = scraped(metrics_of())
    assert (numbers["poochho_index_articles"], numbers["poochho_index_passages"]) == (2, 7)


@pytest.mark.parametrize(
    ("inbox", "index", "missing"),
    [
        (
            StateError("gone"),
            SIZE,
            {"poochho_inbox_waiting", "poochho_inbox_set_aside", "poochho_inbox_oldest_seconds"},
        ),
        (EMPTY, EngineError("gone"), {"poochho_index_articles", "poochho_index_passages"}),
    ],
)
def test_what_cannot_be_looked_up_is_left_out(
    inbox: Depth | Exception, index: IndexSize | Exception, missing: set[str]
) -> None:
    """Where the database or the index is gone, everything else is still told."""
    everything, rest = set(scraped(metrics_of())), set(scraped(metrics_of(inbox, index)))
    assert everything - rest == missing


def test_the_process_is_told() -> None:
    """The version is told, and what the process needs."""
    numbers = scraped(metrics_of())
    assert numbers[f"poochho_info version={version('poochho')}"] == 1
    assert any(name.startswith("python_info") for name in numbers)
    assert ("process_resident_memory_bytes" in numbers) == Path("/proc/self").exists()


def test_metrics_are_their_owners() -> None:
    """Two bots in one process count apart, and nothing gets into what other libraries count."""
    one, other = metrics_of(), metrics_of()
    one.asked("private", answered=True)
    assert SHARE not in scraped(other)
    assert not [family for family in REGISTRY.collect() if family.name.startswith("poochho")]
