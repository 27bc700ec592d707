"""Indexes as people use them: made by a command, asked by others, moved, damaged, away."""

from __future__ import annotations

import json
import os
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.words import words_in
from tests.botapi.people import Person
from tests.botapi.server import FakeBotApi
from tests.botapi.text import marked
from tests.cloud.conftest import credentials
from tests.cloud.seaweed import Seaweed
from tests.conftest import Run
from tests.features.conftest import Bot, settings_for

TEXTS = {
    "चाय": "चाय असम में उगती है। चाय की पत्तियाँ हाथ से तोड़ी जाती हैं।",
    "केसर": "केसर कश्मीर में उगता है। केसर के फूल पतझड़ में खिलते हैं।",
    "बाघ": "बाघ रणथंभौर में रहता है। बाघ रात में शिकार करता है।",
}
MORE = {"मोर": "मोर राष्ट्रीय पक्षी है। मोर बारिश में नाचता है।"}
AWAY = words_in("hi").text("away")

_TOLD = 3.0  # seconds, as a person is promised, from question to answer


def written(folder: Path, texts: dict[str, str]) -> str:
    """Write articles into a folder, and return its name."""
    folder.mkdir(exist_ok=True)
    for title, text in texts.items():
        (folder / f"{title}.txt").write_text(f"---\ntitle: {title}\nlanguage: hi\n---\n{text}", encoding="utf-8")
    return os.fspath(folder)


@pytest.fixture
def articles(tmp_path: Path) -> str:
    """A folder of articles."""
    return written(tmp_path / "articles", TEXTS)


@pytest.fixture
def index(poochho: Run, articles: str, tmp_path: Path) -> str:
    """An index of them."""
    address = os.fspath(tmp_path / "index")
    done = poochho("index", articles, address)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == f"{address}: took in 3 articles, 3 passages.\n"
    return address


@pytest.fixture(scope="module")
def storage(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Seaweed]:
    """An object storage."""
    with Seaweed(tmp_path_factory.mktemp("storage")) as storage:
        yield storage


def passages(done: subprocess.CompletedProcess[str]) -> list[str]:
    """Return the titles of the articles that a question found."""
    assert done.returncode == 0, done.stderr
    return [hit["title"] for hit in json.loads(done.stdout)["hits"]]


def test_index_is_asked_and_added_to(poochho: Run, articles: str, index: str) -> None:
    """A question is answered from the index that is named or set; articles taken in again replace what was there."""
    question = ("ask", "चाय कहाँ उगती है?", "--json")
    assert passages(poochho(*question, "--index", index))[:1] == ["चाय"]
    written(Path(articles), MORE | {"चाय": "चाय दार्जिलिंग में उगती है।"})
    assert "took in 4 articles, 4 passages" in poochho("index", articles, index).stdout
    done = poochho(*question, "--top", "10", POOCHHO_INDEX=index)
    assert passages(done).count("चाय") == 1
    assert "दार्जिलिंग" in done.stdout
    assert "असम" not in done.stdout
    assert "मोर राष्ट्रीय पक्षी है।" in poochho("ask", "मोर क्या है?", "--index", index).stdout
    chat = poochho("chat", "--index", index, stdin="बाघ कहाँ रहता है?\n/sources\n")
    assert "रणथंभौर" in chat.stdout
    assert all(title in chat.stdout for title in [*TEXTS, *MORE])
    # Articles that are named stand before an index that is only set.
    alone = poochho("ask", "चाय कहाँ उगती है?", "--articles", articles, "--json", POOCHHO_INDEX="/nowhere")
    assert passages(alone)[:1] == ["चाय"]


def test_wrong_use_of_indexes(poochho: Run, articles: str, tmp_path: Path) -> None:
    """An empty index, two places to answer from and folders without articles are refused, each with what to do."""
    empty = os.fspath(tmp_path / "none")
    done = poochho("ask", "चाय", "--index", empty)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == f"{empty}: there is no article in this index. Put some in: poochho index FOLDER {empty}\n"
    done = poochho("ask", "चाय", "--index", empty, "--articles", articles)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "--articles and --index are both named. Name the one to answer from.\n"
    done = poochho("index", empty, os.fspath(tmp_path / "index"))
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == f"{empty}: there is no such folder. Name a folder that holds articles as .txt files.\n"
    assert poochho("index", articles).returncode == 2
    done = poochho("ask", "x", POOCHHO_ENGINE="other", POOCHHO_INDEX=empty)
    assert done.returncode == 2
    assert done.stderr.startswith("POOCHHO_ENGINE cannot be used")


def test_files_that_are_no_articles_are_told(poochho: Run, articles: str, tmp_path: Path) -> None:
    """What in a folder is no article is told on standard error, and the rest is taken in."""
    (Path(articles) / "empty.txt").write_text("", encoding="utf-8")
    done = poochho("index", articles, os.fspath(tmp_path / "index"))
    assert done.returncode == 0
    assert done.stderr.startswith("Skipped ")
    assert "empty.txt" in done.stderr
    assert "took in 3 articles" in done.stdout


def test_index_is_moved(poochho: Run, index: str, storage: Seaweed, tmp_path: Path) -> None:
    """`migrate` moves an index into an object storage and back, and says how the two compare, also as JSON."""
    address = f"{storage.url}/moved"
    done = poochho("migrate", index, address, **credentials(storage))
    assert (done.returncode, done.stderr) == (0, "")
    assert "Questions answered alike: 3 of 3." in done.stdout
    assert passages(poochho("ask", "बाघ?", "--index", address, "--json", **credentials(storage)))[:1] == ["बाघ"]
    back = os.fspath(tmp_path / "back")
    done = poochho("migrate", address, back, "--json", **credentials(storage))
    assert (done.returncode, done.stderr) == (0, "")
    told = json.loads(done.stdout)
    assert (told["articles"], told["passages"], told["questions"]) == ([3, 3], [3, 3], 3)
    assert (told["differing"], told["same"]) == ([], True)
    # Into an index that has other articles too.
    poochho("index", written(tmp_path / "more", MORE), back)
    done = poochho("migrate", index, back, "--json")
    assert done.returncode == 1
    assert json.loads(done.stdout)["articles"] == [3, 4]
    assert poochho("migrate", index, back).returncode == 1


