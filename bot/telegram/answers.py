"""Replies to what people ask: look it up, and put text and buttons together. Sends nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from telegram import InlineKeyboardMarkup

from bot.catalogue import Catalogue, Place
from bot.source_line import shortened
from bot.suggestions import Suggestions
from bot.telegram.asked import Asked
from bot.telegram.keyboards import answer_buttons, passage_buttons, question_buttons, source_buttons
from bot.telegram.render import (
    question_line,
    render_context,
    render_hit,
    render_no_answer,
    render_origin,
    render_text,
)
from bot.telegram.view import PassageView, View
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
    """

    html: str
    buttons: InlineKeyboardMarkup | None = None
    outcome: str = ""


class Answers:
    """Makes replies; safe to use from several threads.

    Args:
        searcher: Where to look.

    Attributes:
        searcher: The same.
        catalogue: Its articles by what people call them.
        suggestions: What they can be asked.
    """

    def __init__(self, searcher: Searcher) -> None:
        self.searcher = searcher
        self.catalogue = Catalogue(searcher)
        self.suggestions = Suggestions(searcher)

    def reply(self, asked: Asked, view: View) -> Reply:
        """Return the reply to what was asked, in the first view of it.

        Args:
            asked: What was asked.
            view: The language, and whether in a group.
        """
        words = words_for(view.language)
        if found := self._before_asking(asked, words):
            return found
        place = self._place(asked)
        view = replace(view, together=asked.together, place=place.key if place else "")
        return self.page(asked.question, view, no_answer=_no_answer(asked))

    def elsewhere(self, asked: Asked, words: Words) -> Reply:
        """Return the one message that answers in a chat that the bot is not in; without buttons where nothing does."""
        if found := self._before_asking(asked, words):
            return found
        place = self._place(asked)
        answer = self.searcher.ask(asked.question, within=place.articles if place else None)
        if answer.vague:
            return _vague(words)
        if not answer.answered:
            return Reply(render_no_answer(words, self.searcher.articles, _no_answer(asked)), outcome=NOT_FOUND)
        return self.in_another_chat(answer, 0, words)

    def page(self, question: str, view: View, no_answer: str = "no-answer") -> Reply:
        """Return one view of the answer to a question.

        Args:
            question: The question.
            view: What to show of its answer.
            no_answer: What to say where there is none.
        """
        words = words_for(view.language)
        place = self.catalogue.place(view.place)
        view = replace(view, place=place.key if place else "")
        answer = self.searcher.ask(question, within=place.articles if place else None)
        if answer.vague:
            return _vague(words)
        if not answer.answered:
            return (
                Reply(render_text(words.text(no_answer)), outcome=NOT_FOUND)
                if view.short
                else self._no_answer(answer, words, no_answer)
            )
        hits = worth_showing(answer)
        view = replace(view, hit=min(view.hit, len(hits) - 1))
        line = question_line(question, words, together=view.together, where=place.name(words) if place else None)
        html = self._shown(hits[view.hit], words, line, context=view.context, short=view.short)
        return Reply(html, answer_buttons(hits, view, self.catalogue, words), _answered(answer))

    def passage(self, view: PassageView) -> Reply | None:
        """Return a passage by itself; None where it is no longer in the library."""
        words = words_for(view.language)
        passage = self.passage_at(view.article, view.number)
        if passage is None:
            return None
        hit = self.searcher.without_question(passage, view.sentence)
        html = self._shown(hit, words, "", context=view.context, short=False)
        return Reply(html, passage_buttons(hit, view.article, words, context=view.context))

    def passage_at(self, key: str, number: int) -> Passage | None:
        """Return the passage with a number in the article with a key; None where there is none, or no longer."""
        place = self.catalogue.place(key)
        passages = self.searcher.passages_of(place.article) if place and place.article else ()
        return next((passage for passage in passages if passage.number == number), None)

    def in_another_chat(self, answer: Answer, hit: int, words: Words) -> Reply:
        """Return one of an answer's hits as it is sent into other chats."""
        shown = answer.hits[hit]
        buttons = passage_buttons(shown, self._key(shown), words, question=answer.question)
        return Reply(render_hit(shown, words), buttons, _answered(answer))

    def _place(self, asked: Asked) -> Place | None:
        return self.catalogue.named(asked.name) if asked.name else self.catalogue.place(asked.place)

    def _before_asking(self, asked: Asked, words: Words) -> Reply | None:
        """Return the reply to a text whose source is found, and to a question about a place that there is not."""
        if asked.name and self._place(asked) is None:
            return Reply(render_text(words.text("no-such-place", name=shortened(asked.name))), outcome="no such place")
        origin = self.searcher.origin(asked.question) if asked.is_text else None
        if origin is None:
            return None
        return Reply(
            render_origin(origin, words), source_buttons(origin.hit, self._key(origin.hit), words), "origin found"
        )

    def _key(self, hit: Hit) -> str:
        return self.catalogue.article(hit.passage.article).key

    def _shown(self, hit: Hit, words: Words, line: str, *, context: bool, short: bool) -> str:
        if context:
            return render_context(hit, self.searcher.around(hit.passage), words, line)
        return render_hit(hit, words, line, short=short)

    def _no_answer(self, answer: Answer, words: Words, message: str) -> Reply:
        questions = self.suggestions.instead_of(answer)
        html = render_no_answer(words, self.searcher.articles, message)
        return Reply(_offering(html, questions, words), question_buttons(questions), NOT_FOUND)


def _no_answer(asked: Asked) -> str:
    return "text-not-found" if asked.is_text else "no-answer"


def _vague(words: Words) -> Reply:
    return Reply(render_text(words.text("ask-back")), outcome="vague")


def _answered(answer: Answer) -> str:
    return f"answered in {answer.took_ms:.1f} ms"


def _offering(html: str, questions: Sequence[str], words: Words) -> str:
    return f"{html}\n\n{render_text(words.text('try-asking'))}" if questions else html
