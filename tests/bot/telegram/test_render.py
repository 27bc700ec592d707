"""Rendering for Telegram, held against Telegram's own parser."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from telegram.constants import MessageLimit

from bot.telegram.render import (
    linked,
    question_line,
    render_context,
    render_hit,
    render_no_answer,
    render_offer,
    render_origin,
    render_text,
)
from bot.words import Words, languages, words_in
from index import Article, Hit, Origin, Passage, Source, Span
from tests.bot.answers import hits, texts
from tests.bot.telegram.messages import read
from tests.botapi.text import FormattedText, marked, utf16_len

ARTICLE = Article(
    id="a",
    title="Tom & <Jerry>",
    language="hi",
    text="पहला वाक्य यहाँ है। दूसरा वाक्य सीएसटीओ का है।",
    source=Source(publisher="P&Co", author="A", date="2022-01-13", url="https://example.org/?a=1&b=2"),
)
FIRST = Span(0, 19)
SECOND = Span(20, len(ARTICLE.text))
EN = words_in("en")
EMOJI = "👩‍👩‍👧"  # 8 UTF-16 units, 5 code points, 1 letter to a reader

LONG = "पहले के शब्द " * 300 + "यही उत्तर है। " + "बाद के शब्द " * 300
ANSWERS = Span(LONG.index("यही"), LONG.index("यही") + len("यही उत्तर है।"))

spoken = st.sampled_from(languages()).map(words_in)
neighbours = st.none() | hits().map(lambda hit: hit.passage)
long_texts = st.builds(lambda text, times: (text or EMOJI) * times, texts, st.integers(1, 60))
lines = st.builds(
    lambda question, words, where, together: question_line(question, words, together=together, where=where),
    long_texts,
    spoken,
    st.none() | long_texts,
    st.booleans(),
)


def hit_in(text: str, best: Span, *matches: Span) -> Hit:
    """A hit in an article that consists of one passage."""
    article = Article("a", "T", "hi", text, Source())
    return Hit(Passage(article, 1, Span(0, len(text))), 1.0, best, matches)


def passage(text: str) -> Passage:
    """A passage of an article without anything else."""
    return hit_in(text, Span(0, 0)).passage


def assert_sendable(message: FormattedText) -> None:
    """Assert that a message keeps the limits of length and of marks."""
    assert 1 <= utf16_len(message.text) <= MessageLimit.MAX_TEXT_LENGTH
    assert len(message.entities) <= MessageLimit.MESSAGE_ENTITIES


@settings(max_examples=300)
@given(hit=hits(), words=spoken, asked=st.just("") | lines, short=st.booleans())
def test_every_hit_is_a_valid_message(hit: Hit, words: Words, asked: str, *, short: bool) -> None:
    """Whatever an article holds and whatever was asked, Telegram takes the message, whole and with all its marks."""
    assert_sendable(read(render_hit(hit, words, asked, short=short)))


@settings(max_examples=300)
@given(hit=hits(), around=st.tuples(neighbours, neighbours), words=spoken, asked=st.just("") | lines)
def test_every_context_is_a_valid_message(
    hit: Hit, around: tuple[Passage | None, Passage | None], words: Words, asked: str
) -> None:
    """Whatever the passages around a hit hold, and however long they are, Telegram takes the message."""
    assert_sendable(read(render_context(hit, around, words, asked)))


@given(hit=hits(), share=st.floats(0, 1), words=spoken)
def test_every_origin_is_a_valid_message(hit: Hit, share: float, words: Words) -> None:
    """Wherever a text stands, Telegram takes the message that says so."""
    assert_sendable(read(render_origin(Origin(share, hit), words)))


@given(
    articles=st.lists(hits().map(lambda hit: hit.passage.article), max_size=12),
    words=spoken,
    message=st.sampled_from(["no-answer", "text-not-found"]),
)
def test_every_no_is_a_valid_message(articles: list[Article], words: Words, message: str) -> None:
    """Whatever titles articles have, and however many there are, it can be said that they do not answer."""
    assert_sendable(read(render_no_answer(words, articles, message)))


@given(text=texts)
def test_any_text_is_shown_as_it_is(text: str) -> None:
    """Text that looks like marks, or steers the direction of writing, is shown as text and marks nothing."""
    message = read(f"({render_text(text)})")
    assert message.entities == []
    kept = [character for character in text if character.isalnum() or character in "<>&\"'*_`"]
    assert [character for character in message.text if character.isalnum() or character in "<>&\"'*_`"] == kept


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\ud83d", "\ufffd"),
        *((character, " ") for character in "\u0000\u0007\u001b\u007f\u0085\u2028\u202e\u2066\u2069"),
    ],
)
def test_what_cannot_be_sent_is_replaced(text: str, shown: str) -> None:
    """Halves of characters, control characters and marks of direction leave a character in their place."""
    assert render_text(f"क{text}ख") == f"क{shown}ख"


def test_passage_sentence_matches_and_source() -> None:
    """The passage is quoted with the best sentence bold and the matches underlined; the source line says all it can."""
    hit = Hit(Passage(ARTICLE, 7, Span(0, len(ARTICLE.text))), 1.0, SECOND, (Span(0, 4), Span(34, 41)))
    message = read(render_hit(hit, EN))
    assert marked(message, "blockquote") == [ARTICLE.text]
    assert marked(message, "bold") == [ARTICLE.text[SECOND.start : SECOND.end]]
    assert marked(message, "underline") == [ARTICLE.text[0:4], ARTICLE.text[34:41]]
    assert message.text == f"{ARTICLE.text}\n— Tom & <Jerry> · P&Co · A · January 13, 2022 · paragraph 7"
    assert marked(message, "text_link") == ["Tom & <Jerry>"]
    assert [entity["url"] for entity in message.entities if "url" in entity] == ["https://example.org/?a=1&b=2"]


def test_short_hit_is_its_best_sentence() -> None:
    """In a group the best sentence stands alone, with its matches, and the source and the question below."""
    hit = Hit(Passage(ARTICLE, 7, Span(0, len(ARTICLE.text))), 1.0, SECOND, (Span(0, 4), Span(34, 41)))
    message = read(render_hit(hit, EN, question_line("क्या?", EN, together=False, where=None), short=True))
    sentence, source, question = message.text.splitlines()
    assert sentence == ARTICLE.text[SECOND.start : SECOND.end]
    assert marked(message, "blockquote") == [sentence]
    assert marked(message, "underline") == [ARTICLE.text[34:41]]
    assert source.startswith("— Tom & <Jerry> · ")
    assert question == "Question: क्या?"


def test_passage_that_fits_is_shown_whole() -> None:
    """A passage of any letters stands in the message exactly, every letter of it, as long as it fits."""
    text = f"{EMOJI} शब्द क़ qa\u0302 {EMOJI}\n" * 90
    assert utf16_len(text) < 4000
    message = read(render_hit(hit_in(text.strip(), Span(0, 5)), EN))
    assert text.strip() in message.text
    assert "…" not in message.text


@pytest.mark.parametrize(("length", "kind"), [(300, "blockquote"), (301, "expandable_blockquote")])
def test_long_passage_is_folded(length: int, kind: Literal["blockquote", "expandable_blockquote"]) -> None:
    """A passage that would fill the screen is a quote that opens by a tap."""
    message = read(render_hit(hit_in("क" * length, Span(0, 4)), EN))
    assert [entity["type"] for entity in message.entities if "quote" in entity["type"]] == [kind]


def test_best_sentence_is_seen_without_unfolding() -> None:
    """Where the fold would hide the best sentence, it stands above the folded passage, with its matches."""
    text = "पहले की बात। " * 30 + "यही उत्तर है। " + "बाद की बात। " * 10
    start = text.index("यही")
    hit = hit_in(text.strip(), Span(start, start + 13), Span(0, 4), Span(start, start + 3))
    message = read(render_hit(hit, EN))
    assert marked(message, "blockquote") == ["यही उत्तर है।"]
    assert marked(message, "expandable_blockquote") == [text.strip()]
    assert marked(message, "bold") == ["यही उत्तर है।"] * 2
    assert marked(message, "underline") == ["यही", "पहले"]


@pytest.mark.parametrize("asked", ["", question_line("क" * 300, EN, together=True, where="त" * 200)])
def test_too_long_passage_is_cut_around_the_best_sentence(asked: str) -> None:
    """A passage that does not fit is cut around its best sentence, between words, shows that it was, and fills up."""
    message = read(render_hit(hit_in(LONG, ANSWERS), EN, asked))
    assert_sendable(message)
    assert utf16_len(message.text) > MessageLimit.MAX_TEXT_LENGTH - 128
    assert set(marked(message, "bold")) == {"यही उत्तर है।"}
    (shown,) = marked(message, "expandable_blockquote")
    assert shown.startswith("…")
    assert shown.endswith("…")
    assert set(shown.strip("…").split()) <= set(LONG.split())


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("short", [True, False])
def test_there_is_room_to_say_that_it_is_late(language: str, *, short: bool) -> None:
    """The longest answers leave room for a word above them, in every language."""
    words = words_in(language)
    asked = question_line("क" * 300, words, together=True, where="त" * 200)
    whole = hit_in(LONG, Span(0, len(LONG)))
    answers = [render_hit(hit, words, asked, short=short) for hit in (hit_in(LONG, ANSWERS), whole)]
    answers.append(render_origin(Origin(1.0, whole), words))
    for html in answers:
        assert_sendable(read(f"{render_text(words.text('late'))}\n\n{html}"))


@pytest.mark.parametrize("letter", ["🙂", EMOJI, "क्षि", "e\u0301\u0323"])
def test_cut_goes_through_no_letter(letter: str) -> None:
    """Where a text without white space is cut, what a reader takes for one letter stays whole."""
    text = letter * 3000
    best = Span(len(letter) * 1500, len(letter) * 1501)
    message = read(render_hit(hit_in(text, best), EN))
    assert_sendable(message)
    for quote in marked(message, "blockquote") + marked(message, "expandable_blockquote"):
        shown = quote.strip("…")
        assert shown == letter * (len(shown) // len(letter))


def test_too_many_matches_keep_those_of_the_best_sentence() -> None:
    """Of more matches than Telegram marks, those in the best sentence are marked first."""
    text = "क " * 200
    best = Span(300, 310)
    spans = [Span(start, start + 1) for start in range(0, 398, 2)]
    message = read(render_hit(hit_in(text.strip(), best, *spans), EN))
    assert_sendable(message)
    bold = [entity for entity in message.entities if entity["type"] == "bold"]
    underlined = {entity["offset"] for entity in message.entities if entity["type"] == "underline"}
    assert {bold[0]["offset"] + offset for offset in range(0, 10, 2)} <= underlined


@pytest.mark.parametrize("language", languages())
def test_longest_messages_fit(language: str) -> None:
    """Where everything is as long as it can be, the messages are full and none is too long."""
    words, name = words_in(language), "लंबा नाम " * 100
    article = Article("a", name, "hi", LONG, Source(name, name, name, "https://example.org/"))
    hit = Hit(Passage(article, 10**6, Span(0, len(LONG))), 1.0, ANSWERS, (ANSWERS,))
    line = question_line(name, words, together=True, where=name)
    for html in (
        render_hit(hit, words, line),
        render_context(hit, (hit.passage, hit.passage), words, line),
        render_origin(Origin(1.0, hit), words),
    ):
        message = read(html)
        assert MessageLimit.MAX_TEXT_LENGTH - 128 < utf16_len(message.text) <= MessageLimit.MAX_TEXT_LENGTH


def test_short_passage_is_shown_once() -> None:
    """A passage that is not folded hides nothing: its best sentence is bold in it, wherever that stands."""
    text = "पहले की बात। " * 10 + "यही उत्तर है।"
    message = read(render_hit(hit_in(text, Span(len(text) - 13, len(text))), EN))
    assert message.text.splitlines()[:-1] == [text]


def test_context_is_the_passages_around() -> None:
    """The passages before and after stand around the hit, each a quote, only the hit with marks."""
    hit = hit_in(ARTICLE.text, SECOND, Span(0, 4))
    message = read(render_context(hit, (passage("पहले <यह>।"), passage("बाद में वह।")), EN))
    assert marked(message, "blockquote") == ["पहले <यह>।", ARTICLE.text, "बाद में वह।"]
    assert marked(message, "bold") == [ARTICLE.text[SECOND.start : SECOND.end]]
    assert marked(message, "underline") == [ARTICLE.text[0:4]]
    assert message.text.splitlines()[-1] == "— T · paragraph 1"


@pytest.mark.parametrize(
    ("around", "quotes"), [((None, "बाद।"), ["क।", "बाद।"]), (("पहले।", None), ["पहले।", "क।"]), ((None, None), ["क।"])]
)
def test_context_at_the_ends_of_an_article(around: tuple[str | None, str | None], quotes: list[str]) -> None:
    """Before the first passage and after the last one nothing is shown."""
    before, after = (passage(text) if text else None for text in around)
    message = read(render_context(hit_in("क।", Span(0, 2)), (before, after), EN))
    assert marked(message, "blockquote") == quotes


@pytest.mark.parametrize(("before", "after"), [(1000, 1000), (1000, 1), (1, 1000)])
def test_too_long_context_is_cut_on_its_far_sides(before: int, after: int) -> None:
    """Of too much context what is nearest to the hit is shown; what one side does not need the other one gets."""
    around = (
        passage(" ".join(f"क{number}" for number in range(before))),
        passage(" ".join(f"ख{number}" for number in range(after))),
    )
    message = read(render_context(hit_in("यही।", Span(0, 4)), around, EN))
    assert_sendable(message)
    first, _, last = [line for line in message.text.splitlines() if not line.startswith("—")]
    assert first.endswith(f"क{before - 1}")
    assert last.startswith("ख0")
    assert first.startswith("…") == (before > 1)
    assert last.endswith("…") == (after > 1)
    assert utf16_len(message.text) > MessageLimit.MAX_TEXT_LENGTH - 128


def test_long_passage_leaves_room_for_its_context() -> None:
    """However long the hit, half of the message is for the passages around it."""
    around = passage("पहले " * 1000 + "अंत"), passage("आदि " + "बाद " * 1000)
    message = read(render_context(hit_in(LONG, ANSWERS), around, EN))
    before, shown, after = marked(message, "expandable_blockquote")
    assert "यही उत्तर है।" in shown
    assert before.endswith("पहले अंत")
    assert after.startswith("आदि बाद")
    assert utf16_len(before) + utf16_len(after) > MessageLimit.MAX_TEXT_LENGTH // 2 - 64


def test_origin_says_how_much_and_where() -> None:
    """The message about a text's origin says how much of it stands there, and what does is bold in its passage."""
    hit = Hit(Passage(ARTICLE, 7, Span(0, len(ARTICLE.text))), 1.0, FIRST, (Span(0, 4), SECOND))
    message = read(render_origin(Origin(0.876, hit), EN))
    assert message.text.splitlines()[0].startswith("88% ")
    assert marked(message, "blockquote") == [ARTICLE.text]
    assert marked(message, "bold") == [ARTICLE.text[0:4], ARTICLE.text[SECOND.start : SECOND.end]]
    assert marked(message, "text_link") == ["Tom & <Jerry>"]


