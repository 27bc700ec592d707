"""Answers as Telegram messages: pure functions, from an answer to a text in Telegram's HTML.

Whatever an article holds, a message is valid: https://core.telegram.org/bots/api#html-style. Its length counts after
the marks are parsed, in UTF-16 code units; links cost nothing.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from html import escape
from itertools import groupby

from telegram.constants import MessageLimit

from bot.fitting import utf16_length
from bot.marked_text import Piece, marked_pieces
from bot.source_line import article_parts, shortened, source_parts
from bot.words import Words
from bot.worth import MOST_HITS, worth_showing
from index import Answer, Article, Hit, Searcher

_ROOM = int(MessageLimit.MAX_TEXT_LENGTH) - 16  # in reserve for the line breaks between the parts
# Telegram drops marks after the first hundred of a message; every hit also has up to two quotes with a bold sentence
# each and a link, and two of its matches may be cut in two where the bold begins and ends.
_MOST_MATCHES = int(MessageLimit.MESSAGE_ENTITIES) // MOST_HITS - 8
_FOLDED_FROM = 300  # UTF-16 units; a quote longer than that is folded, to be opened by a tap
_SEEN_WHEN_FOLDED = 60  # characters: where a sentence must begin to be seen in the three lines that a fold leaves
_MOST_ITEMS = 10  # of a list in a message
_ROOM_FOR_MORE = 64  # for the line that says how many are left out
_LONGEST_URL = 2048


def render_answer(answer: Answer, words: Words, articles: Sequence[Article]) -> str:
    """Return the message that answers a question; where nothing answers, what the articles are about."""
    if answer.vague:
        return _plain(words.text("ask-back"))
    if not answer.answered:
        return render_no_answer(words, articles)
    hits = worth_showing(answer)
    sources = [_source(hit, words) for hit in hits]
    room = (_ROOM - sum(utf16_length(text) for text, _ in sources)) // len(hits)
    return "\n\n".join(f"{_quote(hit, room)}\n{html}" for hit, (_, html) in zip(hits, sources, strict=True))


def render_no_answer(words: Words, articles: Sequence[Article]) -> str:
    """Return the message that says that the articles do not answer, and what they are about."""
    head = [words.text("no-answer"), "", words.text("articles-about")]
    titles = ["• " + shortened(article.title) for article in articles]
    return _listed(head, titles, words)


def render_sources(words: Words, searcher: Searcher) -> str:
    """Return the message that lists the articles: title, publisher, author, date, number of passages."""
    counts = (words.text("passages", count=searcher.passage_count(article)) for article in searcher.articles)
    items = [
        "• " + " · ".join([*article_parts(article, words), count])
        for article, count in zip(searcher.articles, counts, strict=True)
    ]
    return _listed([words.text("sources-heading", articles=len(items)), ""], items, words)


def render_text(text: str) -> str:
    """Return a message of the bot's own words."""
    return _plain(text)


def _listed(head: Sequence[str], items: Sequence[str], words: Words) -> str:
    """Return lines with as many of the items below as a message has room for, and how many are left out."""
    lines = list(head)
    room = _ROOM - sum(utf16_length(line) + 1 for line in lines) - _ROOM_FOR_MORE
    shown = 0
    for item in items[:_MOST_ITEMS]:
        room -= utf16_length(item) + 1
        if room < 0:
            break
        lines.append(item)
        shown += 1
    left = len(items) - shown
    return _plain("\n".join(lines if left == 0 else [*lines, words.text("more-articles", count=left)]))


def _quote(hit: Hit, room: int) -> str:
    """Return the passage as a quote; a long one folded, below its best sentence where the fold would hide that."""
    text = hit.passage.text
    best = text[hit.best_sentence.start : hit.best_sentence.end]
    apart = (
        utf16_length(text) > _FOLDED_FROM
        and hit.best_sentence.start > _SEEN_WHEN_FOLDED
        and utf16_length(best) < room // 2
    )
    pieces = _with_fewer_marks(list(marked_pieces(hit, room - utf16_length(best) if apart else room)))
    if not apart:
        return _quoted(pieces)
    sentence = [piece for piece in pieces if piece.best]
    # What is underlined above needs no line again below.
    passage = [Piece(piece.text, piece.best, match=piece.match and not piece.best) for piece in pieces]
    return f"{_quoted(sentence)}\n{_quoted(passage)}"


def _quoted(pieces: Sequence[Piece]) -> str:
    body = "".join(
        _inside("b", "".join(map(_dressed, run))) if best else "".join(map(_dressed, run))
        for best, run in groupby(pieces, key=lambda piece: piece.best)
    )
    folded = sum(utf16_length(piece.text) for piece in pieces) > _FOLDED_FROM
    return f"<blockquote{' expandable' if folded else ''}>{body}</blockquote>"


def _with_fewer_marks(pieces: list[Piece]) -> list[Piece]:
    """Take the mark off matches where there are too many, from those outside the best sentence first."""
    marked = [number for number, piece in enumerate(pieces) if piece.match]
    kept = set(sorted(marked, key=lambda number: not pieces[number].best)[:_MOST_MATCHES])
    return [
        piece if number in kept else Piece(piece.text, piece.best, match=False) for number, piece in enumerate(pieces)
    ]


def _dressed(piece: Piece) -> str:
    html = _plain(piece.text)
    return _inside("u", html) if piece.match else html


def _inside(tag: str, html: str) -> str:
    return f"<{tag}>{html}</{tag}>"


def _source(hit: Hit, words: Words) -> tuple[str, str]:
    """Return a hit's source line as text, for its length, and as HTML, its title a link where the article has one."""
    title, *others = (_readable(part) for part in source_parts(hit.passage, words))
    url = hit.passage.article.source.url
    linked = (
        f'<a href="{escape(_readable(url))}">{escape(title)}</a>' if url and len(url) <= _LONGEST_URL else escape(title)
    )
    rest = "".join(f" · {other}" for other in others)
    return f"— {title}{rest}", f"— {linked}{escape(rest)}"


def _plain(text: str) -> str:
    return escape(_readable(text), quote=False)


def _readable(text: str) -> str:
    return "".join(map(_readable_character, text))


@lru_cache(maxsize=1 << 14)
def _readable_character(character: str) -> str:
    """Return a character as it can be sent: one for one, so that lengths hold.

    Control characters are refused or dropped by Telegram; marks that turn the direction of writing would reach out of
    the passage into the rest of the message (Unicode Standard Annex #9).
    """
    category = unicodedata.category(character)
    if category == "Cs":
        return "\ufffd"
    if (category == "Cc" and character not in "\n\t") or character in _DIRECTIONS or character in "\u2028\u2029":
        return " "
    return character


_DIRECTIONS = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
