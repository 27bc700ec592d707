"""What the list above the field offers to who types there: pages of passages, or of articles. Sends nothing."""

from __future__ import annotations

from telegram import InlineQueryResultArticle, InputTextMessageContent, LinkPreviewOptions
from telegram.constants import InlineQueryLimit, ParseMode

from bot.catalogue import split_place
from bot.snippet import snippet
from bot.source_line import source_parts
from bot.telegram.answers import Answers, Reply
from bot.telegram.articles import article_elsewhere, article_facts
from bot.words import Words
from bot.worth import worth_showing
from index import Answer, Entry

ON_A_PAGE = 10
"""Results: what a phone shows before it is scrolled."""

_MOST = int(InlineQueryLimit.RESULTS)


def results(
    answers: Answers, question: str, offset: int, words: Words, bot: str
) -> tuple[list[InlineQueryResultArticle], bool]:
    """Return a page of results, and whether there are more: passages; where nothing is asked yet, the articles.

    Args:
        answers: Where to look.
        question: What was typed so far.
        offset: How many results were shown before.
        words: The language of the bot's own words.
        bot: The bot's username.
    """
    question, name = split_place(question)
    place = answers.catalogue.named(name) if name else None
    if name and place is None:
        return [], False
    answer = answers.searcher.ask(question, top=_MOST, within=place.articles if place else None)
    end = offset + ON_A_PAGE
    if answer.vague:
        articles = answers.searcher.articles
        return [_article(answers, article, words, bot) for article in articles[offset:end]], end < len(articles)
    hits = worth_showing(answer, _MOST) if answer.answered else ()
    places = range(offset, min(end, len(hits)))
    return [_hit(answers, answer, place, words) for place in places], end < len(hits)


def result(identifier: str, title: str, below: str, sent: Reply) -> InlineQueryResultArticle:
    """Return one result.

    Args:
        identifier: Unique in the list; at most 64 bytes.
        title: What the list shows.
        below: The lines below the title.
        sent: What choosing it sends.
    """
    content = InputTextMessageContent(
        sent.html, parse_mode=ParseMode.HTML, link_preview_options=LinkPreviewOptions(is_disabled=True)
    )
    return InlineQueryResultArticle(identifier, title, content, reply_markup=sent.buttons, description=below or None)


def _hit(answers: Answers, answer: Answer, place: int, words: Words) -> InlineQueryResultArticle:
    hit = answer.hits[place]
    title, *others = source_parts(hit.passage, words)
    identifier = f"{answers.catalogue.article(hit.passage.article).key}.{hit.passage.number}"
    below = "\n".join([snippet(hit), " · ".join(others)])
    return result(identifier, title, below, answers.in_another_chat(answer, place, words))


def _article(answers: Answers, article: Entry, words: Words, bot: str) -> InlineQueryResultArticle:
    title, *others = article_facts(answers, article, words)
    key = answers.catalogue.article(article).key
    return result(key, title, " · ".join(others), article_elsewhere(answers, article, words, bot))
