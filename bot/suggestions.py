"""Questions that an article can answer, made from its own words and tried before they are offered."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from bot.catalogue import base_language
from bot.words import languages, words_in
from index import Answer, Entry, Searcher
from index.sentences import QUESTION_MARKS
from index.topics import LONGEST_TOPIC

MOST_SUGGESTIONS = 3
"""Buttons below a message: more are a wall."""

_MOST_TRIED = 8  # topics of an article: the later ones are ever less telling
_MOST_ARTICLES = 1024  # whose suggestions are at hand


class Suggestions:
    """Suggests questions; each was asked, and the article's passage came first and answers it."""

    def __init__(self, searcher: Searcher) -> None:
        self._searcher = searcher
        self._known: dict[str, tuple[str, ...]] = {}
        self._listed = searcher.articles

    def of(self, article: Entry) -> tuple[str, ...]:
        """Return up to three questions that an article answers."""
        if self._listed is not self._searcher.articles:  # some may say something else by now
            self._known, self._listed = {}, self._searcher.articles
        known = self._known.get(article.id)
        if known is None:
            known = self._tried(article)
            if len(self._known) >= _MOST_ARTICLES:
                self._known.clear()
            self._known[article.id] = known
        return known

    def to_start(self) -> list[str]:
        """Return up to three questions, from different articles where there are any."""
        return self._from(self._searcher.articles)

    def instead_of(self, answer: Answer) -> list[str]:
        """Return up to three questions in place of one without an answer, from the articles nearest to it."""
        return self._from([*(hit.passage.article for hit in answer.hits), *self._searcher.articles])

    def _from(self, articles: Iterable[Entry]) -> list[str]:
        """Return the first question of each article, then the second of each: as many articles as there are places."""
        few = list(islice({article.id: article for article in articles}.values(), MOST_SUGGESTIONS))
        asked = [self.of(article) for article in few]
        in_turn = [
            questions[place] for place in range(MOST_SUGGESTIONS) for questions in asked if place < len(questions)
        ]
        return list(dict.fromkeys(in_turn))[:MOST_SUGGESTIONS]

    def _tried(self, article: Entry) -> tuple[str, ...]:
        questions = dict.fromkeys(_questions(self._searcher, article))  # a title may be asked in the text again
        return tuple(islice((each for each in questions if self._answers(article, each)), MOST_SUGGESTIONS))

    def _answers(self, article: Entry, question: str) -> bool:
        answer = self._searcher.ask(question, top=1)
        return answer.answered and answer.hits[0].passage.article.id == article.id


def _questions(searcher: Searcher, article: Entry) -> Iterator[str]:
    for topic in islice(searcher.topics(article), _MOST_TRIED):
        yield _about(topic, base_language(article.language))
    if len(article.title) <= LONGEST_TOPIC:
        yield article.title


def _about(topic: str, language: str) -> str:
    """Return a question about a topic; the topic itself where it is one already, or in a language not spoken here."""
    if topic.endswith(QUESTION_MARKS) or language not in languages():
        return topic
    return words_in(language).text("about-topic", topic=topic)
