"""Answers to what was asked lately, at hand as long as the articles are the same.

Of a piece of news many ask the same, and whoever presses a button below an answer asks once more.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from index import Answer, Searcher

_KEPT = 512
"""Answers, of some kilobytes each, beside the texts of their articles: the index has those at hand as well."""

_Ask = Callable[[str, frozenset[str] | None], Answer]


class Recent:
    """Asks a searcher; safe to use from several threads.

    Args:
        searcher: Where to look.
    """

    def __init__(self, searcher: Searcher) -> None:
        self._searcher = searcher
        self._kept = searcher.articles, self._ask()

    def ask(self, question: str, within: frozenset[str] | None) -> Answer:
        """Return the answer to a question, as it was found when it was asked first.

        Args:
            question: The question.
            within: The ids of the articles to look in; all where None.

        Raises:
            index.EngineError: The index cannot be reached.
        """
        articles = self._searcher.articles
        of, ask = self._kept
        if of is not articles:
            ask = self._ask()
            self._kept = articles, ask
        return ask(question, within)

    def _ask(self) -> _Ask:
        @lru_cache(_KEPT)
        def ask(question: str, within: frozenset[str] | None) -> Answer:
            return self._searcher.ask(question, within=within)

        return ask
