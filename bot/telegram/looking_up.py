"""Looking up what was asked: on a thread, or at once where that takes less than the way there."""

from __future__ import annotations

import asyncio
from time import perf_counter

from bot.telegram.answers import Answers, Reply
from bot.telegram.asked import Asked
from bot.telegram.callback_data import View

_AT_ONCE = 2_000
"""Passages among which a question is looked up in two milliseconds.

On a thread, the search and the event loop would take the processor from each other with every step, and both be done
later: with 1,000 passages, half as many questions a second were answered.
"""


async def look_up(answers: Answers, asked: Asked, view: View) -> tuple[Reply, float]:
    """Return the reply to what was asked, and how many milliseconds it took to find."""
    began = perf_counter()
    if answers.searcher.passages <= _AT_ONCE and not asked.is_text:
        found = answers.reply(asked, view)
    else:
        found = await asyncio.to_thread(answers.reply, asked, view)
    return found, (perf_counter() - began) * 1000
