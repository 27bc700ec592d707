"""Answers to what was asked lately."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from bot import recent as module
from bot.recent import Recent
from index import Answer, EngineError, Searcher
from index.article import Entry
from tests.bot.articles import article, searcher_of

BRIDGE = article("bridge", "पुल", "पुल सोमवार को खुल गया।")
SCHOOL = article("school", "विद्यालय", "विद्यालय मंगलवार को खुला।")
QUESTION = "पुल कब खुला?"


class Counted:
    """A searcher that counts how often it looks, and whose articles may change.

    Attributes:
        searcher: What answers now.
        looked: How often it looked.
        away: Whether it cannot be reached.
    """

    def __init__(self, searcher: Searcher) -> None:
        self.searcher = searcher
        self.looked = 0
        self.away = False

    @property
    def articles(self) -> Sequence[Entry]:
        """The articles."""
        return self.searcher.articles

    def ask(self, question: str, within: frozenset[str] | None) -> Answer:
        """Look."""
        self.looked += 1
        if self.away:
            raise EngineError("The index cannot be reached.")
        return self.searcher.ask(question, within=within)


@pytest.fixture
def counted() -> Counted:
    """Two articles."""
    return Counted(searcher_of(BRIDGE, SCHOOL))


@pytest.fixture
def recent(counted: Counted) -> Recent:
    """What asks there."""
    return Recent(counted)  # type: ignore[arg-type]


def article_of(answer: Answer) -> str:
    """Return the id of the article that the first hit is of."""
    return answer.hits[0].passage.article.id


def test_the_same_question_is_looked_up_once(counted: Counted, recent: Recent) -> None:
    """A question that was asked before has the same answer, without a look."""
    first = recent.ask(QUESTION, None)
    assert first.answered
    assert recent.ask(QUESTION, None) is first
    assert counted.looked == 1


def test_each_place_has_its_answer(counted: Counted, recent: Recent) -> None:
    """A question is looked up anew in other articles, and in other words."""
    asked: list[tuple[str, frozenset[str] | None]] = [
        (QUESTION, None),
        (QUESTION, frozenset({"school"})),
        (QUESTION, frozenset({"bridge"})),
        ("विद्यालय कब खुला?", None),
    ]
    assert [article_of(recent.ask(*each)) for each in asked * 2] == ["bridge", "school", "bridge", "school"] * 2
    assert counted.looked == len(asked)


def test_articles_that_change_are_looked_in(counted: Counted, recent: Recent) -> None:
    """An answer is not given any more when the articles have changed, be it only their text."""
    recent.ask(QUESTION, None)
    counted.searcher = searcher_of(article("bridge", "पुल", "पुल बुधवार को खुल गया।"), SCHOOL)
    assert "बुधवार" in recent.ask(QUESTION, None).hits[0].passage.text
    counted.searcher = searcher_of(SCHOOL)
    assert not recent.ask(QUESTION, None).answered


def test_what_failed_is_looked_up_again(counted: Counted, recent: Recent) -> None:
    """A question that met an index that could not be reached is looked up when it is asked again."""
    counted.away = True
    with pytest.raises(EngineError):
        recent.ask(QUESTION, None)
    counted.away = False
    assert recent.ask(QUESTION, None).answered


def test_no_more_than_some_are_kept(monkeypatch: pytest.MonkeyPatch, counted: Counted) -> None:
    """Answers are kept for the questions that were asked last; memory does not grow with all that people ask."""
    monkeypatch.setattr(module, "_KEPT", 2)
    recent = Recent(counted)  # type: ignore[arg-type]
    for question in ("पुल?", QUESTION, "पुल?", "विद्यालय?", "पुल?"):
        recent.ask(question, None)
    assert counted.looked == 3
    recent.ask(QUESTION, None)
    assert counted.looked == 4
