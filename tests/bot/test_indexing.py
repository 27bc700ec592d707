"""Taking articles into an index, moving it, and telling what came of it."""

from __future__ import annotations

import io
import json
import os
from pathlib import Path

import pytest
from rich.console import Console

from bot.indexing import Place, as_json, migrated, show, take_in
from bot.settings import Settings
from index import CorpusError, EngineError, EngineKind
from index.migration import Verified

TEXTS = {"tea": "चाय असम में उगती है।", "tiger": "बाघ रणथंभौर में रहता है।", "rain": "मोर बारिश में नाचता है।"}

VERIFIED = Verified((1_200, 1_199), (34_000, 33_990), 100, ["चाय [bold]कहाँ[/bold] उगती है"])


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of articles, and a file that is none."""
    folder = tmp_path / "articles"
    folder.mkdir()
    for name, text in TEXTS.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    (folder / "empty.txt").write_text("", encoding="utf-8")
    return folder


@pytest.mark.parametrize("engine", [None, *EngineKind])
def test_folder_is_taken_in(settings: Settings, folder: Path, tmp_path: Path, engine: EngineKind | None) -> None:
    """The articles of a folder go into an index of the engine that is set; again, they are not doubled."""
    settings = settings.model_copy(update={"poochho_engine": engine})
    address = os.fspath(tmp_path / "index")
    for _ in range(2):
        taken = take_in(folder, address, settings)
        assert (taken.articles, taken.passages) == (3, 3)
        assert [problem.file.name for problem in taken.problems] == ["empty.txt"]
    verified = migrated((address, engine), (f"{address}-new", None), settings)
    assert verified == Verified((3, 3), (3, 3), 3, [])


def test_folder_that_is_none(settings: Settings, tmp_path: Path) -> None:
    """Where there is nothing to take in, no index is made."""
    with pytest.raises(CorpusError, match="no such folder"):
        take_in(tmp_path / "nothing", os.fspath(tmp_path / "index"), settings)
    assert not (tmp_path / "index").exists()


@pytest.mark.parametrize(
    "kinds", [(EngineKind.EMBEDDED, EngineKind.LANCEDB), (EngineKind.LANCEDB, EngineKind.EMBEDDED)]
)
def test_index_moves_between_engines(
    settings: Settings, folder: Path, tmp_path: Path, kinds: tuple[EngineKind, EngineKind]
) -> None:
    """An index moves from either engine to the other, whichever is set for questions."""
    old, new = ((os.fspath(tmp_path / kind), kind) for kind in kinds)
    take_in(folder, old[0], settings.model_copy(update={"poochho_engine": kinds[0]}))
    assert migrated(old, new, settings).same


def test_wrong_engine(settings: Settings, tmp_path: Path) -> None:
    """An engine that cannot be where its address says is refused, and the other index is let go."""
    places: list[Place] = [(os.fspath(tmp_path / "index"), None), ("s3://bucket/index", EngineKind.EMBEDDED)]
    for old, new in (places, reversed(places)):
        with pytest.raises(EngineError, match=r"^s3://bucket/index: "):
            migrated(old, new, settings)


def test_what_came_out_is_shown() -> None:
    """The counts of both stand side by side, and every question with another answer is there, word for word."""
    shown = io.StringIO()
    show(Console(file=shown, width=100), VERIFIED, "old-index", "s3://bucket/index")
    lines = shown.getvalue().splitlines()
    assert any("old-index" in line and "s3://bucket/index" in line for line in lines)
    assert any("articles" in line and "1,200" in line and "1,199" in line for line in lines)
    assert any("passages" in line and "34,000" in line and "33,990" in line for line in lines)
    assert "Questions answered alike: 99 of 100." in lines
    assert f"Answered differently: {VERIFIED.differing[0]}" in lines


def test_what_came_out_as_json() -> None:
    """The same is there for machines, in one line."""
    line = as_json(VERIFIED)
    assert "\n" not in line
    assert json.loads(line) == {
        "articles": [1200, 1199],
        "passages": [34000, 33990],
        "questions": 100,
        "differing": list(VERIFIED.differing),
        "same": False,
    }


@pytest.mark.parametrize(
    ("verified", "same"),
    [
        (Verified((1, 1), (2, 2), 1, []), True),
        (Verified((1, 0), (2, 2), 1, []), False),
        (Verified((1, 1), (2, 3), 1, []), False),
        (Verified((1, 1), (2, 2), 1, ["x"]), False),
    ],
)
def test_what_is_the_same(verified: Verified, same: bool) -> None:  # noqa: FBT001  # a parameter of the test
    """Two indexes are the same where they have as many articles and passages and answer alike."""
    assert verified.same is same
