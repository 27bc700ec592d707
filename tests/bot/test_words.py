"""The bot's own words in every language."""

from __future__ import annotations

import pytest
from fluent.syntax import FluentParser, ast
from fluent.syntax.visitor import Visitor

from bot.words import _FOLDER, languages, words_for, words_in


class _Variables(Visitor):
    def __init__(self) -> None:
        self.names: set[str] = set()

    def visit_VariableReference(self, node: ast.VariableReference) -> None:  # noqa: N802  # the visitor's convention
        """Note a variable."""
        self.names.add(node.id.name)


def messages(language: str) -> dict[str, set[str]]:
    """The messages in a language's file, each with the values that it wants."""
    found: dict[str, set[str]] = {}
    resource = FluentParser().parse((_FOLDER / f"{language}.ftl").read_text(encoding="utf-8"))
    for entry in resource.body:
        assert not isinstance(entry, ast.Junk), f"{language}.ftl: {entry.content}"
        if isinstance(entry, ast.Message):
            variables = _Variables()
            variables.visit(entry)
            found[entry.id.name] = variables.names
    return found


@pytest.mark.parametrize("language", languages())
def test_every_language_has_every_message(language: str) -> None:
    """A language's file has the messages that English has, with the same values, and no others."""
    assert messages(language) == messages("en")


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("count", [0, 1, 2, 5, 1_000_000])
def test_every_message_can_be_said(language: str, count: int) -> None:
    """Every message forms a sentence with any number, without a hole where a value belongs."""
    for message, names in messages(language).items():
        said = words_in(language).text(message, **dict.fromkeys(names, count))
        assert said.strip()
        assert "{" not in said


@pytest.mark.parametrize(
    ("wishes", "language"),
    [
        (("hi",), "hi"),
        (("hi-IN",), "hi"),
        (("HI_in.UTF-8",), "hi"),
        ((None, "hi"), "hi"),
        (("en", "hi"), "en"),
        (("xx", "hi"), "hi"),
        (("xx",), "en"),
        ((None,), "en"),
        (("",), "en"),
        ((), "en"),
    ],
)
def test_language_is_the_first_wish_that_is_spoken(wishes: tuple[str | None, ...], language: str) -> None:
    """The bot speaks the first language wished for that it knows, else English."""
    assert words_for(*wishes).language == language


def test_missing_message_or_value_is_an_error() -> None:
    """A message that is not there, or one without its values, is an error and no text with a hole."""
    with pytest.raises(LookupError):
        words_in("en").text("no-such-message")
    with pytest.raises(LookupError, match="paragraph"):
        words_in("en").text("paragraph")
