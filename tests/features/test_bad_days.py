"""Telegram's bad days: it is busy, away, slow, or has changed its mind."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest

from bot.words import words_in
from tests.botapi import FakeBotApi, Person
from tests.features.conftest import Bot, Shared, eventually
from tests.features.crowds import Crowd

QUESTION, ANSWER = "शोइगु ने क्या कहा?", "शोइगू"
HOUR, DAY = 3600, 86400
LATE = words_in("hi").text("late")


@pytest.fixture
def ravi(api: FakeBotApi) -> Person:
    """Somebody else whose Telegram is in Hindi."""
    return api.person("Ravi", language_code="hi")


def asked_ago(api: FakeBotApi, person: Person, seconds: int) -> None:
    """Let a person have asked some time ago, while nothing reached the bot."""
    chat = {"id": person.id, "type": "private", "first_name": "Asha"}
    message = {"message_id": 77, "date": int(time.time()) - seconds, "chat": chat, "from": person.user}
    api.put({"message": {**message, "text": QUESTION}})


@pytest.mark.usefixtures("shared")
def test_a_limited_chat_waits_alone(api: FakeBotApi, asha: Person, ravi: Person) -> None:
    """Where Telegram limits one chat, that chat's answer comes after the wait, once; another chat's comes meanwhile."""
    api.fail_next("sendMessage", 429, retry_after=3, chat_id=asha.id)
    asha.says(QUESTION)
    assert api.waits_for(lambda server: any(call.answer for call in server.calls_of("sendMessage")), timeout=20)
    ravi.says(QUESTION)
    assert ANSWER in ravi.gets(timeout=20).text
    asha.gets_nothing(within=0)
    assert ANSWER in asha.gets(timeout=20).text
    asha.gets_nothing(within=0.2)


@pytest.mark.usefixtures("shared")
@pytest.mark.parametrize("dropped", [False, True], ids=["502", "dropped"])
def test_what_was_surely_not_sent_is_sent_again(api: FakeBotApi, asha: Person, *, dropped: bool) -> None:
    """After a 502 and after a connection that was cut, the answer is sent again, and comes once."""
    if dropped:
        api.drop_next("sendMessage", chat_id=asha.id, times=2)
    else:
        api.fail_next("sendMessage", 502, "Bad Gateway", chat_id=asha.id, times=2)
    asha.says(QUESTION)
    assert ANSWER in asha.gets(timeout=20).text
    asha.gets_nothing(within=0.2)


@pytest.mark.usefixtures("shared")
def test_a_button_works_through_a_bad_minute(api: FakeBotApi, asha: Person) -> None:
    """A press is told that it arrived, and does what it says, though both calls fail at first."""
    asha.says("/settings")
    menu = asha.gets(timeout=20)
    api.drop_next("answerCallbackQuery")
    api.fail_next("editMessageText", 502, "Bad Gateway", chat_id=asha.id)
    asha.taps(menu, "English")
    assert asha.gets_edit(menu, timeout=20).text == "From now on I will speak English."


@pytest.mark.usefixtures("shared")
@pytest.mark.parametrize("dropped", [False, True], ids=["502", "dropped"])
def test_fetching_goes_on_after_trouble(api: FakeBotApi, asha: Person, *, dropped: bool) -> None:
    """Where fetching fails in the middle, questions that were asked meanwhile are fetched and answered after it."""
    if dropped:
        api.drop_next("getUpdates")
    else:
        api.fail_next("getUpdates", 502, "Bad Gateway")
    asha.says(QUESTION)  # by the request that waits already; the next one fails
    asha.gets(timeout=20)
    asha.says(QUESTION)
    assert ANSWER in asha.gets(timeout=20).text


def test_a_blocked_chat_is_forgotten(shared: Shared, asha: Person, ravi: Person) -> None:
    """Who blocks the bot is forgotten where that shows, and not written to again; nothing is set aside for it."""
    for person in (asha, ravi):
        person.says("/help")
        person.gets(timeout=20)
    known = "SELECT telegram_id FROM telegram_languages WHERE telegram_id IN (?, ?)"
    assert {row[0] for row in shared.rows(known, asha.id, ravi.id)} == {asha.id, ravi.id}
    shared.api.fail_next("sendMessage", 403, "Forbidden: bot was blocked by the user", chat_id=asha.id)
    asha.says(QUESTION)
    assert eventually(lambda: shared.rows(known, asha.id, ravi.id) == [(ravi.id,)])
    asha.gets_nothing(within=0.2)
    assert shared.rows("SELECT * FROM inbox WHERE state = 'aside'") == []


def test_a_group_where_the_bot_may_not_write_is_left_alone(shared: Shared, asha: Person) -> None:
    """Where the bot has no right to write, nothing is tried again or set aside."""
    group = shared.api.group(asha)
    refused = "Bad Request: not enough rights to send text messages to the chat"
    shared.api.fail_next("sendMessage", 400, refused, chat_id=group.id)
    said = asha.says(f"/ask {QUESTION}", group)
    done = "SELECT state FROM inbox WHERE update_id = ?"
    assert eventually(lambda: shared.rows(done, said.update_id) == [("done",)])
    assert sum(call.parameters["chat_id"] == group.id for call in shared.api.calls_of("sendMessage")) == 1


@pytest.mark.usefixtures("shared")
def test_who_waited_long_is_told_so(api: FakeBotApi, asha: Person) -> None:
    """A question that waited for more than ten minutes is answered below a word that it took a while."""
    asha.says("/help")
    asha.gets(timeout=20)
    asked_ago(api, asha, HOUR)
    late = asha.gets(timeout=20).text
    assert late.startswith(LATE)
    assert ANSWER in late
    asha.says(QUESTION)
    assert LATE not in asha.gets(timeout=20).text


@pytest.mark.usefixtures("shared")
def test_a_question_of_the_day_before_is_dropped(api: FakeBotApi, asha: Person) -> None:
    """A question that waited for more than a day is answered no more; the next one is."""
    asha.says("/help")
    asha.gets(timeout=20)
    asked_ago(api, asha, DAY + HOUR)
    said = asha.says(QUESTION)
    assert asha.gets(timeout=20).reply_to == said.message_id
    asha.gets_nothing(within=0.2)


def test_a_second_poller_is_named_once(api: FakeBotApi, bot: Bot, asha: Person) -> None:
    """While another process polls, one line says so; when it is gone, the bot goes on."""
    asha.says(QUESTION)
    asha.gets(timeout=20)

    def poll(_: int) -> int:
        return httpx.get(f"{api.url}/bot{api.token}/getUpdates?timeout=1&offset=-1", timeout=20).status_code

    with ThreadPoolExecutor(1) as other:
        list(other.map(poll, range(3)))
    asha.says(QUESTION)
    assert ANSWER in asha.gets(timeout=40).text
    assert bot.stop() == 0
    assert bot.log.count("Another process polls with the same BOT_TOKEN") == 1


def test_a_thousand_updates_wait(api: FakeBotApi, telegram: dict[str, str], tmp_path: Path) -> None:
    """A bot that starts with a thousand questions waiting answers each of them once, each chat's in order."""
    crowd = Crowd(api, 250)
    crowd.asks(1000)
    bot = Bot(telegram, tmp_path)
    assert crowd.is_answered(timeout=90)
    assert bot.stop() == 0
    assert set(crowd.answered().values()) == {1}
    assert all(crowd.replies(person) == sorted(crowd.replies(person)) for person in crowd.people)
