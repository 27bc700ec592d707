"""Telling how a job goes: one message, edited as it goes on."""

from __future__ import annotations

import asyncio
import logging

from telegram import Bot, ReplyParameters
from telegram.error import TelegramError

from bot.errors import BotError
from bot.state.jobs import Job, Jobs
from bot.telegram.answers import Reply
from bot.telegram.sending import edit

_log = logging.getLogger(__name__)


class Telling:
    """The message about a job.

    Args:
        bot: Who tells.
        jobs: Remembers the message, so that it is edited after a restart too.
        job: The job.
    """

    def __init__(self, bot: Bot, jobs: Jobs, job: Job) -> None:
        self._bot = bot
        self._jobs = jobs
        self._job = job
        self._message_id = job.progress_id

    async def say(self, what: Reply) -> None:
        """Give the message a text; where it is gone, send a new one.

        Raises:
            telegram.error.TelegramError: It cannot be told.
            StateError: The message cannot be remembered.
        """
        job = self._job
        if self._message_id and await edit(self._bot, job.chat_id, self._message_id, what.html, what.buttons):
            return
        to = ReplyParameters(job.message_id, allow_sending_without_reply=True)
        sent = await self._bot.send_message(job.chat_id, what.html, reply_markup=what.buttons, reply_parameters=to)
        self._message_id = sent.message_id
        await asyncio.to_thread(self._jobs.with_progress, job.id, sent.message_id)

    async def try_to_say(self, what: Reply) -> None:
        """Give the message a text, if that can be: it is only a word on the way."""
        try:
            await self.say(what)
        except (TelegramError, BotError) as error:
            _log.warning("job %s: not told: %s", self._job.id, error)
