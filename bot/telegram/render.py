"""Answers as Telegram messages: pure functions, from an answer to a text in Telegram's HTML.

Whatever an article holds, a message is valid: https://core.telegram.org/bots/api#html-style. Its length counts after
the marks are parsed, in UTF-16 code units; links cost nothing.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from html import escape, unescape
from itertools import groupby

from telegram.constants import MessageLimit

from bot.fitting import ELLIPSIS, fitting_end, fitting_start, utf16_length
from bot.marked_text import Piece, marked_pieces
from bot.question import LONGEST_QUESTION
from bot.source_line import shortened, source_parts
from bot.source_link import LONGEST_URL
from bot.words import Words
from index import Entry, Hit, Origin, Passage

# In reserve for the line breaks between the parts, and for the word that it took a while.
_ROOM = int(MessageLimit.MAX_TEXT_LENGTH) - 64
# Telegram drops marks after the first hundred of a message: these leave room for the quotes, each with a bold sentence
# that may cut two matches in two, the link, and the question.
_MOST_MATCHES = int(MessageLimit.MESSAGE_ENTITIES) - 16
_FOLDED_FROM = 300  # UTF-16 units; a quote longer than that is folded, to be opened by a tap
_SEEN_WHEN_FOLDED = 60  # characters: where a sentence must begin to be seen in the three lines that a fold leaves
_MOST_ITEMS = 10  # of a list in a message
_ROOM_FOR_MORE = 64  # for the line that says how many are left out


def render_hit(hit: Hit, words: Words, asked: str = "", *, short: bool = False) -> str:
    """Return the message that shows a hit: its best sentence, its passage folded, its source, the question.

    Args:
        hit: The hit.
        words: The language of the bot's own words.
        asked: The line of :func:`question_line`, where the message repeats the question.
        short: Whether to leave the passage out and show its best sentence only.
    """
    source, source_html = _source(hit.passage, words)
    room = _ROOM - utf16_length(source) - utf16_length(_text_of(asked))
    quote = _best_sentence(hit, room) if short else _quote(hit, room)
    return _joined(quote, source_html, asked)


def render_context(hit: Hit, around: tuple[Passage | None, Passage | None], words: Words, asked: str = "") -> str:
    """Return the message that shows a hit between the passages before and after it."""
    source, source_html = _source(hit.passage, words)
    room = _ROOM - utf16_length(source) - utf16_length(_text_of(asked))
    passage = list(marked_pieces(hit, room // 2))
    room -= sum(utf16_length(piece.text) for piece in passage)
    neighbours = [passage.text if passage else "" for passage in around]
    before, after = _sharing(neighbours, room)
    quotes = [
        _plain_quote(ELLIPSIS if before < utf16_length(neighbours[0]) else "", fitting_end(neighbours[0], before)),
        _quoted(_with_fewer_marks(passage)),
        _plain_quote(fitting_start(neighbours[1], after), ELLIPSIS if after < utf16_length(neighbours[1]) else ""),
    ]
    return _joined(*quotes, source_html, asked)


def render_origin(origin: Origin, words: Words) -> str:
    """Return the message that says where a text stands: how much of it, the passage with the overlap marked."""
    head = words.text("text-found", share=origin.share)
    source, source_html = _source(origin.hit.passage, words)
    pieces = marked_pieces(origin.hit, _ROOM - utf16_length(head) - utf16_length(source))
    # Bold, not underlined: whole sentences would be hard to read.
    overlap = [Piece(piece.text, best=piece.match, match=False) for piece in pieces]
    return _joined(render_text(head), _quoted(overlap), source_html)


def question_line(question: str, words: Words, *, together: bool, where: str | None) -> str:
    """Return the line that repeats the question, in italics: the buttons read it there when nothing else has it.

    Args:
        question: What was looked up; cut where it is very long.
        words: The language of the bot's own words.
        together: Whether it was put together from a follow-up and the question before.
        where: The only article or language that was searched, None for all.
    """
    shown = fitting_start(question, LONGEST_QUESTION)
    shown = question if shown == question else shown.rstrip() + ELLIPSIS
    label = words.text("asked-together" if together else "asked")
    scope = f" · {words.text('asked-in', where=shortened(where))}" if where else ""
    return f"{render_text(label)} {_inside('i', render_text(shown))}{render_text(scope)}"


def render_no_answer(words: Words, articles: Sequence[Entry], message: str = "no-answer") -> str:
    """Return the message that says that the articles do not answer, and what they are about."""
    head = [words.text(message), "", words.text("articles-about")]
    titles = ["• " + shortened(article.title) for article in articles]
    return _listed(head, titles, words)


def render_offer(words: Words, questions: Sequence[str]) -> str:
    """Return what is said below a message above buttons with questions; nothing where there are none."""
    return f"\n\n{render_text(words.text('try-asking'))}" if questions else ""


def render_text(text: str) -> str:
    """Return a text as HTML that Telegram takes."""
    return escape(_readable(text), quote=False)


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
    return render_text("\n".join(lines if left == 0 else [*lines, words.text("more-articles", count=left)]))


def linked(text: str, url: str | None) -> str:
    """Return a text as a link in Telegram's HTML; without an address, or with one that is too long, the text."""
    if url is None or len(url) > LONGEST_URL:
        return render_text(text)
    return f'<a href="{escape(_readable(url))}">{render_text(text)}</a>'


def _joined(*parts: str) -> str:
    return "\n".join(part for part in parts if part)


def _text_of(html: str) -> str:
    """Return what is read of one of the lines made here."""
    return unescape(html.replace("<i>", "").replace("</i>", ""))


def _best_sentence(hit: Hit, room: int) -> str:
    best = [piece for piece in _with_fewer_marks(list(marked_pieces(hit, room))) if piece.best]
    return _quoted(best)


def _sharing(texts: Sequence[str], room: int) -> tuple[int, int]:
    """Return how much room each of two texts gets: half, and what the other does not need."""
    first, second = map(utf16_length, texts)
    return max(room // 2, room - second), max(room // 2, room - first)


def _plain_quote(*parts: str) -> str:
    text = "".join(parts)
    return _quoted([Piece(text, best=False, match=False)]) if text else ""


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
    html = render_text(piece.text)
    return _inside("u", html) if piece.match else html


def _inside(tag: str, html: str) -> str:
    return f"<{tag}>{html}</{tag}>"


def _source(passage: Passage, words: Words) -> tuple[str, str]:
    """Return a passage's source line as text, for its length, and as HTML, its title a link where there is one."""
    title, *others = (_readable(part) for part in source_parts(passage, words))
    rest = "".join(f" · {other}" for other in others)
    return f"— {title}{rest}", f"— {linked(title, passage.article.source.url)}{escape(rest)}"


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
