"""Several processes over one index in an object storage: all see the same, and none undoes what another did."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from index.cloud.engine import Cloud
from index.embedded.collection import Collection
from index.passage import split_passages
from index.search import Searcher
from tests.cloud.indexes import article, counted
from tests.cloud.seaweed import Seaweed
from tests.cloud.writer import SAID, numbered

ROOT = Path(__file__).parents[2]

_SEEN = 5.0  # seconds until every replica answers from what was added


Start = Callable[..., "subprocess.Popen[str]"]


@pytest.fixture
def start() -> Iterator[Start]:
    """Start other processes over an index; none outlives the test."""
    with ExitStack() as stack:

        def start(*arguments: object) -> subprocess.Popen[str]:
            command = [sys.executable, "-m", "tests.cloud.writer", *map(str, arguments)]
            process = stack.enter_context(subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True))
            stack.callback(process.kill)
            return process

        yield start


def told_by(process: subprocess.Popen[str]) -> list[list[object]]:
    """Return what another process printed, when it has ended well."""
    told, _ = process.communicate(timeout=60)
    assert process.returncode == 0
    return [json.loads(line) for line in told.splitlines()]


def assert_index_is(engine: Cloud, identifiers: Sequence[str], versions: Sequence[str] = ("",)) -> None:
    """See that an index has some articles, each once and wholly, and counts and finds exactly them."""
    articles = [*engine.snapshot().texts()]
    assert sorted(each.id for each in articles) == sorted(identifiers)
    assert all(each in [numbered(each.id, version) for version in versions] for each in articles)
    alone = Collection.of([passage for each in articles for passage in split_passages(each)])
    assert counted(engine.snapshot()) == counted(alone)
    hits = Searcher(engine).ask(SAID, top=10 * len(articles) + 10).hits
    assert {hit.passage.article.id for hit in hits} <= {*identifiers}
    for each in articles:
        passages = [*engine.snapshot().passages_of(each)]
        assert passages == split_passages(each)
        found = Searcher(engine).ask(SAID, top=10, within={each.id}).hits
        assert sorted(hit.passage.number for hit in found) == [passage.number for passage in passages]


def test_replicas_and_writers(storage: Seaweed, start: Start, tmp_path: Path) -> None:
    """Of what two writers add at once nothing is lost or doubled, and every replica answers from it within seconds."""
    url = f"{storage.url}/several"
    ids = [[f"{name}{number}" for number in range(8)] for name in "ab"]
    with Cloud(url, tmp_path / "here") as here:
        there = start("asks", url, tmp_path / "there", 16)
        writers = [start("add", url, tmp_path / f"{some[0]}", ",".join(some)) for some in ids]
        for writer, some in zip(writers, ids, strict=True):
            assert told_by(writer) == [[each] for each in some]
        until = time.monotonic() + _SEEN
        while len(here.snapshot().articles) < 16 and time.monotonic() < until:
            time.sleep(0.05)
        assert_index_is(here, [*ids[0], *ids[1]])
        ((listed, found),) = told_by(there)
        assert listed == [entry.id for entry in here.snapshot().articles]
        assert found == sorted([*ids[0], *ids[1]])
        here.remove(ids[0])
        assert_index_is(here, ids[1])


def test_writers_of_the_same_articles(storage: Seaweed, start: Start, tmp_path: Path) -> None:
    """Of what two writers add at once with the same ids, each article stands once in the end, and is counted once."""
    url = f"{storage.url}/same"
    ids = [f"a{number}" for number in range(6)]
    writers = [start("add", url, tmp_path / version, ",".join(ids), version) for version in ("पहले", "फिर")]
    for writer in writers:
        assert told_by(writer) == [[each] for each in ids]
    with Cloud(url, tmp_path / "cache") as engine:
        assert_index_is(engine, ids, ["पहले", "फिर"])


def test_killed_writers_leave_whole_articles(storage: Seaweed, start: Start, tmp_path: Path) -> None:
    """A writer that is killed, again and again, leaves every article that it had told of, and none by half."""
    url = f"{storage.url}/killed"
    told: list[str] = []
    for round_number in range(4):
        writer = start("forever", url, tmp_path / "cache", f"{round_number}-")
        assert writer.stdout
        lines = [writer.stdout.readline() for _ in range(2 + round_number)]
        time.sleep(0.007 * round_number)  # anywhere between two answers
        writer.send_signal(signal.SIGKILL)
        lines += writer.stdout.readlines()
        told += [json.loads(line)[0] for line in lines if line.endswith("\n")]
    with Cloud(url, tmp_path / "other") as engine:
        there = [entry.id for entry in engine.snapshot().articles]
        assert {*told} <= {*there}
        assert len(there) <= len(told) + 4
        assert_index_is(engine, there)
        engine.add([numbered("after")])
        engine._table.tidy(0)
        engine.refresh()
        assert_index_is(engine, [*there, "after"])


def test_last_writer_has_the_last_word(tmp_path: Path) -> None:
    """What was written last stays, also where it replaces what a replica has not seen yet, one of very many."""
    many = [article(f"a{number}", SAID) for number in range(2_000)]
    url = str(tmp_path / "index")
    with Cloud(url, tmp_path / "one") as one, Cloud(url, tmp_path / "two") as two:
        two._closed.set()  # it looks for changes no more
        two._watcher.join()
        one.add(many)
        two.add([article("a1999", "नया पाठ")])
        one.refresh()
        two.refresh()
        for engine in (one, two):
            assert [each.text for each in engine.snapshot().texts() if each.id == "a1999"] == ["नया पाठ"]


def test_look_for_changes_beside_a_write(tmp_path: Path) -> None:
    """A look for changes that begins before a write and ends after it hides from it nothing that others wrote."""
    url = str(tmp_path / "index")
    with Cloud(url, tmp_path / "one") as one, Cloud(url, tmp_path / "two") as two:
        one._closed.set()  # it looks for changes when it is told to
        one._watcher.join()
        two.add([numbered("a", "पहले")])
        opened, go_on = threading.Event(), threading.Event()
        open_table, replace = one._table._database.open_table, one._table.replace

        def opened_slowly(name: str) -> object:
            table = open_table(name)
            opened.set()
            go_on.wait(5)
            return table

        def written(*change: list[Any]) -> None:
            replace(*change)
            go_on.set()
            looking.join()

        looking = threading.Thread(target=one.refresh)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(one._table._database, "open_table", opened_slowly)
            patch.setattr(one._table, "replace", written)
            looking.start()
            opened.wait(5)
            one.add([numbered("a", "फिर")])
        two.refresh()
        assert_index_is(two, ["a"], ["पहले", "फिर"])


def test_articles_are_listed_in_their_order(tmp_path: Path) -> None:
    """Articles are listed in the order in which they were added, however many there are and however fast they come."""
    with Cloud(str(tmp_path / "index"), tmp_path / "cache") as engine:
        engine.add(article(f"a{number}", SAID) for number in range(2_000))
        for identifier in ("b0", "b1", "a7"):
            engine.add([article(identifier, SAID)])
        listed = [entry.id for entry in engine.snapshot().articles]
        assert listed[-4:] == ["a1999", "b0", "b1", "a7"]
        assert listed[:8] == [f"a{number}" for number in (0, 1, 2, 3, 4, 5, 6, 8)]


def test_many_articles_at_once(tmp_path: Path) -> None:
    """As many articles as come at once from a large folder go in, are replaced and are removed."""
    many = 1_500  # more than are named in one request
    articles = [article(f"a{number}", SAID) for number in range(many)]
    with Cloud(str(tmp_path / "index"), tmp_path / "cache") as engine:
        for _ in range(2):
            assert engine.add(articles) == many
            assert engine.snapshot().statistics.passages == many
        assert engine.remove(each.id for each in articles) == many
        assert not engine.snapshot().articles
