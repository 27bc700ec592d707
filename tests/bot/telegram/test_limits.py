"""How much Telegram takes, from each chat and from all."""

from __future__ import annotations

import asyncio
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.telegram import limits as module
from tests.bot.telegram.limited import ASHA, EDIT, GROUP, MENU, Call, Telegram, run
from tests.bot.telegram.virtual import now, stall

BETWEEN = 1.05 / 30  # seconds between two messages of thirty a second, with some to spare


def closest(times: list[float], number: int) -> float:
    """Return the least time from a call to the one that comes so many later, to a tenth of a millisecond."""
    return min((round(later - earlier, 4) for earlier, later in zip(times, times[number:], strict=False)), default=9e9)


def test_an_idle_chat_is_served_at_once() -> None:
    """A message waits for nothing where nothing was sent, whatever waits elsewhere, and its answer is returned."""

    async def story() -> list[float]:
        telegram = Telegram()
        busy = [asyncio.create_task(telegram.call(GROUP)) for _ in range(50)]
        await asyncio.sleep(3.5)
        assert await telegram.call(ASHA) == "answer 5"
        for task in busy:
            task.cancel()
        await asyncio.gather(*busy, return_exceptions=True)
        return telegram.times(ASHA)

    assert run(story) == [3.5]


def test_a_chat_gets_a_message_a_second() -> None:
    """In a chat the next message goes a second after the one before it was taken, in the order in which they came."""

    async def story() -> list[Call]:
        telegram = Telegram()
        await asyncio.gather(*(telegram.call(ASHA, words=number, takes=0.2) for number in range(4)))
        await asyncio.sleep(0.4)
        await telegram.call(ASHA, words=4)
        await asyncio.sleep(20)
        await telegram.call(ASHA, words=5)
        return telegram.calls

    calls = run(story)
    assert [call.came for call in calls] == pytest.approx([0, 1.2, 2.4, 3.6, 4.8, 24.8])
    assert [call.words for call in calls] == [*range(6)]


def test_a_group_gets_twenty_messages_a_minute() -> None:
    """A group's twenty-first message goes a minute after the first; a person's does not wait for that."""

    async def story() -> tuple[list[float], list[float]]:
        telegram = Telegram()
        await asyncio.gather(*(telegram.call(chat) for chat in (GROUP, ASHA) for _ in range(23)))
        return telegram.times(GROUP), telegram.times(ASHA)

    group, person = run(story)
    assert group == pytest.approx([*range(20), 60, 61, 62])
    assert person == pytest.approx([*range(23)])


def test_all_chats_together_get_so_many_messages_a_second() -> None:
    """Messages to many chats go evenly, as many a second as Telegram takes."""

    async def story() -> list[float]:
        telegram = Telegram(a_second=30)
        await asyncio.gather(*(telegram.call(chat) for chat in range(100)))
        return telegram.times()

    times = run(story)
    assert times == pytest.approx([number * BETWEEN for number in range(100)])


SENT = st.tuples(st.sampled_from([0, 0, 0, 0.01, 0.3, 1, 30]), st.sampled_from([1, 2, 3, -1, -2]))
"""How long after the one before a message is sent, and where."""