@pytest.mark.parametrize(
    ("question", "together", "where", "line"),
    [
        ("<b>क्या</b> & कब?", False, None, "Question: <b>क्या</b> & कब?"),
        ("क्या? और कब?", True, None, "Asked together with the question before it: क्या? और कब?"),
        ("क्या?", False, "A & <B>", "Question: क्या? · only in A & <B>"),
        ("क्या?", False, "त" * 161, f"Question: क्या? · only in {'त' * 159}…"),
    ],
)
def test_question_is_repeated(question: str, *, together: bool, where: str | None, line: str) -> None:
    """The line below says what was looked up and where; only the question is in italics, which is where it is read."""
    message = read(question_line(question, EN, together=together, where=where))
    assert message.text == line
    assert marked(message, "italic") == [question]


@pytest.mark.parametrize(
    ("question", "shown"),
    [
        ("क" * 300, "क" * 300),
        ("🙂" * 150, "🙂" * 150),
        ("🙂" * 151, "🙂" * 150 + "…"),
        ("कब " * 101, "कब " * 99 + "कब…"),
        ("कब\n\n" * 100, "कब\n\n" * 74 + "कब…"),
    ],
)
def test_long_question_is_cut(question: str, shown: str) -> None:
    """A very long question is repeated as far as a line of the message may go, and shows that it was cut."""
    message = read(question_line(question, EN, together=False, where=None))
    assert marked(message, "italic") == [shown]


