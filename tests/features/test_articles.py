"""What can be asked: the list of articles, links to each of them, and questions that are offered."""

from __future__ import annotations

import pytest

from tests.botapi import BotMessage, FakeBotApi, Person
from tests.botapi.text import marked
from tests.features.conftest import Shared, gets_no_other

TEXTS = {  # by title, in the order of the list
    "दिल्ली मेट्रो": "लाल लाइन पर पहली गाड़ी चली। लाल लाइन शाहदरा से है।\n\nपीली लाइन बाद में बनी। पीली लाइन कश्मीरी गेट से है।",
    "चाय": "चाय असम में उगती है। चाय की पत्तियाँ हाथ से तोड़ी जाती हैं।",
    "केसर": "केसर कश्मीर में उगता है। केसर के फूल पतझड़ में खिलते हैं।",
    "काली मिर्च": "काली मिर्च केरल में उगती है। काली मिर्च की बेलें पेड़ों पर चढ़ती हैं।",
    "बाघ": "बाघ रणथंभौर में रहता है। बाघ रात में शिकार करता है।",
    "मोर": "मोर राष्ट्रीय पक्षी है। मोर बारिश में नाचता है।",
    "आम": "अल्फ़ांसो रत्नागिरी में उगता है। अल्फ़ांसो गर्मियों में पकता है।",
}
ARTICLES = {
    f"{number}.txt": f"---\ntitle: {title}\nlanguage: hi\npublisher: प्रकाशक {number}\n---\n{text}"
    for number, (title, text) in enumerate(TEXTS.items())
}
TITLES = list(TEXTS)
HEADING = "आप 7 लेखों के बारे में पूछ सकते हैं:"
OFFER = "आप यह पूछ सकते हैं:"
GREETING = "मुझसे सवाल पूछिए"
NEXT, BACK = "अगला ▶", "◀ पिछला"


def asks(person: Person, text: str) -> BotMessage:
    """Return the answer to a message."""
    person.says(text)
    return person.gets(timeout=20)


def links(message: BotMessage) -> dict[str, str]:
    """Return what the links of a list say to the bot when they are opened, by the titles that they stand on."""
    opened = [entity["url"].partition("?start=") for entity in message.entities if entity["type"] == "text_link"]
    assert {page for page, _, _ in opened} == {"https://t.me/poochho_bot"}
    return dict(zip(marked(message, "text_link"), (f"/start {payload}" for _, _, payload in opened), strict=True))


def spoken_to(shared: Shared) -> Person:
    """Return somebody else, to whom the bot writes at once, where the chat of another would have to wait a second."""
    return shared.api.person("Ravi", language_code="hi")


def passage_of(title: str, answer: BotMessage) -> bool:
    """Return whether an answer shows a passage of an article."""
    return f"— {title} · " in answer.text and any(part in answer.text for part in TEXTS[title].split("\n\n"))


@pytest.mark.usefixtures("shared")
def test_sources_come_by_pages(asha: Person) -> None:
    """The list of articles has five on a page, with what is known of each, and turns by editing, back and forth."""
    first = asks(asha, "/sources")
    assert first.text.startswith(HEADING)
    assert "दिल्ली मेट्रो · प्रकाशक 0 · हिन्दी · 2 अंश" in first.text
    assert list(first.buttons) == ["1/2", NEXT]
    asha.presses(first, NEXT)
    second = asha.gets_edit(first)
    assert list(second.buttons) == [BACK, "2/2"]
    assert [*links(first), *links(second)] == TITLES
    assert len(links(first)) == 5
    assert asha.presses(second, "2/2")["text"] == "2 में से 2"
    asha.presses(second, BACK)
    assert asha.gets_edit(second).html == first.html


@pytest.mark.usefixtures("api")
def test_list_is_turned_after_a_restart_by_somebody_else(shared: Shared, asha: Person) -> None:
    """A list in a group turns for anybody, after a restart too, and stays in the language of who asked for it."""
    ben = shared.api.person("Ben", "en")
    group = shared.api.group(asha, ben)
    asha.says("/sources", group)
    first = asha.gets(group, timeout=20)
    shared.restart()
    ben.presses(first, NEXT, timeout=20)
    second = ben.gets_edit(first)
    assert second.text.startswith(HEADING)
    assert list(links(second)) == TITLES[5:]


@pytest.fixture(scope="module")
def linked(shared: Shared) -> dict[str, str]:
    """What the links of the list say when they are opened, by the titles that they stand on."""
    person = spoken_to(shared)
    first = asks(person, "/sources")
    person.presses(first, NEXT)
    return links(first) | links(person.gets_edit(first))


