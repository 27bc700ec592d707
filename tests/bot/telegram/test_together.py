"""Doing in one go what several ask for."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine, Sequence
from typing import Any

import pytest

from bot.errors import StateError
from bot.telegram.together import Together
from tests.bot.telegram.virtual import now, settled, virtually


class Goes:
    """What is done in each go, which takes a second; a go with a 0 in it fails."""

    def __init__(self, apart: float = 0.0) -> None:
        self.goes: list[list[int]] = []
        self.at_once = 0
        self.together = Together(self._go, apart)

    def ask(self, item: int) -> asyncio.Task[None]:
        """Ask for something in a task of its own."""
        return asyncio.create_task(self.together.do(item))

    async def _go(self, items: Sequence[int]) -> None:
        self.goes.append(list(items))
        self.at_once += 1
        assert self.at_once == 1
        await asyncio.sleep(1)
        self.at_once -= 1
        if 0 in items:
            raise StateError("The database is locked.")


def run(story: Coroutine[Any, Any, None]) -> None:
    """Run a story; nothing of it is under way in the end, and no failure is left unseen."""

    async def watched() -> None:
        unseen: list[object] = []
        asyncio.get_running_loop().set_exception_handler(lambda _, context: unseen.append(context))
        await story
        await settled()
        assert asyncio.all_tasks() == {asyncio.current_task()}
        assert unseen == []

    virtually(watched)


def test_what_is_asked_for_meanwhile_is_done_in_one_go() -> None:
    """The first is done at once, those that come meanwhile together after it, in order; each waits for its own go."""

    async def story() -> None:
        goes, began = Goes(), now()
        first = goes.ask(1)
        await settled()
        others = [goes.ask(number) for number in (2, 3, 4)]
        await first
        assert now() - began == 1
        assert not any(other.done() for other in others)
        await asyncio.gather(*others)
        assert now() - began == 2
        assert goes.goes == [[1], [2, 3, 4]]

    run(story())


def test_it_begins_anew_after_a_while() -> None:
    """When nobody asked for a while, the next is done as the first was."""

    async def story() -> None:
        goes = Goes()
        for number in (1, 2):
            await goes.together.do(number)
            await asyncio.sleep(5)
        assert goes.goes == [[1], [2]]

    run(story())


def test_goes_keep_their_distance() -> None:
    """Who asks soon after a go began waits with those who come meanwhile; who asks later is served at once."""

    async def story() -> None:
        goes, began = Goes(apart=3), now()
        await goes.together.do(1)
        others = [goes.ask(2)]
        await asyncio.sleep(1.5)
        others += [goes.ask(3)]
        await asyncio.gather(*others)
        assert now() - began == 4
        await asyncio.sleep(5)
        await goes.together.do(4)
        assert now() - began == 10
        assert goes.goes == [[1], [2, 3], [4]]

    run(story())


def test_a_failure_is_told_to_all_in_its_go() -> None:
    """All in a go that fails are told, in the others nobody is."""

    async def story() -> None:
        goes = Goes()
        asked = [goes.ask(1)]
        await settled()
        asked += [goes.ask(number) for number in (2, 0, 3)]
        await asyncio.sleep(1.5)
        asked += [goes.ask(4)]
        outcomes = await asyncio.gather(*asked, return_exceptions=True)
        assert goes.goes == [[1], [2, 0, 3], [4]]
        assert [isinstance(outcome, StateError) for outcome in outcomes] == [False, True, True, True, False]

    run(story())


@pytest.mark.parametrize("number", [0, 2])
def test_who_is_cancelled_disturbs_nobody(number: int) -> None:
    """Somebody who is cancelled, before the go or in it, leaves the others as they are; it is done all the same."""

    async def story() -> None:
        goes = Goes()
        first = goes.ask(1)
        await settled()
        asked = [goes.ask(number), goes.ask(3), goes.ask(4)]
        await settled()
        asked[0].cancel()
        await asyncio.sleep(1.5)
        asked[2].cancel()
        outcomes = await asyncio.gather(first, *asked, return_exceptions=True)
        assert goes.goes == [[1], [number, 3, 4]]
        assert outcomes[0] is None
        assert isinstance(outcomes[1], asyncio.CancelledError)
        assert isinstance(outcomes[2], StateError if number == 0 else type(None))
        assert isinstance(outcomes[3], asyncio.CancelledError)

    run(story())


def test_rest_is_when_all_is_done() -> None:
    """At rest all that was asked for is done, also what was asked for by somebody who is gone."""

    async def story() -> None:
        goes = Goes(apart=3)
        await goes.together.rest()
        asked = [goes.ask(1)]
        await settled()
        asked += [goes.ask(2), goes.ask(0)]
        await settled()
        for each in asked:
            each.cancel()
        await goes.together.rest()
        assert goes.goes == [[1], [2, 0]]
        await asyncio.gather(*asked, return_exceptions=True)

    run(story())


def test_all_that_ask_may_be_cancelled() -> None:
    """What was asked for is done though nobody waits for it any more, and the next who asks is served."""

    async def story() -> None:
        goes = Goes()
        first = goes.ask(0)
        await settled()
        first.cancel()
        await goes.together.do(2)
        assert goes.goes == [[0], [2]]

    run(story())
