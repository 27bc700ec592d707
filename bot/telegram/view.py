"""How an answer is shown, carried by the buttons below it: the bot keeps no record of the pages people look at.

The question itself stands in the message; callback data has room for 64 bytes, which is 21 Devanagari letters.
"""

from __future__ import annotations

from dataclasses import dataclass

_VIEW = "view"
_PASSAGE = "passage"
_VOTE = "vote"

_MOST_DIGITS = 10


@dataclass(frozen=True, slots=True)
class View:
    """A view of the answer to the question that stands in the message.

    Attributes:
        hit: Which hit is shown, from 0.
        context: Whether with the passages around it.
        short: Whether as in a group: the best sentence, without its passage.
        together: Whether the question was put together from a follow-up and the one before it.
        language: Of the bot's own words there.
        place: The key of the only place that was searched, empty for all.
    """

    hit: int = 0
    context: bool = False
    short: bool = False
    together: bool = False
    language: str = "en"
    place: str = ""

    def data(self) -> str:
        """Return the view as callback data."""
        flags = "".join(flag for flag in _FLAGS if getattr(self, _FLAGS[flag]))
        return ":".join((_VIEW, str(self.hit), flags, self.language, self.place))

    @classmethod
    def read(cls, data: str) -> View | None:
        """Return the view that callback data names; None where it is that of something else, or of another version."""
        match data.split(":"):
            case [kind, hit, flags, language, place] if kind == _VIEW and is_number(hit) and set(flags) <= set(_FLAGS):
                shown = {name: flag in flags for flag, name in _FLAGS.items()}
                return cls(int(hit), **shown, language=language, place=place)
        return None


_FLAGS = {"c": "context", "s": "short", "t": "together"}


@dataclass(frozen=True, slots=True)
class PassageView:
    """A view of a passage by itself, where no question can be read: in other chats, through inline and guest mode.

    Attributes:
        article: The key of its article.
        number: Its number there.
        sentence: Where its best sentence begins, in characters.
        context: Whether with the passages around it.
        language: Of the bot's own words there.
    """

    article: str
    number: int
    sentence: int
    context: bool
    language: str

    def data(self) -> str:
        """Return the view as callback data."""
        flags = "c" if self.context else ""
        return ":".join((_PASSAGE, self.article, str(self.number), str(self.sentence), flags, self.language))

    @classmethod
    def read(cls, data: str) -> PassageView | None:
        """Return the view that callback data names; None where it is that of something else, or of another version."""
        match data.split(":"):
            case [kind, article, number, sentence, ("" | "c") as flags, language] if (
                kind == _PASSAGE and is_number(number) and is_number(sentence)
            ):
                return cls(article, int(number), int(sentence), flags == "c", language)
        return None


@dataclass(frozen=True, slots=True)
class Vote:
    """A vote on a passage.

    Attributes:
        helpful: What it says.
        article: The key of the passage's article.
        number: The passage's number there.
    """

    helpful: bool
    article: str
    number: int

    def data(self) -> str:
        """Return the vote as callback data."""
        return ":".join((_VOTE, "+" if self.helpful else "-", self.article, str(self.number)))

    @classmethod
    def read(cls, data: str) -> Vote | None:
        """Return the vote that callback data names; None where it is something else, or of another version."""
        match data.split(":"):
            case [kind, ("+" | "-") as sign, article, number] if kind == _VOTE and is_number(number):
                return cls(sign == "+", article, int(number))
        return None


def is_number(text: str) -> bool:
    """Return whether a text is a number that the bot may have written; clients can send any callback data."""
    return text.isascii() and text.isdigit() and len(text) < _MOST_DIGITS
