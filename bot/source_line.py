"""The line that says where a passage stands, in the reader's language."""

from __future__ import annotations

from datetime import date

from babel.dates import format_date, format_skeleton

from bot.digits import localized_digits
from bot.fitting import cut
from bot.words import Words
from index import Entry, Passage

_LONGEST = 160  # UTF-16 units of a title or a name: what a source line may have of each


def source_parts(passage: Passage, words: Words) -> list[str]:
    """Return what is known of a passage's source: title, publisher, author, date, place in the article."""
    return [*article_parts(passage.article, words), words.text("paragraph", number=passage.number)]


def article_parts(article: Entry, words: Words) -> list[str]:
    """Return what is known of an article: title, publisher, author, date."""
    source = article.source
    when = localized_date(source.date, words.language) if source.date else None
    return [shortened(part) for part in (article.title, source.publisher, source.author, when) if part]


def shortened(text: str) -> str:
    """Return the text, cut where it is longer than any real title or name."""
    return cut(text, _LONGEST)


def localized_date(written: str, language: str) -> str:
    """Return an ISO 8601 date ("2022-01-13") or month ("2022-01") as the language writes it; others as they are."""
    try:
        if len(written) == len("2022-01"):
            said = format_skeleton("yMMMM", date.fromisoformat(f"{written}-01"), locale=language)
        else:
            said = format_date(date.fromisoformat(written), "long", locale=language)
    except ValueError:
        return written
    return localized_digits(said, language)
