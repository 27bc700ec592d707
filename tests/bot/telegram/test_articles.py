"""Articles as messages."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st
from telegram.constants import MessageLimit

from bot.telegram.answers import Answers
from bot.telegram.articles import article_card, article_elsewhere, article_list
from bot.words import Words, languages, words_in
from index import Hit, Searcher
from tests.bot.answers import hits
from tests.bot.articles import article, listed, searcher_of
from tests.bot.telegram.messages import data_of, named, pressable, read
from tests.botapi.keyboard import check
from tests.botapi.text import marked, utf16_len

EN = words_in("en")
BOT = "PoochhoBot"
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
MANY = [article(f"id {number}", f"Title {number} <x>", f"सेना {number}", language="ta-IN") for number in range(11)]


def links_in(html: str) -> dict[str, str]:
    """The addresses of a message's links by their words."""
    message = read(html)
    urls = [entity["url"] for entity in message.entities if entity["type"] == "text_link"]
    return dict(zip(marked(message, "text_link"), urls, strict=True))


def start_parameter(link: str) -> str:
    """What a deep link to the bot hands over."""
    parts = urlsplit(link)
    assert (parts.netloc, parts.path) == ("t.me", f"/{BOT}")
    return parse_qs(parts.query)["start"][0]


@given(drawn=st.lists(hits(), min_size=1, max_size=12), words=st.sampled_from(languages()).map(words_in))
def test_every_list_and_card_is_valid(drawn: list[Hit], words: Words) -> None:
    """Whatever titles and names articles have, lists of them, cards and what is sent elsewhere keep the limits."""
    passages = [
        replace(hit.passage, article=replace(hit.passage.article, id=str(number))) for number, hit in enumerate(drawn)
    ]
    answers = Answers(Searcher.of(passages))
    of_first = passages[0].article
    for found in (
        article_list(answers, words, 0, BOT),
        article_card(answers, of_first, words),
        article_elsewhere(answers, of_first, words, BOT),
    ):
        message = read(found.html)
        assert 1 <= utf16_len(message.text) <= MessageLimit.MAX_TEXT_LENGTH
        assert len(message.entities) <= MessageLimit.MESSAGE_ENTITIES
        check(found.buttons.to_dict() if found.buttons else None)


@pytest.mark.parametrize(("page", "shown"), [(0, range(5)), (1, range(5, 10)), (2, range(10, 11)), (9, range(10, 11))])
def test_list_is_turned_by_pages(page: int, shown: range) -> None:
    """A page lists five articles, each in its own place; beyond the end is the last page, as in a smaller library."""
    found = article_list(Answers(searcher_of(*MANY)), EN, page, BOT)
    assert list(links_in(found.html)) == [f"Title {number} <x>" for number in shown]
    assert read(found.html).text.splitlines()[0] == "You can ask about 11 articles:"
    assert f"{min(page, 2) + 1}/3" in named(found.buttons)


def test_list_of_a_page_has_nothing_to_turn() -> None:
    """Articles that fit on one page have no buttons."""
    assert article_list(Answers(searcher_of(*MANY[:5])), EN, 0, BOT).buttons is None


def test_list_leads_to_each_article() -> None:
    """The title of each article is a link into the chat with the bot that names the article."""
    answers = Answers(searcher_of(METRO, *MANY[:3]))
    links = links_in(article_list(answers, EN, 0, BOT).html)
    places = [answers.catalogue.place(start_parameter(link)) for link in links.values()]
    assert [place.article for place in places if place] == [*map(listed, [METRO, *MANY[:3]])]


def test_list_tells_what_is_known() -> None:
    """An article in the list has its publisher, author, date, language and length, as far as they are known."""
    text = read(article_list(Answers(searcher_of(METRO, MANY[0])), EN, 0, BOT).html).text
    assert "मेट्रो & <मार्ग> · P&Co · A · January 13, 2022 · Hindi · 2 passages" in text.splitlines()
    assert "Title 0 <x> · Tamil · one passage" in text.splitlines()


def test_card_says_where_an_article_comes_from() -> None:
    """An article by itself links to its source, and has buttons with questions that it answers."""
    answers = Answers(searcher_of(METRO, *MANY))
    found = article_card(answers, METRO, EN)
    assert links_in(found.html) == {METRO.title: METRO.source.url}
    title, facts, *rest = read(found.html).text.splitlines()
    assert (title, facts) == (METRO.title, "P&Co · A · January 13, 2022 · Hindi · 2 passages")
    assert rest == ["", EN.text("try-asking")]
    questions = [button.text for button in pressable(found.buttons)]
    assert questions
    for question in questions:
        answer = answers.searcher.ask(question)
        assert answer.answered
        assert answer.hits[0].passage.article == METRO
    assert all(data_of(button).startswith("ask:") for button in pressable(found.buttons))


def test_card_without_questions() -> None:
    """Where nothing is sure to be answered, nothing is offered."""
    found = article_card(Answers(searcher_of(article("a", "?", "।।"))), article("a", "?", "।।"), EN)
    assert found.buttons is None
    assert EN.text("try-asking") not in read(found.html).text


def test_article_elsewhere_leads_to_the_chat() -> None:
    """In another chat an article stands without questions, which nobody could press, and leads to where it is asked."""
    answers = Answers(searcher_of(METRO))
    found = article_elsewhere(answers, METRO, EN, BOT)
    assert read(found.html).text.splitlines() == [METRO.title, "P&Co · A · January 13, 2022 · Hindi · 2 passages"]
    (button,) = pressable(found.buttons)
    place = answers.catalogue.place(start_parameter(str(button.url)))
    assert place is not None
    assert place.article == listed(METRO)


@pytest.mark.parametrize("language", languages())
def test_list_is_in_every_language(language: str) -> None:
    """The list speaks each of the bot's languages, the articles' languages too."""
    words = words_in(language)
    text = read(article_list(Answers(searcher_of(*MANY)), words, 0, BOT).html).text
    assert text.startswith(words.text("sources-heading", articles=11))
    assert text.endswith(f"· {words.language_name('ta')} · {words.text('passages', count=1)}")


def test_shipped_article_is_offered(searcher: Searcher) -> None:
    """The article that comes with the bot has three questions on its card."""
    (only,) = searcher.articles
    assert len(pressable(article_card(Answers(searcher), only, EN).buttons)) == 3
