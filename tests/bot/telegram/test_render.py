"""Rendering for Telegram, held against Telegram's own parser."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from telegram.constants import MessageLimit

from bot.telegram.render import render_answer, render_no_answer, render_sources
from bot.words import languages, words_in
from index import Answer, Article, Hit, Passage, Searcher, Source, Span
from tests.bot.answers import answers
from tests.botapi.text import FormattedText, marked, parsed, utf16_len

ARTICLE = Article(
    id="a",
    title="Tom & <Jerry>",
    language="hi",
    text="पहला वाक्य यहाँ है। दूसरा वाक्य सीएसटीओ का है।",
    source=Source(publisher="P&Co", author="A", date="2022-01-13", url="https://example.org/?a=1&b=2"),
)
FIRST = Span(0, 19)
SECOND = Span(20, len(ARTICLE.text))


def answer_of(*hits: Hit) -> Answer:
    """An answer with these hits."""
    return Answer("?", answered=True, vague=False, confidence=1.0, took_ms=1.0, hits=hits)


def hit_in(text: str, best: Span, *matches: Span) -> Hit:
    """A hit in an article that consists of one passage."""
    article = Article("a", "T", "hi", text, Source())
    return Hit(Passage(article, 1, Span(0, len(text))), 1.0, best, matches)


def read(html: str) -> FormattedText:
    """A message as people read it: parsed as Telegram parses it."""
    return parsed(html, "HTML", None)


@pytest.mark.parametrize("language", languages())
@given(answer=answers)
def test_every_message_is_valid(language: str, answer: Answer) -> None:
    """Whatever an article holds, Telegram's parser takes the message, and it keeps the limits of length and marks."""
    message = read(render_answer(answer, words_in(language), [hit.passage.article for hit in answer.hits]))
    assert 1 <= utf16_len(message.text) <= MessageLimit.MAX_TEXT_LENGTH
    assert len(message.entities) <= MessageLimit.MESSAGE_ENTITIES


@pytest.mark.parametrize("language", languages())
@given(answers=st.lists(answers, min_size=1, max_size=12))
def test_every_list_is_valid(language: str, answers: list[Answer]) -> None:
    """Whatever titles and names articles have, lists of them keep the limit of length."""
    passages = [replace(hit.passage, article=replace(hit.passage.article, id=str(number)))
                for number, hit in enumerate(hit for answer in answers for hit in answer.hits)]  # fmt: skip
    searcher = Searcher(passages)
    for html in (render_sources(words_in(language), searcher), render_no_answer(words_in(language), searcher.articles)):
        message = read(html)
        assert 1 <= utf16_len(message.text) <= MessageLimit.MAX_TEXT_LENGTH


def test_passage_sentence_matches_and_source() -> None:
    """The passage is quoted with the best sentence bold and the matches underlined; the source line says all it can."""
    hit = Hit(Passage(ARTICLE, 7, Span(0, len(ARTICLE.text))), 1.0, SECOND, (Span(0, 4), Span(34, 41)))
    message = read(render_answer(answer_of(hit), words_in("en"), [ARTICLE]))
    assert marked(message, "blockquote") == [ARTICLE.text]
    assert marked(message, "bold") == [ARTICLE.text[SECOND.start : SECOND.end]]
    assert marked(message, "underline") == [ARTICLE.text[0:4], ARTICLE.text[34:41]]
    assert message.text.splitlines()[-1] == "— Tom & <Jerry> · P&Co · A · January 13, 2022 · paragraph 7"
    assert [entity["url"] for entity in message.entities if entity["type"] == "text_link"] == [ARTICLE.source.url]


def test_long_passage_is_folded() -> None:
    """A passage that would fill the screen is a quote that opens by a tap."""
    long = hit_in("शब्द " * 100, Span(0, 4))
    assert marked(read(render_answer(answer_of(long), words_in("en"), [])), "expandable_blockquote")


def test_best_sentence_is_seen_without_unfolding() -> None:
    """Where the fold would hide the best sentence, it stands above the folded passage, with its matches."""
    text = "पहले की बात। " * 30 + "यही उत्तर है। " + "बाद की बात। " * 10
    start = text.index("यही")
    hit = hit_in(text.strip(), Span(start, start + 13), Span(0, 4), Span(start, start + 3))
    message = read(render_answer(answer_of(hit), words_in("en"), []))
    assert marked(message, "blockquote") == ["यही उत्तर है।"]
    assert marked(message, "expandable_blockquote") == [text.strip()]
    assert marked(message, "bold") == ["यही उत्तर है।"] * 2
    assert marked(message, "underline") == ["यही", "पहले"]


def test_at_most_three_hits() -> None:
    """A message shows three hits at most, in their order."""
    hits = [hit_in(f"अंश {number}।", Span(0, 5)) for number in range(5)]
    message = read(render_answer(answer_of(*hits), words_in("en"), []))
    assert marked(message, "blockquote") == ["अंश 0।", "अंश 1।", "अंश 2।"]


def test_too_long_passages_are_cut_around_the_best_sentence() -> None:
    """Where three passages do not fit, each is cut around its best sentence, between words, and shows that it was."""
    text = "पहले के शब्द " * 300 + "यही उत्तर है। " + "बाद के शब्द " * 300
    best = Span(text.index("यही"), text.index("यही") + len("यही उत्तर है।"))
    message = read(render_answer(answer_of(*[hit_in(text, best)] * 3), words_in("en"), []))
    assert utf16_len(message.text) <= MessageLimit.MAX_TEXT_LENGTH
    assert set(marked(message, "bold")) == {"यही उत्तर है।"}
    for shown in marked(message, "expandable_blockquote"):
        assert shown.startswith("…")
        assert shown.endswith("…")
        assert set(shown.strip("…").split()) <= set(text.split())


def test_too_many_matches_keep_those_of_the_best_sentence() -> None:
    """Of more matches than Telegram marks, those in the best sentence are marked first."""
    text = "क " * 200
    best = Span(300, 310)
    spans = [Span(start, start + 1) for start in range(0, 400, 2)]
    message = read(render_answer(answer_of(*[hit_in(text.strip(), best, *spans[:-1])] * 3), words_in("en"), []))
    assert len(message.entities) <= MessageLimit.MESSAGE_ENTITIES
    bold = [entity for entity in message.entities if entity["type"] == "bold"]
    underlined = {entity["offset"] for entity in message.entities if entity["type"] == "underline"}
    assert {bold[0]["offset"] + offset for offset in range(0, 10, 2)} <= underlined


def test_direction_and_control_characters_stay_in_their_passage() -> None:
    """Marks that turn the direction of writing and control characters do not reach the rest of the message."""
    message = read(render_answer(answer_of(hit_in("क\u202eख\u2066ग\u0007घ\x1b", Span(0, 8))), words_in("en"), []))
    assert not set("\u202e\u2066\u0007\x1b") & set(message.text)


@pytest.mark.parametrize("language", languages())
def test_no_answer_offers_what_the_articles_are_about(language: str) -> None:
    """No answer is said in words, with the titles of some articles and the number of the others."""
    articles = [Article(str(number), f"Title {number} <x>", "hi", "x", Source()) for number in range(1000)]
    message = read(render_no_answer(words_in(language), articles))
    assert "Title 0 <x>" in message.text
    assert "Title 999" not in message.text
    assert "990" in message.text


def test_sources_list_what_is_known(searcher: Searcher) -> None:
    """The list of sources names each article with its number of passages."""
    message = read(render_sources(words_in("en"), searcher))
    assert "शांति सेना की वापसी · 7 passages" in message.text
