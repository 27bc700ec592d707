"""What a replica has read stays at hand: on its disk, within bounds, and never instead of what is true."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.cloud.cache import Cache
from index.cloud.engine import Cloud
from index.search import Searcher
from tests.cloud.indexes import article

ROOT = Path(__file__).parents[2]
QUESTION = "चाय कहाँ उगती है?"
TEA = article("tea", "चाय असम में उगती है।", "चाय दार्जिलिंग में भी उगती है।", title="चाय")

MOST = 10_000  # bytes


@contextmanager
def cache_in(folder: Path, most: int = MOST) -> Iterator[Cache]:
    """Open a cache of a folder."""
    with closing(Cache(folder / "of" / "cache", most)) as cache:
        yield cache


def size(folder: Path) -> int:
    """Return how many bytes are kept."""
    with closing(sqlite3.connect(folder / "of" / "cache")) as connection:
        (kept,) = connection.execute("SELECT coalesce(sum(length(value)), 0) FROM kept").fetchone()
        return int(kept)


@given(st.dictionaries(st.text(st.characters(exclude_categories=["Cs"])), st.binary(max_size=50), max_size=20))
def test_what_is_kept_is_there(tmp_path_factory: pytest.TempPathFactory, entries: dict[str, bytes]) -> None:
    """Whatever is kept is there by its key, also when the cache is opened again, and nothing else is."""
    folder = tmp_path_factory.mktemp("cache")
    with cache_in(folder) as cache:
        cache.keep(entries)
        assert cache.many([*entries, "other"]) == entries
    with cache_in(folder) as cache:
        assert cache.many(["other", *entries]) == entries
        assert cache.many([]) == {}


def test_last_value_stays(tmp_path: Path) -> None:
    """What is kept again by a key takes the place of what was there."""
    with cache_in(tmp_path) as cache:
        for value in (b"1", b"2"):
            cache.keep({"key": value})
        assert cache.many(["key", "key"]) == {"key": b"2"}


def test_many_keys_at_once(tmp_path: Path) -> None:
    """Thousands of keys are asked for at once."""
    entries = {str(number): b"%d" % number for number in range(5_000)}
    with cache_in(tmp_path, 10**6) as cache:
        cache.keep(entries)
        assert cache.many(entries) == entries


def test_oldest_is_forgotten_first(tmp_path: Path) -> None:
    """A cache keeps about as much as it may; what was kept first is forgotten first, what was kept again is new."""
    with cache_in(tmp_path) as cache:
        for number in range(100):
            cache.keep({str(number): bytes(MOST // 50), "again": b"again"})
        kept = [*cache.many([*map(str, range(100))])]
        assert cache.many(["again"])
    assert MOST / 2 <= size(tmp_path) <= 1.2 * MOST
    assert sorted(map(int, kept)) == [*range(100 - len(kept), 100)]


def test_size_is_bounded_through_restarts(tmp_path: Path) -> None:
    """A cache keeps no more where it is opened again and again, for a question each time."""
    for number in range(50):
        with cache_in(tmp_path) as cache:
            cache.keep({str(number): bytes(MOST // 20)})
    assert size(tmp_path) <= 1.2 * MOST


def test_entry_larger_than_the_cache(tmp_path: Path) -> None:
    """What is larger than the whole cache is not kept, and fails nobody."""
    with cache_in(tmp_path) as cache:
        cache.keep({"large": bytes(2 * MOST)})
        cache.keep({"small": b"small"})
        assert cache.many(["small"]) == {"small": b"small"}
    assert size(tmp_path) <= 1.2 * MOST


@pytest.mark.parametrize("content", [b"", b"no database", b"SQLite format 3\0" + bytes(500), bytes(10_000)])
def test_damaged_file_is_replaced(tmp_path: Path, content: bytes) -> None:
    """A file that is no cache any more is replaced by an empty one."""
    with cache_in(tmp_path) as cache:
        cache.keep({"key": b"value"})
    (tmp_path / "of" / "cache").write_bytes(content)
    with cache_in(tmp_path) as cache:
        cache.keep({"other": b"value"})
        assert cache.many(["key", "other"]) == {"other": b"value"}


def test_processes_share_a_cache(tmp_path: Path) -> None:
    """Several processes that begin at once keep and find in one file what each has read."""
    file = tmp_path / "of" / "cache"
    program = (
        "import sys\nfrom pathlib import Path\nfrom index.cloud.cache import Cache\n"
        "sys.stdin.readline()\n"
        "cache = Cache(Path(sys.argv[1]), 10**6)\n"
        "for number in range(20): cache.keep({f'{sys.argv[2]}-{number}': b'value'})\n"
        "cache.close()"
    )
    processes = [
        subprocess.Popen([sys.executable, "-c", program, file, str(own)], cwd=ROOT, stdin=subprocess.PIPE)
        for own in range(4)
    ]
    for process in processes:
        assert process.stdin
        process.stdin.write(b"go\n")
        process.stdin.flush()
    for process in processes:
        process.communicate(timeout=30)
        assert process.returncode == 0
    with cache_in(tmp_path) as cache:
        assert len(cache.many([f"{own}-{number}" for own in range(4) for number in range(20)])) == 80


def test_index_made_anew_is_not_answered_from_the_old_one(tmp_path: Path) -> None:
    """Where an index was removed and made anew, with the same ids, its own texts are shown and not those of before."""
    other = article("tea", "चाय केन्या में उगती है।", "चाय चीन में भी उगती है।", title="चाय")
    for now in (TEA, other):
        with Cloud(str(tmp_path / "index"), tmp_path / "cache") as engine:
            engine.add([now])
            searcher = Searcher(engine)
            assert [hit.passage.article for hit in searcher.ask(QUESTION).hits[:1]] == [now]
            assert [passage.article for passage in searcher.passages_of(searcher.articles[0])][:1] == [now]
        shutil.rmtree(tmp_path / "index")


@pytest.mark.parametrize("damage", ["x'00'", "x''", "substr(value, 1, length(value) / 2)", "zeroblob(length(value))"])
def test_damaged_entries_lose_nothing(tmp_path: Path, damage: str) -> None:
    """What a disk has damaged in a cache is read from the storage again."""
    for _ in range(2):
        with Cloud(str(tmp_path / "index"), tmp_path / "cache") as engine:
            if not engine.snapshot().articles:
                engine.add([TEA])
            searcher = Searcher(engine)
            assert searcher.ask(QUESTION).hits[0].passage.article == TEA
            assert searcher.passages_of(TEA)[0].article == TEA
        with closing(sqlite3.connect(tmp_path / "cache")) as connection, connection:
            connection.execute(f"UPDATE kept SET value = {damage}")


def test_cache_that_cannot_be_made(tmp_path: Path) -> None:
    """Where a cache cannot be kept, because its folder is a file, questions are answered all the same."""
    (tmp_path / "file").write_bytes(b"")
    with Cloud(str(tmp_path / "index"), tmp_path / "file" / "cache") as engine:
        engine.add([TEA])
        assert Searcher(engine).ask(QUESTION).answered
