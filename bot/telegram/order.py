"""In which order updates are worked on: those of a chat one after another, those of different chats side by side."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Awaitable
from typing import Any
from weakref import WeakValueDictionary

from telegram import Update
from telegram.ext import BaseUpdateProcessor


class InOrder(BaseUpdateProcessor):
    """Works on many updates at a time, but on one of each chat: an edit comes after the question, a tap after a tap.

    Args:
        at_once: How many updates may be worked on at the same time; those that wait for their turn do not count.
    """

    def __init__(self, at_once: int) -> None:
        # The library's own limit counts what waits, too: a single busy chat would use it up.
        super().__init__(sys.maxsize)
        self._slots = asyncio.Semaphore(at_once)
        self._turns: WeakValueDictionary[int, asyncio.Lock] = WeakValueDictionary()

    async def initialize(self) -> None:
        """Do nothing: there is nothing to make ready."""

    async def shutdown(self) -> None:
        """Do nothing: there is nothing to close."""

    async def do_process_update(self, update: object, coroutine: Awaitable[Any]) -> None:
        """Work on an update when those before it in its chat are done; what is in no chat, an inline query, at once."""
        chat = update.effective_chat if isinstance(update, Update) else None
        turn = self._turns.setdefault(chat.id, asyncio.Lock()) if chat else asyncio.Lock()
        async with turn, self._slots:  # both are fair: who waits longest goes first
            await coroutine
