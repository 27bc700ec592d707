"""Buttons below messages, held against Telegram's limits."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from telegram import InlineKeyboardMarkup
from telegram.constants import InlineKeyboardButtonLimit

from bot.catalogue import Catalogue
from bot.fitting import utf16_length
from bot.telegram.callback_data import ArticlePage, Carried, PassageView, Position, View, Vote
from bot.telegram.callback_data import read as carried_in
from bot.telegram.keyboards import (
    answer_buttons,
    chat_button,
    everywhere_button,
    language_buttons,
    page_buttons,
    passage_buttons,
    question_buttons,
    source_buttons,
)
from bot.words import Words, languages, words_in
from index import Article, Hit, Passage, Searcher, Span
from tests.bot.answers import hits
from tests.bot.articles import article, passages_of, searcher_of
from tests.bot.telegram.messages import data_of, named, pressable
from tests.botapi.keyboard import check

EN = words_in("en")
METRO = article("metro", "मेट्रो", "मार्ग खुल गया।", "किराया बीस रुपये है। लोग ख़ुश हैं।", url="https://example.org/metro")
RAIN = article("rain", "वर्षा", "केरल में वर्षा हुई।")
TAMIL = article("train", "ரயில்", "சென்னையில் ரயில் வந்தது.", language="ta-IN")

KEY = "a0123456789ab"
FOLDED = PassageView(KEY, 1, 0, context=False, language="en")

spoken = st.sampled_from(languages()).map(words_in)


def assert_usable(buttons: InlineKeyboardMarkup | None) -> None:
    """Assert that Telegram shows the buttons, that each can be read out, and that what one copies fits."""
    check(buttons.to_dict() if buttons else None)
    for button in pressable(buttons):
        assert any(character.isalnum() for character in button.text), button.text
        assert (
            button.copy_text is None or utf16_length(button.copy_text.text) <= InlineKeyboardButtonLimit.MAX_COPY_TEXT
        )


def hit_in(text: str, best: Span | None = None, title: str = "T", url: str | None = None) -> Hit:
    """A hit in an article of a single passage; its best sentence is all of it unless given."""
    whole = Span(0, len(text))
    return Hit(Passage(article("a", title, text, url=url), 1, whole), 1.0, best or whole, ())


def hits_of(*articles: Article) -> list[Hit]:
    """All passages of articles as hits."""
    return [Hit(passage, 1.0, Span(0, len(passage.text)), ()) for each in articles for passage in passages_of(each)]


def copied(hit: Hit) -> str:
    """What the button copies."""
    (button,) = (button for button in pressable(source_buttons(hit, "k", EN)) if button.copy_text)
    assert button.copy_text
    return button.copy_text.text


@st.composite
def libraries(draw: st.DrawFn) -> list[Hit]:
    """Draw hits in articles of any ids and languages, each with a best sentence that says something."""
    ids = draw(st.lists(st.text(min_size=1), min_size=1, max_size=5, unique=True))
    drawn = []
    for identifier in ids:
        hit = draw(hits())
        tag = draw(st.from_regex(r"[a-zA-Z]{2,3}(-[a-zA-Z0-9]{2,8})*", fullmatch=True))
        sentence = hit.passage.text[hit.best_sentence.start : hit.best_sentence.end].strip()
        text = hit.passage.text if sentence else f"सेना {hit.passage.text}"
        only = replace(hit.passage.article, id=identifier, language=tag, text=text)
        best = hit.best_sentence if sentence else Span(0, 4)
        drawn.append(replace(hit, passage=replace(hit.passage, article=only), best_sentence=best))
    return drawn


@given(data=st.data(), library=libraries(), words=spoken, question=st.text(max_size=300))
def test_every_keyboard_is_valid(data: st.DataObject, library: list[Hit], words: Words, question: str) -> None:
    """Whatever articles and questions there are, Telegram takes the buttons, and each has words for who cannot see."""
    catalogue = Catalogue(Searcher.of([hit.passage for hit in library]))
    own = catalogue.article(library[0].passage.article)
    place = data.draw(st.sampled_from(["", own.key, "l" + catalogue.languages[0]]))
    flags = data.draw(st.fixed_dictionaries(dict.fromkeys(("context", "short", "together"), st.booleans())))
    alone = data.draw(st.booleans())
    hit = data.draw(st.integers(0, len(library) - 1))
    view = View(hit, **flags, language=words.language, place=place)
    assert_usable(answer_buttons(library, view, catalogue, words, alone=alone))
    by_itself = PassageView(own.key, library[0].passage.number, 0, flags["context"], words.language)
    assert_usable(passage_buttons(library[0], by_itself, words, alone=alone, question=question))
    assert_usable(source_buttons(library[0], own.key, words))
    assert_usable(everywhere_button(view, words))


@pytest.mark.parametrize("language", languages())
def test_every_other_keyboard_is_valid(language: str) -> None:
    """Lists of languages, pages and questions, and the way to the chat, are taken by Telegram and can be read out."""
    words = words_in(language)
    assert_usable(language_buttons(language))
    assert_usable(page_buttons(1, 10**6, words))
    assert_usable(question_buttons(["शोइगु ने क्या कहा?", "1"]))
    assert_usable(chat_button("https://t.me/PoochhoBot?start=inline", words))


@pytest.mark.parametrize(
    ("hit", "total", "pager"),
    [
        (0, 1, {}),
        (0, 2, {"1/2": None, "Next ▶": 1}),
        (1, 2, {"◀ Back": 0, "2/2": None}),
        (1, 3, {"◀ Back": 0, "2/3": None, "Next ▶": 2}),
    ],
)
def test_pager_leads_to_the_hits_beside(hit: int, total: int, pager: dict[str, int | None]) -> None:
    """Back and next lead to the hits beside the one shown, in the same view of the answer, and nowhere else."""
    view = View(hit, context=True, short=True, together=True, place="lhi")
    buttons = named(answer_buttons(hits_of(METRO, RAIN)[:total], view, Catalogue(searcher_of(METRO)), EN, alone=False))
    row = {name: data_of(button) for name, button in buttons.items() if "/" in name or "◀" in name or "▶" in name}
    place = {name: Position(hit + 1, total, "en").data() for name, to in pager.items() if to is None}
    turns = {name: replace(view, hit=to, context=False).data() for name, to in pager.items() if to is not None}
    assert row == place | turns


@pytest.mark.parametrize(("context", "name"), [(False, "Context"), (True, "Passage only")])
def test_context_is_folded_and_unfolded(*, context: bool, name: str) -> None:
    """One button unfolds the passages around and folds them again; nothing else of the view changes."""
    view = View(1, context=context, together=True, language="en", place="lhi")
    buttons = named(answer_buttons(hits_of(METRO), view, Catalogue(searcher_of(METRO)), EN, alone=False))
    assert carried_in(data_of(buttons[name])) == replace(view, context=not context)


@pytest.mark.parametrize("context", [False, True])
def test_passage_that_is_all_of_its_article_has_no_context(*, context: bool) -> None:
    """Where there is nothing around a passage, no button offers to show it, below an answer or in another chat."""
    (hit,) = hits_of(RAIN)
    for buttons in (
        answer_buttons([hit], View(context=context), Catalogue(searcher_of(RAIN, METRO)), EN, alone=True),
        passage_buttons(hit, replace(FOLDED, context=context), EN, alone=True, question="क्या हुआ?"),
    ):
        assert not {"Context", "Passage only"} & {*named(buttons)}
        assert {"Copy", "👍 Helpful"} <= {*named(buttons)}


@pytest.mark.parametrize(
    ("library", "place", "leads"),
    [
        ([METRO], "", {}),
        ([METRO, RAIN], "", {"Only this article": "metro"}),
        ([METRO, TAMIL], "", {"Only this article": "metro", "Only Hindi": "lhi"}),
        ([METRO, RAIN, TAMIL], "lhi", {"In all articles": ""}),
        ([METRO, RAIN], "metro", {"In all articles": ""}),
        ([METRO], "lhi", {"In all articles": ""}),
    ],
)
def test_search_is_narrowed_and_widened(library: list[Article], place: str, leads: dict[str, str]) -> None:
    """Where there is more than one article or language, one can look in one only, from the first hit on, and back."""
    catalogue = Catalogue(searcher_of(*library))
    keys = {"metro": catalogue.article(METRO).key}
    view = View(1, context=True, short=True, together=True, place=keys.get(place, place))
    buttons = named(answer_buttons(hits_of(METRO), view, catalogue, EN, alone=False))
    found = {name: carried_in(data_of(button)) for name, button in buttons.items() if name.startswith(("Only", "In "))}
    there = {name: replace(view, hit=0, context=False, place=keys.get(to, to)) for name, to in leads.items()}
    assert found == there


def test_search_is_widened_after_nothing_was_found() -> None:
    """One button looks everywhere, from the first hit on; nothing else of the view changes."""
    view = View(1, context=True, short=True, together=True, language="hi", place="lhi")
    (button,) = pressable(everywhere_button(view, words_in("hi")))
    assert button.text == words_in("hi").text("button-everywhere")
    assert carried_in(data_of(button)) == replace(view, hit=0, context=False, place="")


@pytest.mark.parametrize(("name", "helpful"), [("👍 Helpful", True), ("👎 Not helpful", False)])
def test_votes_name_the_passage_that_is_shown(name: str, *, helpful: bool) -> None:
    """A vote counts for the passage that is shown, wherever it is shown."""
    shown = hits_of(METRO)
    catalogue = Catalogue(searcher_of(METRO))
    key = catalogue.article(METRO).key
    for buttons in (
        answer_buttons(shown, View(1), catalogue, EN, alone=False),
        passage_buttons(shown[1], PassageView(key, 2, 0, context=False, language="en"), EN, alone=False),
        source_buttons(shown[1], key, EN),
    ):
        assert carried_in(data_of(named(buttons)[name])) == Vote(helpful, key, 2)


@pytest.mark.parametrize(
    ("url", "opens"),
    [
        ("https://example.org/a?b=c&d=e#f", True),
        ("http://example.org", True),
        ("https://उदाहरण.भारत/लेख", True),
        ("https://example.org:8443/a", True),
        (None, False),
        ("http://localhost/a", False),
        ("http://intranet:8000/a", False),
        ("https://[::1]/a", False),
        ("https://example.org/" + "a" * 2048, False),
    ],
)
def test_source_button_opens_what_telegram_opens(url: str | None, *, opens: bool) -> None:
    """The source can be opened where Telegram takes its address; one that it refuses would cost the whole message."""
    buttons = source_buttons(hit_in("मार्ग खुल गया।", url=url), "k", EN)
    assert_usable(buttons)
    links = [button.url for button in pressable(buttons) if button.url]
    assert [link.startswith(str(url)) for link in links] == ([True] if opens else [])


@pytest.mark.parametrize(
    ("text", "best", "title", "copy"),
    [
        ("पहला वाक्य। दूसरा\n  वाक्य।", (12, 27), "T & <t>", "दूसरा वाक्य।\n— T & <t>"),
        ("क" * 251, None, "T", "क" * 251 + "\n— T"),
        ("क" * 252, None, "T", "क" * 252 + "\n— T"),
        ("क" * 253, None, "T", "क" * 253),
        ("क" * 236, None, "शीर्षक " * 3, "क" * 236 + "\n— शीर्षक शीर्षक…"),
        ("क" * 237, None, "शीर्षक " * 3, "क" * 237 + "\n— शीर्षक शीर्षक…"),
        ("क" * 238, None, "शीर्षक " * 3, "क" * 238),
        ("क" * 236, None, "त" * 17, "क" * 236 + "\n— " + "त" * 17),
        ("क" * 237, None, "त" * 17, "क" * 237 + "\n— " + "त" * 15 + "…"),
        ("क" * 10, None, "🙂" * 200, "क" * 10 + "\n— " + "🙂" * 121 + "…"),
        ("क" * 256, None, "T", "क" * 256),
        ("क" * 257, None, "T", "क" * 255 + "…"),
        ("कब " * 100, None, "T", "कब " * 84 + "कब…"),
        ("👩‍👩‍👧" * 40, None, "T", "👩‍👩‍👧" * 31 + "…\n— T"),
        ("🙂" * 128, None, "T", "🙂" * 128),
    ],
)
def test_best_sentence_is_copied(text: str, best: tuple[int, int] | None, title: str, copy: str) -> None:
    """The best sentence is copied as a line, with as much of its title as there is room for; cut between words."""
    assert copied(hit_in(text, Span(*best) if best else None, title)) == copy


@pytest.mark.parametrize(
    ("question", "query"),
    [("किराया कितना है?", "किराया कितना है?"), ("क" * 256, "क" * 256), ("क" * 257, ""), ("", "")],
)
@pytest.mark.parametrize("context", [False, True])
def test_more_passages_are_an_inline_query(question: str, query: str, *, context: bool) -> None:
    """In another chat one can look for more: by the question where it is known and can be typed, else by a new one."""
    view = replace(FOLDED, context=context)
    buttons = named(passage_buttons(hits_of(METRO)[0], view, EN, alone=False, question=question))
    assert buttons["More passages"].switch_inline_query_current_chat == query


@pytest.mark.parametrize(("context", "name"), [(False, "Context"), (True, "Passage only")])
def test_passage_elsewhere_carries_all_it_needs(*, context: bool, name: str) -> None:
    """In another chat the button that unfolds names the passage, its sentence and the language; no message can."""
    passage = passages_of(METRO)[1]
    start = passage.text.index("लोग")
    hit = Hit(passage, 1.0, Span(start, len(passage.text)), ())
    view = PassageView(KEY, 2, start, context, "en")
    buttons = named(passage_buttons(hit, view, EN, alone=False))
    assert carried_in(data_of(buttons[name])) == replace(view, context=not context)


def test_question_is_asked_by_its_button() -> None:
    """Each question stands on a button of its own; without questions there are no buttons."""
    buttons = pressable(question_buttons(["कब?", "कौन?"]))
    assert [(button.text, button.callback_data) for button in buttons] == [("कब?", "ask:0"), ("कौन?", "ask:1")]
    assert question_buttons([]) is None


@pytest.mark.parametrize("current", languages())
def test_each_language_is_offered_in_itself(current: str) -> None:
    """Each language is offered by its own name; the one that is spoken now is ticked."""
    rows = language_buttons(current).inline_keyboard
    assert all(len(row) == 2 for row in rows[:-1])
    buttons = [button for row in rows for button in row]
    assert [data_of(button) for button in buttons] == [f"language:{language}" for language in languages()]
    for language, button in zip(languages(), buttons, strict=True):
        assert button.text == ("✓ " if language == current else "") + words_in(language).text("language-name")


@pytest.mark.parametrize(
    ("page", "pages", "leads"),
    [
        (0, 1, {}),
        (0, 3, {"1/3": Position(1, 3, "en"), "Next ▶": ArticlePage(1, "en")}),
        (2, 3, {"◀ Back": ArticlePage(1, "en"), "3/3": Position(3, 3, "en")}),
    ],
)
def test_pages_are_turned(page: int, pages: int, leads: dict[str, Carried]) -> None:
    """The pages of a list are turned one by one; a single page has nothing to turn."""
    buttons = page_buttons(page, pages, EN)
    assert (buttons is None) == (leads == {})
    assert {button.text: carried_in(data_of(button)) for button in pressable(buttons)} == leads