@pytest.mark.parametrize("language", languages())
def test_no_answer_offers_what_the_articles_are_about(language: str) -> None:
    """No answer is said in words, with the titles of some articles and the number of the others."""
    articles = [replace(ARTICLE, id=str(number), title=f"Title {number} <x>") for number in range(25)]
    words = words_in(language)
    message = read(render_no_answer(words, articles))
    assert message.text.startswith(words.text("no-answer"))
    assert message.text.count("•") == 10
    assert "• Title 0 <x>\n" in message.text
    assert message.text.endswith(words.text("more-articles", count=15))
    assert read(render_no_answer(words, articles[:10])).text.endswith("• Title 9 <x>")


def test_no_answer_cuts_long_titles() -> None:
    """Of a title that is longer than any title the list shows the beginning."""
    message = read(render_no_answer(EN, [replace(ARTICLE, title="क" * 161)]))
    assert message.text.splitlines()[-1] == f"• {'क' * 159}…"


@pytest.mark.parametrize(
    ("url", "links"),
    [
        ("https://example.org/?a=1&b=2", True),
        ('https://example.org/a?b=c&d="e"\'<', True),
        ("https://example.org/" + "a" * 2048, False),
        (None, False),
    ],
)
def test_title_links_to_where_it_can(url: str | None, *, links: bool) -> None:
    """A title is a link to the article's address, whatever characters that has, unless no client would open it."""
    message = read(linked("T & <t>", url))
    assert message.text == "T & <t>"
    assert marked(message, "text_link") == (["T & <t>"] if links else [])


@pytest.mark.parametrize("language", languages())
def test_offer_stands_above_questions_only(language: str) -> None:
    """What is offered is announced apart from the message, in its language; nothing is where nothing is offered."""
    words = words_in(language)
    assert render_offer(words, ["क्या?"]) == f"\n\n{render_text(words.text('try-asking'))}"
    assert render_offer(words, []) == ""
