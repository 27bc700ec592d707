"""The buttons below messages. Each has words, for people who are read to; each carries what pressing it needs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from telegram import CopyTextButton, InlineKeyboardButton, InlineKeyboardMarkup
from telegram.constants import InlineKeyboardButtonLimit

from bot.catalogue import Catalogue, base_language
from bot.fitting import ELLIPSIS, fitting_start, utf16_length
from bot.source_link import source_link
from bot.telegram.view import PassageView, View, Vote
from bot.words import Words, languages, words_in
from index import Hit

LANGUAGE = "language:"
"""Begins the callback data of a button that chooses a language."""

ASK = "ask:"
"""… whose text is a question to ask."""

PLACE = "place:"
"""… that only tells where in a row one stands: number, total, language."""

SOURCES = "sources:"
"""… that turns to a page of the articles: its number from 0, the language."""

_COPIED = int(InlineKeyboardButtonLimit.MAX_COPY_TEXT)
_MOST_IN_QUERY = 256  # characters of an inline query: https://core.telegram.org/bots/api#inlinequery

Row = list[InlineKeyboardButton]


def answer_buttons(hits: Sequence[Hit], view: View, catalogue: Catalogue, words: Words) -> InlineKeyboardMarkup:
    """Return the buttons below an answer."""
    hit = hits[view.hit]
    place = catalogue.article(hit.passage.article)
    toggled = replace(view, context=not view.context)
    rows = [
        _pager(view, len(hits), words),
        [_to("button-passage" if view.context else "button-context", toggled.data(), words), *_source(hit, words)],
        _narrower(view, hit, catalogue, words),
        _votes(place.key, hit.passage.number, words),
    ]
    return InlineKeyboardMarkup([row for row in rows if row])


def passage_buttons(
    hit: Hit, key: str, words: Words, *, question: str = "", context: bool = False
) -> InlineKeyboardMarkup:
    """Return the buttons below a passage in another chat, where the question cannot be read again.

    Args:
        hit: The passage.
        key: Its article's.
        words: The language of the bot's own words.
        question: What further passages would be for; empty where it is not known.
        context: Whether the passage is shown with those around it.
    """
    view = PassageView(key, hit.passage.number, hit.best_sentence.start, not context, words.language)
    more = InlineKeyboardButton(words.text("button-more"), switch_inline_query_current_chat=question)
    rows = [
        [_to("button-passage" if context else "button-context", view.data(), words), *_source(hit, words)],
        [more] if 0 < len(question) <= _MOST_IN_QUERY else [],
        _votes(key, hit.passage.number, words),
    ]
    return InlineKeyboardMarkup([row for row in rows if row])


def source_buttons(hit: Hit, key: str, words: Words) -> InlineKeyboardMarkup:
    """Return the buttons below a passage that was not asked for by a question."""
    return InlineKeyboardMarkup([_source(hit, words), _votes(key, hit.passage.number, words)])


def question_buttons(questions: Sequence[str]) -> InlineKeyboardMarkup | None:
    """Return a button for each question; pressing one asks what stands on it."""
    rows = [
        [InlineKeyboardButton(question, callback_data=f"{ASK}{number}")] for number, question in enumerate(questions)
    ]
    return InlineKeyboardMarkup(rows) if rows else None


def language_buttons(current: str) -> InlineKeyboardMarkup:
    """Return a button for each language that the bot speaks, in that language, two in a row; the current one ticked."""
    buttons = [
        InlineKeyboardButton(
            ("✓ " if language == current else "") + words_in(language).text("language-name"),
            callback_data=LANGUAGE + language,
        )
        for language in languages()
    ]
    return InlineKeyboardMarkup([buttons[start : start + 2] for start in range(0, len(buttons), 2)])


def page_buttons(page: int, pages: int, words: Words) -> InlineKeyboardMarkup | None:
    """Return the buttons that turn the pages of the articles; None for a single page."""
    row = _turning(page, pages, lambda number: f"{SOURCES}{number}:{words.language}", words)
    return InlineKeyboardMarkup([row]) if row else None


def chat_button(url: str, words: Words) -> InlineKeyboardMarkup:
    """Return the button that leads to the chat with the bot."""
    return InlineKeyboardMarkup([[InlineKeyboardButton(words.text("button-chat"), url=url)]])


def _pager(view: View, total: int, words: Words) -> Row:
    return _turning(view.hit, total, lambda number: replace(view, hit=number, context=False).data(), words)


def _turning(current: int, total: int, data: Callable[[int], str], words: Words) -> Row:
    """Return the buttons back, place and next, those that lead anywhere; none where there is a single page."""
    if total < 2:
        return []
    place = InlineKeyboardButton(
        words.text("button-place", number=current + 1, total=total),
        callback_data=f"{PLACE}{current + 1}:{total}:{words.language}",
    )
    row = [_to("button-previous", data(current - 1), words)] if current > 0 else []
    return [*row, place, *([_to("button-next", data(current + 1), words)] if current + 1 < total else [])]


def _to(message: str, data: str, words: Words) -> InlineKeyboardButton:
    return InlineKeyboardButton(words.text(message), callback_data=data)


def _source(hit: Hit, words: Words) -> Row:
    """Return the buttons that open the source, where it has an address, and that copy the best sentence with it."""
    link = source_link(hit.passage)
    opened = [InlineKeyboardButton(words.text("button-source"), url=link)] if link else []
    copied = InlineKeyboardButton(words.text("button-copy"), copy_text=CopyTextButton(_copied(hit)))
    return [*opened, copied]


def _copied(hit: Hit) -> str:
    """Return the best sentence and, as far as there is room, where it stands."""
    sentence = " ".join(hit.passage.text[hit.best_sentence.start : hit.best_sentence.end].split())
    if utf16_length(sentence) > _COPIED:
        return fitting_start(sentence, _COPIED - len(ELLIPSIS)).rstrip() + ELLIPSIS
    source = f"\n— {hit.passage.article.title}"
    return sentence + (source if utf16_length(sentence + source) <= _COPIED else "")


def _narrower(view: View, hit: Hit, catalogue: Catalogue, words: Words) -> Row:
    """Return the buttons that look in one article or one language only, where there are others; or in all again."""
    start = replace(view, hit=0, context=False)
    if view.place:
        return [_to("button-everywhere", replace(start, place="").data(), words)]
    row = []
    if catalogue.size > 1:
        row.append(
            _to("button-only-article", replace(start, place=catalogue.article(hit.passage.article).key).data(), words)
        )
    language = base_language(hit.passage.article.language)
    only = catalogue.language(language) if len(catalogue.languages) > 1 else None
    if only:
        label = words.text("button-only-language", language=only.name(words))
        row.append(InlineKeyboardButton(label, callback_data=replace(start, place=only.key).data()))
    return row


def _votes(key: str, passage: int, words: Words) -> Row:
    return [
        _to("button-helpful", Vote(helpful=True, article=key, number=passage).data(), words),
        _to("button-unhelpful", Vote(helpful=False, article=key, number=passage).data(), words),
    ]
