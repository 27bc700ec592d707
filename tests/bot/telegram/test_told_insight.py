"""What was asked, as messages, held against Telegram's own parser."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from telegram.constants import MessageLimit

from bot.catalogue import Catalogue
from bot.state.insight import Asked, Day, Insight, Slow, Unanswered
from bot.state.question_log import LONGEST_LOGGED
from bot.state.votes import ArticleVotes
from bot.telegram.callback_data import Dismissal
from bot.telegram.callback_data import read as carried_in
from bot.telegram.told_insight import render_insight, unanswered_list
from bot.words import Words, languages, words_in
from tests.bot.answers import texts
from tests.bot.articles import article, searcher_of
from tests.bot.telegram.messages import data_of, pressable, read
from tests.botapi.keyboard import check
from tests.botapi.text import parsed_caption, utf16_len
from tests.texts import HOSTILE

EN, HI = words_in("en"), words_in("hi")
AT = datetime(2022, 1, 13, tzinfo=UTC)
METRO = article("metro", "मेट्रो & <मार्ग>", "मेट्रो का मार्ग खुल गया।")
CATALOGUE = Catalogue(searcher_of(METRO))
DAYS = tuple(Day(date(2022, 1, 1) + timedelta(days=number), 2, 1) for number in range(30))
NOTHING = Insight(tuple(Day(day.date, 0, 0) for day in DAYS), None, None, (), (), (), ())
SEEN = Insight(
    days=DAYS,
    median_ms=12,
    p95_ms=345,
    slowest=(Slow("<b>किराया</b> & कितना?", 1234),),
    most_asked=(Asked("मार्ग कब खुला?", 11), Asked("कहाँ\nखुला?", 1)),
    unanswered=(Unanswered("बारिश कब होगी?", 4, AT, (9, 3)), Unanswered("कौन जीता?", 1, AT, (5,))),
    votes=(ArticleVotes("metro", 3, 1), ArticleVotes("gone", 0, 2)),
)

numbers = st.integers(1, 10**9 - 1)
some_texts = st.sampled_from(sorted(HOSTILE.values())) | st.builds(lambda text: text * 60, texts) | texts
# As the log keeps them: so long, and with nothing that no database holds.
questions = some_texts.map(lambda text: text[:LONGEST_LOGGED].encode(errors="replace").decode())
groups = st.builds(Unanswered, questions, numbers, st.just(AT), st.tuples(numbers))


def lists(of: st.SearchStrategy[object]) -> st.SearchStrategy[tuple[object, ...]]:
    """Lists of something, mostly full ones."""
    return st.lists(of, max_size=12).map(tuple)


seen = st.builds(
    Insight,
    days=st.just(DAYS),
    median_ms=numbers,
    p95_ms=numbers,
    slowest=lists(st.builds(Slow, questions, numbers)),
    most_asked=lists(st.builds(Asked, questions, numbers)),
    unanswered=lists(groups),
    votes=lists(st.builds(ArticleVotes, st.just("metro") | questions, numbers, numbers)),
)
spoken = st.sampled_from(languages()).map(words_in)
titles = st.builds(lambda text, times: (text or "x") * times, texts, st.integers(1, 60))


@given(seen=seen, title=titles, words=spoken)
def test_whatever_was_asked_is_a_valid_caption(seen: Insight, title: str, words: Words) -> None:
    """Whatever was asked and whatever articles are called, Telegram takes it all below a picture, as plain text."""
    catalogue = Catalogue(searcher_of(replace(METRO, title=title)))
    caption = parsed_caption(render_insight(seen, catalogue, words), "HTML", None)
    assert 1 <= utf16_len(caption.text) <= MessageLimit.CAPTION_LENGTH
    assert caption.entities == []


@given(unanswered=st.lists(groups, max_size=30), words=spoken)
def test_whatever_found_no_answer_is_a_valid_message(unanswered: list[Unanswered], words: Words) -> None:
    """Whatever was asked, Telegram takes the list; whatever its number, each question has a button that carries it."""
    found = unanswered_list(unanswered, words)
    message = read(found.html)
    assert 1 <= utf16_len(message.text) <= MessageLimit.MAX_TEXT_LENGTH
    assert message.entities == []
    check(found.buttons.to_dict() if found.buttons else None)
    carried = [carried_in(data_of(button)) for button in pressable(found.buttons)]
    assert carried == [Dismissal(group.ids[0], words.language) for group in unanswered[:10]]


def test_what_was_asked_is_told_in_order() -> None:
    """Numbers come first, then what is to be done, what is asked more than once, the rest; what is gone has its id."""
    assert read(render_insight(SEEN, CATALOGUE, EN)).text.splitlines() == [
        "In the last 30 days: 60 questions, 50% answered.",
        "Half of them within 12 ms, 95 in 100 within 345 ms.",
        *("", "Without an answer:", "• बारिश कब होगी? × 4", "• कौन जीता?"),
        *("", "Asked most:", "• मार्ग कब खुला? × 11"),
        *("", "Slowest:", "• <b>किराया</b> & कितना? (1234 ms)"),
        *("", "Votes by article:", "• मेट्रो & <मार्ग> 👍 3 👎 1", "• gone 👍 0 👎 2"),
    ]


def test_nothing_asked_is_told_in_words() -> None:
    """Where nobody asked anything, that is all there is to say."""
    assert render_insight(NOTHING, CATALOGUE, EN) == EN.text("stats-none", days=30)


def test_numbers_are_those_of_the_language() -> None:
    """What is counted is written in the digits of the keeper's language."""
    assert "× ১১" in render_insight(SEEN, CATALOGUE, words_in("bn"))
    assert "× ১১" in unanswered_list([replace(SEEN.unanswered[0], times=11)], words_in("bn")).html


