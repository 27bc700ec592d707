"""The order in which updates are worked on."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime

import pytest
from telegram import Chat, InlineQuery, Message, Update, User

from bot.telegram.order import InOrder

ASHA, RAVI = User(1, "Asha", is_bot=False), User(2, "Ravi", is_bot=False)
TYPED = Update(1, inline_query=InlineQuery("1", ASHA, "", ""))


def written(chat_id: int, user: User = ASHA) -> Update:
    """A message in a chat."""
    return Update(1, message=Message(1, datetime.now(UTC), Chat(chat_id, Chat.GROUP), from_user=user))


class Work:
    """Updates that are worked on, each until it is let go; what has begun and what is done, in order."""

    def __init__(self, at_once: int = 256) -> None:
        self.began: list[str] = []
        self.done: list[str] = []
        self.in_order = InOrder(at_once)
        self._go: dict[str, asyncio.Event] = {}
        self._tasks: dict[str, asyncio.Task[None]] = {}

    async def add(self, name: str, update: object) -> None:
        """Hand over an update, and wait until nothing moves any more."""
        self._go[name] = asyncio.Event()
        self._tasks[name] = asyncio.create_task(self.in_order.process_update(update, self._work(name)))
        await settled()

    async def finish(self, *names: str) -> None:
        """Let the work on updates end, one after another."""
        for name in names:
            self._go[name].set()
            await settled()

    async def fail(self, name: str) -> None:
        """Let the work on an update end with an error."""
        self._go[name].set()
        self._go[name] = asyncio.Event()  # noticed by the work
        with pytest.raises(ArithmeticError):
            await self._tasks[name]
        await settled()

    async def _work(self, name: str) -> None:
        self.began.append(name)
        go = self._go[name]
        await go.wait()
        if go is not self._go[name]:
            raise ArithmeticError
        self.done.append(name)


async def settled() -> None:
    """Let all that can go on go on: a few rounds of the event loop, more than any update here takes."""
    for _ in range(20):
        await asyncio.sleep(0)


def worked(story: Callable[[Work], Awaitable[None]], at_once: int = 256) -> Work:
    """What came of a story."""

    async def run() -> Work:
        work = Work(at_once)
        await story(work)
        return work

    return asyncio.run(run())


def test_updates_of_a_chat_are_worked_on_one_after_another() -> None:
    """In a chat the next update begins when the one before it is done, whoever wrote it, in the order they came."""

    async def story(work: Work) -> None:
        await work.add("question", written(-1, ASHA))
        await work.add("other", written(-1, RAVI))
        await work.add("edit", written(-1, ASHA))
        assert work.began == ["question"]
        await work.finish("question")
        assert work.began == ["question", "other"]
        await work.finish("other", "edit")

    assert worked(story).done == ["question", "other", "edit"]


def test_updates_of_different_chats_are_worked_on_side_by_side() -> None:
    """A slow answer delays no other chat, not even that of the same person."""

    async def story(work: Work) -> None:
        await work.add("slow", written(-1))
        await work.add("quick", written(-2))
        assert work.began == ["slow", "quick"]
        await work.finish("quick", "slow")

    assert worked(story).done == ["quick", "slow"]


@pytest.mark.parametrize("update", [TYPED, Update(1), "no update"], ids=["inline query", "empty", "no update"])
def test_what_is_in_no_chat_waits_for_nothing(update: object) -> None:
    """What belongs to no chat begins at once, an inline query even while the same person's chat is busy."""

    async def story(work: Work) -> None:
        await work.add("chat", written(ASHA.id))
        await work.add("first", update)
        await work.add("second", update)
        assert work.began == ["chat", "first", "second"]
        await work.finish("second", "first", "chat")

    assert worked(story).done == ["second", "first", "chat"]


def test_failure_does_not_hold_up_its_chat() -> None:
    """After an update that failed the next one of its chat has its turn."""

    async def story(work: Work) -> None:
        await work.add("bad", written(-1))
        await work.add("good", written(-1))
        await work.fail("bad")
        await work.finish("good")

    assert worked(story).done == ["good"]


def test_at_most_so_many_are_under_way() -> None:
    """No more updates are under way than allowed; the next begins when one is done."""

    async def story(work: Work) -> None:
        for chat_id in (-1, -2, -3):
            await work.add(str(chat_id), written(chat_id))
        assert work.began == ["-1", "-2"]
        await work.finish("-2", "-1", "-3")

    assert worked(story, at_once=2).done == ["-2", "-1", "-3"]


def test_a_busy_chat_takes_no_place_of_others() -> None:
    """A chat with many waiting updates holds one place: what waits for its turn keeps nobody out."""

    async def story(work: Work) -> None:
        for number in range(10):
            await work.add(f"busy {number}", written(-1))
        await work.add("other", written(-2))
        assert work.began == ["busy 0", "other"]
        await work.add("third", written(-3))
        assert work.began == ["busy 0", "other"]
        await work.finish("other")
        assert work.began == ["busy 0", "other", "third"]
        await work.finish("third", *(f"busy {number}" for number in range(10)))

    assert worked(story, at_once=2).done == ["other", "third", *(f"busy {number}" for number in range(10))]


def test_who_waits_longest_goes_first() -> None:
    """A place that falls free goes to the update that waits longest for one, not to the next of a busy chat."""

    async def story(work: Work) -> None:
        await work.add("first", written(-1))
        await work.add("second", written(-1))
        await work.add("other", written(-2))
        await work.finish("first")
        assert work.began == ["first", "other"]
        await work.finish("other", "second")

    assert worked(story, at_once=1).done == ["first", "other", "second"]


def test_nothing_is_kept_of_chats_that_are_done() -> None:
    """What keeps the order of a chat is gone with its last update, however many chats there were."""

    async def story(work: Work) -> None:
        for number in range(3):
            await work.add(str(number), written(-1 - number % 2))
        await work.finish("0", "1", "2")

    assert dict(worked(story).in_order._turns) == {}
