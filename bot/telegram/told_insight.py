"""What was asked, as messages for the people who keep the library. Sends nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from telegram import InlineKeyboardButton, InlineKeyboardMarkup
from telegram.constants import MessageLimit

from bot.catalogue import Catalogue
from bot.digits import localized_digits
from bot.fitting import cut, utf16_length
from bot.state.insight import Asked, Insight, Unanswered
from bot.state.votes import ArticleVotes
from bot.telegram.answers import Reply
from bot.telegram.callback_data import Dismissal
from bot.telegram.render import render_text
from bot.words import Words

_MOST_LINES = 5  # of each list below a picture
_MOST_BUTTONS = 10  # questions to dismiss at once: a phone's screenful
_ROOM = int(MessageLimit.CAPTION_LENGTH)
_LONGEST_LINE = 80  # UTF-16 units of a question there
_LONGEST_BUTTON = 48  # of a question on a button


def render_insight(insight: Insight, catalogue: Catalogue, words: Words) -> str:
    """Return what was asked, in Telegram's HTML, as long as the text below a picture may be."""
    days = len(insight.days)
    if insight.answered_share is None:
        return render_text(words.text("stats-none", days=days))
    titles = {article.id: article.title for article in catalogue.listed} if insight.votes else {}
    parts = [
        words.text("stats-asked", days=days, questions=insight.asked, share=insight.answered_share),
        words.text("stats-speed", median=insight.median_ms, p95=insight.p95_ms),
        _list(words, "stats-unanswered", (_counted(group, words) for group in insight.unanswered)),
        _list(words, "stats-most-asked", (_counted(asked, words) for asked in insight.most_asked if asked.times > 1)),
        _list(words, "stats-slowest", (f"{_short(each.question)} ({each.latency_ms} ms)" for each in insight.slowest)),
        _list(words, "stats-votes", (_voted(each, titles) for each in insight.votes)),
    ]
    return render_text(_fitting(filter(None, parts)))


def unanswered_list(groups: Sequence[Unanswered], words: Words) -> Reply:
    """Return the questions that nothing answered, each on a button that dismisses it."""
    if not groups:
        return Reply(render_text(words.text("unanswered-none")))
    buttons = [
        [InlineKeyboardButton(f"✕ {_on_button(group, words)}", callback_data=_dismissal(group, words).data())]
        for group in groups[:_MOST_BUTTONS]
    ]
    heading = render_text(words.text("unanswered-heading", count=len(groups)))
    lines = [f"• {render_text(_counted(group, words))}" for group in groups[:_MOST_BUTTONS]]
    return Reply("\n".join([heading, *lines]), InlineKeyboardMarkup(buttons))


def _dismissal(group: Unanswered, words: Words) -> Dismissal:
    return Dismissal(group.ids[0], words.language)


def _list(words: Words, heading: str, lines: Iterable[str]) -> str:
    """Return some lines below a heading; empty without lines."""
    some = [f"• {line}" for line, _ in zip(lines, range(_MOST_LINES), strict=False)]
    return "\n".join(["", words.text(heading), *some]) if some else ""


def _counted(asked: Asked | Unanswered, words: Words) -> str:
    times = f" × {localized_digits(str(asked.times), words.language)}" if asked.times > 1 else ""
    return _short(asked.question) + times


def _voted(votes: ArticleVotes, titles: Mapping[str, str]) -> str:
    return f"{_short(titles.get(votes.article, votes.article))} 👍 {votes.helpful} 👎 {votes.unhelpful}"


def _on_button(group: Unanswered, words: Words) -> str:
    return cut(_counted(group, words), _LONGEST_BUTTON)


def _short(text: str) -> str:
    return cut(" ".join(text.split()), _LONGEST_LINE)


def _fitting(parts: Iterable[str]) -> str:
    """Return as many parts as there is room for, one below another."""
    text = ""
    for part in parts:
        longer = f"{text}\n{part}" if text else part
        if utf16_length(longer) <= _ROOM:
            text = longer
    return text
