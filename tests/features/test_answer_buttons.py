"""The buttons below an answer: further passages, what stands around them, the source, a copy, votes.

A button acts on what its message says, and on nothing that the bot would have to keep.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any
from urllib.parse import unquote

import pytest

from bot.telegram.callback_data import View
from tests.botapi import BotMessage, FakeBotApi, Person
from tests.botapi.text import marked
from tests.features.conftest import Shared, gets_no_other

PASSAGES = {
    1: "दिल्ली मेट्रो की पहली लाइन लाल है। वह दिसंबर 2002 में शाहदरा से तीस हज़ारी तक खुली थी।",
    2: "दिल्ली मेट्रो की दूसरी लाइन पीली है। वह विश्वविद्यालय से कश्मीरी गेट तक खुली थी।",
    3: "दिल्ली मेट्रो की तीसरी लाइन नीली है। वह द्वारका से बाराखंभा तक खुली थी।",
}
ARTICLES = {
    "metro.txt": "---\ntitle: दिल्ली मेट्रो\nlanguage: hi\nurl: https://example.org/metro\n---\n"
    + "\n\n".join(PASSAGES.values())
}
QUESTION = "दिल्ली मेट्रो की लाइन कौन सी है?"
HITS = [3, 2, 1]  # the passages in the order in which they answer it
LONG = {  # by what makes it long: what it is about stands behind where its repetition is cut
    "emoji": "🙂" * 150 + " " + QUESTION,
    "words": "मुझे यह बताइए कृपया " * 20 + QUESTION,
}

NEXT, BACK, CONTEXT, PASSAGE_ONLY = "अगला ▶", "◀ पिछला", "संदर्भ", "केवल अंश"
HELPFUL, UNHELPFUL = "👍 काम आया", "👎 काम नहीं आया"
OUTDATED = "यह बटन अब काम नहीं करता। कृपया सवाल फिर से भेजिए।"


def asks(person: Person, question: str = QUESTION) -> BotMessage:
    """Return the answer to a question."""
    person.says(question)
    return person.gets(timeout=20)


def turns(person: Person, answer: BotMessage, button: str) -> BotMessage:
    """Return the answer as it is after a press of one of its buttons."""
    assert "text" not in person.presses(answer, button, timeout=20)
    return person.gets_edit(answer)


def shown(answer: BotMessage) -> list[int]:
    """Return which passages an answer shows."""
    return [number for number, passage in PASSAGES.items() if passage in answer.text]


def with_button(answer: BotMessage, data: str) -> BotMessage:
    """Return a message as it would be with another button, such as an older bot has sent, or nobody."""
    return replace(answer, reply_markup={"inline_keyboard": [[{"text": "?", "callback_data": data}]]})


@pytest.mark.usefixtures("shared")
def test_pager_turns_to_the_further_passages_and_back(api: FakeBotApi, asha: Person) -> None:
    """The pager edits the answer: the next passage and the one before, to the last and back to the first."""
    first = asks(asha)
    assert list(first.buttons) == ["1/3", NEXT, CONTEXT, "स्रोत", "कॉपी", HELPFUL, UNHELPFUL]
    second = turns(asha, first, NEXT)
    assert list(second.buttons)[:3] == [BACK, "2/3", NEXT]
    third = turns(asha, second, NEXT)
    assert list(third.buttons)[:2] == [BACK, "3/3"]
    assert NEXT not in third.buttons
    assert [shown(answer) for answer in (first, second, third)] == [[number] for number in HITS]
    assert all(marked(answer, "italic") == [QUESTION] for answer in (first, second, third))
    again = turns(asha, turns(asha, third, BACK), BACK)
    assert (again.html, again.buttons) == (first.html, first.buttons)
    assert len([call for call in api.calls_of("sendMessage") if call.parameters["chat_id"] == asha.id]) == 1


@pytest.mark.usefixtures("shared")
def test_place_between_the_arrows_is_said_in_words(asha: Person) -> None:
    """Pressing 1/3, which a screen reader reads as a fraction, says which passage of how many it is."""
    assert asha.presses(asks(asha), "1/3")["text"] == "3 में से 1"


@pytest.mark.usefixtures("api")
def test_pager_works_after_a_restart(shared: Shared, asha: Person) -> None:
    """An answer that was given before the bot was restarted turns as if nothing had happened."""
    first = asks(asha)
    shared.restart()
    assert shown(turns(asha, first, NEXT)) == [HITS[1]]


@pytest.mark.usefixtures("shared")
def test_pager_works_after_the_question_was_deleted(asha: Person) -> None:
    """The answer repeats the question, so it turns also where the message that asked is gone."""
    question = asha.says(QUESTION)
    first = asha.gets(timeout=20)
    asha.deletes(question)
    second = turns(asha, first, NEXT)
    assert shown(second) == [HITS[1]]
    assert marked(second, "italic") == [QUESTION]


@pytest.mark.usefixtures("shared")
@pytest.mark.parametrize("question", LONG.values(), ids=LONG)
def test_pager_works_where_the_question_is_cut(asha: Person, question: str) -> None:
    """A question too long to be repeated in full is read from the message that asked it."""
    first = asks(asha, question)
    (repeated,) = marked(first, "italic")
    assert repeated.endswith("…")
    assert "लाइन" not in repeated
    second = turns(asha, first, NEXT)
    assert [shown(first), shown(second)] == [[HITS[0]], [HITS[1]]]
    assert marked(second, "italic") == [repeated]


@pytest.mark.usefixtures("shared")
def test_rest_of_a_long_question_does_not_replace_the_answer(asha: Person) -> None:
    """Where a long question was deleted and its repetition is cut before its subject, the answer stays as it is."""
    question = asha.says(LONG["emoji"])
    first = asha.gets(timeout=20)
    asha.deletes(question)
    assert asha.presses(first, NEXT)["text"] == OUTDATED
    assert asha.sees(first) == first


@pytest.mark.usefixtures("shared")
def test_context_shows_what_stands_around_and_goes_away_again(asha: Person) -> None:
    """The button for context shows the passages before and after; the same place then leads back."""
    first = turns(asha, asks(asha), NEXT)
    around = turns(asha, first, CONTEXT)
    assert shown(around) == [1, 2, 3]
    assert marked(around, "bold") == marked(first, "bold")
    assert CONTEXT not in around.buttons
    back = turns(asha, around, PASSAGE_ONLY)
    assert (back.html, back.buttons) == (first.html, first.buttons)


@pytest.mark.usefixtures("shared")
def test_pager_leaves_the_context(asha: Person) -> None:
    """Who turns on from a passage with its context sees the next passage by itself."""
    around = turns(asha, asks(asha), CONTEXT)
    assert shown(around) == [2, 3]
    assert shown(turns(asha, around, NEXT)) == [HITS[1]]


@pytest.mark.usefixtures("shared")
def test_source_opens_at_the_passage(asha: Person) -> None:
    """The source's button opens the article's page where the passage begins and marks it up to its end."""
    url = asks(asha).buttons["स्रोत"]["url"]
    page, _, fragment = url.partition("#:~:text=")
    assert page == "https://example.org/metro"
    begin, end = map(unquote, fragment.split(","))
    assert PASSAGES[HITS[0]].startswith(begin)
    assert PASSAGES[HITS[0]].endswith(end)
    assert url.isascii()


@pytest.mark.usefixtures("shared")
def test_copy_takes_the_best_sentence_with_its_source(asha: Person) -> None:
    """The button for copying holds the sentence that is bold, and which article it is from."""
    answer = asks(asha)
    (best,) = marked(answer, "bold")
    assert answer.buttons["कॉपी"]["copy_text"] == {"text": f"{best}\n— दिल्ली मेट्रो"}


def test_votes_are_counted_once_a_person_and_the_last_one_counts(shared: Shared, api: FakeBotApi, asha: Person) -> None:
    """Whoever votes twice on a passage has one vote, the later; another passage and another person have their own."""
    first = asks(asha)
    for button in (HELPFUL, HELPFUL, UNHELPFUL):
        assert asha.presses(first, button)["text"] == "धन्यवाद, दर्ज कर लिया।"
    asha.presses(turns(asha, first, NEXT), HELPFUL)
    ben = api.person("Ben")
    assert ben.presses(asks(ben), "👍 Helpful")["text"] == "Thank you, noted."
    votes = shared.rows("SELECT telegram_id, article, helpful FROM votes ORDER BY telegram_id, helpful")
    assert votes == [(asha.id, "metro", 0), (asha.id, "metro", 1), (ben.id, "metro", 1)]
    assert asha.sees(first).edits == 1  # by the pager: a vote leaves the answer as it is


@pytest.mark.usefixtures("shared")
def test_button_pressed_twice_turns_once(asha: Person) -> None:
    """A double tap, whose second edit would change nothing, shows the next passage and not the one after."""
    first = asks(asha)
    taps = [asha.taps(first, NEXT) for _ in range(3)]
    assert all("text" not in asha.gets_answer(tap) for tap in taps)
    assert shown(asha.gets_edit(first)) == [HITS[1]]
    gets_no_other(asha, first)  # those taps are done with by now
    assert asha.sees(first).edits == 1


@pytest.mark.usefixtures("shared")
def test_button_of_an_older_view_shows_what_it_said(asha: Person) -> None:
    """Where somebody's screen still shows an older view, its button leads where it says, whatever came after."""
    first = asks(asha)
    third = turns(asha, turns(asha, first, NEXT), NEXT)
    asha.taps(first, NEXT)
    assert shown(asha.gets_edit(third)) == [HITS[1]]


