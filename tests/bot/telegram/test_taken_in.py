"""What is told of documents, held against Telegram's own parser."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from telegram.constants import MessageLimit

from bot.errors import FetchError, Unfetched
from bot.telegram.answers import Answers, Reply
from bot.telegram.callback_data import Undo
from bot.telegram.callback_data import read as carried_in
from bot.telegram.taken_in import refused, shown, taken_in, under_way, version_key
from bot.words import Words, languages, words_in
from index import Article, DocumentError, Hit, Searcher
from index.errors import LibraryError, Refusal
from index.library.adding import Added, Change
from index.library.catalogue import Filed
from tests.bot.answers import hits, texts
from tests.bot.articles import article, searcher_of
from tests.bot.telegram.messages import data_of, named, pressable, read
from tests.botapi.keyboard import check
from tests.botapi.text import marked, utf16_len
from tests.texts import HOSTILE

EN, HI = words_in("en"), words_in("hi")
METRO = article(
    "metro",
    "मेट्रो & <मार्ग>",
    "दिल्ली मेट्रो का मार्ग खुल गया।",
    "दिल्ली मेट्रो का किराया बीस रुपये है।",
    publisher="P&Co",
    author="A",
    date="2022-01-13",
    url="https://example.org/metro?a=1&b=2",
)
ANSWERS = Answers(searcher_of(METRO))
KEY = ANSWERS.catalogue.article(METRO).key
REPLACED = "20240517T103000000000Z-replaced"
NAME = "लेख <1>.pdf"

spoken = st.sampled_from(languages()).map(words_in)
names = st.sampled_from(sorted(HOSTILE.values())) | st.tuples(texts, st.integers(1, 60)).map(
    lambda pair: pair[0] * pair[1]
)
versions = st.none() | st.just(REPLACED)


def filed(of: Article) -> Filed:
    """Return what the library knows of an article."""
    source = of.source
    known = source.publisher, source.author, source.date, source.url
    return Filed(f"{of.id}.txt", 1, 1, of.id, of.title, of.language, *known, None, 2, "", None, None)


def assert_sendable(found: Reply) -> None:
    """Assert that Telegram takes a message with its buttons."""
    message = read(found.html)
    assert 1 <= utf16_len(message.text) <= MessageLimit.MAX_TEXT_LENGTH
    assert len(message.entities) <= MessageLimit.MESSAGE_ENTITIES
    check(found.buttons.to_dict() if found.buttons else None)


@given(hit=hits(), change=st.sampled_from(Change), replaced=versions, words=spoken)
def test_whatever_was_understood_is_a_valid_message(
    hit: Hit, change: Change, replaced: str | None, words: Words
) -> None:
    """Whatever title, names and address a document has, Telegram takes the message that shows them."""
    of = hit.passage.article
    assert_sendable(taken_in(Answers(Searcher.of([hit.passage])), Added(filed(of), change, replaced), words))


@given(
    name=names,
    words=spoken,
    error=st.sampled_from(Refusal).map(lambda why: DocumentError("x", why, "is", "Do"))
    | st.sampled_from(Unfetched).map(lambda why: FetchError("x", why, "is", "Do")),
)
def test_whatever_a_document_is_called_its_messages_are_valid(name: str, words: Words, error: Exception) -> None:
    """Whatever a document's name or address is, Telegram takes what is told of it on the way."""
    for told in (
        under_way(name, words, fetched=False),
        under_way(name, words, fetched=True),
        refused(name, error, words),
    ):
        assert_sendable(told)
        assert read(told.html).entities == []


@pytest.mark.parametrize(
    ("words", "change", "lines"),
    [
        (EN, Change.ADDED, ["Added:", "मेट्रो & <मार्ग>", "P&Co · A · January 13, 2022 · Hindi · 2 passages"]),
        (EN, Change.UPDATED, ["Updated:", "मेट्रो & <मार्ग>", "P&Co · A · January 13, 2022 · Hindi · 2 passages"]),
        (HI, Change.ADDED, ["जोड़ दिया:", "मेट्रो & <मार्ग>", "P&Co · A · 13 जनवरी 2022 · हिन्दी · 2 अंश"]),
    ],
)
def test_what_was_understood_is_shown(words: Words, change: Change, lines: list[str]) -> None:
    """Title, publisher, author, date, language and number of passages are shown, the title as a link to the page."""
    message = read(taken_in(ANSWERS, Added(filed(METRO), change), words).html)
    assert message.text.splitlines() == lines
    assert marked(message, "text_link") == [METRO.title]


@pytest.mark.parametrize(("change", "replaced"), [(Change.ADDED, None), (Change.UPDATED, REPLACED)])
def test_it_can_be_undone(change: Change, replaced: str | None) -> None:
    """A button takes back what was added, or brings back what was replaced; it says so in the words' language."""
    found = taken_in(ANSWERS, Added(filed(METRO), change, replaced), HI)
    button = named(found.buttons)[HI.text("button-undo")]
    assert carried_in(data_of(button)) == Undo(KEY, version_key(replaced), "hi")


def test_what_was_there_already_cannot_be_undone() -> None:
    """Where nothing changed, it is said so, and there is nothing to undo."""
    found = taken_in(ANSWERS, Added(filed(METRO), Change.UNCHANGED), EN)
    assert read(found.html).text.startswith(EN.text("added-unchanged"))
    assert pressable(found.buttons) == []


@pytest.mark.parametrize("language", languages())
def test_every_reason_has_its_own_words(language: str) -> None:
    """In each language, every reason for which a document or a page is refused is told in words of its own."""
    words = words_in(language)
    errors = [
        *(DocumentError("x", why, "is", "Do") for why in Refusal),
        *(FetchError("x", why, "is", "Do") for why in Unfetched if why != Unfetched.TOO_LARGE),
        LibraryError(Path("x"), "is", "Do"),
    ]
    told = [read(refused(NAME, error, words).html).text for error in errors]
    assert len({*told}) == len(told)
    assert all(NAME in each for each in told)


def test_a_large_document_and_a_large_page_are_told_alike() -> None:
    """Of both it is told how large they may be."""
    errors = DocumentError("x", Refusal.TOO_LARGE, "is", "Do"), FetchError("x", Unfetched.TOO_LARGE, "is", "Do")
    assert [read(refused(NAME, error, EN).html).text for error in errors] == [
        f"I could not take in {NAME}: it is larger than 20 MB. Send it in parts."
    ] * 2


@pytest.mark.parametrize(
    ("name", "one_line"),
    [
        ("लेख.pdf", "लेख.pdf"),
        (" a\n\tb  c ", "a b c"),
        ("gpj\u202efdp.exe", "gpjfdp.exe"),
        ("", "…"),
        ("\u202e\n", "…"),
        ("न" * 5000, "न" * 159 + "…"),
    ],
)
def test_a_name_is_shown_on_one_line(name: str, one_line: str) -> None:
    """A name is one short line whose letters stand in their order; what has none is an ellipsis."""
    assert shown(name) == one_line


def test_versions_are_told_apart() -> None:
    """A version's name in a button is short, the same for the same version only, and empty for none."""
    other = Undo(KEY, version_key("another"), "en")
    assert version_key(None) == ""
    assert version_key(REPLACED) == version_key(REPLACED) != other.version
    assert carried_in(other.data()) == other