@given(st.lists(SENT, max_size=60), st.sampled_from([1, 3, 30]), st.sampled_from([0, 0.05, 2]))
def test_limits_are_kept_and_nothing_waits_without_need(
    sent: list[tuple[float, int]], a_second: int, takes: float
) -> None:
    """However messages come, all limits are kept, each chat has them in order, and none waits for anything else."""

    async def story() -> tuple[list[float], list[Call]]:
        telegram, tasks, came = Telegram(a_second, places=200), [], []
        for number, (after, chat) in enumerate(sent):
            await asyncio.sleep(after)
            came.append(telegram.since(now()))
            call = partial(telegram.call, chat, words=number, takes=takes)
            tasks.append(asyncio.create_task(telegram.update(call)))
        await asyncio.gather(*tasks)
        return came, sorted(telegram.calls)

    came, calls = run(story)
    times = [call.came for call in calls]
    assert len(calls) == len(sent)
    assert closest(times, a_second) >= 1
    for chat in {chat for _, chat in sent}:
        of_chat = [call for call in calls if call.chat == chat]
        assert [call.words for call in of_chat] == sorted(call.words for call in of_chat)  # type: ignore[type-var]
        for place, call in enumerate(of_chat):
            ready = came[int(str(call.words))]
            if place:
                ready = max(ready, of_chat[place - 1].answered + 1)
            if chat < 0 and place >= 20:
                ready = max(ready, of_chat[place - 20].answered + 60)
            assert call.came > ready - 1e-3
            before = [time for time in times if time < call.came]
            went_just_now = before and call.came - before[-1] == pytest.approx(1.05 / a_second, abs=1e-3)
            assert call.came < ready + 1e-3 or went_just_now


@pytest.mark.parametrize("places", [1, 2, 5])
def test_limits_are_kept_after_a_jam(places: int) -> None:
    """Messages whose turn came while slow updates had all places go no faster than others when they have one."""

    async def story() -> list[float]:
        telegram = Telegram(a_second=30, places=places)
        calls = [asyncio.create_task(telegram.update(partial(telegram.call, chat))) for chat in range(70)]
        slow = [asyncio.create_task(telegram.update(partial(asyncio.sleep, 20))) for _ in range(places)]
        await asyncio.gather(*slow, *calls)
        return telegram.times()

    times = run(story)
    assert len(times) == 70
    assert closest(times, 30) >= 1


def test_limits_are_kept_after_a_stall() -> None:
    """Messages whose turn came while the process did nothing do not go all at once."""

    async def story() -> list[float]:
        telegram = Telegram(a_second=30, places=200)
        calls = [asyncio.create_task(telegram.update(partial(telegram.call, chat))) for chat in range(100)]
        await asyncio.sleep(0.5)
        stall(1.5)
        await asyncio.gather(*calls)
        return telegram.times()

    assert closest(run(story), 30) >= 1


def test_an_edit_is_not_held_up() -> None:
    """Edits, and other calls that send nothing new, go at once, also right after a message and in any number."""

    async def story() -> list[Call]:
        telegram = Telegram(a_second=1)
        for _ in range(3):
            await telegram.call(ASHA)
        for _ in range(30):
            await telegram.call(ASHA, endpoint=EDIT)
        await telegram.call(None, endpoint=MENU)
        return telegram.calls

    calls = run(story)
    assert {call.came for call in calls[3:]} == {calls[2].came}


def test_who_is_cut_off_holds_up_nobody() -> None:
    """An update that is cancelled, whatever it waits for, leaves the others of its chat in order, and all places."""

    async def story() -> list[object]:
        telegram = Telegram(places=3)
        tasks = [asyncio.create_task(telegram.update(partial(telegram.call, ASHA, words=words))) for words in "abcde"]
        await asyncio.sleep(0.5)
        for task in (tasks[1], tasks[3]):
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        all_at_once = asyncio.Barrier(3)
        async with asyncio.timeout(1):
            await asyncio.gather(*(telegram.update(all_at_once.wait) for _ in range(3)))
        return [call.words for call in telegram.calls]

    assert run(story) == ["a", "c", "e"]


def test_memory_is_bounded() -> None:
    """However many chats are written to, what is known of a limited number is kept: of those of late."""

    async def story() -> None:
        telegram = Telegram()
        for chat in range(2 * module._CHATS):
            await telegram.call(chat)
        assert len(telegram.limits._chats) == module._CHATS
        assert len(telegram.limits._queues) == 0
        await telegram.call(2 * module._CHATS - 1)
        assert telegram.times()[-1] == 1

    run(story)
