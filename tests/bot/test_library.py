"""What the bot answers from: a folder of articles, or an index."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from bot.errors import UsageError
from bot.library import cache_of, open_served
from bot.settings import Settings
from index import CorpusError, open_engine
from tests.bot.articles import article

ARTICLE = article("a", "पुल", "पुल पाँच साल बाद खुला।")


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
