"""What buttons carry: the bot keeps no record of the pages people look at.

A question itself stands in its message; callback data has room for 64 bytes, which is 21 Devanagari letters.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any, ClassVar

from telegram import Message

_BETWEEN = ":"
_MOST_DIGITS = 10
_LONGEST_WORD = 16  # characters; a longer one would not fit into the buttons that lead on from there


@dataclass(frozen=True, slots=True)
class Carried:
    """What one kind of button carries; every field is a number, a yes or no, or a word without a colon."""

    kind: ClassVar[str]

    def data(self) -> str:
        """Return it as callback data."""
        values = (getattr(self, field.name) for field in fields(self))
        return _BETWEEN.join(
            [self.kind, *(str(int(value)) if isinstance(value, bool) else str(value) for value in values)]
        )


@dataclass(frozen=True, slots=True)
class View(Carried):
    """A view of the answer to the question that stands in the message.

    Attributes:
        hit: Which hit is shown, from 0.
        context: Whether with the passages around it.
        short: Whether as in a group: the best sentence, without its passage.
        together: Whether the question was put together from a follow-up and the one before it.
        language: Of the bot's own words there.
        place: The key of the only place that was searched, empty for all.
    """

    kind = "view"

    hit: int = 0
    context: bool = False
    short: bool = False
    together: bool = False
    language: str = "en"
    place: str = ""


@dataclass(frozen=True, slots=True)
class PassageView(Carried):
    """A view of a passage by itself, where no question can be read: in other chats, through inline and guest mode.

    Attributes:
        article: The key of its article.
        number: Its number there.
        sentence: Where its best sentence begins, in characters.
        context: Whether with the passages around it.
        language: Of the bot's own words there.
    """

    kind = "passage"

    article: str
    number: int
    sentence: int
    context: bool
    language: str


@dataclass(frozen=True, slots=True)
class Vote(Carried):
    """A vote on a passage.

    Attributes:
        helpful: What it says.
        article: The key of the passage's article.
        number: The passage's number there.
    """

    kind = "vote"

    helpful: bool
    article: str
    number: int


@dataclass(frozen=True, slots=True)
class Position(Carried):
    """Where in a row one stands, from 1; pressing it says so in words of a language."""

    kind = "position"

    number: int
    total: int
    language: str


@dataclass(frozen=True, slots=True)
class ArticlePage(Carried):
    """A page of the list of articles, from 0, in a language."""

    kind = "articles"

    page: int
    language: str


@dataclass(frozen=True, slots=True)
class Suggestion(Carried):
    """A question to ask; it stands on the button, the number only tells buttons apart."""

    kind = "ask"

    number: int


@dataclass(frozen=True, slots=True)
class Language(Carried):
    """A language to speak."""

    kind = "language"

    code: str


@dataclass(frozen=True, slots=True)
class Undo(Carried):
    """What became of a document, to be taken back.

    Attributes:
        article: The key of its article.
        version: Names the version that was replaced; empty where the article was added.
        language: Of the bot's own words there.
    """

    kind = "undo"

    article: str
    version: str
    language: str


@dataclass(frozen=True, slots=True)
class Dismissal(Carried):
    """A group of questions without an answer, to be dismissed.

    Attributes:
        newest: The number of its newest question.
        language: Of the bot's own words there.
    """

    kind = "dismiss"

    newest: int
    language: str


_KINDS: dict[str, type[Carried]] = {
    carried.kind: carried
    for carried in (View, PassageView, Vote, Position, ArticlePage, Suggestion, Language, Undo, Dismissal)
}


def read(data: str) -> Carried | None:
    """Return what callback data carries; None for that of another version, or what no button of the bot's carries."""
    kind, *parts = data.split(_BETWEEN)
    carried = _KINDS.get(kind)
    if carried is None or len(parts) != len(fields(carried)):
        return None
    values = [_value(str(field.type), part) for field, part in zip(fields(carried), parts, strict=True)]
    return None if None in values else carried(*values)


def carried_below(message: Message) -> list[Carried]:
    """Return what the buttons below a message carry, in reading order; what is none of the bot's is left out."""
    rows = message.reply_markup.inline_keyboard if message.reply_markup else ()
    found = (read(str(button.callback_data or "")) for row in rows for button in row)
    return [carried for carried in found if carried]


def is_number(text: str) -> bool:
    """Return whether a text is a number that the bot may have written; clients can send anything."""
    return text.isascii() and text.isdigit() and len(text) < _MOST_DIGITS


def _value(kind: str, text: str) -> Any:  # noqa: ANN401  # of whatever type the field has
    """Return a field's value; None where the text is none."""
    if kind == "str":
        return text if len(text) <= _LONGEST_WORD else None
    if not is_number(text) or (kind == "bool" and text not in {"0", "1"}):
        return None
    return text == "1" if kind == "bool" else int(text)
