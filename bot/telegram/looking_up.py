"""Looking up what was asked: on a thread, or at once where that takes less than the way there."""

from __future__ import annotations

import asyncio
from time import perf_counter
from weakref import WeakKeyDictionary

from bot.telegram.answers import Answers, Reply
from bot.telegram.asked import Asked
from bot.telegram.callback_data import View

_AT_ONCE = 2_000
"""Passages among which a question is looked up in two milliseconds.

On a thread, the search and the event loop would take the processor from each other with every step, and both be done
later: with 1,000 passages, half as many questions a second were answered.
"""

_TURNS: WeakKeyDictionary[Answers, asyncio.Lock] = WeakKeyDictionary()


async def look_up(answers: Answers, asked: Asked, view: View) -> tuple[Reply, float]:
    """Return the reply to what was asked, and how many milliseconds it took to find."""
    if answers.searcher.passages > _AT_ONCE or asked.is_text:
        began = perf_counter()
        found = await asyncio.to_thread(answers.reply, asked, view)
        return found, (perf_counter() - began) * 1000
    # One in each round of the event loop: with all that wait, Telegram's answers to what was sent would wait too, and a
    # kill in that time would have it sent again.
    async with _TURNS.setdefault(answers, asyncio.Lock()):
        await asyncio.sleep(0)
        began = perf_counter()
        found = answers.reply(asked, view)
        return found, (perf_counter() - began) * 1000