@pytest.mark.parametrize(("asked", "listed"), [(2, 2), (5, 5), (9, 5)])
def test_lists_are_short(asked: int, listed: int) -> None:
    """Below a picture each list has five lines at most."""
    most = tuple(Asked(f"सवाल {number}", 2) for number in range(asked))
    assert read(render_insight(replace(SEEN, most_asked=most), CATALOGUE, EN)).text.count("• सवाल") == listed


def test_what_has_no_room_is_left_out_whole() -> None:
    """Where questions are long, lists that no longer fit are missing with their headings; none is cut in the middle."""
    long = "बहुत लंबा सवाल " * 20
    seen = replace(
        SEEN,
        unanswered=tuple(Unanswered(f"{number} {long}", 1, AT, (number,)) for number in range(5)),
        most_asked=tuple(Asked(f"{number} {long}", 2) for number in range(5)),
        slowest=tuple(Slow(f"{number} {long}", 1) for number in range(5)),
    )
    lines = read(render_insight(seen, CATALOGUE, EN)).text.splitlines()
    assert [line for line in lines if line.endswith(":")] == ["Without an answer:", "Asked most:", "Votes by article:"]
    assert sum(line.startswith("• ") for line in lines) == 5 + 5 + 2
    assert all(utf16_len(line) <= 90 for line in lines)


@pytest.mark.parametrize("length", range(20, 81, 3))
def test_a_full_caption_keeps_the_limit(length: int) -> None:
    """However long questions are, and so however full a caption is, it is not longer than Telegram takes."""
    questions = [f"{number}" + "क" * length for number in range(5)]
    seen = replace(
        SEEN,
        unanswered=tuple(Unanswered(each, 1, AT, (1,)) for each in questions),
        most_asked=tuple(Asked(each, 2) for each in questions),
        slowest=tuple(Slow(each, 1) for each in questions),
    )
    text = read(render_insight(seen, CATALOGUE, EN)).text
    assert MessageLimit.CAPTION_LENGTH / 2 < utf16_len(text) <= MessageLimit.CAPTION_LENGTH


def test_each_question_without_an_answer_has_its_button() -> None:
    """The list says how many there are and how often each was asked; its button dismisses it."""
    found = unanswered_list(SEEN.unanswered, EN)
    assert read(found.html).text.splitlines() == [
        "2 questions found no answer. Press one to dismiss it:",
        "• बारिश कब होगी? × 4",
        "• कौन जीता?",
    ]
    assert {button.text: carried_in(data_of(button)) for button in pressable(found.buttons)} == {
        "✕ बारिश कब होगी? × 4": Dismissal(9, "en"),
        "✕ कौन जीता?": Dismissal(5, "en"),
    }


def test_of_many_questions_the_first_ten_are_listed() -> None:
    """A list has ten buttons at most, and still says how many questions there are."""
    found = unanswered_list([Unanswered(f"सवाल {number}", 1, AT, (number,)) for number in range(25)], EN)
    assert len(pressable(found.buttons)) == 10
    assert read(found.html).text.startswith("25 questions")


def test_no_question_without_an_answer_is_told_in_words() -> None:
    """An empty list is a sentence without buttons."""
    found = unanswered_list([], HI)
    assert (found.html, found.buttons) == (HI.text("unanswered-none"), None)
