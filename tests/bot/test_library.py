"""What the bot answers from: the library, a folder of articles, or an index."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from bot.errors import UsageError
from bot.library import cache_of, open_served
from bot.settings import Settings
from index import CorpusError, LibraryError, open_engine
from index.library.adding import add
from index.library.library import Library
from index.library.removing import remove, restore
from tests.bot.articles import article
from tests.index.library.libraries import document, put_by_hand

ARTICLE = article("a", "पुल", "पुल पाँच साल बाद खुला।")

_NOBODY = 65534


@pytest.fixture
def index(tmp_path: Path) -> str:
    """An index of one article."""
    address = os.fspath(tmp_path / "index")
    engine = open_engine(address, tmp_path / "cache")
    engine.add([ARTICLE])
    engine.close()
    return address


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of one article, and a file that is none."""
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "tea.txt").write_text("---\nid: tea\n---\nचाय असम में उगती है।", encoding="utf-8")
    (folder / "empty.txt").write_text("", encoding="utf-8")
    return folder


def ids_in(articles: Path | None, index: str | None, settings: Settings) -> list[str]:
    """Return the ids of the articles that are answered from."""
    return [entry.id for entry in open_served(articles, index, settings).searcher.articles]


def test_what_is_named_goes_before_what_is_set(settings: Settings, folder: Path, index: str) -> None:
    """A folder or an index that is named is answered from, then an index that is set, then a folder that is set."""
    nothing = settings.model_copy(update={"poochho_articles": folder})
    indexed = nothing.model_copy(update={"poochho_index": index})
    assert ids_in(None, None, nothing) == ["tea"]
    assert ids_in(None, None, indexed) == ["a"]
    assert ids_in(folder, None, indexed) == ["tea"]
    assert ids_in(None, index, nothing) == ["a"]
    assert len(ids_in(None, None, settings)) == 1  # the shipped one


def test_both_named(settings: Settings, folder: Path, index: str) -> None:
    """To name a folder and an index is wrong use, since only one can be answered from."""
    with pytest.raises(UsageError, match="both named"):
        open_served(folder, index, settings)


def test_files_that_are_no_articles(settings: Settings, folder: Path) -> None:
    """What in a folder is no article is told; where there is none at all, that is an error."""
    (problem,) = open_served(folder, None, settings).problems
    assert "empty.txt" in str(problem)
    (folder / "tea.txt").unlink()
    with pytest.raises(CorpusError, match="no article"):
        open_served(folder, None, settings)


def test_empty_index(settings: Settings, tmp_path: Path) -> None:
    """An index without articles is refused, with the command that puts some in."""
    address = os.fspath(tmp_path / "none")
    with pytest.raises(UsageError, match=f"poochho index FOLDER {address}$"):
        open_served(None, address, settings)


def test_caches_lie_in_the_home_folder(settings: Settings) -> None:
    """Every index in an object storage has a cache of its own, always the same, in the home folder."""
    addresses = ["s3://bucket/index", "s3://bucket/index/", "s3://bucket/..", "s3://other/index", "/a/../b", "नाम"]
    files = [cache_of(address, settings) for address in addresses]
    assert len({*files}) == len(addresses)
    assert files == [cache_of(address, settings) for address in addresses]
    assert {file.parent for file in files} == {settings.poochho_home / "cache"}


def test_library_is_answered_from(settings: Settings) -> None:
    """Where nothing is named or set, the library is served; the shipped article answers while it has none."""
    served = open_served(None, None, settings)
    assert served.library
    asked = served.searcher.ask("शोइगु ने क्या कहा?")
    assert asked.answered
    add(served.library, document("पटना", named="a"))
    assert [entry.id for entry in served.searcher.articles] == ["a"]
    assert not served.searcher.ask("शोइगु ने क्या कहा?").answered
    taken = remove(served.library, "a")
    assert served.searcher.ask("शोइगु ने क्या कहा?").hits == asked.hits
    restore(served.library, taken)
    assert [entry.id for entry in served.searcher.articles] == ["a"]
    served.library.close()


def test_others_change_the_library(settings: Settings) -> None:
    """What another process adds is answered from without a restart."""
    served = open_served(None, None, settings)
    with Library(settings.poochho_home) as other:
        add(other, document("पटना", named="a"))
    assert [entry.id for entry in served.searcher.articles] == ["a"]


def test_opening_writes_nothing(settings: Settings) -> None:
    """Who only asks needs no home: none is made."""
    assert open_served(None, None, settings).searcher.ask("शोइगु ने क्या कहा?").answered
    assert not settings.poochho_home.exists()


def test_no_library_beside_another_source(settings: Settings, folder: Path, index: str) -> None:
    """Where a folder or an index is served, there is no library to add to, and none is made."""
    assert open_served(folder, None, settings).library is None
    assert open_served(None, index, settings).library is None
    assert not settings.poochho_home.exists()


@contextmanager
def somebody_elses(home: Path) -> Iterator[None]:
    """Let nothing be written into a home, also by root."""
    folders = [home, *(path for path in home.rglob("*") if path.is_dir())]
    root = os.geteuid() == 0
    for path in folders:
        path.chmod(0o555)
    if root:
        os.seteuid(_NOBODY)
    try:
        yield
    finally:
        if root:
            os.seteuid(0)
        for path in folders:
            path.chmod(0o755)


@pytest.mark.parametrize("indexed", [True, False])
def test_library_that_may_not_be_written(
    settings: Settings,
    caplog: pytest.LogCaptureFixture,
    indexed: bool,  # noqa: FBT001  # a parameter of the test
) -> None:
    """A library that may not be written answers, with an index or without; a change says why it cannot be."""
    with TemporaryDirectory() as name:  # pytest's own folders are its user's alone
        Path(name).chmod(0o755)
        home = Path(name, "home")
        with Library(home) as library:
            add(library, document("पटना", named="a"))
            if not indexed:
                put_by_hand(library, "b.txt", "---\nid: b\n---\nसेना लौटी।")
        with somebody_elses(home), caplog.at_level(logging.WARNING):
            served = open_served(None, None, settings.model_copy(update={"poochho_home": home}))
            assert "a" in [entry.id for entry in served.searcher.articles]
            assert served.searcher.ask("सेना").hits
            assert served.library
            with pytest.raises(LibraryError, match="the library cannot be changed: Permission denied"):
                add(served.library, document("गया"))
            assert len(served.searcher.articles) == 1
    told = [record.getMessage() for record in caplog.records]
    assert all("Answering from what is there." in each for each in told)
    assert len(told) == (0 if indexed else 1)
