"""Telegram's limits on new messages, in the double of the Bot API server."""

import time
from collections.abc import Sequence

import pytest
from telegram import Bot
from telegram.error import BadRequest, RetryAfter

from tests.botapi import FakeBotApi, Person
from tests.botapi.errors import ApiError
from tests.botapi.library import post, run
from tests.botapi.pace import CHAT, GROUP, JITTER, OVERALL, Limits, Pace

GROUP_ID, MANY = -7, range(1, 1_000)


@pytest.fixture
def asha(api: FakeBotApi) -> Person:
    """Give somebody who has started a chat with the bot."""
    person = api.person("Asha")
    person.says("/start")
    return person


def fill(api: FakeBotApi, *chats: int) -> None:
    """Limit a server, and let it believe that it will have sent to some chats in a minute."""
    api.limit()
    limits = api._endpoint.limits
    assert limits
    for chat in chats:
        limits.taken.note(chat, time.monotonic() + 60)


def pace(*messages: tuple[int, float]) -> Pace:
    """Return the pace of messages, given by their chats and times."""
    found = Pace()
    for message in messages:
        found.note(*message)
    return found


# The limits themselves, by a clock of the tests


@pytest.mark.parametrize(
    ("messages", "chat", "now", "wait"),
    [
        ([], 1, 0, 0),
        ([(1, 0)], 1, 0.5, 1),
        ([(1, 0)], 1, 1, 0),
        ([(1, 0)], 2, 0, 0),
        ([(chat, 0) for chat in MANY[:29]], 99, 0.5, 0),
        ([(chat, 0) for chat in MANY[:30]], 99, 0.5, 1),
        ([(chat, 0) for chat in MANY[:30]], 99, 1, 0),
        ([(GROUP_ID, time) for time in range(19)], GROUP_ID, 30, 0),
        ([(GROUP_ID, time) for time in range(20)], GROUP_ID, 30, 30),
        ([(GROUP_ID, time) for time in range(20)], GROUP_ID, 60, 0),
        ([(1, time) for time in range(20)], 1, 30, 0),
    ],
)
def test_when_the_next_message_may_come(
    messages: Sequence[tuple[int, float]], chat: int, now: float, wait: int
) -> None:
    """One a second in a chat, twenty a minute in a group, thirty a second in all, and then the rest of that time."""
    assert pace(*messages).wait(chat, now) == wait


def test_calls_may_be_late() -> None:
    """Who sends a second apart keeps the limit, though the calls come a little closer; who sends sooner does not."""
    assert pace((1, 0), (1, 1 - JITTER)).is_kept
    assert not pace((1, 0), (1, 0.9)).is_kept


def test_the_densest_moment_is_remembered() -> None:
    """What counts is any second and any minute, not those of a clock, and later quiet does not make up for it."""
    dense = pace(*[(GROUP_ID, 0.8 * time) for time in range(21)], (1, 16), (2, 16), (1, 500))
    assert dense.most == {OVERALL: 4, CHAT: 2, GROUP: 21}
    assert not dense.is_kept
    assert pace(*[(chat, chat / 30) for chat in MANY]).is_kept


def test_refusals_take_no_place() -> None:
    """Who was told to wait and asks again too soon is refused again, and not for longer."""
    limits = Limits()
    limits.taken.note(1, 0)
    for now in 0.2, 0.4:
        with pytest.raises(ApiError) as refused:
            limits.check(1, now)
        assert refused.value.answer()["parameters"] == {"retry_after": 1}
    limits.check(1, 1)
    assert limits.refused == 2


# The server


def test_without_limits_everything_is_sent_and_counted(api: FakeBotApi, asha: Person) -> None:
    """A server that was not told to limit refuses nothing, and tells how densely messages came."""

    async def work(bot: Bot) -> None:
        sent = await bot.send_message(asha.id, "1")
        await bot.send_document(asha.id, b"2")
        await bot.edit_message_text("3", asha.id, sent.message_id)

    run(api, work)
    assert (api.refused, api.pace.most[OVERALL], api.pace.is_kept) == (0, 2, False)


def test_a_message_too_many_is_refused(api: FakeBotApi, asha: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    """A message that comes too early is refused in Telegram's words; edits and other chats are not touched."""
    monkeypatch.setenv("PTB_TIMEDELTA", "true")  # the library warns about its old type of retry_after
    ravi = api.person("Ravi")
    ravi.says("/start")

    async def work(bot: Bot) -> None:
        sent = await bot.send_message(asha.id, "1")
        fill(api, asha.id)
        with pytest.raises(RetryAfter):
            await bot.send_document(asha.id, b"2")
        await bot.edit_message_text("3", asha.id, sent.message_id)
        await bot.send_message(ravi.id, "4")

    run(api, work)
    assert api.refused == 1
    assert (asha.gets().text, ravi.gets().text) == ("3", "4")
    asha.gets_nothing(within=0.02)


def test_the_bot_as_a_whole_is_limited(api: FakeBotApi, asha: Person) -> None:
    """After thirty messages to others nobody gets one, and the answer tells how long that lasts."""
    fill(api, *MANY[:30])
    answer = post(api, "sendMessage", chat_id=asha.id, text="1")
    assert (answer["error_code"], api.refused) == (429, 1)
    seconds = answer["parameters"]["retry_after"]
    assert 1 < seconds <= 61
    assert answer["description"] == f"Too Many Requests: retry after {seconds}"


def test_what_is_not_sent_takes_no_place(api: FakeBotApi, asha: Person) -> None:
    """A message that was wrong in itself can be sent again at once when it is mended."""
    api.limit()

    async def work(bot: Bot) -> None:
        with pytest.raises(BadRequest):
            await bot.send_message(asha.id, "<b>", parse_mode="HTML")
        await bot.send_message(asha.id, "<b>")

    run(api, work)
    assert (api.refused, asha.gets().text) == (0, "<b>")
