"""The storage goes away and comes back; questions are answered from what is at hand, or refused in time."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from index.answer import Answer
from index.cloud.engine import Cloud
from index.errors import EngineError
from index.search import Searcher
from tests.cloud.conftest import credentials
from tests.cloud.indexes import article
from tests.cloud.seaweed import Seaweed

# Each with words of its own, so that each question is for an article that was not read before.
TOPICS = "चाय बाघ मेट्रो सेना केसर मोर पहाड़ रेलगाड़ी क्रिकेट संगीत नाटक किताब".split()
ARTICLES = [article(topic, f"{topic} के बारे में यहाँ सब लिखा है।") for topic in TOPICS]

_TOLD = 3.0  # seconds, as a person is promised; what takes longer than it should takes half a minute
_AT_ONCE = 1.0  # likewise, where the storage is not even asked
_BACK = 10.0  # after which the storage's return is noticed at the latest


@pytest.fixture
def engine(storage: Seaweed, tmp_path: Path) -> Iterator[Cloud]:
    """An index in the storage that nobody has asked yet."""
    url = f"{storage.url}/away"
    with Cloud(url, tmp_path / "writer") as writer:
        writer.add(ARTICLES)
    with Cloud(url, tmp_path / "reader") as reader:
        yield reader


def ask(engine: Cloud, topic: str) -> Answer:
    """Ask about a topic, and see that its article answers."""
    answer = Searcher(engine).ask(f"{topic} के बारे में क्या लिखा है?")
    assert answer.answered
    assert answer.hits[0].passage.article == ARTICLES[TOPICS.index(topic)]
    return answer


def refused(engine: Cloud, topic: str) -> float:
    """Ask about a topic, see that this is an error with a sentence, and return how many seconds it took."""
    began = time.monotonic()
    with pytest.raises(EngineError, match=r"s3://.*storage .*\.$"):
        ask(engine, topic)
    return time.monotonic() - began


def answered_again(engine: Cloud, topic: str) -> None:
    """See that an engine answers again after a while, without being opened anew."""
    until = time.monotonic() + _BACK
    while time.monotonic() < until:
        try:
            ask(engine, topic)
        except EngineError:
            time.sleep(0.1)
        else:
            return
    ask(engine, topic)


def test_storage_that_hangs(storage: Seaweed, engine: Cloud) -> None:
    """While the storage hangs, new questions are refused in time, asked ones are answered; then all goes on."""
    known = ask(engine, "चाय")
    storage.pause()
    try:
        until = time.monotonic() + 6
        assert refused(engine, "बाघ") <= _TOLD
        assert max(refused(engine, topic) for topic in ("बाघ", "मेट्रो", "सेना")) <= _AT_ONCE
        while time.monotonic() < until:
            assert refused(engine, "केसर") <= _TOLD
            began = time.monotonic()
            assert ask(engine, "चाय").hits == known.hits
            assert time.monotonic() - began <= _AT_ONCE
            assert [*engine.snapshot().passages_of(ARTICLES[0])]
    finally:
        storage.resume()
    answered_again(engine, "बाघ")
    for topic in TOPICS:
        ask(engine, topic)
    engine.add([article("new", "नया पाठ यही है।")])
    assert Searcher(engine).ask("नया पाठ").hits[0].passage.article.id == "new"


def test_storage_that_is_down(storage: Seaweed, engine: Cloud, tmp_path: Path) -> None:
    """A storage that takes no connections is told of like one that hangs, also at the start; then all goes on."""
    known = ask(engine, "चाय")
    storage.kill()
    try:
        assert refused(engine, "मोर") <= _TOLD
        assert refused(engine, "मोर") <= _AT_ONCE
        assert ask(engine, "चाय").hits == known.hits
        with pytest.raises(EngineError, match=r"s3://.*storage .*\.$"), Cloud(engine._table.url, tmp_path / "late"):
            pass
    finally:
        storage.restart()
    answered_again(engine, "मोर")
    with Cloud(engine._table.url, tmp_path / "late") as late:
        ask(late, "मोर")


def test_what_was_read_is_not_asked_of_the_storage_again(storage: Seaweed, tmp_path: Path) -> None:
    """A question that was asked before a restart is answered after it, though the storage is away again."""
    url = f"{storage.url}/kept"
    with Cloud(url, tmp_path / "cache") as engine:
        engine.add(ARTICLES)
        before = ask(engine, "चाय")
    with Cloud(url, tmp_path / "cache") as engine:
        storage.pause()
        try:
            assert ask(engine, "चाय").hits == before.hits
            assert refused(engine, "बाघ") <= _TOLD
        finally:
            storage.resume()


def test_what_a_storage_has_not_let_in_is_said(storage: Seaweed, tmp_path: Path) -> None:
    """Wrong credentials, and a bucket that is not there, are errors with a sentence and without the secret."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("AWS_SECRET_ACCESS_KEY", "some-other-secret")
        with (
            pytest.raises(EngineError, match=r"s3://.*storage .*\.$") as caught,
            Cloud(storage.url, tmp_path / "cache"),
        ):
            pass
    assert "some-other-secret" not in str(caught.value)
    with pytest.raises(EngineError, match="s3://"), Cloud("s3://no-such-bucket/index", tmp_path / "cache"):
        pass


def test_volume_server_that_dies(tmp_path: Path) -> None:
    """Where every chunk stands on two servers, one may die under questions: all are answered, by new replicas too."""
    with Seaweed(tmp_path / "storage", volume_servers=2) as storage, pytest.MonkeyPatch.context() as patch:
        for name, value in credentials(storage).items():
            patch.setenv(name, value)
        url = f"{storage.url}/index"
        with Cloud(url, tmp_path / "writer") as writer:
            writer.add(ARTICLES)
        with Cloud(url, tmp_path / "reader") as reader:
            for place, topic in enumerate(TOPICS):
                if place == len(TOPICS) // 3:
                    storage.kill_volume_server(0)
                ask(reader, topic)
        with Cloud(url, tmp_path / "late") as late:
            for topic in TOPICS:
                ask(late, topic)
