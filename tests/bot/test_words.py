"""The bot's own words in every language."""

from __future__ import annotations

import unicodedata

import pytest
from fluent.syntax import FluentParser, ast
from fluent.syntax.visitor import Visitor

from bot.fitting import utf16_length
from bot.words import _FOLDER, languages, words_for, words_in
from index.analyzer import analyze
from index.lexicon import frames, is_function_word

# Beginnings of messages' names, and how long Telegram lets such texts be (core.telegram.org/bots/api); the first holds.
LIMITS = {
    "description": (1, 512),
    "short-description": (1, 120),
    "command-": (1, 256),
    "button-outdated": (1, 200),  # shown over the chat when a button is pressed
    "vote-thanks": (1, 200),
    "went-wrong": (1, 200),  # there too, after a vote
    "place": (1, 200),
    "late": (1, 48),  # above an answer, in the room that is kept in reserve
    "inline-no-answer": (1, 64),  # a button; Telegram says nothing of those: what a phone shows
    "button-": (1, 32),
    "": (1, 4096),
}
SOME_VALUES = {"language": "मणिपुरी", "number": 10, "total": 10, "name": "x" * 60, "where": "x" * 160, "topic": "x" * 48}

# Numbers that stand in a message, in the languages that write their own digits, and in one that does not.
NUMBERS = [
    ("hi", "12,34,567 अंश", "अनुच्छेद 10"),
    ("mr", "१२,३४,५६७ उतारे", "परिच्छेद १०"),
    ("bn", "১২,৩৪,৫৬৭টি অংশ", "অনুচ্ছেদ ১০"),
    ("en", "1,234,567 passages", "paragraph 10"),
]
# A share of a text, in the languages that write their own digits, and in others.
SHARES = [("en", 0.876, "88%"), ("hi", 0.876, "88%"), ("mr", 0.876, "८८%"), ("bn", 0.3, "৩০%"), ("en", 1.0, "100%")]
COUNTED = ["passages", "sources-heading", "start", "more-articles", "too-fast", "chat-welcome"]


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


@pytest.mark.parametrize("language", languages())
def test_texts_are_as_short_as_telegram_wants(language: str) -> None:
    """No description, command, button or note is longer than Telegram takes or shows."""
    for message, names in messages(language).items():
        said = words_in(language).text(message, **{name: SOME_VALUES.get(name, 10**6) for name in names})
        least, most = next(limits for beginning, limits in LIMITS.items() if message.startswith(beginning))
        assert least <= utf16_length(said) <= most, message


@pytest.mark.parametrize(("language", "passages", "paragraph"), NUMBERS)
def test_numbers_are_in_the_languages_digits(language: str, passages: str, paragraph: str) -> None:
    """Numbers are grouped and written as the language does by default; Hindi does with European digits."""
    words = words_in(language)
    assert words.text("passages", count=1_234_567) == passages
    assert words.text("paragraph", number=10) == paragraph


@pytest.mark.parametrize(("language", "share", "shown"), SHARES)
def test_shares_are_percentages_in_the_languages_digits(language: str, share: float, shown: str) -> None:
    """A share is a whole percentage, written as the language does by default."""
    assert shown in words_in(language).text("text-found", share=share)


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("share", [0.3, 0.5, 0.996, 1.0])
def test_shares_are_percentages_in_every_language(language: str, share: float) -> None:
    """In no language is a share a fraction."""
    said = words_in(language).text("text-found", share=share)
    digits = "".join(str(unicodedata.digit(character)) for character in said if character.isdigit())
    assert digits == str(round(share * 100))
    assert any(sign in said for sign in "%٪")


@pytest.mark.parametrize("language", languages())
def test_what_people_wrote_keeps_its_digits(language: str) -> None:
    """Only the bot's own numbers are written in the language's digits, not those of a title or a name."""
    assert "अध्याय 12" in words_in(language).text("no-such-place", name="अध्याय 12")


@pytest.mark.parametrize("message", COUNTED)
@pytest.mark.parametrize("language", languages())
def test_one_is_told_from_none_and_many(language: str, message: str) -> None:
    """None and two are said with their number; one is said as one says it, also where none takes the singular."""
    words = words_in(language)
    (name,) = messages(language)[message]
    none, one, two = (words.text(message, **{name: count}) for count in range(3))
    in_digits = words.text("button-place", number=0, total=2)
    assert in_digits[0] in none
    assert in_digits[-1] in two
    assert none.replace(in_digits[0], "#") != one != two.replace(in_digits[-1], "#")
    assert not {*"01०१০১"} & {*one}


@pytest.mark.parametrize("language", languages())
def test_a_question_about_a_topic_says_only_the_topic(language: str) -> None:
    """The topic stands in quotes as it does in the article, and is all that its question says of a subject."""
    topic = "19 जनवरी – CSTO’s «Foo»"
    question = words_in(language).text("about-topic", topic=topic)
    assert question.count(f"“{topic}”") == 1
    assert question.endswith(("?", "؟"))
    around = question.replace(topic, " ")
    own = [(around[token.start : token.end], token.word) for token in analyze(around)]
    assert [word for word, form in own if not is_function_word(word, form) and not frames(word, form)] == []


@pytest.mark.parametrize(
    ("speaker", "language", "name"),
    [("en", "hi", "Hindi"), ("hi", "en", "अंग्रेज़ी"), ("hi", "hi", "हिन्दी"), ("bn", "mr", "মারাঠি"), ("en", "zz", "zz")],
)
def test_languages_are_named_in_each(speaker: str, language: str, name: str) -> None:
    """Every language is called what it is called in the bot's, one without a name by its code."""
    assert words_in(speaker).language_name(language) == name


@pytest.mark.parametrize("language", languages())
def test_each_language_calls_itself_what_its_people_do(language: str) -> None:
    """The name in a language's file, which people choose it by, is that of the locale data."""
    assert words_in(language).text("language-name") == words_in(language).language_name(language)


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
