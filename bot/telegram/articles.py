"""The articles as messages: a list by pages, and each by itself. Sends nothing."""

from __future__ import annotations

from telegram.helpers import create_deep_linked_url

from bot.catalogue import base_language
from bot.source_line import article_parts
from bot.telegram.answers import Answers, Reply
from bot.telegram.keyboards import chat_button, page_buttons, question_buttons
from bot.telegram.render import linked, render_offer, render_text
from bot.words import Words
from index import Entry

_ON_A_PAGE = 5  # articles: with their links, dates and languages, a phone's screenful


def article_list(answers: Answers, words: Words, page: int, bot: str) -> Reply:
    """Return a page of the list of articles, each a link to what it can be asked.

    Args:
        answers: Makes replies from the articles.
        words: The language of the bot's own words.
        page: Which page, from 0; the last one where there are fewer.
        bot: The bot's username.
    """
    articles = answers.searcher.articles
    pages = max(1, -(-len(articles) // _ON_A_PAGE))
    page = min(page, pages - 1)
    lines = [render_text(words.text("sources-heading", articles=len(articles)))]
    for article in articles[page * _ON_A_PAGE : (page + 1) * _ON_A_PAGE]:
        title, *others = article_facts(answers, article, words)
        link = create_deep_linked_url(bot, answers.catalogue.article(article).key)
        lines.append("\n" + " · ".join([linked(title, link), *map(render_text, others)]))
    return Reply("\n".join(lines), page_buttons(page, pages, words))


def article_card(answers: Answers, article: Entry, words: Words) -> Reply:
    """Return an article by itself: where it comes from, and buttons that ask what it can answer."""
    questions = answers.suggestions.of(article)
    return Reply(article_heading(answers, article, words) + render_offer(words, questions), question_buttons(questions))


def article_elsewhere(answers: Answers, article: Entry, words: Words, bot: str) -> Reply:
    """Return an article as it is sent into other chats, with a button to the chat where it can be asked."""
    link = create_deep_linked_url(bot, answers.catalogue.article(article).key)
    return Reply(article_heading(answers, article, words), chat_button(link, words))


def article_facts(answers: Answers, article: Entry, words: Words) -> list[str]:
    """Return what is known of an article: title, publisher, author, date, language, number of passages."""
    count = words.text("passages", count=len(answers.searcher.passages_of(article)))
    return [*article_parts(article, words), words.language_name(base_language(article.language)), count]


def article_heading(answers: Answers, article: Entry, words: Words) -> str:
    """Return what is known of an article, in two lines."""
    title, *others = article_facts(answers, article, words)
    return f"{linked(title, article.source.url)}\n{render_text(' · '.join(others))}"
