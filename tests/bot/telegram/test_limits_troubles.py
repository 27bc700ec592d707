"""What waits where Telegram takes nothing, and what is tried again."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from functools import partial

import aiohttp
import pytest
from telegram.error import BadRequest, Forbidden, NetworkError, RetryAfter, TelegramError, TimedOut

from bot.telegram.waiting import wait_of
from bot.telegram.work import Work
from tests.bot.telegram.errors import because_of
from tests.bot.telegram.limited import ASHA, EDIT, GROUP, MENU, RAVI, SEND, TYPING, Call, Telegram, run
from tests.bot.telegram.virtual import now, settled

AWAY = NetworkError("Bad Gateway")


def retry_after(seconds: float) -> RetryAfter:
    """Return Telegram's wish to wait."""
    return RetryAfter(timedelta(seconds=seconds))


def test_a_chat_that_takes_nothing_delays_no_other() -> None:
    """Where Telegram asks a chat to wait, that chat waits, message by message and for edits too, and nobody else."""

    async def story() -> Telegram:
        telegram = Telegram()
        limited = [telegram.call(GROUP, retry_after(30), words="first"), telegram.call(GROUP, words="second")]
        tasks = [asyncio.create_task(call) for call in limited]
        await asyncio.sleep(1)
        tasks.append(asyncio.create_task(telegram.call(GROUP, endpoint=EDIT, words="edit")))
        for chat in (ASHA, RAVI):
            await telegram.call(chat)
            await telegram.call(chat, endpoint=EDIT)
        await asyncio.gather(*tasks)
        return telegram

    telegram = run(story)
    assert telegram.times(ASHA) == telegram.times(RAVI) == [1, 1]
    limited = sorted((call.came, call.words) for call in telegram.calls if call.chat == GROUP)
    assert limited == [(0, "first"), (30, "edit"), (30, "first"), (31, "second")]


@pytest.mark.parametrize("error", [retry_after(30), AWAY])
def test_who_waits_holds_no_place(error: TelegramError) -> None:
    """While an update waits, for its chat or for Telegram, another one has its place; then it goes on as before."""

    async def story() -> list[Call]:
        telegram = Telegram(places=1)
        waiting = asyncio.create_task(telegram.update(partial(telegram.call, GROUP, error, words="late")))
        behind = asyncio.create_task(telegram.update(partial(telegram.call, GROUP, words="behind")))
        await settled()
        for chat in (ASHA, RAVI):
            await telegram.update(partial(telegram.call, chat, words="other"))
        await asyncio.gather(waiting, behind)
        await telegram.update(partial(telegram.call, ASHA, words="next"))
        return telegram.calls

    assert [call.words for call in run(story)] == ["late", "other", "other", "late", "behind", "next"]


def test_a_call_without_a_chat_waits_by_itself() -> None:
    """Where a call of no chat has to wait, no other call does."""

    async def story() -> list[tuple[float, object]]:
        telegram = Telegram()
        limited = asyncio.create_task(telegram.call(None, retry_after(9), endpoint=MENU, words="limited"))
        await settled()
        await telegram.call(None, endpoint=MENU, words="other")
        await telegram.call(ASHA, words="message")
        await limited
        return [(call.came, call.words) for call in telegram.calls]

    assert run(story) == [(0, "limited"), (0, "other"), (0, "message"), (9, "limited")]


def test_typing_is_shown_where_telegram_has_nothing_else_to_do() -> None:
    """Typing goes at once; not while its chat has to wait, nor while messages to others do."""

    async def story() -> None:
        telegram = Telegram(a_second=2)
        for _ in range(3):
            await telegram.call(ASHA, endpoint=TYPING)
        limited = asyncio.create_task(telegram.call(ASHA, retry_after(9)))
        await settled()
        with pytest.raises(RetryAfter):
            await telegram.call(ASHA, endpoint=TYPING)
        await telegram.call(RAVI, endpoint=TYPING)
        await limited
        await telegram.call(ASHA, endpoint=TYPING)
        many = [asyncio.create_task(telegram.call(chat)) for chat in range(100, 104)]
        await settled()
        with pytest.raises(RetryAfter):
            await telegram.call(RAVI, endpoint=TYPING)
        await asyncio.gather(*many)
        assert len([call for call in telegram.calls if call.endpoint == TYPING]) == 5

    run(story)


def test_who_waits_for_an_answer_holds_no_place() -> None:
    """While Telegram takes its time to answer in some chats, others are served."""

    async def story() -> list[float]:
        telegram = Telegram(places=2)
        slow = [
            asyncio.create_task(telegram.update(partial(telegram.call, chat, takes=20))) for chat in range(100, 110)
        ]
        await settled()
        await telegram.update(partial(telegram.call, ASHA))
        await asyncio.gather(*slow)
        # All places are there again, and no more.
        free = asyncio.Barrier(2)
        async with asyncio.timeout(1):
            await asyncio.gather(*(telegram.update(free.wait) for _ in range(2)))
        more = [asyncio.create_task(telegram.update(partial(asyncio.sleep, 1))) for _ in range(4)]
        began = now()
        await asyncio.gather(*more)
        assert now() - began == 2
        return telegram.times(ASHA)

    assert run(story) == [0]


