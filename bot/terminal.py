"""Answers as text for a terminal: pure functions, from an answer to something that Rich prints."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Sequence

from rich.console import Console, Group, RenderableType
from rich.style import Style
from rich.text import Text

from bot.marked_text import marked_pieces
from bot.printable import printable
from bot.source_line import article_parts, shortened, source_parts
from bot.words import Words, words_for
from index import Answer, Entry, Hit, Searcher

_QUIET = Style(dim=True)
_MOST_TITLES = 10
_PIPED = 1_000  # columns of a table that no terminal shows
_NARROWEST, _WIDEST = 20, 80  # columns of text


def make_console() -> Console:
    """Return a console for standard output: in UTF-8, without colours and line breaks of its own where it is piped."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8")
    return Console(markup=False, emoji=False, highlight=False, soft_wrap=not sys.stdout.isatty())


def print_prose(console: Console, prose: RenderableType) -> None:
    """Print text in lines of a comfortable length.

    Terminals differ in how wide they show a vowel sign, by up to a quarter of a line: lines end before that matters.
    """
    console.print(prose, width=max(_NARROWEST, min(_WIDEST, console.width * 3 // 4)))


def print_table(console: Console, table: RenderableType) -> None:
    """Print a table; where it is piped, each row on one line."""
    if not console.is_terminal:
        console.width = _PIPED
    console.print(table, crop=False)


def terminal_words() -> Words:
    """Return the bot's words in the language of the terminal: POSIX's LC_ALL, LC_MESSAGES, LANG, in this order."""
    return words_for(next(filter(None, map(os.environ.get, ("LC_ALL", "LC_MESSAGES", "LANG"))), None))


def show_answer(answer: Answer, hits: Sequence[Hit], words: Words, articles: Sequence[Entry]) -> RenderableType:
    """Return some hits of an answer as the terminal shows them; where nothing answers, what the articles are about."""
    if answer.vague:
        return Text(words.text("ask-back"))
    if not answer.answered:
        return Group(Text(words.text("no-answer")), Text(words.text("articles-about")), *_titles(words, articles))
    parts = [part for hit in hits for part in (Text(), *_hit(hit, words))]
    return Group(*parts[1:])


def show_sources(words: Words, searcher: Searcher) -> RenderableType:
    """Return the list of articles."""
    lines = [Text(words.text("sources-heading", articles=len(searcher.articles)))]
    for article in searcher.articles:
        count = words.text("passages", count=len(searcher.passages_of(article)))
        lines.append(Text(printable("• " + " · ".join([*article_parts(article, words), count]))))
    return Group(*lines)


def _titles(words: Words, articles: Sequence[Entry]) -> list[Text]:
    lines = [Text(printable("• " + shortened(article.title))) for article in articles[:_MOST_TITLES]]
    left = len(articles) - _MOST_TITLES
    return lines if left <= 0 else [*lines, Text(words.text("more-articles", count=left))]


def _hit(hit: Hit, words: Words) -> list[RenderableType]:
    passage = Text()
    for piece in marked_pieces(hit, room=sys.maxsize):
        passage.append(printable(piece.text), Style(bold=piece.best or None, underline=piece.match or None))
    source = " · ".join(source_parts(hit.passage, words))
    url = hit.passage.article.source.url
    return [passage, Text(printable(f"— {source}" + (f" · {url}" if url else "")), _QUIET)]
