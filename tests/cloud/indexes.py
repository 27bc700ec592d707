"""One index in both engines, and what has to be the same of them."""

from __future__ import annotations

from collections.abc import Collection as Members
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest

from index.answer import Answer, Hit
from index.article import Article, Source
from index.cloud.engine import Cloud
from index.cloud.snapshot import CloudSnapshot
from index.embedded.collection import Collection
from index.embedded.store import Store
from index.search import Searcher
from index.spans import Span

_NEAR = 0.2  # of the first hit's score; what has less than half of it is not even shown

Found = tuple[str, int]
"""The id of an article, and a passage's number in it."""


def article(identifier: str, *paragraphs: str, title: str | None = None) -> Article:
    """Return an article; its title is its id unless it is given."""
    return Article(identifier, identifier if title is None else title, "hi", "\n\n".join(paragraphs), Source())


@dataclass(frozen=True)
class Both:
    """An index in either engine, to which the same is done."""

    cloud: Cloud
    store: Store

    @classmethod
    @contextmanager
    def within(cls, folder: Path) -> Iterator[Both]:
        """Open an empty index in either engine."""
        with Cloud(str(folder / "cloud"), folder / "cache") as cloud, Store(folder / "embedded") as store:
            yield cls(cloud, store)

    def add(self, articles: Sequence[Article]) -> None:
        """Add articles to both, and see that they have as many passages in either."""
        assert self.cloud.add(articles) == self.store.add(articles)
        self.store.settle()

    def remove(self, ids: Sequence[str]) -> None:
        """Remove articles from both, and see that as many were in either."""
        assert self.cloud.remove(ids) == self.store.remove(ids)
        self.store.settle()

    def assert_same_answers(
        self, questions: Sequence[str], within: Members[str] | None = None, top: int = 3
    ) -> list[Answer]:
        """See that both answer alike, and return the embedded engine's answers."""
        cloud, store = Searcher(self.cloud), Searcher(self.store)
        answers = [store.ask(question, top, within) for question in questions]
        for expected in answers:
            assert_same(cloud.ask(expected.question, top, within), expected)
        return answers

    def assert_same_statistics(self) -> None:
        """See that both count the same: passages, articles, words, runs, and that they list the same articles."""
        cloud, store = self.cloud.snapshot(), self.store.snapshot()
        assert counted(cloud) == counted(store)
        assert [*cloud.texts()] == [*store.texts()]
        assert [*cloud.articles] == [*store.articles]


def counted(snapshot: CloudSnapshot | Collection) -> dict[str, object]:
    """Return all that is counted in an index, words and runs by themselves instead of by their numbers."""
    of, totals = snapshot.statistics, snapshot._totals
    forms = [snapshot.vocabulary.form(term) for term in range(len(snapshot.vocabulary))]
    return {
        "sizes": (of.passages, of.articles),
        "lengths": (totals.passage_length, totals.article_length, totals.run_length),
        "in passages": {form: count for form, count in zip(forms, of.in_passages.tolist(), strict=True) if count},
        "in articles": {form: count for form, count in zip(forms, of.in_articles.tolist(), strict=True) if count},
        "live": {form for form, live in zip(forms, snapshot.vocabulary.live.tolist(), strict=True) if live},
        "runs": {
            code: count for code, count in zip(totals.run_codes.tolist(), totals.in_runs.tolist(), strict=True) if count
        },
    }


def assert_same(answer: Answer, expected: Answer) -> None:
    """See that a person is told the same; passages whose scores differ only by rounding may have changed places."""
    assert (answer.answered, answer.vague) == (expected.answered, expected.vague), expected.question
    assert answer.confidence == pytest.approx(expected.confidence, abs=1e-5), expected.question
    found, wanted = _near(answer), _near(expected)
    scores = np.array([hit.score for hit in found])
    np.testing.assert_allclose(scores, [hit.score for hit in wanted], rtol=1e-4, err_msg=expected.question)
    shown = {place: rest for place, *rest in map(_shown, found)}
    for hit, here in zip(wanted, found, strict=True):
        place, *rest = _shown(hit)
        alike = np.isclose(scores, here.score, rtol=1e-5).sum()
        assert alike > 1 or _shown(here)[0] == place, expected.question
        assert shown.get(place, rest) == rest, expected.question


def _near(answer: Answer) -> list[Hit]:
    """Return the hits that come near the first; one that has only the least of the words may be left out."""
    return [hit for hit in answer.hits if hit.score >= _NEAR * answer.hits[0].score]


def _shown(hit: Hit) -> tuple[Found, Span, tuple[Span, ...], str]:
    passage = hit.passage
    return (passage.article.id, passage.number), hit.best_sentence, hit.matches, passage.text