def test_index_that_is_not_there_is_not_moved(poochho: Run, tmp_path: Path) -> None:
    """An index that is not there, as when its name is misspelled, is told; nothing is said to be moved."""
    done = poochho("migrate", os.fspath(tmp_path / "nothing"), os.fspath(tmp_path / "new"))
    assert done.returncode != 0
    assert "nothing: there is no " in done.stderr


def test_damaged_index_is_named(poochho: Run, index: str) -> None:
    """A byte that a disk has changed is found: the file is named, with what to do, and nothing is answered."""
    file = max(Path(index).glob("segment-*/*.npy"), key=lambda file: file.stat().st_size)
    content = bytearray(file.read_bytes())
    content[-1] ^= 1
    file.write_bytes(content)
    done = poochho("ask", "चाय", "--index", index)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith(f"{file}: is not as it was written. ")
    assert "made anew" in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_index_of_another_format(poochho: Run, index: str) -> None:
    """An index that another version wrote is refused, with what to do."""
    file = Path(index) / "manifest.json"
    file.write_text(json.dumps(json.loads(file.read_text(encoding="utf-8")) | {"format": 999}), encoding="utf-8")
    for command in (("ask", "चाय", "--index", index), ("migrate", index, f"{index}-new")):
        done = poochho(*command)
        assert (done.returncode, done.stdout) == (1, "")
        assert done.stderr.startswith(f"{index}: is an index of format 999, ")
        assert "Make it anew from the articles" in done.stderr


def test_storage_that_is_down_is_told(poochho: Run, storage: Seaweed, articles: str) -> None:
    """A storage that takes no connections is one sentence and exit code 1."""
    nobody = credentials(storage) | {"AWS_ENDPOINT": "http://127.0.0.1:9"}
    for command in (("ask", "चाय", "--index", "s3://poochho/index"), ("index", articles, "s3://poochho/index")):
        done = poochho(*command, **nobody)
        assert (done.returncode, done.stdout) == (1, "")
        assert done.stderr.startswith("s3://poochho/index: the storage ")
        assert len(done.stderr.splitlines()) == 1


@pytest.fixture
def bot(
    storage: Seaweed, poochho: Run, api: FakeBotApi, articles: str, environment: dict[str, str], tmp_path: Path
) -> Iterator[Bot]:
    """The bot over an index in the storage."""
    address = f"{storage.url}/bot"
    assert poochho("index", articles, address, **credentials(storage)).returncode == 0
    settings = settings_for(api, environment, tmp_path, {}) | credentials(storage) | {"POOCHHO_INDEX": address}
    bot = Bot(settings, tmp_path)
    yield bot
    if bot.process.poll() is None:
        assert bot.stop() == 0, bot.log
    assert "Traceback" not in bot.log


@pytest.mark.usefixtures("bot")
def test_bot_over_an_index(storage: Seaweed, poochho: Run, asha: Person, tmp_path: Path) -> None:
    """While the storage is away people are told so in time, then answered again; what is added is answered from."""
    asha.says("केसर कहाँ उगता है?")
    assert "कश्मीर" in asha.gets(timeout=20).text
    storage.pause()
    try:
        for question in ("चाय कहाँ उगती है?", "बाघ कहाँ रहता है?"):
            asha.says(question)
            assert asha.gets(timeout=_TOLD).text == AWAY
        asha.says("केसर कहाँ उगता है?")
        assert "कश्मीर" in asha.gets(timeout=_TOLD).text
        asha.says("/help")
        assert asha.gets(timeout=_TOLD).text.startswith("अपना सवाल")
    finally:
        storage.resume()
    until = time.monotonic() + 10
    answer = ""
    while "असम" not in answer and time.monotonic() < until:
        asha.says("चाय कहाँ उगती है?")
        answer = asha.gets(timeout=_TOLD).text
        assert "असम" in answer or answer == AWAY
    assert "असम" in answer
    asha.says("/sources")
    assert marked(asha.gets(), "text_link") == sorted(TEXTS)
    more = written(tmp_path / "more", MORE)
    elsewhere = credentials(storage) | {"POOCHHO_HOME": os.fspath(tmp_path / "elsewhere")}
    assert poochho("index", more, f"{storage.url}/bot", **elsewhere).returncode == 0
    until = time.monotonic() + 5
    while "नाचता" not in answer and time.monotonic() < until:
        asha.says("मोर कब नाचता है?")
        answer = asha.gets().text
    assert "मोर बारिश में नाचता है।" in answer
    asha.says("/sources")
    assert marked(asha.gets(), "text_link") == [*sorted(TEXTS), *MORE]


def test_bot_stops_while_the_storage_is_away(bot: Bot, storage: Seaweed, asha: Person) -> None:
    """Told to stop while the storage hangs, the bot does not wait for it."""
    asha.says("केसर कहाँ उगता है?")
    assert "कश्मीर" in asha.gets(timeout=20).text
    storage.pause()
    try:
        asha.says("चाय कहाँ उगती है?")
        assert asha.gets(timeout=_TOLD).text == AWAY
        assert bot.stop() == 0
    finally:
        storage.resume()
