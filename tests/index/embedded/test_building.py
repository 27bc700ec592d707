"""Articles to segments."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.article import Article, Source
from index.embedded import building
from index.embedded.building import drafts_of
from index.embedded.segment import Segment
from index.passage import split_passages
from tests.index.embedded.test_arrays import assert_equal


def article(identifier: str, text: str) -> Article:
    """Return an article."""
    return Article(identifier, "", "hi", text, Source())


ARTICLES = [article(f"a{number}", f"सेना {number} लौटी।\nनदी {number} बही, पुल पर।") for number in range(7)]


def ids_in(segment: Segment) -> list[str]:
    """Return the ids of a segment's articles."""
    return [segment.texts.article(number).id for number in range(segment.articles.size)]


def test_few_articles_are_one_draft(tmp_path: Path) -> None:
    """A few articles are compiled in this process: all in one segment, in their order."""
    told: list[int] = []
    (draft,) = drafts_of(iter(ARTICLES), tmp_path / "none", told.append)
    assert_equal(draft.segment, Segment.of([passage for each in ARTICLES for passage in split_passages(each)]))
    assert told == [len(ARTICLES)]


def test_nothing_is_no_draft(tmp_path: Path) -> None:
    """Of no articles there is no segment, and nothing to tell."""
    assert list(drafts_of([], tmp_path, lambda _: pytest.fail("told"))) == []


def test_other_processes_give_the_same(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Compiled by other processes, segments are array by array those that this one makes; their files are gone."""
    size = len(ARTICLES[0].text)
    monkeypatch.setattr(building, "_ALONE", 1)
    monkeypatch.setattr(building, "_AT_ONCE", 2 * size)
    told: list[int] = []
    number = 0
    for draft, batch in zip(drafts_of(ARTICLES, tmp_path, told.append), (2, 2, 2, 1), strict=True):
        own = ARTICLES[number : number + batch]
        assert draft.ids == [each.id for each in own]
        assert_equal(draft.segment, Segment.of([passage for each in own for passage in split_passages(each)]))
        number += batch
    assert told == [2, 2, 2, 1]
    assert list(tmp_path.iterdir()) == []


def test_the_last_of_an_id_is_taken(tmp_path: Path) -> None:
    """Of several articles with one id in a segment the last is in, at its own place."""
    (draft,) = drafts_of([article("a", "एक"), article("b", "दो"), article("a", "तीन")], tmp_path)
    assert draft.ids == ids_in(draft.segment) == ["b", "a"]
    assert draft.segment.texts.article(1).text == "तीन"