@pytest.mark.parametrize("endpoint", [TYPING, "answerInlineQuery"])
@pytest.mark.parametrize("error", [retry_after(9), AWAY, TimedOut(), Forbidden("x")])
def test_what_nobody_waits_for_never_waits(endpoint: str, error: TelegramError) -> None:
    """Typing and inline answers go at once or not at all, and count for nothing."""

    async def story() -> None:
        telegram = Telegram(a_second=1, places=1)
        for _ in range(2):
            await telegram.call(ASHA, endpoint=endpoint)
        with pytest.raises(type(error)):
            await telegram.call(ASHA, error, endpoint=endpoint)
        assert [call.came for call in telegram.calls] == [0, 0, 0]

    run(story)


UNDONE = [
    AWAY,
    because_of(NetworkError("x"), aiohttp.ClientOSError()),
    because_of(NetworkError("x"), aiohttp.ServerDisconnectedError()),
    because_of(TimedOut(), aiohttp.ConnectionTimeoutError()),
]


@pytest.mark.parametrize("endpoint", [SEND, EDIT, MENU])
@pytest.mark.parametrize("error", UNDONE, ids=repr)
def test_what_was_surely_not_done_is_tried_again(error: TelegramError, endpoint: str) -> None:
    """While Telegram cannot be reached a call is made again, after pauses that grow, and its answer is returned."""

    async def story() -> list[float]:
        telegram = Telegram()
        chat = None if endpoint == MENU else ASHA
        assert await telegram.call(chat, *[error] * 7, endpoint=endpoint) == "answer 8"
        return telegram.times()

    assert run(story) == [0, 0.5, 1.5, 3.5, 7.5, 15.5, 23.5, 31.5]


@pytest.mark.parametrize("endpoint", [SEND, EDIT])
@pytest.mark.parametrize(
    "error",
    [
        because_of(TimedOut(), aiohttp.SocketTimeoutError()),
        because_of(NetworkError("x"), aiohttp.ClientPayloadError()),
        *(BadRequest("x"), Forbidden("x"), ZeroDivisionError("x")),
    ],
    ids=repr,
)
def test_what_may_have_been_done_is_not_done_again(error: Exception, endpoint: str) -> None:
    """A call that may have been done, or that Telegram refuses, is made once, and the next in its chat is served."""

    async def story() -> list[float]:
        telegram = Telegram()
        with pytest.raises(type(error)) as caught:
            await telegram.call(ASHA, error, endpoint=endpoint)
        assert caught.value is error
        await telegram.call(ASHA)
        return telegram.times()

    assert run(story) == [0, 1 if endpoint == SEND else 0]


@pytest.mark.parametrize("error", [*UNDONE, retry_after(25)], ids=repr)
def test_what_waits_too_long_is_given_back(error: TelegramError) -> None:
    """After a minute of trying in vain the update goes back to the inbox: its call fails, having sent nothing."""

    async def story() -> float:
        telegram = Telegram()
        with pytest.raises(type(error)):
            await telegram.update(partial(telegram.call, ASHA, *[error] * 99))
        assert telegram.times()[-1] > 30
        return telegram.since(now())

    assert run(story) <= 60


@pytest.mark.parametrize("endpoint", [SEND, EDIT])
def test_a_long_wait_is_not_even_begun(endpoint: str) -> None:
    """Where Telegram asks to wait for hours, a call is given back at once, and so are others in that chat."""

    async def story() -> None:
        telegram = Telegram()
        for wait in (retry_after(9000), *[None] * 2):
            with pytest.raises(RetryAfter) as caught:
                await telegram.call(GROUP, *[wait] if wait else [], endpoint=endpoint)
            assert wait_of(caught.value).total_seconds() == pytest.approx(9000, abs=1)
        assert telegram.since(now()) < 5
        await asyncio.sleep(9000)
        await telegram.call(GROUP, endpoint=endpoint)

    run(story)


@pytest.mark.parametrize("error", [AWAY, retry_after(40)], ids=repr)
def test_what_was_sent_in_part_is_gone_on_with(error: TelegramError) -> None:
    """An update of whose answer a message was sent already is not given back: what is left waits, however long."""

    async def story() -> Work:
        telegram = Telegram()
        return await telegram.update(
            partial(telegram.call, ASHA), partial(telegram.call, ASHA, *[error] * 99), partial(telegram.call, ASHA)
        )

    assert run(story).sent


def test_it_is_known_whether_a_message_was_sent() -> None:
    """An update knows that a message was sent; an edit, typing, and what failed are none."""

    async def story() -> None:
        telegram = Telegram()

        async def fail() -> None:
            with pytest.raises(Forbidden):
                await telegram.call(ASHA, Forbidden("x"))

        for endpoint in (EDIT, TYPING):
            assert not (await telegram.update(partial(telegram.call, ASHA, endpoint=endpoint))).sent
        assert not (await telegram.update(fail)).sent
        assert (await telegram.update(partial(telegram.call, ASHA, AWAY))).sent
        assert (await telegram.update(partial(telegram.call, ASHA, endpoint="sendPhoto"))).sent

    run(story)