@pytest.mark.usefixtures("shared")
def test_button_below_a_deleted_answer(api: FakeBotApi, asha: Person) -> None:
    """Pressed below an answer that is gone, as from a notification, a button says that it no longer works."""
    answer = asks(asha)
    asha.deletes(answer)
    assert asha.presses(answer, NEXT)["text"] == OUTDATED
    ben = api.person("Ben")
    answer = asks(ben)
    ben.deletes(answer)
    assert ben.presses(answer, "Next ▶")["text"].startswith("This button no longer works.")


@pytest.mark.usefixtures("shared")
@pytest.mark.parametrize("kind", ["group", "supergroup"])
def test_somebody_else_turns_the_answer_in_a_group(api: FakeBotApi, asha: Person, kind: str) -> None:
    """Anybody in a group can turn the answer; it stays in the language of whoever asked, and as short."""
    ben = api.person("Ben")
    group = api.group(asha, ben, supergroup=kind == "supergroup")
    asha.says(f"/ask {QUESTION}", group)
    first = asha.gets(group, timeout=20)
    second = turns(ben, first, NEXT)
    assert "सवाल:" in second.text
    assert {BACK, NEXT} < set(second.buttons)
    for answer, number in ((first, HITS[0]), (second, HITS[1])):
        (best,) = marked(answer, "bold")
        assert best in PASSAGES[number]
        assert shown(answer) == []


