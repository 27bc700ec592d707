"""Documents and links from the people who keep the library: taken in beside the conversation, told in one message."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Coroutine

from telegram import Bot, CallbackQuery, Message, Update
from telegram.error import TelegramError
from telegram.ext import ContextTypes

from bot.adding.bring import Bringing
from bot.errors import BotError, FetchError
from bot.state.jobs import Job, Jobs
from bot.telegram.answers import Answers, Reply
from bot.telegram.beside import beside
from bot.telegram.callback_data import Undo
from bot.telegram.keepers import Keepers
from bot.telegram.links import link_in
from bot.telegram.pace import Pace, Turn
from bot.telegram.render import render_text
from bot.telegram.sending import acknowledge, edit_pressed, reply
from bot.telegram.speaker import Speaker
from bot.telegram.taken_in import refused, shown, taken_in, under_way, version_key
from bot.telegram.telling import Telling
from bot.words import Words, words_for
from index import DocumentError, IndexingError, NoSuchArticleError
from index.errors import Refusal
from index.library.library import Library
from index.library.removing import remove, removed, restore

_AT_ONCE = 2  # documents: each may be large, and reading it takes a processor
_MOST_TRIES = 3  # of a document whose reading a stop or a crash cut off

DOCUMENT, ADDRESS = "document", "address"
"""What a job takes in."""

_TOO_BIG = "file is too big"  # Telegram's words, compared without regard to case

_log = logging.getLogger(__name__)


class Additions:
    """Handlers of documents and links.

    What is asked for is remembered until it is done: after a stop, or a crash, the next start goes on with it.

    Args:
        answers: Shows what was understood.
        speaker: In which language.
        keepers: Who may add.
        bringing: Adds; None where what is answered from cannot be added to.
        jobs: What is asked for.
        albums: Which albums were answered.
    """

    def __init__(
        self,
        answers: Answers,
        speaker: Speaker,
        keepers: Keepers,
        bringing: Bringing | None,
        jobs: Jobs,
        albums: Pace,
    ) -> None:
        self._answers = answers
        self._speaker = speaker
        self._keepers = keepers
        self._bringing = bringing
        self._jobs = jobs
        self._albums = albums
        self._slots = asyncio.Semaphore(_AT_ONCE)
        self._tasks: set[asyncio.Task[None]] = set()

    async def document(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Take in a document."""
        message = update.effective_message
        if message and message.document:
            name = message.document.file_name or ""
            await self._begin(update, message, context.bot, DOCUMENT, message.document.file_id, name)

    async def link(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Take in what is behind a link."""
        message = update.effective_message
        address = link_in(message) if message else None
        if message and address:
            await self._begin(update, message, context.bot, ADDRESS, address, address)

    async def refuse(self, update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        """Say to somebody else that only the keepers can add; once for an album."""
        message = update.effective_message
        if message is None:
            return
        album = message.media_group_id
        if album is None or self._albums.turn(album, message.message_id) is Turn.ANSWER:
            words = await self._speaker.words(update.effective_user)
            await reply(message, render_text(words.text("keepers-only")))

    async def undo(self, query: CallbackQuery, undo: Undo) -> bool:
        """Take back what became of a document, and return whether the person may."""
        if query.from_user.id not in self._keepers.ids or self._bringing is None:
            return False
        words = words_for(undo.language)
        title = await asyncio.to_thread(self._taken_back, self._bringing.library, undo)
        if title is None:
            await acknowledge(query, words.text("undone-not"))
        else:
            await acknowledge(query)
            await edit_pressed(query, render_text(words.text("undone", title=shown(title))), None)
        return True

    def go_on(self, bot: Bot) -> None:
        """Go on with what was asked for before the last stop."""
        if self._bringing is not None:
            for job in self._jobs.under_way():
                self._spawn(self._work(bot, job, self._bringing))

    async def stop(self) -> None:
        """Let go of what is under way; the next start goes on with it."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _begin(self, update: Update, message: Message, bot: Bot, kind: str, what: str, name: str) -> None:
        user = update.effective_user
        if user is None:
            return
        words = await self._speaker.words(user)  # also notes the language, which a job after a restart has from there
        bringing = self._bringing
        if bringing is None:
            await reply(message, render_text(words.text("library-fixed")))
            return
        job = await asyncio.to_thread(
            self._jobs.put,
            chat_id=message.chat_id,
            message_id=message.message_id,
            user_id=user.id,
            kind=kind,
            what=what,
            name=name,
        )
        self._spawn(self._work(bot, job, bringing))

    def _spawn(self, work: Coroutine[None, None, None]) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _work(self, bot: Bot, job: Job, bringing: Bringing) -> None:
        """Take in what a job asks for, and tell how it goes in one message."""
        words = await self._speaker.words_of(job.user_id)
        telling = Telling(bot, self._jobs, job)
        try:
            async with self._slots:
                if await asyncio.to_thread(self._jobs.tried, job.id) > _MOST_TRIES:
                    raise BotError(f"not taken in within {_MOST_TRIES} tries")
                await telling.say(await self._taken_in(bot, job, bringing, words, telling))
        except TelegramError as error:
            _log.warning("job %s: could not be told: %s", job.id, error)
        except BotError as error:
            _log.warning("job %s: %s", job.id, error)
            await telling.try_to_say(_apology(words))
        except Exception:  # noqa: BLE001  # whatever it is, the person is told, and the others go on
            _log.exception("job %s failed", job.id)
            await telling.try_to_say(_apology(words))
        try:
            await asyncio.to_thread(self._jobs.done, job.id)
        except BotError as error:  # the next start finds it done
            _log.warning("job %s: %s", job.id, error)

    async def _taken_in(self, bot: Bot, job: Job, bringing: Bringing, words: Words, telling: Telling) -> Reply:
        """Take in what a job asks for, and return what came of it."""
        await telling.try_to_say(under_way(job.name, words, fetched=False))
        try:
            if job.kind == DOCUMENT:
                content = await _downloaded(bot, job)
                await telling.try_to_say(under_way(job.name, words, fetched=True))
                added = await beside(lambda: bringing.content(job.name, content))
            else:
                added = await beside(lambda: bringing.page(job.what))
            return await asyncio.to_thread(taken_in, self._answers, added, words)
        except (DocumentError, FetchError, IndexingError) as error:
            _log.info("job %s: %s", job.id, error)
            return refused(job.name, error, words)

    def _taken_back(self, library: Library, undo: Undo) -> str | None:
        """Take back an addition or an update, and return the article's title; None where that cannot be."""
        place = self._answers.catalogue.place(undo.article)
        if place is None or place.article is None:
            return None
        try:
            if not undo.version:
                remove(library, place.article.id)
                return place.article.title
            names = (each.taken.name for each in removed(library))
            version = next((name for name in names if version_key(name) == undo.version), None)
            return restore(library, version).title if version else None
        except NoSuchArticleError:
            return None


def _apology(words: Words) -> Reply:
    return Reply(render_text(words.text("went-wrong")))


async def _downloaded(bot: Bot, job: Job) -> bytes:
    """Return a document's bytes.

    Raises:
        index.DocumentError: It is larger than Telegram gives to bots (https://core.telegram.org/bots/api#getfile).
        BotError: It cannot be fetched.
    """
    try:
        file = await bot.get_file(job.what)
        return bytes(await file.download_as_bytearray())
    except TelegramError as error:  # for a file that is gone the library says that the token is wrong
        if _TOO_BIG in str(error).casefold():
            raise DocumentError(job.name, Refusal.TOO_LARGE, "is too large", "Send it in parts") from error
        raise BotError(f"Telegram does not give the document ({error})") from error
