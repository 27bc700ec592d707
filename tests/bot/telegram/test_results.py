"""The list above the field where one types."""

from __future__ import annotations

import pytest
from telegram import InlineQueryResultArticle, InputTextMessageContent
from telegram.constants import InlineQueryLimit, InlineQueryResultLimit

from bot.telegram.answers import Answers, Reply
from bot.telegram.results import ON_A_PAGE, result, results
from bot.words import languages, words_in
from tests.bot.articles import article, searcher_of
from tests.bot.telegram.messages import data_of, pressable, read
from tests.botapi.keyboard import check
from tests.botapi.text import marked

EN = words_in("en")
BOT = "PoochhoBot"
FARES = article(
    "fares", "किराया & <नियम>", *[f"मेट्रो का किराया {number} रुपये है।" for number in range(60)], publisher="P&Co"
)
MANY = [article("क" * 50 + str(number), f"शीर्षक {number}", "मार्ग खुल गया।") for number in range(12)]
ANSWERS = Answers(searcher_of(FARES, *MANY))
FARE = "मेट्रो का किराया कितने रुपये है?"


def listed(question: str, offset: int = 0, language: str = "en") -> tuple[list[InlineQueryResultArticle], bool]:
    """A page of results, and whether there are more."""
    return results(ANSWERS, question, offset, words_in(language), BOT)


def sent_by(found: InlineQueryResultArticle) -> str:
    """The text of the message that choosing a result sends, in Telegram's HTML."""
    content = found.input_message_content
    assert isinstance(content, InputTextMessageContent)
    assert content.parse_mode == "HTML"
    return content.message_text


@pytest.mark.parametrize("question", [FARE, ""])
def test_pages_hold_each_result_once(question: str) -> None:
    """Page after page each result comes once, at most as many as Telegram takes in all; after the last come none."""
    offset, more, names = 0, True, []
    while more:
        page, more = listed(question, offset)
        assert 0 < len(page) <= ON_A_PAGE
        names += [found.id for found in page]
        offset += ON_A_PAGE
    assert len(set(names)) == len(names) > ON_A_PAGE
    assert all(1 <= len(name.encode()) <= InlineQueryResultLimit.MAX_ID_LENGTH for name in names)
    assert len(names) <= InlineQueryLimit.RESULTS
    assert listed(question, offset) == ([], False)


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("question", [FARE, ""])
def test_every_result_can_be_sent(question: str, language: str) -> None:
    """Choosing any result sends a message that Telegram takes, with buttons that it takes."""
    for found in listed(question, language=language)[0]:
        assert read(sent_by(found)).text
        check(found.reply_markup.to_dict() if found.reply_markup else None)
        assert found.title
        assert found.description


def test_passage_is_listed_by_its_title_and_best_sentence() -> None:
    """A passage is listed by its article's title, with a line of it and where it stands; it is sent as a quote."""
    found = listed("किराया 7 रुपये")[0][0]
    assert found.title == "किराया & <नियम>"
    assert found.description == "मेट्रो का किराया 7 रुपये है।\nP&Co · paragraph 8"
    assert marked(read(sent_by(found)), "blockquote") == ["मेट्रो का किराया 7 रुपये है।"]
    assert any(
        data_of(button).startswith("passage:") for button in pressable(found.reply_markup) if button.callback_data
    )


def test_articles_are_listed_before_anything_is_asked() -> None:
    """While nothing is asked yet the articles are listed, each leading to the chat about it."""
    page, more = listed("")
    assert [found.title for found in page] == [FARES.title, *(each.title for each in MANY[:9])]
    assert more
    assert [button.url for button in pressable(page[0].reply_markup)] == [
        f"https://t.me/{BOT}?start={ANSWERS.catalogue.article(FARES).key}"
    ]


def test_no_answer_is_an_empty_list() -> None:
    """What nothing answers has no results: a passage that does not answer would be sent as if it did."""
    assert listed("सर्गेई शोइगु ने पेरिस में क्या कहा?") == ([], False)


def test_only_the_place_that_is_named_is_searched() -> None:
    """Only the article named after "in:" has results."""
    assert {found.title for found in listed(f"मार्ग खुल गया in: {MANY[3].id}")[0]} == {MANY[3].title}


@pytest.mark.parametrize("question", ["मार्ग खुल गया in: qqq", f"{FARE} in: कोलकाता"])
def test_a_place_that_there_is_not_has_no_results(question: str) -> None:
    """A name that nothing has leaves the list empty: results from elsewhere would look like those of the place."""
    assert listed(question) == ([], False)
    assert listed(question.partition(" in:")[0])[0]


def test_result_without_a_description() -> None:
    """A result says below its title nothing rather than an empty line."""
    assert result("guest", "T", "", Reply("x")).description is None
