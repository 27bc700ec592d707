"""The buttons below messages. Each has words, for people who are read to; each carries what pressing it needs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from telegram import CopyTextButton, InlineKeyboardButton, InlineKeyboardMarkup
from telegram.constants import InlineKeyboardButtonLimit

from bot.catalogue import Catalogue, Place, base_language
from bot.fitting import cut, utf16_length
from bot.source_link import source_link
from bot.telegram.callback_data import (
    ArticlePage,
    Carried,
    Language,
    PassageView,
    Position,
    Suggestion,
    View,
    Vote,
)
from bot.words import Words, languages, words_in
from index import Hit

_COPIED = int(InlineKeyboardButtonLimit.MAX_COPY_TEXT)
_LEAST_OF_A_TITLE = 16  # UTF-16 units: less of it names nothing
_MOST_IN_QUERY = 256  # characters of an inline query: https://core.telegram.org/bots/api#inlinequery

Row = list[InlineKeyboardButton]


def answer_buttons(
    hits: Sequence[Hit], view: View, catalogue: Catalogue, words: Words, *, alone: bool
) -> InlineKeyboardMarkup:
    """Return the buttons below an answer.

    Args:
        hits: Its hits.
        view: Which one is shown, and how.
        catalogue: What else could be searched.
        words: The language of the bot's own words.
        alone: Whether the passage is all there is of its article: without context.
    """
    hit = hits[view.hit]
    context = [] if alone else [_context(replace(view, context=not view.context), words)]
    return _rows(
        _turning(view.hit, len(hits), lambda number: replace(view, hit=number, context=False), words),
        [*context, *_source(hit, words)],
        _narrower(view, hit, catalogue, words),
        _votes(catalogue.article(hit.passage.article).key, hit, words),
    )


def passage_buttons(
    hit: Hit, view: PassageView, words: Words, *, alone: bool, question: str = ""
) -> InlineKeyboardMarkup:
    """Return the buttons below a passage in another chat, where the question cannot be read again.

    Args:
        hit: The passage.
        view: How it is shown.
        words: The language of the bot's own words.
        alone: Whether the passage is all there is of its article: without context.
        question: What further passages would be for; empty where it is not known, or too long to be typed.
    """
    context = [] if alone else [_context(replace(view, context=not view.context), words)]
    further = question if len(question) <= _MOST_IN_QUERY else ""
    more = InlineKeyboardButton(words.text("button-more"), switch_inline_query_current_chat=further)
    return _rows([*context, *_source(hit, words)], [more], _votes(view.article, hit, words))


def source_buttons(hit: Hit, key: str, words: Words) -> InlineKeyboardMarkup:
    """Return the buttons below a passage that was not asked for by a question; ``key`` is its article's."""
    return _rows(_source(hit, words), _votes(key, hit, words))


def everywhere_button(view: View, words: Words) -> InlineKeyboardMarkup:
    """Return the button that looks in all articles again."""
    return _rows([_everywhere(view, words)])


def question_buttons(questions: Sequence[str]) -> InlineKeyboardMarkup | None:
    """Return a button for each question; pressing one asks what stands on it."""
    buttons = [
        InlineKeyboardButton(question, callback_data=Suggestion(number).data())
        for number, question in enumerate(questions)
    ]
    return _rows(*([button] for button in buttons)) if buttons else None


def language_buttons(current: str) -> InlineKeyboardMarkup:
    """Return a button for each language that the bot speaks, in that language, two in a row; the current one ticked."""
    buttons = [
        InlineKeyboardButton(
            ("✓ " if language == current else "") + words_in(language).text("language-name"),
            callback_data=Language(language).data(),
        )
        for language in languages()
    ]
    return _rows(*(buttons[start : start + 2] for start in range(0, len(buttons), 2)))


def page_buttons(page: int, pages: int, words: Words) -> InlineKeyboardMarkup | None:
    """Return the buttons that turn the pages of the articles; None for a single page."""
    row = _turning(page, pages, lambda number: ArticlePage(number, words.language), words)
    return _rows(row) if row else None


def chat_button(url: str, words: Words) -> InlineKeyboardMarkup:
    """Return the button that leads to the chat with the bot."""
    return _rows([InlineKeyboardButton(words.text("button-chat"), url=url)])


def _rows(*rows: Row) -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup([row for row in rows if row])


def _to(message: str, carried: Carried, words: Words) -> InlineKeyboardButton:
    return InlineKeyboardButton(words.text(message), callback_data=carried.data())


def _turning(current: int, total: int, page: Callable[[int], Carried], words: Words) -> Row:
    """Return the buttons back, position and next, those that lead anywhere; none where there is a single page."""
    if total < 2:
        return []
    position = InlineKeyboardButton(
        words.text("button-place", number=current + 1, total=total),
        callback_data=Position(current + 1, total, words.language).data(),
    )
    back = [_to("button-previous", page(current - 1), words)] if current > 0 else []
    ahead = [_to("button-next", page(current + 1), words)] if current + 1 < total else []
    return [*back, position, *ahead]


def _context(toggled: View | PassageView, words: Words) -> InlineKeyboardButton:
    return _to("button-context" if toggled.context else "button-passage", toggled, words)


def _source(hit: Hit, words: Words) -> Row:
    """Return the buttons that open the source, where it has an address, and that copy the best sentence with it."""
    link = source_link(hit.passage)
    opened = [InlineKeyboardButton(words.text("button-source"), url=link)] if link else []
    copied = InlineKeyboardButton(words.text("button-copy"), copy_text=CopyTextButton(_copied(hit)))
    return [*opened, copied]


def _copied(hit: Hit) -> str:
    """Return the best sentence and where it stands, each as far as there is room."""
    sentence = cut(" ".join(hit.passage.text[hit.best_sentence.start : hit.best_sentence.end].split()), _COPIED)
    title = hit.passage.article.title
    room = _COPIED - utf16_length(sentence) - len("\n— ")
    return f"{sentence}\n— {cut(title, room)}" if room >= min(_LEAST_OF_A_TITLE, utf16_length(title)) else sentence


def _narrower(view: View, hit: Hit, catalogue: Catalogue, words: Words) -> Row:
    """Return the buttons that look in one article or one language only, where there are others; or in all again."""
    if view.place:
        return [_everywhere(view, words)]
    places = [catalogue.article(hit.passage.article)] if catalogue.size > 1 else []
    language = catalogue.language(base_language(hit.passage.article.language))
    if language and len(catalogue.languages) > 1:
        places.append(language)
    start = replace(view, hit=0, context=False)
    return [
        InlineKeyboardButton(_only(place, words), callback_data=replace(start, place=place.key).data())
        for place in places
    ]


def _only(place: Place, words: Words) -> str:
    if place.article:
        return words.text("button-only-article")
    return words.text("button-only-language", language=place.name(words))


def _everywhere(view: View, words: Words) -> InlineKeyboardButton:
    return _to("button-everywhere", replace(view, hit=0, context=False, place=""), words)


def _votes(key: str, hit: Hit, words: Words) -> Row:
    number = hit.passage.number
    return [
        _to("button-helpful", Vote(helpful=True, article=key, number=number), words),
        _to("button-unhelpful", Vote(helpful=False, article=key, number=number), words),
    ]
