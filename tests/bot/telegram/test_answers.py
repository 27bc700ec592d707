"""Replies to what people ask."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from telegram.constants import MessageLimit

from bot.question import LONGEST_QUESTION
from bot.telegram.answers import NOT_FOUND, Answers, Reply
from bot.telegram.asked import Asked
from bot.telegram.callback_data import PassageView, View
from bot.telegram.callback_data import read as carried_in
from bot.words import languages, words_in
from tests.bot.answers import texts
from tests.bot.articles import article, searcher_of
from tests.bot.telegram.messages import data_of, named, pressable, read
from tests.botapi.keyboard import check
from tests.botapi.text import marked, utf16_len

EN = words_in("en")
METRO = article(
    "metro",
    "दिल्ली मेट्रो & <मार्ग>",
    "दिल्ली मेट्रो का नया मार्ग सोमवार को खुला।",
    "मेट्रो का किराया बीस रुपये है। रवि शर्मा ने किराया नहीं बढ़ाया।",
    "दिल्ली मेट्रो के स्टेशन पर लोग ख़ुश दिखे।",
)
BUS = article("bus", "मुंबई बस", "मुंबई में बस का किराया दस रुपये है।", "मुंबई में बस देर से चली।")
TRAIN = article("train", "சென்னை ரயில்", "சென்னை ரயில் கட்டணம் பத்து ரூபாய்.", language="ta")

ANSWERS = Answers(searcher_of(METRO, BUS, TRAIN))
FARE = "मेट्रो का किराया कितना है?"
BOTH = "किराया कितने रुपये है?"
NOTHING = "सर्गेई शोइगु ने पेरिस में क्या कहा?"
VAGUE = "यह क्या है?"
MORE = words_in("hi").text("button-more")
PASSAGE = METRO.text.split("\n\n")[1]
SENTENCE = "मेट्रो का किराया बीस रुपये है।"
QUOTED = "उन्होंने लिखा था: " + METRO.text.replace("\n", " ") * 3
FOREIGN = "पेरिस की सड़कें हमेशा भीड़ से भरी रहती हैं " * 8


def key_of(identifier: str) -> str:
    """The key of an article."""
    (found,) = (each for each in (METRO, BUS, TRAIN) if each.id == identifier)
    return ANSWERS.catalogue.article(found).key


def text_of(found: Reply) -> str:
    """The text of a reply, as people read it."""
    return read(found.html).text


def views_in(found: Reply) -> list[View]:
    """The views that the buttons of a reply lead to."""
    carried = [carried_in(str(button.callback_data or "")) for button in pressable(found.buttons)]
    return [view for view in carried if isinstance(view, View)]


questions = (
    texts
    | st.sampled_from([FARE, BOTH, NOTHING, VAGUE, QUOTED, FOREIGN, "மெட்ரோ"])
    | st.lists(st.sampled_from(f"{METRO.text} {BUS.text}".split())).map(" ".join)
)


@given(
    question=questions,
    together=st.booleans(),
    name=st.none() | texts | st.sampled_from(["bus", "मुंबई", "Tamil", "metro"]),
    place=st.sampled_from(["", "lhi", "lta", key_of("bus"), "a000000000000", "l"]),
    short=st.booleans(),
    context=st.booleans(),
    language=st.sampled_from(languages()),
)
def test_every_reply_can_be_sent(  # each is drawn by itself
    question: str, name: str | None, place: str, language: str, *, together: bool, short: bool, context: bool
) -> None:
    """Whatever is asked, wherever, there is a reply that Telegram takes, and its buttons with it."""
    view = View(2, context=context, short=short, language=language)
    asked = Asked(question, together=together, name=name, place=place)
    for found in (ANSWERS.reply(asked, view), ANSWERS.elsewhere(asked, words_in(language))):
        assert 1 <= utf16_len(text_of(found)) <= MessageLimit.MAX_TEXT_LENGTH
        check(found.buttons.to_dict() if found.buttons else None)
        assert found.outcome


def test_answer() -> None:
    """An answer is the passage with its best sentence, its source and the question; its buttons repeat the view."""
    found = ANSWERS.reply(Asked(FARE), View(language="hi"))
    message = read(found.html)
    assert marked(message, "blockquote") == [PASSAGE]
    assert marked(message, "bold") == [SENTENCE]
    assert marked(message, "italic") == [FARE]
    assert "दिल्ली मेट्रो & <मार्ग>" in message.text
    assert found.outcome.startswith("answered in ")
    assert View(0, context=True, language="hi") in views_in(found)


def test_answer_in_a_group_is_short() -> None:
    """In a group the best sentence is shown without its passage, and every button leads to as short a view."""
    found = ANSWERS.reply(Asked(FARE), View(short=True))
    assert marked(read(found.html), "blockquote") == [SENTENCE]
    assert views_in(found)
    assert all(view.short for view in views_in(found))


def test_follow_up_says_what_it_was_put_together_with() -> None:
    """The answer to a follow-up says what was really asked; its buttons keep that."""
    found = ANSWERS.reply(Asked(FARE, together=True), View())
    assert text_of(found).endswith(f"{EN.text('asked-together')} {FARE}")
    assert all(view.together for view in views_in(found))


@pytest.mark.parametrize(
    ("asked", "where", "key"),
    [
        (Asked(BOTH, name="दिल्ली मेट्रो"), "दिल्ली मेट्रो & <मार्ग>", key_of("metro")),
        (Asked(BOTH, place=key_of("metro")), "दिल्ली मेट्रो & <मार्ग>", key_of("metro")),
        (Asked(BOTH, name="metro", place=key_of("bus")), "दिल्ली मेट्रो & <मार्ग>", key_of("metro")),
        (Asked(BOTH, name="bus"), "मुंबई बस", key_of("bus")),
        (Asked(BOTH, name="हिन्दी"), "Hindi", "lhi"),
        (Asked(BOTH, place="lhi"), "Hindi", "lhi"),
    ],
)
def test_only_the_place_asked_for_is_searched(asked: Asked, where: str, key: str) -> None:
    """What is asked in one article or language is looked up there only, says so, and its buttons stay there."""
    found = ANSWERS.reply(asked, View())
    assert text_of(found).endswith(f"Question: {BOTH} · only in {where}")
    assert {view.place for view in views_in(found)} == {key, ""}
    assert marked(read(found.html), "blockquote") == [PASSAGE if key == key_of("metro") else BUS.text.split("\n\n")[0]]


@pytest.mark.parametrize("short", [False, True])
@pytest.mark.parametrize("together", [False, True])
def test_no_answer_in_a_place_leads_out_of_it(*, short: bool, together: bool) -> None:
    """Where only another language answers, that is said, with the question and a button that asks it everywhere."""
    found = ANSWERS.reply(Asked(FARE, name="Tamil", together=together), View(short=short))
    assert found.outcome == NOT_FOUND
    refusal, line = text_of(found).splitlines()
    assert refusal == EN.text("no-answer")
    assert line == f"{EN.text('asked-together' if together else 'asked')} {FARE} · only in Tamil"
    assert marked(read(found.html), "italic") == [FARE]
    assert [*named(found.buttons)] == ["In all articles"]
    (view,) = views_in(found)
    assert view == View(short=short, together=together)
    assert ANSWERS.page(Asked(FARE), view).outcome.startswith("answered")


def test_text_that_is_not_in_a_place_leads_out_of_it() -> None:
    """A long text that was looked up in one place is said to be missing there as a text, not as a question."""
    found = ANSWERS.page(Asked(FOREIGN), View(place="lta"))
    assert text_of(found).startswith(EN.text("text-not-found"))
    assert [view.place for view in views_in(found)] == [""]


def test_place_that_is_gone_is_everywhere() -> None:
    """A button of an article that is no longer there looks in all articles rather than in none."""
    found = ANSWERS.page(Asked(FARE), View(place="a000000000000"))
    assert found.html == ANSWERS.page(Asked(FARE), View()).html
    assert views_in(found) == views_in(ANSWERS.page(Asked(FARE), View()))


@pytest.mark.parametrize("name", ["<कोलकाता>", "कोलकाता " * 100])
def test_place_that_there_is_not(name: str) -> None:
    """A place that there is not is named, as far as a line goes; nothing is looked up elsewhere instead."""
    found = ANSWERS.reply(Asked(FARE, name=name), View())
    assert name[:11].strip() in text_of(found)
    assert "बीस" not in text_of(found)
    assert utf16_len(text_of(found)) < 300
    assert (found.buttons, found.outcome) == (None, "no such place")
    assert ANSWERS.elsewhere(Asked(FARE, name=name), EN).outcome == "no such place"


def test_vague_question_is_asked_back() -> None:
    """Of a question that names nothing the bot asks what it is about, anywhere."""
    for found in (ANSWERS.reply(Asked(VAGUE), View()), ANSWERS.elsewhere(Asked(VAGUE), EN)):
        assert text_of(found) == EN.text("ask-back")
        assert (found.buttons, found.outcome) == (None, "vague")


def test_no_answer_offers_questions_that_have_one() -> None:
    """Where nothing answers, that is said, with what the articles are about; the questions offered are answered."""
    found = ANSWERS.reply(Asked(NOTHING), View())
    assert text_of(found).startswith(EN.text("no-answer"))
    assert "• मुंबई बस" in text_of(found)
    assert text_of(found).endswith(EN.text("try-asking"))
    assert found.outcome == NOT_FOUND
    offered = [button.text for button in pressable(found.buttons)]
    assert offered
    for question in offered:
        assert ANSWERS.reply(Asked(question), View()).outcome.startswith("answered")


def test_no_answer_in_a_group_is_a_line() -> None:
    """In a group, where everybody reads along, no answer is a line, without buttons."""
    found = ANSWERS.reply(Asked(NOTHING), View(short=True))
    assert text_of(found) == EN.text("no-answer")
    assert (found.buttons, found.outcome) == (None, NOT_FOUND)


def test_source_of_a_text_is_found() -> None:
    """A text too long for a question is answered by where it stands, here and elsewhere."""
    assert len(QUOTED) > LONGEST_QUESTION
    for found in (ANSWERS.reply(Asked(QUOTED), View()), ANSWERS.elsewhere(Asked(QUOTED), EN)):
        assert found.outcome == "origin found"
        assert METRO.title in text_of(found)
        assert "%" in text_of(found).splitlines()[0]
        assert "Copy" in named(found.buttons)
        assert views_in(found) == []


@pytest.mark.parametrize("short", [False, True])
def test_text_from_nowhere(*, short: bool) -> None:
    """Of a text that stands in no article that is said, and not that it has no answer."""
    found = ANSWERS.reply(Asked(FOREIGN), View(short=short))
    assert text_of(found).startswith(EN.text("text-not-found"))
    assert EN.text("text-not-found") in text_of(ANSWERS.elsewhere(Asked(FOREIGN), EN))


@pytest.mark.parametrize(("hit", "shown"), [(0, "1/2"), (1, "2/2"), (2, "2/2"), (10**8, "2/2")])
def test_pages_are_the_hits(hit: int, shown: str) -> None:
    """Each page is a hit; one beyond the last, of a library that was larger, is the last."""
    found = ANSWERS.page(Asked(BOTH), View(hit))
    assert shown in named(found.buttons)
    other = ANSWERS.page(Asked(BOTH), View(int(shown == "1/2")))
    assert marked(read(found.html), "blockquote") != marked(read(other.html), "blockquote")


def test_context_shows_the_passages_around() -> None:
    """The view with context has the passages before and after, and the question still."""
    message = read(ANSWERS.page(Asked(FARE), View(context=True)).html)
    assert marked(message, "blockquote") == METRO.text.split("\n\n")
    assert marked(message, "italic") == [FARE]


def test_passage_that_is_all_of_its_article_has_no_context() -> None:
    """An article of a single passage has nothing around it to be shown, here or in another chat."""
    question = "சென்னை ரயில் கட்டணம் எவ்வளவு?"
    for found in (ANSWERS.reply(Asked(question), View()), ANSWERS.elsewhere(Asked(question), EN)):
        assert TRAIN.text in text_of(found)
        assert "Context" not in named(found.buttons)
        assert "Copy" in named(found.buttons)
    key = key_of("train")
    shown = ANSWERS.passage(PassageView(key, 1, 0, context=False, language="en"))
    assert shown is not None
    assert "Context" not in named(shown.buttons)


def test_answer_elsewhere_has_no_question() -> None:
    """In another chat the answer is the passage; its question, which stands above, is in the button for more."""
    found = ANSWERS.elsewhere(Asked(FARE), EN)
    message = read(found.html)
    assert marked(message, "blockquote") == [PASSAGE]
    assert marked(message, "italic") == []
    assert named(found.buttons)["More passages"].switch_inline_query_current_chat == FARE
    assert views_in(found) == []


def test_elsewhere_only_the_place_asked_for_is_searched() -> None:
    """In another chat, too, what is asked in one article is looked up there only."""
    found = ANSWERS.elsewhere(Asked(BOTH, name="metro"), EN)
    assert marked(read(found.html), "blockquote") == [PASSAGE]


def test_no_answer_elsewhere_has_no_buttons() -> None:
    """In another chat no answer has no questions below it: pressing one could send nothing."""
    found = ANSWERS.elsewhere(Asked(NOTHING), EN)
    assert (found.buttons, found.outcome) == (None, NOT_FOUND)


@pytest.mark.parametrize("context", [False, True])
def test_passage_by_itself_is_unfolded_and_folded(*, context: bool) -> None:
    """A passage in another chat is shown again without its question, its sentence the same, with context or without."""
    start = PASSAGE.index("रवि")
    found = ANSWERS.passage(PassageView(key_of("metro"), 2, start, context, "hi"))
    assert found is not None
    message = read(found.html)
    assert marked(message, "bold") == ["रवि शर्मा ने किराया नहीं बढ़ाया।"]
    assert marked(message, "blockquote") == (METRO.text.split("\n\n") if context else [PASSAGE])
    back = [carried_in(str(button.callback_data or "")) for button in pressable(found.buttons)]
    assert PassageView(key_of("metro"), 2, start, not context, "hi") in back
    (more,) = (button.switch_inline_query_current_chat for button in pressable(found.buttons) if button.text == MORE)
    assert more == ""


@pytest.mark.parametrize(
    ("key", "number", "text"),
    [
        (key_of("bus"), 1, "मुंबई में बस का किराया दस रुपये है।"),
        (key_of("bus"), 3, None),
        (key_of("bus"), 0, None),
        ("a000000000000", 1, None),
        ("lhi", 1, None),
        ("", 1, None),
    ],
)
def test_passage_that_a_button_names(key: str, number: int, text: str | None) -> None:
    """A button names a passage by its article and number; one that is no longer there is none."""
    found = ANSWERS.passage_at(key, number)
    assert (found.text if found else None) == text
    assert (ANSWERS.passage(PassageView(key, number, 0, context=False, language="en")) is None) == (text is None)


@pytest.mark.parametrize("language", languages())
def test_replies_are_in_the_language_of_the_view(language: str) -> None:
    """The bot's own words are in the language that the view names."""
    words = words_in(language)
    assert text_of(ANSWERS.reply(Asked(VAGUE), View(language=language))) == words.text("ask-back")
    found = ANSWERS.reply(Asked(FARE), View(language=language))
    assert f"\n{words.text('asked')} {FARE}" in text_of(found)
    assert data_of(named(found.buttons)[words.text("button-helpful")])


def test_other_languages_do_not_answer() -> None:
    """What only an article in another language answers has no answer in the language asked for."""
    assert ANSWERS.reply(Asked(FARE, name="Tamil"), View()).outcome == NOT_FOUND


def test_short_quotation_is_a_question() -> None:
    """A text that is short enough for a question is answered as one, also where it stands in an article."""
    assert ANSWERS.reply(Asked(SENTENCE), View()).is_answer
