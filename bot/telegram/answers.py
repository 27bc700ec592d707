"""Replies to what people ask: look it up, and put text and buttons together. Sends nothing."""

from __future__ import annotations

from dataclasses import dataclass, replace

from telegram import InlineKeyboardMarkup

from bot.catalogue import Catalogue, Place
from bot.recent import Recent
from bot.source_line import shortened
from bot.suggestions import Suggestions
from bot.telegram.asked import Asked
from bot.telegram.callback_data import PassageView, View
from bot.telegram.keyboards import (
    answer_buttons,
    everywhere_button,
    passage_buttons,
    question_buttons,
    source_buttons,
)
from bot.telegram.render import (
    question_line,
    render_context,
    render_hit,
    render_no_answer,
    render_offer,
    render_origin,
    render_text,
)
from bot.words import Words, words_for
from bot.worth import worth_showing
from index import Answer, Hit, Passage, Searcher

NOT_FOUND = "not found"
"""The outcome of a question that nothing answers."""


@dataclass(frozen=True, slots=True)
class Reply:
    """A message to send.

    Attributes:
        html: The text, in Telegram's HTML.
        buttons: Those below it, None for none.
        outcome: What came of the question, for the log.
        is_answer: Whether it shows a passage that answers.
        answer: What was found for the question; None where none was asked.
    """

    html: str
    buttons: InlineKeyboardMarkup | None = None
    outcome: str = ""
    is_answer: bool = False
    answer: Answer | None = None


class Answers:
    """Makes replies; safe to use from several threads.

    Args:
        searcher: Where to look.

    Attributes:
        searcher: The same.
        suggestions: What they can be asked.
    """

    def __init__(self, searcher: Searcher) -> None:
        self.searcher = searcher
        self.suggestions = Suggestions(searcher)
        self._recent = Recent(searcher)
        self._catalogue = Catalogue(searcher)

    @property
    def catalogue(self) -> Catalogue:
        """The articles by what people call them; made anew when they have changed."""
        if self._catalogue.listed is not self.searcher.articles:
            self._catalogue = Catalogue(self.searcher)
        return self._catalogue

    def reply(self, asked: Asked, view: View) -> Reply:
        """Return the reply to what was asked, in the first view of it.

        Args:
            asked: What was asked.
            view: The language, and whether in a group.
        """
        place = self._place(asked)
        if found := self._before_asking(asked, place, words_for(view.language)):
            return found
        return self.page(asked, replace(view, together=asked.together, place=place.key if place else ""))

    def page(self, asked: Asked, view: View) -> Reply:
        """Return one view of the answer to a question, in the view's place."""
        words = words_for(view.language)
        place = self.catalogue.place(view.place)
        view = replace(view, place=place.key if place else "")
        answer = self._recent.ask(asked.question, place.articles if place else None)
        if answer.vague:
            return _vague(words)
        where = place.name(words) if place else None
        line = question_line(asked.question, words, together=view.together, where=where)
        if not answer.answered:
            return self._unanswered(asked, answer, view, line)
        hits = worth_showing(answer)
        view = replace(view, hit=min(view.hit, len(hits) - 1))
        hit = hits[view.hit]
        html = self._shown(hit, words, line, context=view.context, short=view.short)
        buttons = answer_buttons(hits, view, self.catalogue, words, alone=self._is_alone(hit))
        return Reply(html, buttons, _answered(answer), is_answer=True, answer=answer)

    def elsewhere(self, asked: Asked, words: Words) -> Reply:
        """Return the one message that answers in a chat that the bot is not in; without buttons where nothing does."""
        place = self._place(asked)
        if found := self._before_asking(asked, place, words):
            return found
        answer = self._recent.ask(asked.question, place.articles if place else None)
        if answer.vague:
            return _vague(words)
        if not answer.answered:
            html = render_no_answer(words, self.searcher.articles, _refusal(asked))
            return Reply(html, outcome=NOT_FOUND, answer=answer)
        return self.in_another_chat(answer, 0, words)

    def in_another_chat(self, answer: Answer, hit: int, words: Words) -> Reply:
        """Return one of an answer's hits as it is sent into other chats."""
        shown = answer.hits[hit]
        view = PassageView(
            self._key(shown), shown.passage.number, shown.best_sentence.start, context=False, language=words.language
        )
        alone = self._is_alone(shown)
        buttons = passage_buttons(shown, view, words, alone=alone, question=answer.question)
        return Reply(render_hit(shown, words), buttons, _answered(answer), is_answer=True, answer=answer)

    def passage(self, view: PassageView) -> Reply | None:
        """Return a passage by itself; None where it is no longer in the library."""
        words = words_for(view.language)
        passage = self.passage_at(view.article, view.number)
        if passage is None:
            return None
        hit = self.searcher.without_question(passage, view.sentence)
        html = self._shown(hit, words, "", context=view.context, short=False)
        return Reply(html, passage_buttons(hit, view, words, alone=self._is_alone(hit)))

    def passage_at(self, key: str, number: int) -> Passage | None:
        """Return the passage with a number in the article with a key; None where there is none, or no longer."""
        place = self.catalogue.place(key)
        passages = self.searcher.passages_of(place.article) if place and place.article else ()
        return next((passage for passage in passages if passage.number == number), None)

    def _place(self, asked: Asked) -> Place | None:
        return self.catalogue.named(asked.name) if asked.name else self.catalogue.place(asked.place)

    def _before_asking(self, asked: Asked, place: Place | None, words: Words) -> Reply | None:
        """Return the reply to a text whose source is found, and to a question about a place that there is not."""
        if asked.name and place is None:
            return Reply(render_text(words.text("no-such-place", name=shortened(asked.name))), outcome="no such place")
        origin = self.searcher.origin(asked.question) if asked.is_text else None
        if origin is None:
            return None
        buttons = source_buttons(origin.hit, self._key(origin.hit), words)
        return Reply(render_origin(origin, words), buttons, "origin found")

    def _unanswered(self, asked: Asked, answer: Answer, view: View, line: str) -> Reply:
        """Return the reply to a question that nothing answers: short in a group; with the way back from one place."""
        words = words_for(view.language)
        refusal = render_text(words.text(_refusal(asked)))
        if view.place:
            return Reply(f"{refusal}\n{line}", everywhere_button(view, words), NOT_FOUND, answer=answer)
        if view.short:
            return Reply(refusal, outcome=NOT_FOUND, answer=answer)
        questions = self.suggestions.instead_of(answer)
        html = render_no_answer(words, self.searcher.articles, _refusal(asked))
        return Reply(html + render_offer(words, questions), question_buttons(questions), NOT_FOUND, answer=answer)

    def _shown(self, hit: Hit, words: Words, line: str, *, context: bool, short: bool) -> str:
        if context:
            return render_context(hit, self.searcher.around(hit.passage), words, line)
        return render_hit(hit, words, line, short=short)

    def _is_alone(self, hit: Hit) -> bool:
        return len(self.searcher.passages_of(hit.passage.article)) == 1

    def _key(self, hit: Hit) -> str:
        return self.catalogue.article(hit.passage.article).key


def _refusal(asked: Asked) -> str:
    return "text-not-found" if asked.is_text else "no-answer"


def _vague(words: Words) -> Reply:
    return Reply(render_text(words.text("ask-back")), outcome="vague")


def _answered(answer: Answer) -> str:
    return f"answered in {answer.took_ms:.1f} ms"