@pytest.mark.usefixtures("api")
@pytest.mark.parametrize("title", TITLES)
def test_link_to_an_article_offers_what_it_answers(shared: Shared, linked: dict[str, str], title: str) -> None:
    """An article's link opens what is known of it, and questions that a passage of it answers when they are pressed."""
    offered = list(asks(spoken_to(shared), linked[title]).buttons)
    assert 1 <= len(offered) <= 3
    pressed = [(question, spoken_to(shared)) for question in offered]
    cards = [asks(person, linked[title]) for _, person in pressed]
    for (question, person), card in zip(pressed, cards, strict=True):
        assert card.text.startswith(f"{title}\nप्रकाशक {TITLES.index(title)} · हिन्दी · ")
        assert card.text.endswith(OFFER)
        person.presses(card, question)
    for (question, person), card in zip(pressed, cards, strict=True):
        answer = person.gets()
        assert passage_of(title, answer)
        assert marked(answer, "italic") == [question]
        assert answer.reply_to == card.message_id


@pytest.mark.usefixtures("api")
@pytest.mark.parametrize(
    "command", ["/start", "/start inline", "/start a000000000000", "/start ../../etc", "/start हिंदी"]
)
def test_start_offers_questions_of_different_articles(shared: Shared, command: str) -> None:
    """The greeting offers three questions, each of another article; so it does for links that lead to no article."""
    people = [spoken_to(shared) for _ in range(3)]
    for number, person in enumerate(people):
        greeting = asks(person, command)
        assert greeting.text.startswith(GREETING)
        assert greeting.text.endswith(OFFER)
        assert len(greeting.buttons) == 3
        person.presses(greeting, list(greeting.buttons)[number])
    for person, title in zip(people, TITLES, strict=False):
        assert passage_of(title, person.gets())


@pytest.mark.usefixtures("shared")
def test_no_answer_offers_questions(asha: Person) -> None:
    """Where nothing answers, there are questions to go on with, and pressing one is answered."""
    answer = asks(asha, "क्रिकेट विश्व कप किसने जीता?")
    assert answer.text.startswith("इन लेखों में इसका उत्तर नहीं है।")
    assert all(f"• {title}" in answer.text for title in TITLES)
    assert answer.text.endswith(OFFER)
    assert len(answer.buttons) == 3
    asha.presses(answer, next(iter(answer.buttons)))
    assert any(passage_of(title, asha.sees(shown)) for shown in [asha.gets()] for title in TITLES)


@pytest.mark.usefixtures("shared")
def test_double_tap_asks_once(asha: Person) -> None:
    """A question that is tapped twice, or oftener, is answered once; another one is answered beside it."""
    greeting = asks(asha, "/start")
    first, second, _ = greeting.buttons
    for tap in [asha.taps(greeting, button) for button in (first, first, first, second, second)]:
        assert "text" not in asha.gets_answer(tap)
    answers = [asha.gets() for _ in range(2)]
    assert [marked(answer, "italic") for answer in answers] == [[first], [second]]
    gets_no_other(asha, answers[-1])


@pytest.mark.usefixtures("api")
def test_offered_question_is_asked_after_a_restart(shared: Shared, asha: Person) -> None:
    """The question stands on its button: it can be asked after a restart, and its answer turns and is followed up."""
    greeting = asks(asha, "/start")
    shared.restart()
    question = next(iter(greeting.buttons))
    asha.presses(greeting, question, timeout=20)
    answer = asha.gets()
    assert passage_of(TITLES[0], answer)
    asha.presses(answer, "संदर्भ")
    assert "पीली लाइन" in asha.gets_edit(answer).text
    asha.says("और कब?", reply_to=answer)
    assert marked(asha.gets(), "italic") == [f"{question} और कब?"]


@pytest.mark.usefixtures("shared")
def test_question_that_was_offered_in_a_message_now_deleted(asha: Person) -> None:
    """A press below a message that is gone cannot be read any more, and says so."""
    greeting = asks(asha, "/start")
    asha.deletes(greeting)
    assert asha.presses(greeting, next(iter(greeting.buttons)))["text"].startswith("यह बटन अब काम नहीं करता।")


@pytest.mark.usefixtures("shared")
def test_link_that_is_opened_in_a_group(api: FakeBotApi, asha: Person, linked: dict[str, str]) -> None:
    """/start in a group, with an article or without, says how the bot is asked there."""
    for text in ("/start", linked["चाय"]):
        group = api.group(asha)
        message = asha.says(text, group)
        answer = asha.gets(group)
        assert answer.text.startswith("इस समूह में /ask")
        assert answer.reply_to == message.message_id
