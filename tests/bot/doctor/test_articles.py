"""What is answered from."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.doctor.articles import check_articles
from bot.doctor.finding import Level
from bot.errors import UsageError
from bot.settings import Settings
from index import IndexingError
from tests.bot.doctor.conftest import SetUp

TEXT = "---\ntitle: पुल\nlanguage: hi\n---\nपुल पाँच साल बाद खुला।"


def articles_in(folder: Path, good: int, bad: int) -> None:
    """Write articles, and files that are none."""
    folder.mkdir(parents=True)
    for number in range(good):
        (folder / f"{number}.txt").write_text(TEXT.replace("पाँच", str(number)), encoding="utf-8")
    for number in range(bad):
        (folder / f"bad{number}.txt").write_bytes(b"")


def test_empty_library(settings: Settings) -> None:
    """An empty library is no fault; how to fill it is told, and nothing is made of it."""
    (finding,) = check_articles(settings)
    assert finding.level is Level.INFO
    assert "poochho add" in finding.mend
    assert not settings.poochho_home.exists()


def test_library(settings: Settings) -> None:
    """What is in the library is counted, and its files that cannot be read are named: three of them."""
    articles_in(settings.poochho_home / "articles", good=2, bad=5)
    count, *skipped, more = check_articles(settings)
    assert (count.level, count.found) == (Level.OK, "2, of 2 passages.")
    assert [each.level for each in skipped] == [Level.WARNING] * 3
    assert all("articles/bad" in each.found and "has no text" in each.found for each in skipped)
    assert (more.found, more.mend) == ("2 more files are skipped.", "See them: poochho list.")


def test_folder(set_up: SetUp, tmp_path: Path) -> None:
    """A folder that is answered from instead is looked at alike."""
    articles_in(tmp_path / "mine", good=1, bad=1)
    count, skipped = check_articles(set_up(POOCHHO_ARTICLES=str(tmp_path / "mine")))
    assert (count.level, count.found) == (Level.OK, "1, of 1 passages.")
    assert "bad0.txt: has no text" in skipped.found


@pytest.mark.parametrize("setting", ["POOCHHO_ARTICLES", "POOCHHO_INDEX"])
def test_nothing_there(set_up: SetUp, tmp_path: Path, setting: str) -> None:
    """What is to be answered from and is not there is an error that names it."""
    with pytest.raises((IndexingError, UsageError), match="gone"):
        list(check_articles(set_up(**{setting: str(tmp_path / "gone")})))