@pytest.mark.usefixtures("shared")
@pytest.mark.parametrize(
    "data",
    [
        *("page:2", "x", ":", "view", "view:", "view:0", "view:0::hi", "view:0::hi::", "view:-1::hi:", "view:१::hi:"),
        *("view:0:2:0:0:hi:", "view:99999999999:0:0:0:hi:", "passage:a000000000000:1:0:0:hi", "passage:a0:x:0:0:hi"),
        *("vote:1:a000000000000:1", "vote:+:a0:1", "vote:1:a0:x", "ask:0", "ask:", "language:xx", "language:"),
        *("articles:0:hi", "articles:x:hi", "position:1:hi", "position:a:b:hi", "न" * 21),
    ],
)
def test_button_that_this_version_does_not_know(asha: Person, data: str) -> None:
    """Whatever callback data comes, from another version or a forger, the press is answered in words."""
    answer = asks(asha)
    assert asha.presses(with_button(answer, data), "?")["text"] == OUTDATED
    assert asha.sees(answer) == answer


@pytest.mark.usefixtures("shared")
@pytest.mark.parametrize(
    ("data", "passages", "first_button"),
    [
        (View(999_999_999, language="hi").data(), [HITS[2]], BACK),
        (View(1, language="xx").data(), [HITS[1]], "◀ Back"),
        (View(1, context=True, short=True, language="hi", place="a000000000000").data(), [1, 2, 3], BACK),
        (View(1, language="hi", place="lxx").data(), [HITS[1]], BACK),
    ],
    ids=["beyond the last passage", "unknown language", "unknown article", "language without articles"],
)
def test_button_that_says_what_there_is_not(
    asha: Person, data: str, passages: Sequence[int], first_button: str
) -> None:
    """Callback data of the right form that names what there is not, or no longer, leads to what comes nearest."""
    answer = with_button(asks(asha), data)
    edited: Any = turns(asha, answer, "?")
    assert shown(edited) == list(passages)
    assert next(iter(edited.buttons)) == first_button
